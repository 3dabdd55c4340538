import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';
import { failedSources, lacksItsFiles } from './source-failures.ts';

export const unreachable: Rule = {
  id: 'live/unreachable',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every data source that is asked answers.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    for (const [name, { message }] of failedSources(current)) {
      const position = current.plan.sources.findLastIndex((source) => source.name === name);
      const source = current.plan.sources[position];
      if (!source) continue;
      if (lacksItsFiles(source, context.facts)) continue;
      const read = current.indicators.flatMap(({ assessed }) =>
        assessed.source?.name === name ? (assessed.answer?.fetchedAt ?? []) : [],
      );
      const known = read.length > 0 ? ` What is shown was read on ${isoDate(Math.max(...read))}.` : '';
      const path = ['spec', 'dataSources', source.position];
      const span = current.span(path, source.type === 'file' ? 'path' : 'url');
      yield { span, message: `The data source "${name}" cannot be read: ${message}${known}` };
    }
  },
};
