"""Writes the same history as Parquet in many ways; prints what is in it, and the names of the files."""

import datetime
import decimal
import json
import math
import pathlib
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(sys.argv[1])
random.seed(7)
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
ROWS = 5_000

times = [START + datetime.timedelta(minutes=10 * (index // 3)) for index in range(ROWS)]
metrics = [("auc", "f1", "a very long name of a metric")[index % 3] for index in range(ROWS)]
values = [round(random.random(), 6) if index % 50 else None for index in range(ROWS)]
values[4] = math.nan
columns = ["age" if index % 10 == 9 else None for index in range(ROWS)]
versions = [6 if index < 2_000 else 7 for index in range(ROWS)]
counts = [index if index % 2 else None for index in range(ROWS)]


def table(**other):
    parts = {
        "timestamp": pa.array(times, pa.timestamp("us", tz="UTC")),
        "metric": pa.array(metrics).dictionary_encode(),
        "value": pa.array(values, pa.float64()),
        "column": pa.array(columns, pa.string()),
        "model_version": pa.array(versions, pa.int64()),
        "n": pa.array(counts, pa.int32()),
        "histogram": pa.array([[1, 2]] * ROWS, pa.list_(pa.int8())),
        **other,
    }
    return pa.table({name: part for name, part in parts.items() if part is not None})


def stamps(kind):
    return pa.array(times, pa.timestamp("us", tz="UTC")).cast(kind)


seconds = [int(time.timestamp()) for time in times]
FILES = {
    "none": (table(), {"compression": "none"}),
    "snappy": (table(), {"compression": "snappy"}),
    "gzip": (table(), {"compression": "gzip"}),
    "zstd": (table(), {"compression": "zstd"}),
    "brotli": (table(), {"compression": "brotli"}),
    "pages-v2": (table(), {"data_page_version": "2.0", "data_page_size": 2_000}),
    "pages-v2-zstd": (table(), {"data_page_version": "2.0", "compression": "zstd"}),
    "small-groups": (table(), {"row_group_size": 333, "data_page_size": 500}),
    "no-dictionary": (table(), {"use_dictionary": False}),
    "byte-stream-split": (
        table(),
        {"use_dictionary": ["metric"], "use_byte_stream_split": ["value"]},
    ),
    "delta": (
        table(),
        {"use_dictionary": ["metric", "column"], "column_encoding": {"timestamp": "DELTA_BINARY_PACKED"}},
    ),
    "milliseconds": (table(timestamp=stamps(pa.timestamp("ms"))), {}),
    "nanoseconds": (table(timestamp=stamps(pa.timestamp("ns", tz="Europe/Paris"))), {"version": "2.6"}),
    "int96": (table(), {"use_deprecated_int96_timestamps": True}),
    "epoch-seconds": (table(timestamp=pa.array(seconds, pa.int64())), {}),
    "epoch-float": (table(timestamp=pa.array([float(time) for time in seconds])), {}),
    "iso-text": (table(timestamp=pa.array([time.isoformat() for time in times])), {}),
    "plain-strings": (table(metric=pa.array(metrics, pa.large_string())), {"use_dictionary": False}),
    "capitals": (table().rename_columns([name.upper() for name in table().column_names]), {}),
    "text-version": (table(model_version=pa.array([str(version) for version in versions])), {}),
    "decimal": (
        table(
            value=pa.array(
                [None if value is None or math.isnan(value) else decimal.Decimal(str(value)) for value in values],
                pa.decimal128(12, 6),
            )
        ),
        {},
    ),
    "required": (
        table().cast(pa.schema([pa.field(field.name, field.type, nullable=field.name != "metric") for field in table().schema])),
        {},
    ),
}
for name, (content, options) in FILES.items():
    pq.write_table(content, folder / f"{name}.parquet", **options)
pq.write_table(table(), folder / "lz4.parquet.refused", compression="lz4")
pq.write_table(table(timestamp=pa.array([time.date() for time in times], pa.date32())), folder / "days.parquet.other")
pq.write_table(table(value=pa.array([[1.0]] * ROWS)), folder / "nested.parquet.refused")
pq.write_table(table(value=None), folder / "no-value.parquet.refused")

read = {}
for name in sorted(set(metrics)):
    read[name] = [
        [second * 1000, value, count]
        for second, metric, value, column, count in zip(seconds, metrics, values, columns, counts)
        if metric == name and column is None and value is not None and not math.isnan(value)
    ]
drift = [
    [second * 1000, value]
    for second, metric, value, column in zip(seconds, metrics, values, columns)
    if metric == "auc" and column == "age" and value is not None
]
print(json.dumps({"files": list(FILES), "read": read, "drift": drift}))
