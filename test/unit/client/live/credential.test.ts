import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialOf, fieldsOf, headersOf, readCredential } from '../../../../client/src/live/credential.ts';

test('each kind of credential becomes the headers that carry it', () => {
  assert.deepEqual(headersOf({ kind: 'bearer', token: 'abc' }), { authorization: 'Bearer abc' });
  // The example of RFC 7617, section 2.1: encoded as UTF-8.
  assert.deepEqual(headersOf({ kind: 'basic', user: 'test', password: '123£' }), {
    authorization: 'Basic dGVzdDoxMjPCow==',
  });
  assert.deepEqual(headersOf({ kind: 'header', name: 'X-Api-Key', value: 'k' }), { 'X-Api-Key': 'k' });
});

test('answers become a credential only if each is acceptable', () => {
  assert.deepEqual(credentialOf('basic', { user: 'u', password: '' }), { kind: 'basic', user: 'u', password: '' });
  assert.deepEqual(credentialOf('bearer', { token: 't', user: 'left over' }), { kind: 'bearer', token: 't' });
  assert.equal(credentialOf('basic', { user: 'a:b', password: 'p' }), undefined);
  assert.equal(credentialOf('basic', { user: 'u' }), undefined);
  for (const token of ['', 'a b', 'Bearer abc', 'a\nb', '…', 'x'.repeat(20_000)])
    assert.equal(credentialOf('bearer', { token }), undefined, JSON.stringify(token.slice(0, 9)));
  for (const name of ['', 'a b', 'a:b', 'Host', 'content-length', 'Transfer-Encoding', 'x\r\ny'])
    assert.equal(credentialOf('header', { name, value: 'v' }), undefined, name);
  assert.equal(credentialOf('header', { name: 'X-Key', value: 'a\r\nX-Other: b' }), undefined);
});

test('what is secret is asked for as such', () => {
  const secret = (['bearer', 'basic', 'header'] as const).map((kind) =>
    fieldsOf(kind).flatMap((field) => (field.secret ? field.id : [])),
  );
  assert.deepEqual(secret, [['token'], ['password'], ['value']]);
});

test('a stored credential is read back, anything else is none', () => {
  for (const credential of [
    { kind: 'bearer', token: 't' },
    { kind: 'basic', user: 'u', password: 'p' },
    { kind: 'header', name: 'X-Key', value: 'v' },
  ])
    assert.deepEqual(readCredential(JSON.stringify(credential)), credential);
  for (const stored of [
    undefined,
    '',
    'null',
    '7',
    '{}',
    '{"kind":"bearer"}',
    '{"kind":"toString"}',
    '{"kind":"bearer","token":7}',
  ])
    assert.equal(readCredential(stored), undefined, stored);
});
