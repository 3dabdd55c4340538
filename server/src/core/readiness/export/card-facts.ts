import type { CheckedFile } from '../../document/checked-file.ts';
import type { Node } from '../../document/node.ts';
import { TooManyNodes, toValue, type Value } from '../../document/value.ts';

/** A measured value that a card reports. */
export interface CardMetric {
  readonly type: string;
  readonly value: string;
  /** What it was measured on. */
  readonly slice: string | undefined;
}

/** What a model card says, of either format, as far as reports have a place for it. Text is as written. */
export interface CardFacts {
  readonly task: string | undefined;
  readonly license: string | undefined;
  readonly library: string | undefined;
  readonly languages: readonly string[];
  readonly datasets: readonly string[];
  readonly metrics: readonly CardMetric[];
  readonly users: readonly string[];
  readonly useCases: readonly string[];
  readonly limitations: readonly string[];
  readonly tradeoffs: readonly string[];
  readonly ethics: readonly { readonly name: string; readonly mitigation: string | undefined }[];
  /** Text of the section whose title matches, or undefined where there is none or it is empty. */
  readonly section: (title: RegExp) => string | undefined;
}

const MAX_TEXT = 4_000;

export function cardFacts({ kind, documents, body, text }: CheckedFile): CardFacts {
  const root = record(valueOf(documents[0]?.root));
  const section = (title: RegExp): string | undefined => {
    const found = body?.sections.find((one) => title.test(one.title) && !one.empty);
    return found && said(text.slice(found.content.start, found.content.end));
  };
  return kind === 'model-card-toolkit' ? toolkitFacts(root, section) : huggingFaceFacts(root, section);
}

function huggingFaceFacts(root: Fields, section: CardFacts['section']): CardFacts {
  const several = (...titles: RegExp[]): string[] => titles.flatMap((title) => section(title) ?? []);
  return {
    task: text(root['pipeline_tag']),
    license: texts(root['license'])[0],
    library: text(root['library_name']),
    languages: texts(root['language']),
    datasets: texts(root['datasets']),
    metrics: list(root['model-index']).flatMap((model) => list(record(model)['results']).flatMap(metricsOf)),
    users: several(/^intended users?$/i),
    useCases: several(/^(?:intended uses?|direct use|primary intended uses?)\b/i, /^downstream use\b/i),
    limitations: several(/limitations/i, /^out-of-scope use\b/i),
    tradeoffs: [],
    ethics: several(/^ethical considerations\b/i).map((name) => ({ name, mitigation: undefined })),
    section,
  };
}

function metricsOf(result: Value): CardMetric[] {
  const { dataset, metrics } = record(result);
  const { name, split } = record(dataset);
  const slice = [text(name), text(split)].filter((part) => part !== undefined).join(', ') || undefined;
  return list(metrics).flatMap((metric) => {
    const { type, value } = record(metric);
    const [named, measured] = [text(type), text(value)];
    return named !== undefined && measured !== undefined ? [{ type: named, value: measured, slice }] : [];
  });
}

function toolkitFacts(root: Fields, section: CardFacts['section']): CardFacts {
  const [details, parameters] = [record(root['model_details']), record(root['model_parameters'])];
  const considerations = record(root['considerations']);
  const described = (key: string): string[] =>
    list(considerations[key]).flatMap((one) => text(record(one)['description']) ?? []);
  const [license] = list(details['licenses']).map(record);
  return {
    task: undefined,
    license: text(license?.['identifier']) ?? text(license?.['custom_text']),
    library: text(parameters['model_architecture']),
    languages: [],
    datasets: list(parameters['data']).flatMap((one) => text(record(one)['name']) ?? []),
    metrics: list(record(root['quantitative_analysis'])['performance_metrics']).flatMap((metric) => {
      const { type, value, slice } = record(metric);
      const [named, measured] = [text(type), text(value)];
      return named !== undefined && measured !== undefined
        ? [{ type: named, value: measured, slice: text(slice) }]
        : [];
    }),
    users: described('users'),
    useCases: described('use_cases'),
    limitations: described('limitations'),
    tradeoffs: described('tradeoffs'),
    ethics: list(considerations['ethical_considerations']).flatMap((one) => {
      const { name, mitigation_strategy: mitigation } = record(one);
      const named = text(name);
      return named === undefined ? [] : [{ name: named, mitigation: text(mitigation) }];
    }),
    section: (title) => (title.test('model details') ? text(details['overview']) : section(title)),
  };
}

/** Aliases can stand for more than any card says; such a one says nothing. */
function valueOf(root: Node | undefined): Value {
  try {
    return toValue(root);
  } catch (error) {
    if (error instanceof TooManyNodes) return null;
    throw error;
  }
}

/** What templates leave for somebody to fill in. */
const PLACEHOLDER = /^[\s\W]*(?:more information (?:is )?needed|information needed|to ?do|tbd|n\/?a)\b[\s\W]*$/i;

/** Text that says something; undefined for what is left to be filled in. */
const said = (written: string): string | undefined => (PLACEHOLDER.test(written) ? undefined : tidy(written));

type Fields = Readonly<Record<string, Value>>;

const record = (value: Value | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const list = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);

function text(value: Value | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? said(value) : undefined;
}

const texts = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => text(one) ?? []);

const tidy = (written: string): string => {
  const trimmed = written.trim();
  return trimmed.length > MAX_TEXT ? `${trimmed.slice(0, MAX_TEXT - 1)}…` : trimmed;
};
