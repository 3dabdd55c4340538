import { scoreKind } from '../../plan/drift-direction.ts';
import type { DriftColumn, Plan } from '../../plan/plan.ts';
import { planLabel } from '../names.ts';
import { pythonModule, READ_TABLE, type Literal } from './python.ts';
import { source } from './signs.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** A job that scores the plan's columns and says whether they drift. For Evidently 0.7 and later. */
export const evidently: Target = {
  id: 'evidently',
  title: 'Evidently drift job',
  makes:
    'A Python script that compares current data with the reference, column by column, by the plan’s methods and lines.',
  area: 'monitoring',
  signs: { packages: ['evidently'], plan: source('evidently') },
  needs: { system: 'evidently', since: '0.7' },
  render,
};

/** Evidently's names of what plans call otherwise. */
const METHODS: Readonly<Record<string, string>> = {
  psi: 'psi',
  ks: 'ks',
  chisquare: 'chisquare',
  chi2: 'chisquare',
  z: 'z',
  ztest: 'z',
  wasserstein: 'wasserstein',
  jensenshannon: 'jensenshannon',
  js: 'jensenshannon',
  kldiv: 'kl_div',
  kldivergence: 'kl_div',
  anderson: 'anderson',
  cramervonmises: 'cramer_von_mises',
  hellinger: 'hellinger',
  energydistance: 'ed',
  ed: 'ed',
  es: 'es',
  eppssingleton: 'es',
  fisherexact: 'fisher_exact',
  gtest: 'g_test',
  mannw: 'mannw',
  mannwhitneyu: 'mannw',
  ttest: 't_test',
  tvd: 'TVD',
  totalvariationdistance: 'TVD',
  empiricalmmd: 'empirical_mmd',
};

function render({ plan, name, file }: Source): Rendered {
  const gaps: Gap[] = [];
  const drift = plan.spec.section('monitoring')?.section('drift');
  const columns = plan.columns.flatMap((column) => columnOf(column, gaps));
  if (columns.length === 0) {
    if (gaps.length === 0)
      gaps.push({
        path: drift?.path ?? ['spec', 'monitoring'],
        message: 'There is no drift job without "monitoring.drift.columns".',
      });
    return { files: [], gaps };
  }
  const server = serverOf(plan);
  const reference = drift?.section('reference');
  const text = pythonModule({
    doc: DOC,
    imports: IMPORTS,
    constants: {
      PLAN: name,
      PLAN_FILE: file,
      // Which days the reference data are of.
      REFERENCE: reference && { from: reference.text('from'), to: reference.text('to') },
      COLUMNS: columns,
      SHARE: drift?.number('share'),
      SERVER: server,
    },
    code: CODE,
  });
  return { gaps, files: [{ path: `monitoring/${planLabel(name).replaceAll('-', '_')}_drift.py`, text }] };
}

function columnOf({ section, name, method, warning, critical }: DriftColumn, gaps: Gap[]): Literal[] {
  const folded = (method ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '');
  const known = Object.hasOwn(METHODS, folded) ? METHODS[folded] : undefined;
  if (known === undefined) {
    gaps.push({ path: section.path, message: `${name} is left out: Evidently has no method "${method ?? ''}".` });
    return [];
  }
  if (warning === undefined && critical === undefined) {
    gaps.push({ path: section.path, message: `${name} is left out: it has no line from which it drifts.` });
    return [];
  }
  const rises = scoreKind(method) !== 'p-value';
  return [{ column: name, method: known, rises, warning, critical }];
}

/** The server that reports go to, where the plan has exactly one. */
function serverOf(plan: Plan): Literal {
  const servers = plan.spec.sections('dataSources').filter((source) => source.text('type') === 'evidently');
  const [server] = servers;
  const [url, project] = [server?.text('url'), server?.text('project')];
  return servers.length === 1 && url !== undefined && project !== undefined ? { url, project } : undefined;
}

