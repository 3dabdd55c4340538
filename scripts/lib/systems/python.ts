import { preparePython } from '../python.ts';

/** The Python that has MLflow, Evidently and SciPy, or why this machine cannot have it. */
export const systemsPython = (): ReturnType<typeof preparePython> =>
  preparePython('systems', 'test/backends/requirements.txt');

/** The Python that has the tools that judge rendered files: Airflow, Feast, dbt, Great Expectations. */
export const scaffoldPython = (): ReturnType<typeof preparePython> =>
  preparePython('scaffold', 'test/backends/scaffold-requirements.txt');

/** The Python of the example. */
export const examplePython = (): ReturnType<typeof preparePython> =>
  preparePython('example', 'examples/flight-delays/requirements.txt');
