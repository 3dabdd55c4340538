import { present } from '../../decay/plan-indicators.ts';
import type { Section } from '../../plan/section.ts';
import { listed } from '../../rules/words.ts';
import type { Area, Check, Facts, Found } from '../check.ts';
import { allThere, notNeeded } from '../proofs.ts';

const PATH = ['spec', 'dataPipelines'] as const;

const pipelines = ({ plan }: Facts): Section[] => plan.spec.sections('dataPipelines');

/** What is found where each pipeline has `key`. */
function each(facts: Facts, key: string, lacking: string): Found {
  const all = pipelines(facts);
  const texts = all.flatMap((pipeline) => pipeline.text(key) ?? []);
  const declared = all.length > 0 && texts.length === all.length;
  return {
    declared,
    says: declared ? listed(texts, 3) : lacking,
    ...present({ notNeeded: notNeeded(facts, 'dataPipelines') }),
  };
}

const check = (rest: Omit<Check, 'path' | 'weight'>): Check => ({ ...rest, weight: 1, path: PATH });

export const dataPipelines: Area = {
  id: 'data-pipelines',
  title: 'Data pipelines',
  checks: [
    check({
      name: 'named',
      title: 'Data pipelines are named',
      why: 'Most failures of a model begin in the data it is fed; whoever looks for the cause needs to know from where it comes.',
      reach: 'evidenced',
      minutes: 30,
      rules: [],
      find: (facts) => ({
        ...each(facts, 'path', 'Name the pipelines that feed the model, with their code: "dataPipelines".'),
        ...allThere(
          facts,
          pipelines(facts).map((pipeline) => pipeline.text('path')),
        ),
      }),
    }),
    check({
      name: 'freshness',
      title: 'Data freshness is set',
      why: 'Old data looks like good data; only a limit makes it an incident.',
      reach: 'declared',
      minutes: 15,
      rules: ['data/pipeline-without-freshness'],
      find: (facts) => each(facts, 'freshness', 'Say how old the data of each pipeline may be: "freshness".'),
    }),
    check({
      name: 'contract',
      title: 'Data has contracts',
      why: 'A schema both sides have agreed to turns a silent change into a failed check.',
      reach: 'evidenced',
      minutes: 120,
      rules: ['data/pipeline-without-contract'],
      find: (facts) => ({
        ...each(facts, 'contract', 'Name the contract of each pipeline: "contract".'),
        ...allThere(
          facts,
          pipelines(facts).map((pipeline) => pipeline.text('contract')),
        ),
      }),
    }),
  ],
};
