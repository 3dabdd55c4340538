import { ALIASES, FRAMEWORKS } from './frameworks.ts';

/** Methods and functions that train, and those a training loop written by hand is made of. */
export const TRAINING_CALLS: ReadonlySet<string> = new Set(
  ['train', 'LightningCLI'].concat(
    FRAMEWORKS.flatMap(({ methods = [], loop }) => [...methods, ...(loop ? [loop.gradient, loop.step] : [])]),
  ),
);

const PACKAGES = [...FRAMEWORKS.flatMap(({ packages }) => packages), ...ALIASES.map(([name]) => name.split('.')[0])];
const IMPORT = new RegExp(
  `^[ \\t]*(?:import|from)[ \\t]+(?:[\\w., \\t]*[, \\t])?(?:${[...new Set(PACKAGES)].join('|')})\\b`,
  'm',
);
const CALL = new RegExp(`\\b(?:${[...TRAINING_CALLS].join('|')})\\s*\\(`);

/** Whether a Python file may train a model at all; few do, and only those are parsed. */
export const mayTrain = (text: string): boolean => IMPORT.test(text) && CALL.test(text);
