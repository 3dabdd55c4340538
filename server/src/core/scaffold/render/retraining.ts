import { placed } from '../conventions.ts';
import type { Plan } from '../../plan/plan.ts';
import { isCron } from '../../schema/formats.ts';
import { planLabel } from '../names.ts';
import { mlflowRollback } from './mlflow-rollback.ts';
import { pythonModule } from './python.ts';
import type { Gap, Rendered, RenderedFile, Source } from './target.ts';

/** How a model is trained again, as every scheduler needs to know it. */
export interface Retraining {
  /** RFC 1123 label of the plan. */
  readonly label: string;
  /** Five fields of cron, UTC; undefined: it is not started by time. */
  readonly schedule: string | undefined;
  /** Names of the alerts that start it. */
  readonly triggers: readonly string[];
  /** Training code, relative to the plan. */
  readonly code: string;
  /** The script that says whether the new version may serve; undefined: nothing is asked of it. */
  readonly gate: string | undefined;
  /** The script that moves the model's alias; undefined: nothing can be promoted. */
  readonly versions: string | undefined;
  /** The registry's address. */
  readonly trackingUri: string | undefined;
  readonly approvers: readonly string[];
}

/** The file that training leaves what the gate reads in: `{"<indicator>": <value>}`. */
export const METRICS_FILE = 'metrics.json';
export const METRICS_NOTE =
  'Training leaves the indicators it measured in the file that METRICS_FILE names: {"auc": 0.91}.';

/** What the plan says of retraining, and the scripts that go with it. Undefined, with gaps, where it does not say what is run. */
export function retrainingOf(source: Source): {
  readonly retraining: Retraining | undefined;
  readonly files: readonly RenderedFile[];
  readonly gaps: readonly Gap[];
} {
  const { spec } = source.plan;
  const section = spec.section('retraining');
  const gaps: Gap[] = [];
  const strategy = section?.text('strategy');
  const cron = section?.text('schedule')?.trim();
  const schedule = cron !== undefined && isCron(cron) ? cron : undefined;
  if (strategy === 'scheduled' && schedule === undefined)
    gaps.push({ path: ['spec', 'retraining', 'schedule'], message: 'Say when the model is trained: "schedule".' });
  const code = spec
    .section('model')
    ?.texts('trainingCode')
    .map(({ text }) => text.split('#')[0] ?? '')
    .find((path) => isRunnable(path));
  if (code === undefined) {
    gaps.push({
      path: ['spec', 'model', 'trainingCode'],
      message: 'Retraining is left out: say which Python file trains the model ("trainingCode").',
    });
    return { retraining: undefined, files: [], gaps };
  }
  const gate = gateOf(source, gaps);
  const promoted = mlflowRollback.render(source);
  const versions = promoted.files[0];
  gaps.push(...promoted.gaps);
  return {
    gaps,
    files: [...(gate ? [gate] : []), ...(versions ? [versions] : [])],
    retraining: {
      label: planLabel(source.name),
      schedule,
      triggers: section?.texts('triggers').map(({ text }) => text) ?? [],
      code,
      gate: gate && placed(source.conventions, gate.path),
      versions: versions && placed(source.conventions, versions.path),
      trackingUri: trackingUri(source.plan),
      approvers:
        section
          ?.section('promotion')
          ?.texts('approvers')
          .map(({ text }) => text) ?? [],
    },
  };
}

/** A script below the plan's folder, whose name means nothing to a scheduler. */
const isRunnable = (path: string): boolean =>
  path.endsWith('.py') &&
  !/[\p{C}{}$`]/u.test(path) &&
  !path.startsWith('-') &&
  !path.startsWith('/') &&
  !path.split('/').includes('..');

const trackingUri = ({ spec }: Plan): string | undefined =>
  spec
    .sections('dataSources')
    .find((source) => source.text('name') === spec.section('model')?.text('registry'))
    ?.text('url');

function gateOf({ plan, name, file }: Source, gaps: Gap[]): RenderedFile | undefined {
  const retraining = plan.spec.section('retraining');
  const conditions = (retraining?.sections('validation') ?? []).flatMap((section) => {
    const [indicator, op, value] = [section.text('indicator'), section.text('op'), section.number('value')];
    return indicator === undefined || op === undefined || value === undefined ? [] : [{ indicator, op, value }];
  });
  const promotion = retraining?.section('promotion');
  const compared = plan.indicator(promotion?.text('indicator'));
  const margin = promotion?.number('margin');
  const better =
    compared?.objective !== undefined && margin !== undefined
      ? { indicator: compared.name, objective: compared.objective, margin }
      : undefined;
  if (conditions.length === 0) {
    gaps.push({
      path: ['spec', 'retraining', 'validation'],
      message: 'Nothing is asked of a new version before it serves: say what must hold ("validation").',
    });
    return undefined;
  }
  const text = pythonModule({
    doc: GATE_DOC,
    imports: 'import argparse\nimport json\nimport math\nimport operator\nimport sys',
    constants: { PLAN: name, PLAN_FILE: file, CONDITIONS: conditions, BETTER: better },
    code: GATE_CODE,
  });
  return { path: `retraining/${planLabel(name).replaceAll('-', '_')}_gate.py`, text };
}

/** A rendered result without what another target makes too. */
export const withScripts = (
  own: RenderedFile,
  scripts: readonly RenderedFile[],
  rest: Omit<Rendered, 'files'>,
): Rendered => ({
  ...rest,
  files: [own, ...scripts],
});

const GATE_DOC = `
"""Says whether a newly trained model may serve, by the conditions of its production plan.

    python <this file> --metrics metrics.json [--champion champion.json]

Both files are JSON: {"<indicator>": <value>}. With the champion's values, measured on the same data, the new model also has
to be better by the plan's margin. Exit codes: 0 it may, 1 it may not, 2 a value lacks.
"""`;

const GATE_CODE = `
OPS = {"lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}
SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


class Missing(Exception):
    """A value that is needed and is not there."""


def value_of(values: dict, indicator: str) -> float:
    value = values.get(indicator)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Missing(f"{indicator} has no value")
    return float(value)


def failures(metrics: dict, champion: dict | None) -> list[str]:
    """What the new model does not fulfil, in words; empty when it may serve."""
    found = []
    for condition in CONDITIONS:
        value = value_of(metrics, condition["indicator"])
        if not OPS[condition["op"]](value, condition["value"]):
            found.append(f"{condition['indicator']} is {value}, not {SIGNS[condition['op']]} {condition['value']}")
    if BETTER and champion is not None:
        name = BETTER["indicator"]
        new, old = value_of(metrics, name), value_of(champion, name)
        gain = new - old if BETTER["objective"] == "maximize" else old - new
        # Numbers such as 0.1 + 0.2 are not exact.
        if gain < BETTER["margin"] and not math.isclose(gain, BETTER["margin"], abs_tol=1e-12):
            found.append(f"{name} is {new} against {old} of the champion: not better by {BETTER['margin']}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--metrics", required=True)
    parser.add_argument("--champion")
    given = parser.parse_args()
    try:
        with open(given.metrics, encoding="utf-8") as file:
            metrics = json.load(file)
        champion = None
        if given.champion:
            with open(given.champion, encoding="utf-8") as file:
                champion = json.load(file)
        found = failures(metrics, champion)
    except (OSError, ValueError, AttributeError, Missing) as error:
        print(f"It cannot be judged: {error}.", file=sys.stderr)
        return 2
    for failure in found:
        print(failure, file=sys.stderr)
    print("The new version may not serve." if found else "The new version may serve.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())`;
