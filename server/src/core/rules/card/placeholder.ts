import type { Node } from '../../document/node.ts';
import { CARD, type Finding, type Rule, type RuleContext } from '../rule.ts';

/** What templates and authors leave behind for later. Every part is bounded, so that hostile text costs no more than any. */
const PLACEHOLDER =
  /\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|\[(?:more information needed|needs? more information|to be (?:added|completed|filled in)|todo|tbd|optional text)\]|(?<![\w-])(?:TODO|TBD|FIXME)(?![\w-])/gi;
const UPPER = /^(?:TODO|TBD|FIXME)$/;

export const placeholder: Rule = {
  id: 'card/placeholder',
  severity: 'warning',
  kinds: CARD,
  summary: 'Nothing is left of the template: no [More Information Needed], no TODO, no {{ variable }}.',
  *check(context) {
    if (context.body) yield* find(context.body.prose, 0);
    yield* inYaml(context);
  },
};

function* find(text: string, offset: number): Generator<Finding> {
  for (const match of text.matchAll(PLACEHOLDER)) {
    const written = match[0];
    // "todo" in a sentence is a word; in capitals it is a note to oneself.
    if (/^[a-z]/i.test(written) && !UPPER.test(written)) continue;
    const start = offset + match.index;
    yield { span: { start, end: start + written.length }, message: describe(written) };
  }
}

function describe(written: string): string {
  if (written.startsWith('{'))
    return 'This is a variable of the template that was never filled in. Write the text, or remove the line.';
  const shown = written.startsWith('[') ? written : `"${written}"`;
  return `${shown} is a placeholder. Write what belongs here, or say plainly that it is not known.`;
}

function* inYaml({ root, text }: RuleContext): Generator<Finding> {
  const open: (Node | undefined)[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node?.kind === 'seq') open.push(...node.items.toReversed());
    else if (node?.kind === 'map') {
      // YAML reads {{ name }} as a mapping whose key is a mapping.
      const first = node.pairs[0]?.key;
      if (node.flow && first?.kind === 'map' && first.flow && first.start === node.start + 1)
        yield { span: { start: node.start, end: node.end }, message: describe('{{') };
      else for (const pair of node.pairs.toReversed()) open.push(pair.value, pair.key);
    } else if (node?.kind === 'scalar' && typeof node.value === 'string') {
      // [More Information Needed] without quotes is a list of one text, so the brackets are looked at too.
      const bracket = text.charAt(node.start - 1) === '[' && text.charAt(node.end) === ']' ? 1 : 0;
      yield* find(text.slice(node.start - bracket, node.end + bracket), node.start - bracket);
    }
  }
}
