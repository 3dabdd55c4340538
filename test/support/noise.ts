/** Random series that are the same in every run. */

export type NoiseKind = 'normal' | 't3' | 'ar 0.3' | 'ar 0.5' | 'ar 0.6';

export interface Random {
  /** Uniform between 0 and 1. */
  readonly next: () => number;
  readonly normal: () => number;
  /** Standard deviation 1. */
  readonly noise: (kind: NoiseKind, count: number) => number[];
}

/** By Mulberry's generator of 32 bits. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const student = (): number => {
    const squares = normal() ** 2 + normal() ** 2 + normal() ** 2;
    return normal() / Math.sqrt(squares / 3) / Math.sqrt(3);
  };
  const noise = (kind: NoiseKind, count: number): number[] => {
    const rho = kind.startsWith('ar') ? Number(kind.slice(3)) : 0;
    let last = normal();
    return Array.from({ length: count }, () => {
      if (kind === 't3') return student();
      last = rho * last + Math.sqrt(1 - rho * rho) * normal();
      return last;
    });
  };
  return { next, normal, noise };
}
