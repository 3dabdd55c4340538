import { findFrontMatter } from '../../core/document/front-matter.ts';
import { HUB_FIELDS } from '../../core/rules/card/recommended.ts';
import { propertySchemas } from '../../core/schema/json-schema.ts';
import { lineBreakOf } from '../edits/layout.ts';
import { entryLines } from '../snippets/entry.ts';
import { plainText } from '../snippets/snippet.ts';
import { entryStyle, type Fix, type FixScene } from './fix.ts';

/** Begins a card that has none with front matter: the fields by which a model is found, to be filled in. */
export function addFrontMatter(scene: FixScene): Fix[] {
  const { problem, file, schema } = scene;
  if (problem.rule !== 'card/missing-field' || problem.data || file.kind !== 'huggingface-card') return [];
  if (findFrontMatter(file.text)) return [];
  const style = entryStyle(scene, false);
  const fields = HUB_FIELDS.flatMap(({ path }) => {
    const key = String(path[0]);
    return entryLines(key, propertySchemas([schema], key), style).map(plainText);
  });
  const eol = lineBreakOf(file.text);
  const at = file.text.startsWith('\uFEFF') ? 1 : 0;
  const text = ['---', ...fields, '---', ''].join(eol);
  return [{ title: 'Add front matter', changes: [{ start: at, end: at, text }], preferred: true }];
}
