// Preloaded into a server under test, which is started with --expose-gc: asked by SIGUSR2, it collects garbage and writes how many bytes
// are in use then into the file that HEAP_FILE names.
import { writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  for (let round = 0; round < 3; round++) globalThis.gc();
  writeFileSync(process.env.HEAP_FILE, String(process.memoryUsage().heapUsed));
});
