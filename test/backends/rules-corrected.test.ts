import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CodeAction, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { startPrometheus, withoutPrometheus } from '../../scripts/lib/systems/prometheus.ts';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { applyChanges } from '../../server/src/language/edits/change.ts';
import { DECAY_REQUEST, HTTP_REQUEST, type HttpParams } from '../../server/src/protocol/decay.ts';
import { inReverse } from '../support/cleanup.ts';
import { folderWith } from '../support/cli.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { startExporter } from '../support/systems/exporter.ts';

const skip = await withoutPrometheus();
const PLAN = 'production-plan.yaml';
const RULES = 'prometheus/churn.yml';
const QUERY = 'avg_over_time(model_auc[1m])';

const LOADED = `groups:
  - name: churn
    rules:
      - alert: ChurnAucLow # changed in the night of an incident
        expr: |
          ${QUERY}
            < 0.8
        for: 5m
        labels: {severity: info, model: churn}
`;

const planFor = (url: string): string => `apiVersion: production-first/v1
kind: ProductionPlan
metadata: {name: churn-classifier}
spec:
  model: {name: churn, lifecycle: production}
  dataSources: [{name: prom, type: prometheus, url: "${url}"}]
  monitoring:
    interval: 15s
    indicators:
      - {name: auc, role: quality, source: prom, query: '${QUERY}', objective: maximize, warning: 0.88, critical: 0.85}
  alerting:
    severities: [critical, warning]
    rules:
      - {name: ChurnAucLow, indicator: auc, severity: critical, op: lt, threshold: 0.85, for: 1d}
      - {name: ChurnAucFalling, indicator: auc, severity: warning, op: lt, threshold: 0.88, for: 1d}
`;

/** Sends what the server asks for, as the editor does. */
async function answer({ url, method, headers, body }: HttpParams): Promise<object> {
  const response = await fetch(url, { method, ...(headers && { headers }), ...(body !== undefined && { body }) });
  const text = await response.text();
  return { response: { status: response.status, headers: Object.fromEntries(response.headers), body: text } };
}

const messageOf = ({ message }: Diagnostic): string => (typeof message === 'string' ? message : message.value);

const aboutRules = ({ code }: Diagnostic): boolean => /^live\/rule-(?:differs|missing)$/.test(String(code));

