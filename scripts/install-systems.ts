// Sets up the real systems that the tests of the data sources start: Prometheus, MLflow and Evidently; and the tools that judge rendered files.
import { ensureAmtool, ensurePrometheus } from './lib/systems/prometheus-programs.ts';
import { progress } from './lib/progress.ts';
import { scaffoldPython, systemsPython } from './lib/systems/python.ts';

const prometheus = await ensurePrometheus();
if (typeof prometheus === 'string') console.log(`Without Prometheus: ${prometheus}.`);
const alertmanager = await ensureAmtool();
if (typeof alertmanager === 'string') console.log(`Without Alertmanager: ${alertmanager}.`);
const python = await progress('Installing MLflow and Evidently (once, some minutes)', () =>
  Promise.resolve(systemsPython()),
);
if ('missing' in python) console.log(`Without MLflow and Evidently: ${python.missing}.`);
const tools = await progress('Installing Airflow, Feast, dbt and Great Expectations (once, a minute)', () =>
  Promise.resolve(scaffoldPython()),
);
if ('missing' in tools) console.log(`Without Airflow, Feast, dbt and Great Expectations: ${tools.missing}.`);
