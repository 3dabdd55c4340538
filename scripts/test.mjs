// `npm test` on any machine.
import { handOver } from './lib/bootstrap.mjs';

handOver('test.ts');
