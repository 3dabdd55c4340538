import { setFlagsFromString } from 'node:v8';

// Imported before anything else; each is worth several megabytes and costs no time that can be measured (docs/performance.md).
// Reading leaves much short-lived garbage: let to grow, the space for it takes more memory than all documents together.
setFlagsFromString('--semi-space-growth-factor=1');
// The compiled schemas are functions of thousands of lines, which cost more to optimise than they ever win.
setFlagsFromString('--max-optimized-bytecode-size=4096');
// One optimising compiler is enough.
setFlagsFromString('--no-maglev');
