import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { edits, place } from '../support/edits.ts';
import { startServer } from '../support/lsp/client.ts';

const EDITS = 4_000;
/** Edits taken back at once: a text that stays broken would exercise only the error paths. */
const UNDONE = 0.6;

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const small = readFileSync('test/fixtures/plans/small.production-plan.yaml', 'utf8');

test(`after each of ${EDITS} random edits the diagnostics are those of a fresh open`, async (t) => {
  const seed = fc.readConfigureGlobal().seed ?? Date.now() % 2 ** 31;
  t.diagnostic(`seed ${seed}`);
  // Data are read once nobody has typed for a while: on a slow machine, between two edits.
  const server = await startServer(t, { settings: { live: { diagnostics: false } } });
  const others = [small, small.replaceAll('\n', '\r\n'), small.replaceAll('a', 'ä😀')];
  // The full one takes the most time.
  const texts = [...others, full, ...others];
  const steps = fc.sample(edits, { seed, numRuns: EDITS }).flat().slice(0, EDITS);
  let text = '';
  let uri = '';
  for (const [count, step] of steps.entries()) {
    if (count % 250 === 0) {
      if (uri) server.close(uri);
      text = texts[(count / 250) % texts.length] ?? small;
      uri = server.open(`edited-${count}.production-plan.yaml`, text);
    }
    const lines = new LineIndex(text);
    const span = place(text, step);
    const before = text;
    server.change(uri, { range: lines.range(span), text: step.text });
    // The server must see exactly this text: positions inside a line break or a surrogate pair are clamped as the protocol says.
    const { start, end } = lines.span(lines.range(span));
    text = text.slice(0, start) + step.text + text.slice(end);
    const edited = JSON.stringify(await server.pull(uri));
    const fresh = server.open('fresh.production-plan.yaml', text);
    // Related places carry the file's own URI.
    const expected = JSON.stringify(await server.pull(fresh)).replaceAll(fresh, uri);
    assert.equal(edited, expected, `edit ${count} of seed ${seed}: ${JSON.stringify(step)}`);
    server.close(fresh);
    if ((count * 7919) % 10 < UNDONE * 10) {
      server.change(uri, { text: before });
      text = before;
    }
  }
});
