import { preparePython } from '../python.ts';

/** The Python that has MLflow, Evidently and SciPy, or why this machine cannot have it. */
export const systemsPython = (): ReturnType<typeof preparePython> =>
  preparePython('systems', 'test/backends/requirements.txt');
