import { planLabel } from '../names.ts';
import { pythonModule, READ_TABLE, type Literal } from './python.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Checks of the data by their contracts. For GX Core 1. */
export const greatExpectations: Target = {
  id: 'great-expectations',
  title: 'Great Expectations checks',
  makes: 'A Python script that checks a table against the data contract of its pipeline.',
  area: 'data',
  signs: { files: ['**/great_expectations.yml'], packages: ['great-expectations'] },
  needs: { system: 'great-expectations', since: '1' },
  render,
};

/** What pandas may call a column of a type. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['str', 'object', 'string'],
  integer: ['int64', 'int32', 'int16', 'int8', 'Int64', 'uint8', 'uint16', 'uint32', 'uint64'],
  number: ['float64', 'float32', 'int64', 'int32', 'Float64', 'Int64'],
  boolean: ['bool', 'boolean'],
};

function render({ plan, name, file, contracts }: Source): Rendered {
  const gaps: Gap[] = [];
  const tables = plan.spec.sections('dataPipelines').flatMap((pipeline): Literal[] => {
    const path = pipeline.text('contract');
    const contract = contracts.get(path ?? '');
    if (!contract) {
      const title = pipeline.text('name') ?? 'A pipeline';
      gaps.push({ path: pipeline.path, message: `${title} is left out: it has no contract that can be read.` });
      return [];
    }
    return contract.tables
      .filter(({ columns }) => columns.length > 0)
      .map((table) => ({
        table: table.name,
        contract: path,
        columns: table.columns.map(({ name: column, type, required, unique }) => ({
          name: column,
          types: Object.hasOwn(TYPES, type ?? '') ? TYPES[type ?? ''] : undefined,
          required,
          unique,
        })),
      }));
  });
  if (tables.length === 0) {
    if (gaps.length === 0)
      gaps.push({
        path: ['spec', 'dataPipelines'],
        message: 'There is nothing to check without pipelines that have contracts with columns.',
      });
    return { files: [], gaps };
  }
  const text = pythonModule({
    doc: DOC,
    imports: 'import argparse\nimport pathlib\nimport sys\n\nimport great_expectations as gx\nimport pandas as pd',
    constants: { PLAN: name, PLAN_FILE: file, TABLES: tables },
    code: CODE,
  });
  return { gaps, files: [{ path: `data_checks/${planLabel(name).replaceAll('-', '_')}_checks.py`, text }] };
}

const DOC = `
"""Checks tables against the data contracts of a production plan, with GX Core 1.

    python <this file> TABLE FILE

FILE is Parquet, CSV or JSON Lines. Exit codes: 0 it is as the contract has it, 1 it is not, 2 it cannot be checked.
"""`;

const CODE = `
${READ_TABLE}


def suite_of(table: dict) -> gx.ExpectationSuite:
    expectations = gx.expectations
    suite = gx.ExpectationSuite(name=table["table"])
    for column in table["columns"]:
        name = column["name"]
        suite.add_expectation(expectations.ExpectColumnToExist(column=name))
        if column["required"]:
            suite.add_expectation(expectations.ExpectColumnValuesToNotBeNull(column=name))
        if column["unique"]:
            suite.add_expectation(expectations.ExpectColumnValuesToBeUnique(column=name))
        if column["types"] is not None:
            suite.add_expectation(expectations.ExpectColumnValuesToBeInTypeList(column=name, type_list=column["types"]))
    return suite


def failures(table: dict, data: pd.DataFrame) -> list[str]:
    """What is not as the contract has it, in words."""
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset(name=table["table"])
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": data})
    result = batch.validate(suite_of(table))
    return [
        f"{one.expectation_config.kwargs.get('column')}: {one.expectation_config.type}"
        for one in result.results
        if not one.success
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=[one["table"] for one in TABLES])
    parser.add_argument("file")
    given = parser.parse_args()
    table = next(one for one in TABLES if one["table"] == given.table)
    try:
        data = read(given.file)
    except (OSError, ValueError) as error:
        print(f"{given.file} cannot be read: {error}", file=sys.stderr)
        return 2
    found = failures(table, data)
    for failure in found:
        print(failure, file=sys.stderr)
    print(f"{given.table} is {'not ' if found else ''}as {table['contract']} has it.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())`;
