import { isMet, isSeen } from './states.ts';
import type { CheckView, LevelName } from './view.ts';

const isShown = (check: CheckView): boolean => check.state === 'evidenced' || isSeen(check);
const allows = ({ state }: CheckView): boolean => state === 'waived' || state === 'not-needed';

interface LevelRule {
  readonly name: LevelName;
  /** Whether a check stands in the way of the level. */
  readonly lacks: (check: CheckView) => boolean;
}

/** From the lowest; each level asks for what those before it ask, too. */
const LEVELS: readonly LevelRule[] = [
  { name: 'Declared', lacks: (check) => check.required && !allows(check) && !isMet(check) },
  {
    name: 'Instrumented',
    lacks: (check) =>
      (check.required && check.reach !== 'declared' && !allows(check) && !isShown(check)) ||
      check.state === 'failing' ||
      check.state === 'expired',
  },
  { name: 'Operated', lacks: (check) => check.required && check.reach === 'live' && !allows(check) && !isSeen(check) },
  {
    name: 'Proven',
    lacks: (check) =>
      check.state !== 'not-needed' &&
      (check.reach === 'live' ? !isSeen(check) : check.reach === 'evidenced' ? !isShown(check) : !isMet(check)),
  },
];

/** From the lowest. */
export const LEVEL_NAMES: readonly LevelName[] = ['Prototype', ...LEVELS.map(({ name }) => name)];

/** The highest level that nothing stands in the way of, and what stands in the way of the next. */
export function levelOf(checks: readonly CheckView[]): {
  readonly level: LevelName;
  readonly lacking: readonly CheckView[];
} {
  let level: LevelName = 'Prototype';
  for (const { name, lacks } of LEVELS) {
    const lacking = checks.filter(lacks);
    if (lacking.length > 0) return { level, lacking };
    level = name;
  }
  return { level, lacking: [] };
}
