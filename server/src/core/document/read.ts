import type { DocumentKind } from '../rules/rule.ts';
import { SCHEMAS } from '../schema/bundled.ts';
import type { Problem } from '../problem.ts';
import { changeOf } from './change.ts';
import { findFrontMatter, type FrontMatter } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import { CheckedDocument, type CheckedFile } from './checked-file.ts';
import { LIMITS } from './unreadable.ts';
import { parseYaml, type YamlFile } from './parse.ts';
import { reparseYaml } from './reparse.ts';
import { LineIndex } from './text.ts';

/**
 * Reads a file of a known kind for checking.
 * @param earlier the same file as it was read before an edit: what did not change is taken from it
 */
export function readFile(kind: DocumentKind, text: string, earlier?: CheckedFile): CheckedFile {
  const change = earlier && changeOf(earlier.text, text);
  const lines = change ? earlier.lines.after(text, change) : new LineIndex(text);
  if (kind !== 'huggingface-card') {
    const yaml = change && earlier.kind === kind ? reparseYaml(earlier, text, change) : parseYaml(text);
    return { kind, text, lines, problems: yaml.problems, yaml, documents: documentsOf(kind, yaml, earlier) };
  }
  const matter = findFrontMatter(text);
  const yaml = readFrontMatter(text, matter);
  const start = matter?.outer.end ?? 0;
  const isLong = text.length - start > LIMITS.characters;
  const problems = isLong ? [...yaml.problems, longBody(text, start)] : yaml.problems;
  const file = { kind, text, lines, problems, yaml, documents: documentsOf(kind, yaml) };
  return isLong ? file : { ...file, body: readMarkdown(text, start) };
}

function longBody(text: string, start: number): Problem {
  const size = `${((text.length - start) / 1e6).toFixed(1)} million characters`;
  const message = `The text of this card has ${size}; above ${LIMITS.characters / 1e6} million it is not checked. Move what is not for readers to files beside it.`;
  return { rule: 'syntax/limit', severity: 'error', message, span: { start, end: start + 1 } };
}

const UNREAD: YamlFile = {
  documents: [],
  problems: [],
  separable: false,
  size: { separators: 0, brackets: 0 },
};

function readFrontMatter(text: string, matter: FrontMatter | undefined): YamlFile {
  if (!matter) {
    return { ...UNREAD, documents: [{ root: undefined, span: { start: 0, end: 0 } }] };
  }
  if (!matter.closed) {
    const start = text.indexOf('---');
    const message = 'This front matter is never closed. Put a line with --- behind its last field.';
    const problem = { rule: 'syntax/yaml', severity: 'error', message, span: { start, end: start + 3 } } as const;
    return { ...UNREAD, problems: [problem] };
  }
  // Everything but the YAML is blanked, so that offsets in the front matter are offsets in the file.
  const blank = text.slice(0, matter.inner.start).replace(/[^\r\n]/g, ' ');
  const yaml = parseYaml(blank + text.slice(matter.inner.start, matter.inner.end));
  const isEmpty = yaml.documents.length === 0 && yaml.problems.length === 0;
  return isEmpty ? { ...yaml, documents: [{ root: undefined, span: matter.inner }] } : yaml;
}

function documentsOf(kind: DocumentKind, yaml: YamlFile, earlier?: CheckedFile): CheckedDocument[] {
  return yaml.documents.map(
    (document, index) => new CheckedDocument(document, SCHEMAS[kind].schema, earlier?.documents[index]),
  );
}
