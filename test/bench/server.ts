import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, MessageConnection, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { connectionTo } from '../support/lsp/connection.ts';

export interface Candidate {
  readonly name: string;
  readonly command: readonly string[];
  readonly languageId: string;
  /** Answers to `workspace/configuration`, by section. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

const SCHEMA = pathToFileURL(path.resolve('schemas/production-plan.schema.json')).href;

export const OURS: Candidate = {
  name: 'production-first',
  command: ['dist/server.js', '--stdio'],
  languageId: 'production-plan',
  // The measured plans stand alone: whether the files they name exist is not part of the comparison.
  configuration: { productionFirst: { rules: { 'file/*': 'off' } } },
};

export const YAML_LANGUAGE_SERVER: Candidate = {
  name: 'yaml-language-server',
  command: ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'],
  languageId: 'yaml',
  configuration: {
    yaml: {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      schemas: { [SCHEMA]: ['*.production-plan.yaml'] },
    },
  },
};

/** A server under measurement, spoken to as an editor does that takes pushed diagnostics: the one way both have. */
export class MeasuredServer {
  readonly candidate: Candidate;
  private readonly child: ChildProcess;
  private readonly connection: MessageConnection;
  private readonly expecting = new Map<string, (diagnostics: Diagnostic[]) => void>();
  private readonly versions = new Map<string, number>();

  constructor(candidate: Candidate) {
    this.candidate = candidate;
    const child = spawn(process.execPath, candidate.command, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.child = child;
    this.connection = connectionTo(child);
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => this.expecting.get(uri)?.(diagnostics),
    );
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => candidate.configuration[section ?? ''] ?? null),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('custom/schema/request', () => null);
    this.connection.listen();
  }

  async start(): Promise<void> {
    const capabilities = {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} },
    };
    await this.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
    await this.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: this.candidate.configuration,
    });
  }

  /** Opens a document; resolves with its first diagnostics that satisfy `holds`. */
  open(uri: string, text: string, holds: (diagnostics: Diagnostic[]) => boolean, patience?: number): Promise<void> {
    this.versions.set(uri, 1);
    const done = this.diagnostics(uri, holds, patience);
    const document = { uri, languageId: this.candidate.languageId, version: 1, text };
    void this.connection.sendNotification('textDocument/didOpen', { textDocument: document });
    return done;
  }

  replace(uri: string, line: number, from: number, to: number, text: string): void {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    const range = { start: { line, character: from }, end: { line, character: to } };
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  /** Resolves with the next diagnostics of `uri` for which `holds`; fails after `patience` milliseconds. */
  diagnostics(uri: string, holds: (diagnostics: Diagnostic[]) => boolean, patience = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.candidate.name}: no such diagnostics of ${uri}`)),
        patience,
      );
      this.expecting.set(uri, (diagnostics) => {
        if (!holds(diagnostics)) return;
        clearTimeout(timer);
        this.expecting.delete(uri);
        resolve();
      });
    });
  }

  request(method: string, uri: string, line: number, character: number): Promise<unknown> {
    return this.connection.sendRequest(method, { textDocument: { uri }, position: { line, character } });
  }

  /** Highest resident memory so far, in MiB (Linux). */
  peakMemory(): number {
    return peakMemory(this.child.pid);
  }

  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.connection.dispose();
    this.child.kill('SIGKILL');
    await exited;
  }
}

/** Highest resident memory of a process so far, in MiB (Linux). */
export function peakMemory(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
