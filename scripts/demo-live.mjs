// `npm run demo:live` on any machine.
import { handOver } from './lib/bootstrap.mjs';

handOver('demo-live.ts');
