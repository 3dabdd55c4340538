// Sets up the real systems that the tests of the data sources start: Prometheus, MLflow and Evidently.
import { ensurePrometheus } from './lib/systems/prometheus-programs.ts';
import { progress } from './lib/progress.ts';
import { preparePython } from './lib/python.ts';

const prometheus = await ensurePrometheus();
if (typeof prometheus === 'string') console.log(`Without Prometheus: ${prometheus}.`);
const python = await progress('Installing MLflow and Evidently (once, some minutes)', () =>
  Promise.resolve(preparePython('systems', 'test/backends/requirements.txt')),
);
if ('missing' in python) console.log(`Without MLflow and Evidently: ${python.missing}.`);
