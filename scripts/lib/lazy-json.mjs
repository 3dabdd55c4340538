import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * JSON of schemas/ is read when first used: the lists of thousands of language codes and the schemas of formats nobody has open would
 * otherwise take memory from the first second on.
 * @param text gives the code of an expression that is the JSON's text, for its path and its value
 */
const lazyJson = (text) => ({
  name: 'lazy-json',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]schemas[\\/].*\.json$/ }, async ({ path: file }) => {
      const value = JSON.parse(await readFile(file, 'utf8'));
      const getters = Object.keys(value).map(
        (key) => `get ${JSON.stringify(key)}() { return load()[${JSON.stringify(key)}]; }`,
      );
      return {
        contents: `let value; const load = () => (value ??= JSON.parse(${text(file, value)})); export default { ${getters.join(', ')} };`,
        loader: 'js',
      };
    });
  },
});

/** The bundle contains the JSON: it is one file that works anywhere. */
export const jsonWithin = lazyJson((_, value) => JSON.stringify(JSON.stringify(value)));

/** The bundle, in a folder of `root`, reads the JSON from where it stands, and is half as large to read itself. */
export const jsonBeside = (root) =>
  lazyJson((file) => {
    const parts = path.relative(root, file).split(path.sep);
    return `require('node:fs').readFileSync(require('node:path').join(__dirname, '..', ...${JSON.stringify(parts)}), 'utf8')`;
  });
