import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeOwners } from '../../server/src/core/codeowners.ts';

/** Cases of GitHub's documentation. */
const GITHUB = `# comment
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps2/ @octocat
/apps2/github
`;

for (const [path, expected] of [
  ['README.md', ['@global-owner1', '@global-owner2']],
  ['src/a.js', ['@js-owner']],
  ['a/b/c.go', ['docs@example.com']],
  ['build/logs/x/y.txt', ['@octocat']],
  ['other/build/logs2/y.txt', ['@global-owner1', '@global-owner2']],
  ['docs/getting-started.md', ['@doctocat']],
  ['some/apps/x/y', ['@octocat']],
  ['deep/logs/x', ['@octocat']],
  ['scripts/x.sh', ['@doctocat', '@octocat']],
  ['apps2/x', ['@octocat']],
  ['apps2/github', []],
  ['apps2/github/x', []],
] as const)
  test(`the last matching line owns ${path}`, () => {
    assert.deepEqual(new CodeOwners(GITHUB).ownersOf(path), expected);
  });

test('a star does not cross folders, a folder of stars is flat', () => {
  const owners = new CodeOwners('docs/* @a\n/src/*.py @b\n/x/**/y.py @c\n');
  assert.deepEqual(owners.ownersOf('docs/a.md'), ['@a']);
  assert.deepEqual(owners.ownersOf('docs/a/b.md'), []);
  assert.deepEqual(owners.ownersOf('src/a.py'), ['@b']);
  assert.deepEqual(owners.ownersOf('src/a/b.py'), []);
  assert.deepEqual(owners.ownersOf('x/y.py'), ['@c']);
  assert.deepEqual(owners.ownersOf('x/1/2/y.py'), ['@c']);
});

test('GitLab: a section’s owners own its lines that name none', () => {
  const owners = new CodeOwners('[Models][2] @acme/ml\n/models/\n/models/old/ @acme/legacy\n^[Docs]\n/docs/ @d\n');
  assert.deepEqual(owners.ownersOf('models/a.py'), ['@acme/ml']);
  assert.deepEqual(owners.ownersOf('models/old/a.py'), ['@acme/legacy']);
});

test('escaped blanks and CRLF are read', () => {
  assert.deepEqual(new CodeOwners('my\\ folder/ @a\r\n').ownersOf('my folder/x'), ['@a']);
});

test('hostile patterns take no time', () => {
  const started = performance.now();
  const owners = new CodeOwners(`${'a*'.repeat(100)}b @x\n${'**/'.repeat(80)}c @y\n${'*'.repeat(5_000)} @z\n`);
  owners.ownersOf(`${'a'.repeat(4_000)}/${'a/'.repeat(50)}d`);
  assert.ok(performance.now() - started < 10_000);
});
