import { chunksOf, isLong } from '../../document/moved.ts';
import type { Node, ScalarNode } from '../../document/node.ts';
import { perChunk } from '../../document/per-node.ts';
import type { Span } from '../../document/text.ts';
import { ANY, type Finding, type Rule } from '../rule.ts';

/** Prefixes and shapes that services give their tokens, so that a leaked one can be recognised. */
const TOKENS: readonly { readonly what: string; readonly shape: RegExp }[] = [
  { what: 'a GitHub token', shape: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/ },
  { what: 'a GitLab token', shape: /\bglpat-[\w-]{20,}/ },
  { what: 'a Hugging Face token', shape: /\bhf_[A-Za-z0-9]{30,}/ },
  { what: 'a Slack token', shape: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: 'a Slack webhook address', shape: /hooks\.slack\.com\/services\/T[\w/]+/ },
  { what: 'an AWS access key', shape: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: 'a Google API key', shape: /\bAIza[\w-]{35}/ },
  { what: 'a Grafana token', shape: /\bgl(?:sa|c)_[\w=]{20,}/ },
  { what: 'an API key', shape: /\bsk-[\w-]{20,}/ },
  { what: 'a signed token (JWT)', shape: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/ },
  { what: 'an authorization header', shape: /\b(?:Bearer|Basic)\s+[\w.~+/=-]{16,}/ },
  { what: 'a private key', shape: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
];
const USER_INFO = /^[a-z][a-z0-9+.-]*:\/\/([^\s/?#@]*:[^\s/?#]*|[^\s/?#@]+)@/i;
const SECRET_PARAMETER = /[?&](?:api_?key|access_token|token|password|secret|sig)=[^&\s$<{]{6,}/i;

export const inlineCredential: Rule = {
  id: 'secret/inline-credential',
  severity: 'error',
  kinds: ANY,
  summary: 'No password, token or key is written in the file.',
  *check({ root, text, body }) {
    if (body) yield* inProse(text, body.span);
    for (const { node, what } of credentials(root)) {
      // The message never repeats the secret: it would travel to logs and reports.
      const end = Math.min(node.end, node.start + text.slice(node.start, node.end).trimEnd().length);
      const message = `This holds ${what}. Remove it here, revoke it if it was ever committed, and store it with the data source's credentials instead.`;
      yield { span: { start: node.start, end }, message };
    }
  },
};

/** Tokens in the text and the code of a Markdown card, where people paste what they just ran. */
function* inProse(text: string, { start, end }: Span): Generator<Finding> {
  const written = text.slice(start, end);
  for (const { what, shape } of TOKENS) {
    for (const match of written.matchAll(new RegExp(shape, 'g'))) {
      // hf_xxxxxxxx stands for a token; it is none.
      if (new Set(match[0].slice(0, 200)).size < 10) continue;
      const from = start + match.index;
      const message = `This holds ${what}. Remove it here, and revoke it: whoever can read the card can use it.`;
      yield { span: { start: from, end: from + match[0].length }, message };
    }
  }
}

/** A part of each credential that is known here: what has none of them need not be looked at more closely. */
const HINT =
  /:\/\/|[?&]|gh[pousr]_|hub_pat_|glpat-|hf_|xox|hooks\.slack|gl(?:sa|c)_|sk-|eyJ|A(?:KIA|SIA|Iza)|Bearer|Basic|BEGIN/;

/** What kind of credential `text` contains, in words; undefined when none is recognised. */
export function credentialIn(text: string): string | undefined {
  if (!HINT.test(text)) return undefined;
  if (USER_INFO.test(text)) return 'a user name or password inside a URL';
  if (SECRET_PARAMETER.test(text)) return 'a secret in a URL parameter';
  return TOKENS.find((token) => token.shape.test(text))?.what;
}

/** The scalars that hold one, in the order of the text. */
function credentials(root: Node | undefined): { readonly node: ScalarNode; readonly what: string }[] {
  const found: { readonly node: ScalarNode; readonly what: string }[] = [];
  const look = (node: Node): void => {
    if (node.kind === 'seq') {
      if (!isLong(node)) node.items.forEach(look);
      else for (const chunk of chunksOf(node)) if (holdOne(chunk)) chunk.items.forEach(look);
    } else if (node.kind === 'map') {
      for (const { key, value } of node.pairs) {
        look(key);
        look(value);
      }
    } else if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.length >= 8) {
      const what = credentialIn(node.value);
      if (what !== undefined) found.push({ node, what });
    }
  };
  if (root) look(root);
  return found;
}

const holdOne = perChunk((items) => items.some((item) => credentials(item).length > 0));
