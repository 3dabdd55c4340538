import { findPair, focus, keyName, nodeAt, resolve, stringAt, type Node } from '../../document/node.ts';
import { findEntry, LISTS } from '../../lists/lists.ts';
import type { Path } from '../../problem.ts';
import { suggest } from '../../schema/did-you-mean.ts';
import { CARD, type Finding, type Rule, type RuleContext } from '../rule.ts';
import { HUB_FIELDS, TOOLKIT_FIELDS } from './recommended.ts';

/** Entries and keys looked at one by one: more than people write, few enough that hostile files cost nothing. */
const MAX_ENTRIES = 200;

export const missingField: Rule = {
  id: 'card/missing-field',
  severity: 'warning',
  kinds: CARD,
  summary: 'The fields by which a model is found, used and judged are there.',
  *check(context) {
    if (context.kind === 'model-card-toolkit') yield* toolkit(context);
    else if (resolve(context.root)?.kind === 'map') yield* hub(context);
    else if (isNothing(context.root)) yield bare(context);
  },
};

function bare({ text }: RuleContext): Finding {
  const start = Math.max(0, text.search(/\S/));
  const end = start + (/^.*/.exec(text.slice(start, start + 200))?.[0].length ?? 0);
  const names = HUB_FIELDS.map(({ path }) => path.join('.')).join(', ');
  const message = `This card has no front matter. Begin the file with a line ---, the fields (${names}), and another line ---.`;
  return { span: { start, end: Math.max(end, start + 1) }, message };
}

function* hub(context: RuleContext): Generator<Finding> {
  const { root } = context;
  const fields = [...HUB_FIELDS];
  const task = findEntry(LISTS.tasks, stringAt(root, ['pipeline_tag']) ?? '');
  if (task?.modality === 'nlp')
    fields.push({ path: ['language'], why: 'people find a language model by its language' });
  if (isOther(root)) {
    fields.push(
      { path: ['license_name'], why: 'license is "other", so only this says which' },
      { path: ['license_link'], why: 'license is "other", so only this says where its text is' },
    );
  }
  for (const { path, why } of fields) yield* lacking(context, path, why);
  if (!findPair(root, 'model-index')) yield* misspelt(context, 'model-index');
}

function isOther(root: Node | undefined): boolean {
  const license = resolve(nodeAt(root, ['license']));
  const items = license?.kind === 'seq' ? license.items : license ? [license] : [];
  return items.map(resolve).some((item) => item?.kind === 'scalar' && item.value === 'other');
}

function* toolkit(context: RuleContext): Generator<Finding> {
  const { root } = context;
  if (resolve(root)?.kind !== 'map') return;
  const said = new Set<string>();
  for (const { path, why } of TOOLKIT_FIELDS) {
    const section = path.slice(0, -1);
    const parent = resolve(nodeAt(root, section));
    if (parent?.kind === 'map' && parent.pairs.length > 0) yield* lacking(context, path, why);
    else if (!parent && !said.has(section.join('.'))) {
      said.add(section.join('.'));
      const below = TOOLKIT_FIELDS.filter((field) => field.path[0] === path[0]).map((field) => String(field.path[1]));
      yield* lacking(context, section, `it holds ${below.join(', ')}`);
    }
  }
  const licenses = resolve(nodeAt(root, ['model_details', 'licenses']));
  const count = licenses?.kind === 'seq' ? Math.min(licenses.items.length, MAX_ENTRIES) : 0;
  for (let i = 0; i < count; i++) {
    const at = ['model_details', 'licenses', i];
    const entry = resolve(nodeAt(root, at));
    if (entry?.kind !== 'map' || findPair(entry, 'custom_text')) continue;
    yield* lacking(context, [...at, 'identifier'], 'a license is an SPDX identifier or custom_text');
  }
}

/** A finding when nothing stands at `path`. What has the wrong type is the schema's to tell. */
function* lacking(context: RuleContext, path: Path, why: string): Generator<Finding> {
  const { root } = context;
  const key = String(path.at(-1));
  const node = resolve(nodeAt(root, path));
  const parent = path.slice(0, -1);
  if (!node) {
    const fault = [...misspelt(context, key, parent)];
    if (fault.length > 0) return yield* fault;
    const { start, end } = focus(root, parent);
    yield {
      span: { start, end },
      message: `The card lacks "${key}": ${why}.`,
      data: { kind: 'insert', path: parent, key },
    };
  } else if (isEmpty(node)) {
    const { start, end } = findPair(nodeAt(root, parent), key)?.key ?? node;
    yield { span: { start, end }, message: `"${key}" is empty: ${why}.` };
  }
}

/** Cards may hold any key, so a misspelt one is silently ignored by all who read them. */
function* misspelt({ root, schema }: RuleContext, key: string, parent: Path = []): Generator<Finding> {
  const map = resolve(nodeAt(root, parent));
  if (map?.kind !== 'map' || parent.length > 0) return;
  for (const pair of map.pairs.slice(0, MAX_ENTRIES)) {
    const name = keyName(pair);
    if (name === undefined || Object.hasOwn(schema.properties ?? {}, name) || suggest(name, [key]).length === 0)
      continue;
    const span = { start: pair.key.start, end: pair.key.end };
    yield {
      span,
      message: `Nothing reads "${name}". Did you mean "${key}"?`,
      data: { kind: 'replace', replacements: [key] },
    };
  }
}

function isNothing(root: Node | undefined): boolean {
  const node = resolve(root);
  return !node || (node.kind === 'scalar' && node.value === null);
}

function isEmpty(node: NonNullable<ReturnType<typeof resolve>>): boolean {
  if (node.kind === 'scalar') return typeof node.value === 'string' && node.value.trim() === '';
  return node.kind === 'seq' && node.items.length === 0;
}
