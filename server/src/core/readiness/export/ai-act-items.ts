import { listed } from '../../rules/words.ts';
import { isMet } from '../states.ts';
import type { CardFacts } from './card-facts.ts';
import type { ReportSource } from './source.ts';

/** What items are answered from. */
export interface ActFacts extends ReportSource {
  readonly facts: CardFacts | undefined;
}

/** One thing that an item asks for. Without `find`, no plan, card or file beside them can show it. */
export interface Part {
  readonly asks: string;
  /** Where it is answered, and what is said there; undefined: nowhere. */
  readonly find?: (facts: ActFacts) => string | undefined;
}

/** An item of Annex IV, or a paragraph of Article 72, in short words of our own. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

/** `field` of a section of the plan. */
const plan =
  (section: string, field: string): NonNullable<Part['find']> =>
  ({ plan: { spec } }) => {
    const text = spec.section(section)?.text(field) ?? spec.section(section)?.number(field)?.toString();
    return text === undefined ? undefined : `plan, ${section}.${field}: ${text}`;
  };

/** A section of the card. */
const card =
  (title: RegExp): NonNullable<Part['find']> =>
  ({ facts }) => {
    const text = facts?.section(title);
    return text === undefined ? undefined : `card: ${firstLine(text)}`;
  };

const fromCard =
  (read: (facts: CardFacts) => readonly string[]): NonNullable<Part['find']> =>
  ({ facts }) => {
    const found = facts ? read(facts) : [];
    return found.length > 0 ? `card: ${listed(found.map(firstLine), 3)}` : undefined;
  };

/** What a check of the readiness shows. */
const check =
  (id: string): NonNullable<Part['find']> =>
  ({ view }) => {
    const found = view.areas.flatMap(({ checks }) => checks).find((one) => one.id === id);
    return found && isMet(found) ? `${found.title.toLowerCase()} (${found.state}): ${found.says}` : undefined;
  };

/** The first that answers. */
const any =
  (...finds: readonly NonNullable<Part['find']>[]): NonNullable<Part['find']> =>
  (facts) => {
    for (const find of finds) {
      const found = find(facts);
      if (found !== undefined) return found;
    }
    return undefined;
  };

const risks: NonNullable<Part['find']> = ({ plan: { spec } }) => {
  const names = spec.sections('risks').flatMap((risk) => risk.text('name') ?? []);
  return names.length > 0 ? `plan, risks: ${listed(names, 5)}` : undefined;
};

const riskMitigations: NonNullable<Part['find']> = ({ plan: { spec } }) => {
  const all = spec.sections('risks');
  const mitigated = all.flatMap((risk) => (risk.text('mitigation') === undefined ? [] : (risk.text('name') ?? [])));
  return all.length > 0 && mitigated.length === all.length ? `plan, risks: each has a mitigation` : undefined;
};

const indicators: NonNullable<Part['find']> = ({ plan: { indicators: all } }) => {
  const names = all.filter(({ role }) => role === 'quality' || role === 'business').map(({ name }) => name);
  return names.length > 0 ? `plan, monitoring.indicators: ${listed(names, 5)}` : undefined;
};

const trainingCode: NonNullable<Part['find']> = ({ plan: { spec } }) => {
  const texts = spec.section('model')?.texts('trainingCode') ?? [];
  return texts.length > 0
    ? `plan, model.trainingCode: ${listed(
        texts.map(({ text }) => text),
        3,
      )}`
    : undefined;
};

