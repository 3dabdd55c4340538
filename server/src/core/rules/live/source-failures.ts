import { isOfTheSource, type Failure } from '../../decay/answers.ts';
import type { DataSource } from '../../decay/plan-indicators.ts';
import { remembered } from '../../document/per-node.ts';
import { addTo } from '../../group-by.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import type { Current } from './current.ts';

/** What a person has to agree to, or has given up, is no fault of the plan or the source. */
const NO_FAULT: ReadonlySet<string> = new Set(['untrusted', 'cancelled']);

export const isFault = (failure: Failure | undefined): failure is Failure =>
  failure !== undefined && !NO_FAULT.has(failure.reason);

/** Whether a source's files are not there: of that file/missing and its like tell. */
export function lacksItsFiles(source: DataSource | undefined, facts: WorkspaceFacts): boolean {
  if (source?.type !== 'file') return false;
  const fact = facts.get(source.path ?? '');
  return fact !== undefined && fact.state !== 'file' && fact.state !== 'directory';
}

/** Sources that could not be read, by name: what fails for every question has one cause. */
export const failedSources = remembered(
  ({ indicators, columns, live, plan }: Current): ReadonlyMap<string, Failure> => {
    const asked = new Map<string, (Failure | undefined)[]>();
    for (const { indicator, assessed } of indicators)
      if (assessed.answer) addTo(asked, indicator.source, assessed.answer.failure);
    for (const { column, assessed } of columns)
      if (assessed.answer) addTo(asked, column.source, assessed.answer.failure);
    // That rules alone cannot be read is no trouble of the values.
    for (const { source, answer } of live.rules)
      if (answer.failure && isOfTheSource(answer.failure.reason)) addTo(asked, source.name, answer.failure);
    const { failure } = live.model;
    if (failure && plan.model.registry !== undefined) addTo(asked, plan.model.registry, failure);
    const failed = new Map<string, Failure>();
    for (const [source, failures] of asked) {
      const faults = failures.filter(isFault);
      const [first] = faults;
      const ofSource = faults.find(({ reason }) => isOfTheSource(reason));
      const isShared =
        first !== undefined &&
        failures.length > 1 &&
        faults.length === failures.length &&
        faults.every(({ message }) => message === first.message);
      const cause = ofSource ?? (isShared ? first : undefined);
      if (cause) failed.set(source, cause);
    }
    return failed;
  },
);
