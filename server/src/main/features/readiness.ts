import nodePath from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResponseError } from 'vscode-languageserver';
import { focus } from '../../core/document/node.ts';
import { splitSymbol, type WorkspaceFacts } from '../../core/workspace-facts.ts';
import {
  READINESS_REQUEST,
  type PlanReadiness,
  type ReadinessParams,
  type ReadinessResult,
} from '../../protocol/readiness.ts';
import { toPath } from '../documents.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { failed } from '../failed.ts';
import { guard } from '../guard.ts';
import { checkedPlanAt } from '../live/plan-files.ts';
import { readinessAt } from '../readiness.ts';
import { signalOf } from '../signal-of.ts';

/** Answers how ready models are, or with an error whose message is for people. Asks no network. */
export const readiness: Feature = (host) => {
  const { connection } = host;
  const fallback = failed('This plan could not be judged. The log of the extension says more; please report it.');
  connection.onRequest(
    READINESS_REQUEST,
    guard<ReadinessParams, ReadinessResult | ResponseError>(
      connection.console,
      'readiness',
      fallback,
      (params, token) => answer(host, params.uri, signalOf(token)),
    ),
  );
  return {};
};

async function answer(host: FeatureHost, uri: string, signal: AbortSignal): Promise<ReadinessResult | ResponseError> {
  const judged = await judgePlans(host, uri, signal);
  return typeof judged === 'string' ? failed(judged) : judged;
}

/** How ready the models of a plan's file are; a text says, for people, why that cannot be said. */
export async function judgePlans(
  host: FeatureHost,
  uri: string,
  signal: AbortSignal,
): Promise<ReadinessResult | string> {
  const path = toPath(uri);
  if (path === undefined) return 'This plan is not on disk yet. Save it first.';
  const file = await checkedPlanAt(host, uri, path);
  if (typeof file === 'string') return file;
  const found = await host.live.local(uri, signal);
  const { rules } = await host.settingsOf(uri);
  const live = found?.plans.map(({ assessment }) => assessment);
  const now = found?.asOf ?? Date.now();
  const views = await readinessAt({ workspace: host.workspace, path, file, live, now, rules });
  const facts = await host.workspace.factsOf(path, file);
  const plans = views.flatMap((view, index): PlanReadiness[] => {
    if (!view) return [];
    const root = file.documents[index]?.root;
    const checks = view.areas.flatMap((area) => area.checks);
    return [
      {
        index,
        view,
        places: Object.fromEntries(checks.map((check) => [check.id, file.lines.range(focus(root, check.path))])),
        evidence: Object.fromEntries(
          checks.flatMap((check) => {
            const shown = check.file === undefined ? undefined : evidenceAt(host, path, check.file, facts);
            return shown === undefined ? [] : [[check.id, shown]];
          }),
        ),
      },
    ];
  });
  const files = [...facts.values()].flatMap((fact) => (fact.state === 'file' ? [toUri(fact.location)] : []));
  return { plans, files };
}

/** The file that a check names, as a URI: what a plan names, or what was found beside it. */
function evidenceAt({ workspace }: FeatureHost, plan: string, name: string, facts: WorkspaceFacts): string | undefined {
  const fact = facts.get(splitSymbol(name).path);
  if (fact) return fact.state === 'file' ? toUri(fact.location) : undefined;
  const place = nodePath.resolve(nodePath.dirname(plan), name);
  return workspace.holds(place) ? toUri(place) : undefined;
}

const toUri = (path: string): string => pathToFileURL(path).href;