const firstLine = (text: string): string => {
  // Fences, tables and marks of lists say nothing by themselves.
  const line =
    text
      .split('\n')
      .find((one) => /^[^`|~<]*\p{L}/u.test(one))
      ?.replace(/^[\s>*+-]+/, '') ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line.trim();
};

const LIMITATIONS = /limitations/i;

/** Regulation (EU) 2024/1689, Annex IV, by number and letter. */
export const ANNEX_IV: readonly Item[] = [
  {
    id: '1(a)',
    title: 'Intended purpose, provider, version',
    parts: [
      { asks: 'intended purpose', find: fromCard(({ useCases }) => useCases) },
      { asks: 'name of the provider' },
      {
        asks: 'version, and its relation to earlier ones',
        find: plan('model', 'version'),
      },
    ],
  },
  {
    id: '1(b)',
    title: 'Interaction with other hardware and software',
    parts: [{ asks: 'interfaces and other systems' }],
  },
  {
    id: '1(c)',
    title: 'Versions of software and firmware',
    parts: [
      {
        asks: 'what the model needs to run',
        find: card(/^(?:technical specifications|software|compute infrastructure)\b/i),
      },
    ],
  },
  { id: '1(d)', title: 'Forms in which it is placed on the market', parts: [{ asks: 'package, download, API' }] },
  {
    id: '1(e)',
    title: 'Hardware it is to run on',
    parts: [{ asks: 'hardware', find: card(/^(?:hardware|compute infrastructure)\b/i) }],
  },
  {
    id: '1(f)',
    title: 'Pictures, where it is part of a product',
    parts: [{ asks: 'pictures and marking of the product' }],
  },
  { id: '1(g)', title: 'User interface for the deployer', parts: [{ asks: 'description of the interface' }] },
  {
    id: '1(h)',
    title: 'Instructions for use',
    parts: [{ asks: 'instructions for the deployer', find: card(/^(?:how to get started|instructions|usage)\b/i) }],
  },
  {
    id: '2(a)',
    title: 'Methods and steps of development',
    parts: [
      { asks: 'steps of training', find: card(/^training (?:procedure|details)\b/i) },
      { asks: 'the code that trains', find: trainingCode },
      {
        asks: 'pre-trained systems and tools of others',
        find: fromCard(({ library }) => (library === undefined ? [] : [library])),
      },
    ],
  },
  {
    id: '2(b)',
    title: 'Design: logic, choices, what is optimised',
    parts: [
      { asks: 'general logic and assumptions', find: card(/^model (?:description|details)\b/i) },
      { asks: 'what is optimised', find: any(plan('businessMetric', 'name'), plan('businessMetric', 'proxy')) },
      { asks: 'trade-offs that were made', find: fromCard(({ tradeoffs }) => tradeoffs) },
    ],
  },
  {
    id: '2(c)',
    title: 'Architecture and computing resources',
    parts: [
      { asks: 'how components build on each other', find: card(/architecture/i) },
      {
        asks: 'computing resources',
        find: card(/^(?:environmental impact|compute infrastructure|technical specifications)\b/i),
      },
    ],
  },
  {
    id: '2(d)',
    title: 'Data: origin, scope, labels, cleaning',
    parts: [
      {
        asks: 'training data and their origin',
        find: any(
          card(/^training data\b/i),
          fromCard(({ datasets }) => datasets),
        ),
      },
      { asks: 'how labels are obtained', find: plan('feedbackLoop', 'labelSource') },
      { asks: 'data sheets', find: check('data-pipelines/contract') },
      { asks: 'cleaning and outliers', find: card(/^preprocessing\b/i) },
    ],
  },
  {
    id: '2(e)',
    title: 'Human oversight (Article 14)',
    parts: [{ asks: 'assessment of the measures', find: card(/oversight/i) }],
  },
  {
    id: '2(f)',
    title: 'Changes that are planned beforehand',
    parts: [
      { asks: 'when it is retrained', find: check('retraining/strategy') },
      { asks: 'when a new version takes over', find: check('retraining/promotion') },
    ],
  },
  {
    id: '2(g)',
    title: 'Validation and testing',
    parts: [
      { asks: 'procedure and data', find: card(/^(?:testing data|evaluation)\b/i) },
      {
        asks: 'metrics of accuracy',
        find: any(
          fromCard(({ metrics }) => metrics.map(({ type, value }) => `${type} ${value}`)),
          indicators,
        ),
      },
      { asks: 'validation before a version serves', find: check('retraining/validation') },
      { asks: 'discriminatory effects', find: card(/fairness|bias evaluation|subgroup/i) },
      { asks: 'signed and dated test reports' },
    ],
  },
  { id: '2(h)', title: 'Cybersecurity', parts: [{ asks: 'measures that are in place' }] },
  {
    id: '3',
    title: 'Capabilities, limits, functioning and control',
    parts: [
      {
        asks: 'capabilities and limitations',
        find: any(
          card(LIMITATIONS),
          fromCard(({ limitations }) => limitations),
        ),
      },
      { asks: 'accuracy for groups of persons', find: card(/fairness|subgroup|disaggregated/i) },
      { asks: 'foreseeable unintended outcomes and risks', find: risks },
      { asks: 'human oversight', find: card(/oversight/i) },
      { asks: 'specification of the inputs', find: check('data-pipelines/contract') },
    ],
  },
  {
    id: '4',
    title: 'Why the performance metrics are appropriate',
    parts: [
      { asks: 'the metrics', find: indicators },
      { asks: 'why they fit', find: any(card(/^metrics\b/i), card(/testing data, factors/i)) },
    ],
  },
  {
    id: '5',
    title: 'Risk management (Article 9)',
    parts: [
      { asks: 'risks that are known', find: risks },
      { asks: 'what is done about each', find: riskMitigations },
      { asks: 'the process over the whole lifetime' },
    ],
  },
  {
    id: '6',
    title: 'Changes through the lifecycle',
    parts: [
      { asks: 'versions that served', find: plan('model', 'registry') },
      { asks: 'record of relevant changes', find: card(/^(?:changelog|changes|version history)\b/i) },
    ],
  },
  { id: '7', title: 'Harmonised standards', parts: [{ asks: 'list of the standards, or of other solutions' }] },
  { id: '8', title: 'EU declaration of conformity', parts: [{ asks: 'a copy' }] },
  {
    id: '9',
    title: 'Monitoring after it is placed on the market',
    parts: [{ asks: 'the system and its plan: see Article 72 below', find: check('monitoring/quality') }],
  },
];

/** Regulation (EU) 2024/1689, Article 72, by paragraph. */
export const ARTICLE_72: readonly Item[] = [
  {
    id: '72(1)',
    title: 'A system of monitoring, proportionate to the risks',
    parts: [
      { asks: 'somebody who runs it', find: check('ownership/owner') },
      { asks: 'what is watched', find: check('monitoring/quality') },
      { asks: 'who is told when it fails', find: check('alerting/reaches') },
    ],
  },
  {
    id: '72(2)',
    title: 'Performance collected and analysed through the lifetime',
    parts: [
      { asks: 'values come regularly', find: check('monitoring/fresh') },
      { asks: 'true outcomes come back', find: check('feedback-loop/labels') },
      { asks: 'changes of the inputs are analysed', find: check('monitoring/drift') },
      { asks: 'lines from which on something is done', find: check('alerting/covers') },
      { asks: 'interaction with other AI systems' },
    ],
  },
  {
    id: '72(3)',
    title: 'A monitoring plan, as part of the documentation',
    parts: [
      { asks: 'the plan', find: ({ file }) => file },
      { asks: 'the template of the Commission' },
      { asks: 'corrective action (Article 20)', find: check('rollback/runbook') },
      { asks: 'reporting of serious incidents (Article 73)' },
    ],
  },
  {
    id: '72(4)',
    title: 'Monitoring under other Union law',
    parts: [{ asks: 'integration with systems that exist already' }],
  },
];
