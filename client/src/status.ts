import {
  DiagnosticSeverity,
  languages,
  LanguageStatusSeverity,
  window,
  type LanguageStatusItem,
  type TextDocument,
} from 'vscode';
import { isOurs } from '../../server/src/protocol/documents.ts';
import { DOCUMENTS } from './documents.ts';
import type { ServerControl } from './server.ts';

/** Tells beside the language's name whether the open file is being checked, and what was found in it. */
export function registerStatus(server: ServerControl): { dispose: () => unknown }[] {
  const item = languages.createLanguageStatusItem('productionFirst.status', []);
  item.name = 'Production-First ML';
  const update = (): void => show(item, server, window.activeTextEditor?.document);
  update();
  return [
    item,
    server.onDidChangeState(update),
    window.onDidChangeActiveTextEditor(update),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const open = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === open)) update();
    }),
  ];
}

function show(item: LanguageStatusItem, server: ServerControl, document: TextDocument | undefined): void {
  // A README that is no card is none of our business.
  const isShown = document && isOurs(document.languageId, document.uri.path, () => document.getText());
  item.selector = isShown ? DOCUMENTS : [];
  item.busy = server.state === 'starting';
  item.severity = LanguageStatusSeverity.Information;
  item.detail = 'Production-First ML';
  item.command = { command: 'productionFirst.showLog', title: 'Show Log' };
  if (server.state === 'stopped') {
    item.text = 'Not checked: the language server stopped';
    item.severity = LanguageStatusSeverity.Error;
    item.command = { command: 'productionFirst.restartServer', title: 'Restart' };
    return;
  }
  if (server.state !== 'running' || !document) {
    item.text = 'Starting…';
    return;
  }
  const found = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'production-first');
  const errors = found.filter(({ severity }) => severity === DiagnosticSeverity.Error).length;
  item.text = summary(errors, found.length - errors);
  if (found.length > 0) item.command = { command: 'workbench.actions.view.problems', title: 'Show Problems' };
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

function summary(errors: number, others: number): string {
  if (errors + others === 0) return 'No problems';
  return [errors > 0 ? count(errors, 'error') : '', others > 0 ? count(others, 'remark') : '']
    .filter(Boolean)
    .join(', ');
}
