import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { Assessment } from '../core/decay/assess.ts';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { resolve, type Node } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { SCHEMAS } from '../core/schema/bundled.ts';
import { keyword, walk } from '../core/schema/walk.ts';
import type { Clock } from './hover/time.ts';
import { nowBeside } from './live-values.ts';
import { nextRuns } from './words/cron.ts';
import { instantInWords } from './words/date.ts';
import { carriedOver } from './words/duration.ts';
import { shortened } from './shortened.ts';

const MAX_HINTS = 500;
const MAX_VALUE = 40;

/**
 * Short remarks behind values in `within`: a schedule's next run, what an alias stands for, a duration counted far, and
 * beside an indicator's lines the value it has now.
 * @param live what was found last of the plans of the file, in their order
 */
export function inlayHints(file: CheckedFile, within: Span, clock: Clock, live?: readonly Assessment[]): InlayHint[] {
  const hints: InlayHint[] = [];
  const { schema } = SCHEMAS[file.kind];
  file.documents.forEach(({ root }, index) => {
    const now = nowBeside(root, live?.[index]);
    walk(schema, root, ({ node, path, schemas }) => {
      if (node.kind === 'map' || node.kind === 'seq' || hints.length >= MAX_HINTS) return;
      if (node.end < within.start || node.end > within.end) return;
      const text = textOf(node);
      if (text === undefined) return;
      const parts = node.kind === 'alias' ? [`= ${shortened(text.replace(/\s+/g, ' '), MAX_VALUE)}`] : [];
      const remark = remarkOn(text, keyword(schemas, 'format'), clock);
      if (remark !== undefined) parts.push(remark);
      const value = now.get(path.join(' '));
      if (value !== undefined) parts.push(value);
      if (parts.length === 0) return;
      hints.push({
        position: file.lines.position(node.end),
        label: parts.join(', '),
        kind: InlayHintKind.Type,
        paddingLeft: true,
      });
    });
  });
  return hints;
}

function textOf(node: Node): string | undefined {
  const value = resolve(node);
  // A block of text ends on a later line, where a remark would seem to be about something else.
  if (value?.kind !== 'scalar' || (node.kind === 'scalar' && value.style === 'block')) return undefined;
  return value.value === null ? undefined : String(value.value);
}

function remarkOn(text: string, format: string | undefined, { now, timeZone }: Clock): string | undefined {
  if (format === 'duration') return carriedOver(text);
  const [next] = format === 'cron' ? nextRuns(text, 1, now) : [];
  return next === undefined ? undefined : `next: ${instantInWords(next, timeZone)}`;
}
