// Loaded before every test file: property tests repeat themselves unless SEED asks for something else (a number, or `random`).
import fc from 'fast-check';

const wish = process.env['SEED'] ?? '20261124';
fc.configureGlobal({ seed: wish === 'random' ? Date.now() % 2 ** 31 : Number(wish) });
