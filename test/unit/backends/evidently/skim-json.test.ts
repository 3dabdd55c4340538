import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonSkimmer } from '../../../../server/src/backends/evidently/skim-json.ts';

function skim(text: string, size: number): string {
  const skimmer = new JsonSkimmer();
  for (let start = 0; start < text.length; start += size) skimmer.feed(text.slice(start, start + size));
  return skimmer.text();
}

/** What must be left: lists of the names of pictures are null. */
const without = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), function (this: unknown, key: string, part: unknown) {
    const isBulk = !Array.isArray(this) && ['widget', 'widgets', 'tests_widgets'].includes(key) && Array.isArray(part);
    const isPicture = !Array.isArray(this) && ['small_distribution', 'plot_data'].includes(key);
    return isBulk || (isPicture && typeof part === 'object' && part !== null && !Array.isArray(part)) ? null : part;
  });

test('whatever the report and wherever a piece ends, only pictures are left out', () => {
  const key = fc.oneof(
    fc.constantFrom('widget', 'widgets', 'plot_data', 'value', 'a"widget', 'widget\\', '['),
    fc.string(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.string(),
      fc.constantFrom('widget', '":[', '\\"', '\\', '}'),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), (value, size, indent) => {
      assert.deepEqual(JSON.parse(skim(JSON.stringify(value, null, indent), size)), without(value));
    }),
    { numRuns: 500 },
  );
});

test('megabytes of pictures are not kept', () => {
  const text = `{"a": {"widget": [${'{"x": "]}\\"[", "y": [1, 2]},'.repeat(500_000)}0]}, "value": NaN}`;
  assert.equal(skim(text, 1_048_576), '{"a": {"widget": null}, "value": NaN}');
});
