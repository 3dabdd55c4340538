import fc from 'fast-check';

/** A replacement at relative places, so that one description fits any text: `from` and `length` are shares of it. */
export interface Edit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

const PIECES = [
  '\n',
  '\r\n',
  ' ',
  '  ',
  ':',
  ': ',
  '- ',
  '-',
  '#',
  ' # x',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '|',
  '>',
  '&a ',
  '*a',
  '!t ',
  '? ',
  '%',
  '---\n',
  '...\n',
  '\t',
  '<<: ',
  'x',
  'name: y',
  '\n      key: 1',
  '\n  - a: b\n',
  '0.5',
  '😀',
  'é',
  '\u2028',
  '\r',
  '<<<<<<< x\n',
  '\0',
];

const inserted = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.constant('') },
);

const one: fc.Arbitrary<Edit> = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.double({ min: 0, max: 0.01, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 0.3, noNaN: true }) },
  ),
  text: inserted,
});

/** Each edit may be taken back by the next: most of a person's states are nearly valid. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(one, { minLength: 1, maxLength: 6 });

/** Where an edit falls in a text, in UTF-16 offsets. */
export function place(text: string, { from, length }: Edit): { start: number; end: number } {
  const start = Math.floor(from * text.length);
  return { start, end: Math.min(text.length, start + Math.ceil(length * text.length)) };
}

export function edit(text: string, change: Edit): string {
  const { start, end } = place(text, change);
  return text.slice(0, start) + change.text + text.slice(end);
}
