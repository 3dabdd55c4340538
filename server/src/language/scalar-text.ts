import type { ScalarNode } from '../core/document/node.ts';
import { parseYaml } from '../core/document/parse.ts';

/** Words that YAML 1.1 readers, which other tools still use, take for booleans or null. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** How `value` is written as a string in YAML: in the quotes it had, else plain where that is read back as the same string. */
export function scalarText(value: string, style: ScalarNode['style'] = 'plain'): string {
  const isPrintable = !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/u.test(value);
  if (style === 'single' && isPrintable) return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double' || !isPrintable || !isPlain(value)) return doubleQuoted(value);
  return value;
}

function isPlain(value: string): boolean {
  if (value === '' || value !== value.trim() || RESERVED.test(value)) return false;
  if (/^[A-Za-z_][\w./-]*$/.test(value)) return true;
  // What may stand plain depends on what is around it; being read back in each surrounding is the proof.
  return [`k: ${value}\n`, `- ${value}\n`, `[${value}]\n`, `{k: ${value}}\n`].every((text) => {
    const { documents, problems } = parseYaml(text);
    const root = documents[0]?.root;
    const node = root?.kind === 'map' ? root.pairs[0]?.value : root?.kind === 'seq' ? root.items[0] : undefined;
    return problems.length === 0 && node?.kind === 'scalar' && node.style === 'plain' && node.value === value;
  });
}

/** JSON is YAML, but for the separators that YAML counts as line breaks. */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
