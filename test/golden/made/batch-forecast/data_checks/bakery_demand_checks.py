"""Checks tables against the data contracts of a production plan, with GX Core 1.

    python <this file> TABLE FILE

FILE is Parquet, CSV or JSON Lines. Exit codes: 0 it is as the contract has it, 1 it is not, 2 it cannot be checked.
"""

import argparse
import pathlib
import sys

import great_expectations as gx
import pandas as pd

# What the production plan says.
PLAN = "bakery-demand"
PLAN_FILE = "production-plan.yaml"
TABLES = [
    {
        "table": "sales",
        "contract": "contracts/sales.odcs.yaml",
        "columns": [
            {
                "name": "store_article_day",
                "types": [
                    "str",
                    "object",
                    "string",
                ],
                "required": True,
                "unique": False,
            },
            {
                "name": "at",
                "types": None,
                "required": True,
                "unique": False,
            },
            {
                "name": "amount",
                "types": [
                    "float64",
                    "float32",
                    "int64",
                    "int32",
                    "Float64",
                    "Int64",
                ],
                "required": False,
                "unique": False,
            },
        ],
    },
    {
        "table": "weather",
        "contract": "contracts/weather.odcs.yaml",
        "columns": [
            {
                "name": "store_article_day",
                "types": [
                    "str",
                    "object",
                    "string",
                ],
                "required": True,
                "unique": False,
            },
            {
                "name": "at",
                "types": None,
                "required": True,
                "unique": False,
            },
            {
                "name": "amount",
                "types": [
                    "float64",
                    "float32",
                    "int64",
                    "int32",
                    "Float64",
                    "Int64",
                ],
                "required": False,
                "unique": False,
            },
        ],
    },
]


def read(path: str) -> pd.DataFrame:
    """The table in a file, by the ending of its name."""
    readers = {".parquet": pd.read_parquet, ".csv": pd.read_csv}
    ending = pathlib.Path(path).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        return pd.read_json(path, lines=True)
    if ending not in readers:
        raise ValueError(f"{path} is no .parquet, .csv or .jsonl")
    return readers[ending](path)


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
    sys.exit(main())
