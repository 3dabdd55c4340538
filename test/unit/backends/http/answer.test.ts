import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerOf, type AnswerOptions } from '../../../../server/src/backends/answer.ts';
import { parseJson } from '../../../../server/src/backends/parse-json.ts';
import { boundedNotes, plainText } from '../../../../server/src/backends/plain-text.ts';
import { retryAfter } from '../../../../server/src/backends/retry-after.ts';
import { SourceError } from '../../../../server/src/backends/source-error.ts';

const NOW = Date.UTC(2026, 10, 25, 12);
const OPTIONS: AnswerOptions = { who: 'Prometheus at https://prom.example', now: NOW };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function refused(status: number, body: string, headers: Record<string, string> = {}, more = {}): SourceError {
  try {
    answerOf({ status, headers, body }, { ...OPTIONS, ...more });
  } catch (error) {
    assert.ok(error instanceof SourceError);
    return error;
  }
  return assert.fail('was taken');
}

test('JSON is read, whatever type a proxy gave it', () => {
  for (const headers of [JSON_TYPE, { 'content-type': 'text/plain' }, {}])
    assert.deepEqual(answerOf({ status: 200, headers, body: '{"a": [1]}' }, OPTIONS), { a: [1] });
});

test('each status has its reason and says what to do', () => {
  const reasons = { 400: 'bad-query', 401: 'unauthorised', 403: 'forbidden', 404: 'not-found', 407: 'unauthorised' };
  const more = { 422: 'bad-query', 429: 'rate-limited', 500: 'bad-answer', 502: 'unreachable', 503: 'unreachable' };
  const rest = { 504: 'timeout', 418: 'bad-answer', 304: 'bad-answer', 405: 'unsupported', 408: 'timeout' };
  for (const [status, reason] of Object.entries({ ...reasons, ...more, ...rest })) {
    const error = refused(Number(status), 'no');
    assert.equal(error.reason, reason, status);
    assert.match(error.message, /^Prometheus at https:\/\/prom\.example .+ .+[.?]$/);
  }
});

test('the system’s own words come before those of the status, but not for a credential', () => {
  const explain = (json: unknown): SourceError => new SourceError('bad-query', JSON.stringify(json));
  assert.equal(refused(400, '{"e":1}', JSON_TYPE, { explain }).message, '{"e":1}');
  assert.equal(refused(401, '{"e":1}', JSON_TYPE, { explain }).reason, 'unauthorised');
});

test('a wait is read in seconds and as a date against the server’s own clock', () => {
  const date = 'Wed, 25 Nov 2026 10:00:00 GMT';
  assert.equal(retryAfter({ 'retry-after': '17' }, NOW), 17_000);
  assert.equal(retryAfter({ 'retry-after': 'Wed, 25 Nov 2026 12:01:00 GMT' }, NOW), 60_000);
  assert.equal(retryAfter({ 'retry-after': 'Wed, 25 Nov 2026 10:01:30 GMT', date }, NOW), 90_000);
  assert.equal(retryAfter({ 'retry-after': 'Wed, 25 Nov 2020 10:00:00 GMT' }, NOW), 0);
  assert.equal(retryAfter({ 'retry-after': '999999999' }, NOW), 86_400_000);
  for (const odd of ['', '-1', 'soon', '1e9', '12.5', 'Wed'])
    assert.equal(retryAfter({ 'retry-after': odd }, NOW), undefined);
  const error = refused(429, '', { 'retry-after': '17' });
  assert.equal(error.retryAfter, 17_000);
  assert.match(error.message, /Ask again in 17 s\./);
});

test('a login page is no data, nor is another web page', () => {
  const login = '<!DOCTYPE html><title>Sign in</title><input type="password">';
  assert.equal(refused(200, login, { 'content-type': 'text/html' }).reason, 'unauthorised');
  assert.equal(refused(200, login).reason, 'unauthorised');
  assert.equal(refused(200, '<html><p>Welcome', { 'content-type': 'text/html' }).reason, 'bad-answer');
  assert.equal(refused(404, login, { 'content-type': 'text/html' }).reason, 'not-found');
});

test('JSON that was cut off, and what is none', () => {
  assert.match(refused(200, '{"status":"succ', JSON_TYPE).message, /no whole JSON/);
  assert.match(refused(200, 'OK', JSON_TYPE).message, /other than JSON/);
  assert.equal(refused(200, '', JSON_TYPE).reason, 'bad-answer');
  assert.equal(refused(200, '{"a": NaN}', JSON_TYPE).reason, 'bad-answer');
});

test('numbers that JSON does not have are null where they are allowed, and stay in strings', () => {
  const text =
    '{"NaN": [NaN, -Infinity, Infinity, 1], "s": "NaN \\" Infinity", "long": "' + 'x'.repeat(5_000_000) + '"}';
  const value = parseJson(text, true)?.value as Record<string, unknown>;
  assert.deepEqual(value['NaN'], [null, null, null, 1]);
  assert.equal(value['s'], 'NaN " Infinity');
  assert.equal(parseJson('[NaN', true), undefined);
  assert.equal(parseJson('['.repeat(1_000_000), true), undefined);
  fc.assert(fc.property(fc.json(), (json) => assert.deepEqual(parseJson(json, true)?.value, JSON.parse(json))));
});

test('a server’s words become one harmless, short line', () => {
  assert.equal(
    plainText('\u001b[31mred\u001b[0m \u202Eback\u0000\r\n\tnext \u001b]8;;http://x\u0007link'),
    'red back next link',
  );
  assert.equal(plainText('x'.repeat(1_000), 10), 'xxxxxxxxx…');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const line = plainText(text, 50);
      assert.ok(line.length <= 50 && line.isWellFormed());
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }),
  );
  const notes = boundedNotes([...Array.from({ length: 30 }, (_, index) => `${index} ${'y'.repeat(500)}`), 'z']);
  assert.equal(notes.length, 10);
  assert.ok(notes.every((note) => note.length < 200));
});
