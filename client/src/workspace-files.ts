/** Where files of a project are not looked for: copies of other people's code, and what tools made. */
export const EXCLUDED =
  '**/{node_modules,.git,.venv,venv,env,site-packages,__pycache__,.tox,.nox,.ipynb_checkpoints,dist,build}/**';
