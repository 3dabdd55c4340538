import type { Http } from '../../backends/http.ts';
import { dataFiles } from '../data-files.ts';
import { openSqlite } from '../sqlite.ts';
import type { Workspace } from '../workspace.ts';
import { analyseOnce } from './analyse-once.ts';
import { analysePlan } from './analyse-plan.ts';
import { askBackend, type Means } from './ask-backend.ts';
import { createBackends } from './backends.ts';
import { LivePlans } from './live-plans.ts';
import { PlanReader } from './plan-reader.ts';
import { LiveStore, type AnswerDisk } from './store.ts';
import type { Timers } from './timers.ts';

export interface LiveOptions {
  readonly workspace: Workspace;
  readonly http: Http;
  readonly timers: Timers;
  readonly disk?: AnswerDisk | undefined;
}

/** Reads plans from their data sources; one for each server or run of the command line. */
export interface Live {
  readonly plans: LivePlans;
  readonly reader: PlanReader;
  readonly means: Means;
}

export function createLive({ workspace, http, timers, disk }: LiveOptions): Live {
  const means: Means = {
    backendOf: createBackends(),
    http,
    filesOf: (plan) =>
      dataFiles({ root: workspace.rootOf(plan), bases: workspace.basesOf(plan), openDatabase: openSqlite }),
    now: timers.now,
  };
  const store = new LiveStore({ timers, disk, ask: (question, signal) => askBackend(means, question, signal) });
  const reader = new PlanReader(store, means);
  return { plans: new LivePlans(store, reader, timers, analyseOnce(analysePlan)), reader, means };
}
