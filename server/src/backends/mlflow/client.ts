import type { BackendContext, RegisteredModel, Source, SourceDescription } from '../backend.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import { ask, askPages, ifThere, whoOf } from './ask.ts';
import { readAlias, readExperiment, readFields, readName, readPage, readRun, readVersion } from './contract.ts';
import { readHistory } from './history.ts';
import { LIMITS, type Limits } from './limits.ts';
import { get, getPath, search } from './request.ts';
import type { Experiment, Run, Runs, Tracking } from './tracking.ts';

/** An MLflow server, over its REST API 2.0 (MLflow 2.9 and newer; Databricks has the same). */
export function serverTracking(source: Source, context: BackendContext, limits: Limits = LIMITS): Tracking {
  const who = whoOf(source);
  const bounds = { timeoutMs: limits.timeoutMs, maxBytes: limits.bytes };
  const askGet = (verb: string, parameters: Parameters<typeof get>[2]): Promise<unknown> =>
    ask(source, get(source, verb, parameters, bounds), context);
  const askSearch = (verb: string, body: Readonly<Record<string, unknown>>): Promise<unknown> =>
    ask(source, search(source, verb, body, bounds), context);

  async function experimentOf(answer: Promise<unknown>): Promise<Experiment | undefined> {
    const found = await ifThere(answer);
    return found === undefined ? undefined : readExperiment(readFields(found)['experiment']);
  }

  async function experiments(most: number): Promise<readonly Experiment[]> {
    const page = (page_token: string | undefined, max_results: number): Promise<unknown> =>
      askSearch('experiments/search', { max_results, page_token, order_by: ['last_update_time DESC'] });
    return (await askPages('experiments', readExperiment, page, most, most, limits)).items;
  }

  function runs(experiment_ids: readonly string[], most: number, metric?: string): Promise<Runs> {
    const filter = metric === undefined ? undefined : hasLogged(metric);
    const page = (page_token: string | undefined, max_results: number): Promise<unknown> =>
      askSearch('runs/search', {
        experiment_ids,
        filter,
        max_results,
        page_token,
        order_by: ['attributes.start_time DESC'],
        run_view_type: 'ACTIVE_ONLY',
      });
    return askPages('runs', readRun, page, most, limits.runsPerPage, limits).then(({ items, more }) => ({
      runs: items,
      more,
    }));
  }

  /** Searches those of one experiment at once: which it is, the first run tells. */
  async function runsById(ids: readonly string[]): Promise<readonly Run[]> {
    const found: Run[] = [];
    let missing = [...new Set(ids)].filter((id) => /^[\w-]{1,64}$/.test(id));
    for (let asked = 0; missing[0] !== undefined && asked < limits.pages / 4; asked++) {
      const [first, ...others] = missing;
      const answer = await ifThere(askGet('runs/get', { run_id: first }));
      missing = others;
      if (answer === undefined) continue;
      const run = readRun(readFields(answer)['run']);
      found.push(run);
      if (others.length === 0) break;
      const filter = `attributes.run_id IN (${others.map((id) => `'${id}'`).join(',')})`;
      const body = { experiment_ids: [run.experiment], filter, max_results: others.length };
      const { items } = readPage(await askSearch('runs/search', body), 'runs', readRun);
      found.push(...items);
      const there = new Set(items.map(({ id }) => id));
      missing = others.filter((id) => !there.has(id));
    }
    return found;
  }

  async function model(name: string): Promise<RegisteredModel | undefined> {
    const found = await ifThere(askGet('registered-models/get', { name }));
    if (found === undefined) return undefined;
    const aliases = readPage(readFields(found)['registered_model'], 'aliases', readAlias).items;
    const filter = `name=${quoted(name)}`;
    const page = (page_token: string | undefined, max_results: number): Promise<unknown> =>
      askGet('model-versions/search', { filter, max_results, page_token, order_by: 'version_number DESC' });
    const { items } = await askPages('model_versions', readVersion, page, limits.versions, limits.versions, limits);
    const versions = items.map(({ version, created, runId, aliases: own }) => ({
      version,
      created,
      aliases: [...new Set([...own, ...aliases.filter((a) => a.version === version).map(({ alias }) => alias)])],
      ...(runId !== undefined && { runId }),
    }));
    return { name, versions: versions.sort((a, b) => Number(b.version) - Number(a.version)) };
  }

  async function models(most: number): Promise<readonly string[]> {
    const page = (page_token: string | undefined, max_results: number): Promise<unknown> =>
      askGet('registered-models/search', { max_results, page_token, order_by: 'last_updated_timestamp DESC' });
    return (await askPages('registered_models', readName, page, most, limits.versions, limits)).items;
  }

  async function describe(): Promise<SourceDescription> {
    // A page of MLflow's own about its version comes as text; what stands before MLflow may answer it otherwise.
    const request = getPath(source, '/version', { ...bounds, maxBytes: 10_000 });
    const version = await context.http(request, context.signal).catch((error: unknown) => {
      // Databricks has no such page, and redirects.
      if (error instanceof SourceError && error.reason === 'redirected') return undefined;
      throw error;
    });
    const [first] = await experiments(1);
    const text = version?.status === 200 ? /^\s*(\d+\.[\w.+-]{1,30})\s*$/.exec(version.body)?.[1] : undefined;
    const notes = first ? [] : ['It has no experiment that this user may read.'];
    return { product: text === undefined ? 'MLflow' : `MLflow ${plainText(text)}`, notes };
  }

  return {
    who,
    describe,
    experiments,
    async experiment(nameOrId) {
      const named = await experimentOf(askGet('experiments/get-by-name', { experiment_name: nameOrId }));
      if (named ?? !/^\d{1,40}$/.test(nameOrId)) return named;
      return experimentOf(askGet('experiments/get', { experiment_id: nameOrId }));
    },
    runs,
    runsById,
    history: (among, metric, range) => readHistory(askGet, among, metric, range, limits),
    models,
    model,
    close: () => undefined,
  };
}

/**
 * Whatever a run has logged last is unequal to this, NaN included, which no other comparison lets through. Names with a
 * backtick cannot be asked for: then all runs come.
 */
const hasLogged = (metric: string): string | undefined =>
  metric.includes('`') ? undefined : `metrics.\`${metric}\` != -1.5e308`;

function quoted(name: string): string {
  const quote = name.includes("'") ? '"' : "'";
  if (name.includes(quote))
    throw new SourceError('bad-query', 'MLflow cannot be asked for a model whose name has both kinds of quotes.');
  return `${quote}${name}${quote}`;
}
