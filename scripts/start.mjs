// `npm start` on any machine.
import { handOver } from './lib/bootstrap.mjs';

handOver('start.ts');
