import type { Plan } from '../../plan/plan.ts';
import { planLabel } from '../names.ts';
import { pythonModule } from './python.ts';
import { platform } from './signs.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Moves a registered model's aliases forward and back. For MLflow 2.9 and later, which have aliases. */
export const mlflowRollback: Target = {
  id: 'mlflow-rollback',
  title: 'MLflow promotion and rollback',
  makes:
    'A Python script that moves the alias of the registered model, and back; it only says what it would do until told to.',
  area: 'rollback',
  signs: { plan: platform('mlflow-alias') },
  needs: { system: 'mlflow', since: '2.9' },
  render,
};

function render({ plan, name, file }: Source): Rendered {
  const { spec } = plan;
  const gaps: Gap[] = [];
  const ask = (path: readonly string[], message: string): void => void gaps.push({ path: ['spec', ...path], message });
  const [model, promotion] = [spec.section('model'), spec.section('retraining')?.section('promotion')];
  const registered = model?.text('name');
  const champion = model?.text('alias') ?? promotion?.text('champion');
  if (registered === undefined) ask(['model', 'name'], 'Say the name of the registered model: "name".');
  if (champion === undefined)
    ask(['model', 'alias'], 'Say which alias serves: "model.alias", or "retraining.promotion.champion".');
  if (registered === undefined || champion === undefined) return { files: [], gaps };
  const challenger = promotion?.text('challenger');
  if (challenger === undefined)
    ask(
      ['retraining', 'promotion', 'challenger'],
      'Promotion takes a version by its number only: no alias of a "challenger" is said.',
    );
  const rollback = spec.section('rollback');
  const target = rollback?.text('target');
  const text = pythonModule({
    doc: DOC,
    imports: IMPORTS,
    constants: {
      PLAN: name,
      PLAN_FILE: file,
      MODEL: registered,
      CHAMPION: champion,
      PREVIOUS: `previous_${champion}`,
      CHALLENGER: challenger,
      TRACKING_URI: registryUrl(plan),
      // What takes over, where the plan says so: a version or an alias.
      ROLLBACK_VERSION: target === 'version' ? rollback?.text('version') : undefined,
      ROLLBACK_ALIAS: target === 'alias' ? rollback?.text('alias') : undefined,
    },
    code: CODE,
  });
  return { gaps, files: [{ path: `mlflow/${planLabel(name).replaceAll('-', '_')}_versions.py`, text }] };
}

function registryUrl({ spec }: Plan): string | undefined {
  const name = spec.section('model')?.text('registry');
  const sources = spec.sections('dataSources').filter((source) => source.text('type') === 'mlflow');
  return (name === undefined ? sources[0] : sources.find((source) => source.text('name') === name))?.text('url');
}

const DOC = `
"""Moves the alias that serves a registered model of MLflow, and back.

    python <this file> status
    python <this file> verify                   whether the challenger serves now, and can be loaded
    python <this file> promote [--version N]    the challenger, or that version, becomes the champion
    python <this file> rollback [--version N]   the version before, or what the production plan names, becomes it again

Nothing is changed without --apply: until then it is said what would be. What was done is read back, and taken back where it
fails half way. Doing it twice changes nothing. The server is --tracking-uri, else MLFLOW_TRACKING_URI, else the plan's. Exit
codes: 0 done or nothing to do, 1 it cannot be done or verified, 2 what was done does not read back.
"""`;

const IMPORTS = `
import argparse
import os
import sys

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException`;

