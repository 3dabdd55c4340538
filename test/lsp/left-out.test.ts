import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';

const small = readFileSync('test/fixtures/plans/small.production-plan.yaml', 'utf8');
const WRONG = small.replace('strategy: manual', 'strategy: manul');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[] };
}

/** A server as the editor starts it: on the channel between two Node processes, which outlives what is queued in it. */
class Session {
  readonly messages: Message[] = [];
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;

  constructor(t: TestContext, leftOut: readonly string[]) {
    this.child = fork('dist/server.js', ['--node-ipc'], {
      execArgv: ['--import', './test/support/lsp/poison.mjs'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
    this.child.on('message', (message: Message) => void this.messages.push(message));
    t.after(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
    const initializationOptions = { tellsReading: true, leftOut, rules: { 'file/*': 'off' } };
    this.send('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions }, 1);
    this.send('initialized', {});
  }

  send(method: string, params: object, id?: number): void {
    this.child.send({ jsonrpc: '2.0', method, params, ...(id !== undefined && { id }) });
  }

  open(uri: string, text: string): void {
    this.send('textDocument/didOpen', { textDocument: { uri, languageId: 'production-plan', version: 1, text } });
  }

  change(uri: string, version: number, text: string): void {
    this.send('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async until(holds: (message: Message) => boolean): Promise<Message> {
    for (let tries = 0; tries < 400; tries++) {
      const found = this.messages.find(holds);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no such message among ${JSON.stringify(this.messages).slice(0, 2_000)}`);
  }

  /** The next diagnostics of `uri`. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const { params } = await this.until(
      ({ method, params: of }) => method === 'textDocument/publishDiagnostics' && of?.uri === uri,
    );
    this.messages.length = 0;
    return params?.diagnostics ?? [];
  }

  told(method: 'reading' | 'read', uri: string): (message: Message) => boolean {
    return (message) => message.method === `productionFirst/${method}` && message.params?.uri === uri;
  }
}

const [BAD, GOOD] = ['file:///w/bad.production-plan.yaml', 'file:///w/good.production-plan.yaml'];

test('a document on which a server ends is known by then, and is left out by the next one until it changes', async (t) => {
  const first = new Session(t, []);
  first.open(GOOD, WRONG);
  await first.until(first.told('read', GOOD));
  first.open(BAD, `${small}# POISON-ENDS\n`);
  await first.ended;
  assert.ok(first.messages.some(first.told('reading', BAD)), 'it was told before it was read');
  assert.ok(!first.messages.some(first.told('read', BAD)));

  const second = new Session(t, [BAD]);
  second.open(BAD, `${small}# POISON-ENDS\n`);
  const [found, ...others] = await second.diagnostics(BAD);
  assert.deepEqual(others, []);
  assert.match(JSON.stringify(found?.message), /This file is not checked: the language server ended/);
  second.open(GOOD, WRONG);
  assert.deepEqual(
    (await second.diagnostics(GOOD)).map(({ code }) => code),
    ['schema/enum'],
  );
  second.change(BAD, 2, WRONG);
  assert.deepEqual(
    (await second.diagnostics(BAD)).map(({ code }) => code),
    ['schema/enum'],
  );
});

test('a document with which a server does not come to an end stays told as being read', async (t) => {
  const session = new Session(t, []);
  session.open(BAD, `${small}# POISON-HANGS\n`);
  await session.until(session.told('reading', BAD));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.ok(!session.messages.some(session.told('read', BAD)));
});

test('what is read and never checked is not taken for what hangs', async (t) => {
  const session = new Session(t, []);
  session.open(GOOD, small);
  await session.until(session.told('reading', GOOD));
  await session.until(session.told('read', GOOD));
});
