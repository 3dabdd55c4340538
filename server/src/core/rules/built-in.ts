import { ANY, type Rule } from './rule.ts';

const reported = (id: string, summary: string): Rule => ({
  id,
  severity: 'error',
  kinds: ANY,
  summary,
  check: () => [],
});

/** Findings of the parser and the schema. They have ids, pages and settings like rules, but are found while reading. */
export const BUILT_IN: readonly Rule[] = [
  reported('syntax/yaml', 'The file is valid YAML.'),
  reported('syntax/limit', 'The file stays within the limits up to which it is checked.'),
  reported('schema/missing', 'Every required section and field is there.'),
  reported('schema/unknown-key', 'Every key is one the format knows.'),
  reported('schema/wrong-type', 'Every value has the type the format asks for.'),
  reported('schema/enum', 'Every value of a fixed list is one of that list.'),
  reported('schema/format', 'Durations, dates, schedules, URLs and names have their form.'),
  reported('schema/range', 'Numbers and lists stay within their bounds.'),
];
