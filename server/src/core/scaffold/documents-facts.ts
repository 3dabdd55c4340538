import { findFrontMatter } from '../document/front-matter.ts';
import { kindOf } from '../document/kind.ts';
import { parseYaml } from '../document/parse.ts';
import { toValue, type Value } from '../document/value.ts';
import type { CardFacts, PlanFacts } from './project-facts.ts';

interface Fields {
  readonly [key: string]: Value;
}

const fields = (value: Value | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const list = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const text = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Each document of a YAML text as plain values; what cannot be read is left out. */
function read(yaml: string): Value[] {
  try {
    return parseYaml(yaml).documents.map(({ root }) => toValue(root));
  } catch {
    return [];
  }
}

/** What a Hugging Face card says; undefined for a file that is none. */
export function cardFacts(path: string, content: string): CardFacts | undefined {
  if (kindOf(path, content) !== 'huggingface-card') return undefined;
  const matter = findFrontMatter(content);
  const meta = fields(matter?.closed ? read(content.slice(matter.inner.start, matter.inner.end))[0] : undefined);
  const [result] = list(meta['model-index']).map(fields);
  const heading = /^#[ \t]+(?:model card (?:for|of)[ \t]+)?(\S.*)$/im.exec(content)?.[1]?.trim();
  const isPlaceholder = heading === undefined || /[[\]{}<>]/.test(heading) || /^model card$/i.test(heading);
  const metrics = Array.isArray(meta['metrics']) ? meta['metrics'] : [meta['metrics']];
  return {
    path,
    name: text(result?.['name']) ?? (isPlaceholder ? undefined : heading),
    task: text(meta['pipeline_tag']),
    license: text(Array.isArray(meta['license']) ? meta['license'][0] : meta['license']),
    library: text(meta['library_name']),
    metrics: metrics.flatMap((metric) => text(metric) ?? []),
  };
}

/** What the plans of a file say. */
export function planFacts(path: string, content: string): PlanFacts[] {
  return read(content).flatMap((document) => {
    const spec = fields(fields(document)['spec']);
    const model = fields(spec['model']);
    if (fields(document)['kind'] !== 'ProductionPlan') return [];
    const indicators = list(fields(spec['monitoring'])['indicators']).map(fields);
    return {
      path,
      model: text(model['name']),
      task: text(model['task']),
      owner: text(fields(spec['ownership'])['owner']),
      card: text(model['card']),
      metrics: indicators.flatMap(({ name, role }) => (role === 'quality' ? (text(name) ?? []) : [])),
    };
  });
}
