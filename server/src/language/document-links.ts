import type { DocumentLink } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { resolve, type AliasNode, type ScalarNode } from '../core/document/node.ts';
import type { Range } from '../core/document/text.ts';
import type { PathReference } from '../core/plan/index-plan.ts';
import type { PathKind } from '../core/schema/json-schema.ts';
import { keyword, walk } from '../core/schema/walk.ts';
import { SCHEMAS } from '../core/schema/bundled.ts';
import { isUrl, splitSymbol, type WorkspaceFacts } from '../core/workspace-facts.ts';
import { cardAnchors } from './card-anchors.ts';
import type { FileTarget } from './definition.ts';
import { ruleMentions } from './rule-mentions.ts';
import { rulePage } from './to-lsp.ts';
import { innerSpan } from './names.ts';

/** What a link to a file carries until it is followed. */
export interface LinkData {
  readonly uri: string;
  readonly text: string;
  readonly kind: PathKind;
}

const MAX_LINKS = 2_000;

/**
 * Every path that leads to a file, to be resolved when it is followed, every web address, the pages of rules.
 * @param plans where production plans name the file, if it is a model card
 */
export function documentLinks(
  file: CheckedFile,
  uri: string,
  facts: WorkspaceFacts,
  plans: readonly FileTarget[] = [],
): DocumentLink[] {
  const links: DocumentLink[] = [];
  const rangeOf = (node: ScalarNode | AliasNode): Range => file.lines.range(innerSpan(file.text, node));
  for (const { index, root } of file.documents) {
    for (const { text, kind, written } of index.paths) {
      if (isUrl(text) || facts.get(splitSymbol(text).path)?.state !== 'file') continue;
      links.push({ range: rangeOf(written), data: { uri, text, kind } satisfies LinkData });
    }
    walk(SCHEMAS[file.kind].schema, root, ({ node, schemas }) => {
      if (node.kind === 'map' || node.kind === 'seq') return;
      const scalar = resolve(node);
      if (scalar?.kind !== 'scalar' || typeof scalar.value !== 'string') return;
      if (keyword(schemas, 'format') !== 'uri' && keyword(schemas, 'x-path') !== 'file-or-url') return;
      const target = webAddress(scalar.value);
      if (target) links.push({ range: rangeOf(node), target });
    });
  }
  for (const { rule, span } of ruleMentions(file))
    links.push({ range: file.lines.range(span), target: rulePage(rule.id), tooltip: rule.summary });
  const [card] = cardAnchors(file);
  const [plan] = plans;
  if (card && plan)
    links.push({ range: file.lines.range(card), target: linkTarget(plan.uri, plan.range), tooltip: 'Production plan' });
  return links.slice(0, MAX_LINKS);
}

/** The facts `documentLinks` needs are about these. */
export const linkedPaths = (file: CheckedFile): PathReference[] =>
  file.documents.flatMap(({ index }) => index.paths).slice(0, MAX_LINKS);

/** A link's target with the line of its symbol, as editors read it. */
export function linkTarget(uri: string, range: Range | undefined): string {
  return range ? `${uri}#L${range.start.line + 1},${range.start.character + 1}` : uri;
}

/** An address a browser may be sent to: other schemes start programs, and credentials are not to be passed on. */
function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username || url.password ? undefined : url.href;
}
