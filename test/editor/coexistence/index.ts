// Runs inside the extension host of an editor that has a general YAML extension beside ours, both with our schema.
import assert from 'node:assert/strict';
import { languages, Range, window, type Diagnostic, type TextDocument } from 'vscode';
import { runCases, type Case } from '../suite/case.ts';
import { diagnosticsWhen, placeOf, ruleOf, show } from '../suite/plan.ts';

const PLAN = 'full.production-plan.yaml';
/** The same text under a name that no extension but the YAML one answers for. */
const PLAIN = 'plain.yaml';

const isOurs = ({ source }: Diagnostic): boolean => source === 'production-first';
/** A finding of the other extension that comes from our schema, as the ones that would repeat ours do. */
const isTheirs = ({ source }: Diagnostic): boolean => source?.startsWith('yaml-schema') ?? false;

/** Makes a mistake that both extensions' schema knows. */
async function spoil(document: TextDocument): Promise<void> {
  const start = placeOf(document, 'ProductionPlan');
  await window.activeTextEditor?.edit((edit) => edit.replace(new Range(start, start.translate(0, 14)), 'Plan'));
}

const CASES: readonly Case[] = [
  {
    name: 'the YAML extension diagnoses a plain YAML file',
    run: async () => {
      const document = await show(PLAIN);
      await spoil(document);
      const found = await diagnosticsWhen(document, (items) => items.some(isTheirs));
      assert.ok(!found.some(isOurs), 'a plain YAML file is not ours');
    },
  },
  {
    name: 'a plan is diagnosed by us alone, and no range twice',
    run: async () => {
      const plan = await show(PLAN);
      await spoil(plan);
      await diagnosticsWhen(plan, (items) => items.some((item) => ruleOf(item) === 'schema/enum'));
      // What the other extension was told of the plan, it would have answered before this later file.
      const fence = await show(PLAIN);
      await spoil(fence);
      await diagnosticsWhen(fence, (items) => items.some(isTheirs));

      const found = languages.getDiagnostics(plan.uri);
      assert.deepEqual(
        found.filter((item) => !isOurs(item)).map(({ message }) => message),
        [],
      );
      const ranges = found.map(({ range }) => JSON.stringify(range));
      assert.deepEqual(
        ranges.filter((range, index) => ranges.indexOf(range) !== index),
        [],
      );
    },
  },
  {
    name: 'only the language of plans keeps the YAML extension away',
    run: async () => {
      const plan = await show(PLAN);
      await spoil(plan);
      await languages.setTextDocumentLanguage(plan, 'yaml');
      await diagnosticsWhen(plan, (items) => items.some(isTheirs));
    },
  },
];

export const run = (): Promise<void> => runCases(CASES);