const CODE = `
# A server that does not answer is told of within seconds: MLflow itself would try for minutes.
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2")


class Impossible(Exception):
    """Why nothing is changed, in words."""


def version_of(client: MlflowClient, alias: str | None) -> str | None:
    """The version that has an alias; None where none has it."""
    if alias is None:
        return None
    try:
        return str(client.get_model_version_by_alias(MODEL, alias).version)
    except MlflowException as error:
        # Older servers answer INVALID_PARAMETER_VALUE for an alias that nothing has.
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            return None
        raise


def existing(client: MlflowClient, version: str) -> str:
    """The version, if the registry has it."""
    try:
        return str(client.get_model_version(MODEL, version).version)
    except MlflowException as error:
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise Impossible(f"{MODEL} has no version {version}.") from error
        raise


def promotion(client: MlflowClient, version: str | None) -> dict[str, str]:
    """Which version each alias gets."""
    wanted = existing(client, version) if version else version_of(client, CHALLENGER)
    if wanted is None:
        raise Impossible(f"No version of {MODEL} is the challenger: name one with --version.")
    serving = version_of(client, CHAMPION)
    if wanted == serving:
        return {}
    return {CHAMPION: wanted} if serving is None else {PREVIOUS: serving, CHAMPION: wanted}


def rollback(client: MlflowClient, version: str | None) -> dict[str, str]:
    """Which version each alias gets. The alias of the version before stays: going back twice ends at the same version."""
    chosen = version or ROLLBACK_VERSION
    if chosen:
        wanted = existing(client, chosen)
    elif ROLLBACK_ALIAS:
        wanted = version_of(client, ROLLBACK_ALIAS)
    else:
        wanted = version_of(client, PREVIOUS)
    if wanted is None:
        raise Impossible(f"It is not known what served before {CHAMPION}: name a version with --version.")
    return {} if wanted == version_of(client, CHAMPION) else {CHAMPION: wanted}


def apply(client: MlflowClient, changes: dict[str, str]) -> None:
    """Sets aliases, all or none. The one that serves comes last: where it fails before, users notice nothing."""
    before = {alias: version_of(client, alias) for alias in changes}
    try:
        for alias, version in changes.items():
            client.set_registered_model_alias(MODEL, alias, version)
    except MlflowException:
        for alias, version in before.items():
            if version is None:
                client.delete_registered_model_alias(MODEL, alias)
            else:
                client.set_registered_model_alias(MODEL, alias, version)
        raise


def verify(client: MlflowClient) -> None:
    serving, wanted = version_of(client, CHAMPION), version_of(client, CHALLENGER)
    if serving is None or (wanted is not None and wanted != serving):
        raise Impossible(f"{CHAMPION} is version {serving}, and the challenger {wanted}.")
    state = client.get_model_version(MODEL, serving).status
    if state != "READY":
        raise Impossible(f"Version {serving} of {MODEL} cannot be loaded: it is {state}.")
    print(f"{CHAMPION} is version {serving}.")


def status(client: MlflowClient) -> None:
    for alias in (CHAMPION, PREVIOUS, CHALLENGER):
        if alias is not None:
            print(f"{alias}: {version_of(client, alias) or '-'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["status", "verify", "promote", "rollback"])
    parser.add_argument("--version")
    parser.add_argument("--apply", action="store_true", help="do it; without, it is only said")
    parser.add_argument("--tracking-uri", default=os.environ.get("MLFLOW_TRACKING_URI") or TRACKING_URI)
    given = parser.parse_args()
    if given.tracking_uri is None:
        parser.error("say where the registry is: --tracking-uri or MLFLOW_TRACKING_URI")
    client = MlflowClient(tracking_uri=given.tracking_uri, registry_uri=given.tracking_uri)
    try:
        client.get_registered_model(MODEL)
        if given.action == "status":
            status(client)
            return 0
        if given.action == "verify":
            verify(client)
            return 0
        changes = (promotion if given.action == "promote" else rollback)(client, given.version)
        if not changes:
            print(f"Nothing to do: {CHAMPION} is version {version_of(client, CHAMPION)}.")
            return 0
        for alias, version in changes.items():
            print(f"{alias}: {version_of(client, alias) or '-'} -> {version}")
        if not given.apply:
            print("Nothing was changed: say --apply to do it.")
            return 0
        apply(client, changes)
        wrong = {alias: found for alias in changes if (found := version_of(client, alias)) != changes[alias]}
        for alias, found in wrong.items():
            print(f"{alias} reads back as {found}, not {changes[alias]}.", file=sys.stderr)
        return 2 if wrong else 0
    except Impossible as problem:
        print(problem, file=sys.stderr)
    except MlflowException as error:
        print(f"MLflow refused: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())`;
