"""Features of the model of a production plan, from its data contracts."""

import os

from feast import Entity, FeatureService, FeatureView, Field, FileSource
from feast import types as feast_types

# What the production plan says.
PLAN = "bakery-demand"
PLAN_FILE = "production-plan.yaml"
OWNER = "group:retail/demand-forecasting"
JOIN_KEY = "store_article_day"
VIEWS = [
    {
        "table": "sales",
        "time": "at",
        "fields": [
            {
                "name": "amount",
                "type": "Float64",
            },
        ],
    },
    {
        "table": "weather",
        "time": "at",
        "fields": [
            {
                "name": "amount",
                "type": "Float64",
            },
        ],
    },
]
SERVICES = [
    "bakery_demand_v2",
]


entity = Entity(name=JOIN_KEY, join_keys=[JOIN_KEY], owner=OWNER)


def source_of(table: str, time: str) -> FileSource:
    """The table's file. Which one that is, the environment says."""
    variable = f"FEAST_{table.upper()}"
    if variable not in os.environ:
        raise RuntimeError(f"Say in {variable} which Parquet file {table} is.")
    return FileSource(name=f"{table}_source", path=os.environ[variable], timestamp_field=time)


def view_of(view: dict) -> FeatureView:
    return FeatureView(
        name=view["table"],
        entities=[entity],
        schema=[Field(name=field["name"], dtype=getattr(feast_types, field["type"])) for field in view["fields"]],
        source=source_of(view["table"], view["time"]),
        owner=OWNER,
        tags={"production_plan": PLAN},
    )


views = [view_of(view) for view in VIEWS]
services = [FeatureService(name=name, features=views, owner=OWNER) for name in SERVICES]
# Feast finds what has a name of its own in this module.
globals().update({f"view_{number}": view for number, view in enumerate(views)})
globals().update({f"service_{number}": service for number, service in enumerate(services)})
