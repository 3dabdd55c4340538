import { setFlagsFromString } from 'node:v8';

// How the JavaScript engine uses memory. Imported before anything else; each line is worth several megabytes and costs no time that
// can be measured (docs/performance.md).
// Reading leaves much short-lived garbage: let to grow, the space for it takes more memory than all documents together.
setFlagsFromString('--semi-space-growth-factor=1');
// The compiled schemas are functions of thousands of lines, which cost more to optimise than they ever win; so does what is inlined.
setFlagsFromString('--max-optimized-bytecode-size=4096');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
// One optimising compiler is enough, and small plans are checked as fast without it: it starts with the first work that takes long (watched.ts).
setFlagsFromString('--no-maglev');
setFlagsFromString('--no-opt');