const DOC = `
"""Compares current data with the reference of a production plan, column by column, with Evidently 0.7 or later.

    python <this file> --reference reference.parquet --current current.parquet

Files are Parquet, CSV or JSON Lines. --output DIR keeps the report as JSON, --upload sends it to the Evidently server that the
plan names. Exit codes: 0 nothing drifts, 1 a column is at or beyond its critical line, or the data set drifts, 2 the data
cannot be compared.
"""`;

const IMPORTS = `
import argparse
import datetime
import pathlib
import sys

import pandas as pd
from evidently import Dataset, Report
from evidently.metrics import ValueDrift`;

const CODE = `
${READ_TABLE}


def line_of(column: dict) -> float:
    """From where on a column drifts: its critical line, else the one of warning."""
    return column["critical"] if column["critical"] is not None else column["warning"]


def is_beyond(score: float, line: float | None, rises: bool) -> bool:
    """A distance rises with drift, a p-value falls. Both are compared as the plan's alerts compare them."""
    return line is not None and (score >= line if rises else score <= line)


def compare(reference: pd.DataFrame, current: pd.DataFrame):
    """The report of Evidently, and the score of each column of the plan."""
    report = Report(
        [ValueDrift(column=one["column"], method=one["method"], threshold=line_of(one)) for one in COLUMNS],
        metadata={"production_plan": PLAN},
    )
    run = report.run(Dataset.from_pandas(current), Dataset.from_pandas(reference))
    scores = {}
    for metric in run.dict()["metrics"]:
        scores[metric["config"]["column"]] = float(metric["value"])
    return run, scores


def upload(run) -> None:
    """Adds the report to the project of the plan's Evidently server."""
    from evidently.ui.workspace import RemoteWorkspace

    workspace = RemoteWorkspace(SERVER["url"])
    projects = [one for one in workspace.list_projects() if SERVER["project"] in (one.name, str(one.id))]
    if len(projects) != 1:
        raise ValueError(f"{len(projects)} projects of the server are named {SERVER['project']}")
    workspace.add_run(projects[0].id, run)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", required=True)
    parser.add_argument("--current", required=True)
    parser.add_argument("--output", help="folder that the report is written into")
    parser.add_argument("--upload", action="store_true", help="send the report to the plan's Evidently server")
    given = parser.parse_args()
    if given.upload and SERVER is None:
        parser.error("the plan names no Evidently server, or more than one")
    try:
        reference, current = read(given.reference), read(given.current)
    except (OSError, ValueError) as error:
        print(f"The data cannot be read: {error}", file=sys.stderr)
        return 2
    for where, data in (("reference", reference), ("current", current)):
        missing = [one["column"] for one in COLUMNS if one["column"] not in data.columns]
        if missing or data.empty:
            print(f"The {where} data lack {', '.join(missing) or 'rows'}.", file=sys.stderr)
            return 2
    run, scores = compare(reference, current)
    worst = 0
    drifted = 0
    for one in COLUMNS:
        score = scores[one["column"]]
        critical = is_beyond(score, one["critical"], one["rises"])
        warning = critical or is_beyond(score, one["warning"], one["rises"])
        drifted += is_beyond(score, line_of(one), one["rises"])
        worst = max(worst, 1 if critical else 0)
        level = "critical" if critical else "warning" if warning else "ok"
        print(f"{one['column']}\\t{one['method']}\\t{score:.6g}\\t{level}")
    if SHARE is not None and drifted / len(COLUMNS) >= SHARE:
        print(f"{drifted} of {len(COLUMNS)} columns drift: the data set does.")
        worst = 1
    if given.output:
        folder = pathlib.Path(given.output)
        folder.mkdir(parents=True, exist_ok=True)
        run.save_json(str(folder / f"report-{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H%M%S}.json"))
    if given.upload:
        upload(run)
    return worst


if __name__ == "__main__":
    sys.exit(main())`;
