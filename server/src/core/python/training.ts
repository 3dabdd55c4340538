import { pythonCode } from './code.ts';
import { pythonSymbols } from './symbols.ts';

/** Modules whose import and use means training, with the Hugging Face id of the library; the most specific first. */
const LIBRARIES: readonly (readonly [module: string, library: string])[] = [
  ['transformers', 'transformers'],
  ['lightning', 'pytorch-lightning'],
  ['pytorch_lightning', 'pytorch-lightning'],
  ['xgboost', 'xgboost'],
  ['lightgbm', 'lightgbm'],
  ['catboost', 'catboost'],
  ['keras', 'keras'],
  ['tensorflow', 'tensorflow'],
  ['torch', 'pytorch'],
  ['sklearn', 'sklearn'],
];

/** Calls that train: `model.fit(…)`, `trainer.train(…)`, `xgb.train(…)`, and PyTorch's backward pass. */
const TRAINING_CALL = /\.\s*(fit|partial_fit|train|train_on_batch|backward)\s*\(/g;

export interface FoundTraining {
  readonly library: string;
  /** The function that trains, as far as one can be named from outside. */
  readonly symbol: string | undefined;
}

/** Whether a Python file trains a model, told by what it imports and calls; undefined if it does not. */
export function findTraining(text: string): FoundTraining | undefined {
  // Few files of a workspace even mention such a module; only those are looked at closely.
  if (!LIBRARIES.some(([module]) => text.includes(module))) return undefined;
  const code = pythonCode(text);
  const library = LIBRARIES.find(([module]) => importsModule(code, module))?.[1];
  if (library === undefined) return undefined;
  const functions = pythonSymbols(text)
    .filter(({ kind }) => kind === 'function')
    .map(({ name, span }) => ({ name, start: span.start, end: endOfBlock(code, span.start) }));
  let found: FoundTraining | undefined;
  let next = 0;
  for (const call of code.matchAll(TRAINING_CALL)) {
    // `model.train()` only switches PyTorch to training mode.
    if (call[1] === 'train' && library === 'pytorch') continue;
    while ((functions[next]?.start ?? Infinity) < call.index) next++;
    const before = functions[next - 1];
    const owner = before && call.index < before.end ? before.name : undefined;
    found ??= { library, symbol: owner };
    // A function that says it trains is a better entry than the first helper that fits something.
    if (owner && /(?:^|[._])(?:train|fit|main)/i.test(owner)) return { library, symbol: owner };
  }
  return found;
}

/** Whether a Python file imports a module, or something of it. */
export function imports(text: string, module: string): boolean {
  return text.includes(module) && importsModule(pythonCode(text), module);
}

function importsModule(code: string, module: string): boolean {
  return new RegExp(`^[ \\t]*(?:import[ \\t]+(?:[^\\n]*,[ \\t]*)?|from[ \\t]+)${module}(?![\\w])`, 'm').test(code);
}

/** Where what is defined on the line of `start` ends, by indentation. */
function endOfBlock(code: string, start: number): number {
  const indentAt = (lineStart: number): number => {
    let at = lineStart;
    while (code[at] === ' ' || code[at] === '\t') at++;
    return at - lineStart;
  };
  const indent = indentAt(code.lastIndexOf('\n', start) + 1);
  for (let line = code.indexOf('\n', start) + 1; line > 0; line = code.indexOf('\n', line) + 1) {
    const depth = indentAt(line);
    const first = code[line + depth];
    const isBlank = first === undefined || first === '\n' || first === '\r';
    // A signature over several lines may end with `):` at the margin of its `def`.
    if (!isBlank && (depth < indent || (depth === indent && first !== ')'))) return line;
  }
  return code.length;
}
