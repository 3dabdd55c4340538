/** Folders of other people's files, or of none that a person writes. */
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  'mlruns',
]);

/** Whether a search through the workspace leaves a folder of that name out. */
export const isSkippedFolder = (name: string): boolean => SKIPPED.has(name);