/** What is found of loaded rules once that is as `isWanted` says; the sources are asked again each time. */
async function findings(
  server: ServerClient,
  uri: string,
  isWanted: (found: readonly Diagnostic[]) => boolean,
): Promise<Diagnostic[]> {
  let found: Diagnostic[] = [];
  for (let tries = 0; tries < 100; tries++) {
    await server.connection.sendRequest(DECAY_REQUEST, { uri, refresh: true });
    found = (await server.pull(uri)).filter(aboutRules);
    if (isWanted(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail(`Within 20 s there was only: ${found.map(messageOf).join('\n')}`);
}

const editsOf = ({ edit }: CodeAction): readonly TextDocumentEdit[] =>
  (edit?.documentChanges ?? []) as TextDocumentEdit[];

function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  return applyChanges(
    text,
    edits.map(({ range, newText }) => ({ ...lines.span(range), text: newText })),
  );
}

test('each difference between a plan and a server is mended on either side', { skip }, async (t) => {
  const owner = inReverse(t);
  const exporter = await startExporter(owner, '# TYPE model_auc gauge\nmodel_auc 0.9\n');
  const folder = folderWith(owner, { '.git/HEAD': '', [RULES]: LOADED });
  const ruleFile = path.join(folder, RULES);
  const prometheus = await startPrometheus(owner, { targets: [exporter.target], ruleFile });
  const plan = planFor(prometheus.url);
  writeFileSync(path.join(folder, PLAN), plan);
  const server = await startServer(owner, { root: folder, workspace: { workspaceEdit: { documentChanges: true } } });
  server.connection.onRequest(HTTP_REQUEST, answer);
  const uri = server.open(PLAN, plan);

  const found = await findings(server, uri, ({ length }) => length === 4);
  const lines = new LineIndex(plan);
  const at = ({ range }: Diagnostic): string => {
    const { start, end } = lines.span(range);
    return plan.slice(start, end);
  };
  assert.deepEqual(
    found.map((one) => `${String(one.code)} ${at(one)}`),
    [
      'live/rule-differs critical',
      'live/rule-differs 0.85',
      'live/rule-differs 1d',
      'live/rule-missing ChurnAucFalling',
    ],
  );

  const taken: TextEdit[] = [];
  let rules = LOADED;
  for (const one of found.slice(0, 3)) {
    const asked = { range: one.range, context: { diagnostics: [one], only: ['quickfix'] } };
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, asked);
    const [take, set] = actions.filter(({ title }) => /^(?:Take|Set) /.test(title));
    assert.ok(take && set, actions.map(({ title }) => title).join('\n'));
    assert.match(take.title, /^Take \S+ from "prom" into the plan$/);
    assert.match(set.title, /^Set .*\S+, in prometheus\/churn\.yml$/);
    assert.ok(!take.isPreferred && !set.isPreferred, 'nobody but a person tells which side is right');
    const [own] = editsOf(take);
    assert.equal(own?.textDocument.uri, uri);
    taken.push(...(own.edits as TextEdit[]));
    const [other] = editsOf(set);
    assert.equal(other?.textDocument.uri, server.uri(RULES));
    // The file is changed by one fix after the other: offsets are asked for anew.
    rules = edited(rules, other.edits as TextEdit[]);
    writeFileSync(ruleFile, rules);
  }

  const lacking = found[3]!;
  const asked = { range: lacking.range, context: { diagnostics: [lacking], only: ['quickfix'] } };
  const offered = await server.request<CodeAction[]>('textDocument/codeAction', uri, asked);
  const remove = offered.find(({ title }) => title === 'Remove "ChurnAucFalling"');
  const add = offered.find(({ title }) => title === 'Add "ChurnAucFalling" to prometheus/churn.yml');
  assert.ok(remove && add, offered.map(({ title }) => title).join('\n'));
  taken.push(...(editsOf(remove)[0]?.edits as TextEdit[]));
  rules = edited(rules, editsOf(add)[0]?.edits as TextEdit[]);
  writeFileSync(ruleFile, rules);

  await t.test('the plan says what the server has', async () => {
    const mended = edited(plan, taken);
    assert.equal(
      mended,
      plan
        .replace(/^ *- \{name: ChurnAucFalling.*\n/m, '')
        .replace(
          'severity: critical, op: lt, threshold: 0.85, for: 1d',
          'severity: info, op: lt, threshold: 0.8, for: 5m',
        ),
    );
    server.change(uri, { text: mended });
    await findings(server, uri, ({ length }) => length === 0);
    server.change(uri, { text: plan });
  });

  await t.test('the file says what the plan has, and the server, when it has read it, too', async () => {
    assert.equal(
      readFileSync(ruleFile, 'utf8'),
      `${LOADED.replace('< 0.8', '< 0.85').replace('5m', '1d').replace('severity: info', 'severity: critical')}      - alert: ChurnAucFalling
        expr: ${QUERY} < 0.88
        for: 1d
        labels:
          severity: warning
          model: churn
          production_plan: churn-classifier
        annotations:
          summary: auc of churn-classifier is below 0.88
`,
    );
    const behind = await findings(server, uri, ({ length }) => length === 4);
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uri(RULES), type: 2 }],
    });
    const told = (
      await findings(server, uri, (now) => now[0] !== undefined && messageOf(now[0]).includes('let the server load'))
    ).slice(0, 3);
    assert.equal(behind.length, 4);
    for (const one of told) {
      assert.match(messageOf(one), /prometheus\/churn\.yml has it as the plan does: let the server load that file/);
      const asked = { range: one.range, context: { diagnostics: [one], only: ['quickfix'] } };
      const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, asked);
      assert.ok(!actions.some(({ title }) => title.startsWith('Set ')), 'there is nothing to correct in the file');
    }
    prometheus.reload();
    await findings(server, uri, ({ length }) => length === 0);
  });
});
