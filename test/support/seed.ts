// Loaded before every test file: property tests repeat themselves unless SEED asks for something else (a number, or `random`).
import fc from 'fast-check';

// yaml asks at each token for a variable of the environment; of the real one that takes an eighth of a test's time (esbuild.mjs leaves it out).
process.env = { ...process.env };

const wish = process.env['SEED'] ?? '20261124';
fc.configureGlobal({ seed: wish === 'random' ? Date.now() % 2 ** 31 : Number(wish) });
