"""Says whether a newly trained model may serve, by the conditions of its production plan.

    python <this file> --metrics metrics.json [--champion champion.json]

Both files are JSON: {"<indicator>": <value>}. With the champion's values, measured on the same data, the new model also has
to be better by the plan's margin. Exit codes: 0 it may, 1 it may not, 2 a value lacks.
"""

import argparse
import json
import math
import operator
import sys

# What the production plan says.
PLAN = "support-answers"
PLAN_FILE = "production-plan.yaml"
CONDITIONS = [
    {
        "indicator": "grounded_answers",
        "op": "gte",
        "value": 0.92,
    },
    {
        "indicator": "accepted_drafts",
        "op": "gte",
        "value": 0.55,
    },
]
BETTER = {
    "indicator": "accepted_drafts",
    "objective": "maximize",
    "margin": 0.01,
}


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
    sys.exit(main())
