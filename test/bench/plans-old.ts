import { readFileSync } from 'node:fs';

const base = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const MARK = '      - name: retention\n';

const indicator = (index: number): string => `      - name: extra_${index}
        role: quality
        source: history
        metric: extra_${index}
        objective: maximize
        unit: ratio
        baseline: 0.91
        warning: 0.88
        critical: 0.85
        labelDelay: 7d
`;

/** The format's full example, made `lines` long with further indicators; free of problems at every length. */
export function planOf(lines: number): string {
  const more = Math.max(0, Math.floor((lines - base.split('\n').length) / 10));
  return base.replace(MARK, Array.from({ length: more }, (_, index) => indicator(index)).join('') + MARK);
}
