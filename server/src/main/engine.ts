import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// How the JavaScript engine uses memory. Imported before anything else; each line is worth several megabytes and costs no time that
// can be measured (docs/performance.md).
// Reading leaves much short-lived garbage: let to grow, the space for it takes more memory than all documents together.
const growBy = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`);
growBy(1);
// The compiled schemas are functions of thousands of lines, which cost more to optimise than they ever win; so does what is inlined.
setFlagsFromString('--max-optimized-bytecode-size=4096');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
// One optimising compiler is enough, and small plans are checked as fast without it: it starts with the first work that takes long (watched.ts).
setFlagsFromString('--no-maglev');
setFlagsFromString('--no-opt');

/** Characters of a text that fills the space for young garbage, two bytes each. */
const FILLS_IT = 500_000;
/** Bytes of that space, of which half is in use, from which on it does not grow any more. */
const ENOUGH = 16_000_000;

/** For an edit of `text`: each makes a new one, and where that fills the space, garbage would be collected several times for each. */
export function makeRoomFor(text: string): void {
  if (text.length < FILLS_IT) return;
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  growBy(young && young.space_size < ENOUGH ? 2 : 1);
}
