import { readFile } from 'node:fs/promises';

/**
 * Bundles the JSON of schemas/ as text that is parsed when first used: the lists of thousands of language codes and the schemas of
 * formats nobody has open would otherwise take memory from the first second on.
 */
export const lazyJson = {
  name: 'lazy-json',
  setup(build) {
    build.onLoad({ filter: /[\\/]schemas[\\/].*\.json$/ }, async ({ path }) => {
      const value = JSON.parse(await readFile(path, 'utf8'));
      const text = JSON.stringify(JSON.stringify(value));
      const getters = Object.keys(value).map(
        (key) => `get ${JSON.stringify(key)}() { return load()[${JSON.stringify(key)}]; }`,
      );
      return {
        contents: `let value; const load = () => (value ??= JSON.parse(${text})); export default { ${getters.join(', ')} };`,
        loader: 'js',
      };
    });
  },
};
