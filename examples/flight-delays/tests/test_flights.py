"""Features use only what was known when the prediction was made."""

import unittest

import numpy as np
import pandas as pd

from flights import FEATURES, _minutes, _read, with_features

STORM = (3, 8)
"""Month and day: snow, hundreds of late and cancelled flights."""


class FeaturesTest(unittest.TestCase):
    """On one stormy day of the real data."""

    @classmethod
    def setUpClass(cls) -> None:
        flights, weather = _read("flights.csv.zip"), _read("weather.csv")
        cls.flights = flights[(flights["month"] == STORM[0]) & (flights["day"] == STORM[1])].reset_index(drop=True)
        cls.weather = weather[(weather["month"] == STORM[0]) & (weather["day"] == STORM[1])].reset_index(drop=True)

    def features_of_hour(self, flights: pd.DataFrame, weather: pd.DataFrame, hour: int) -> pd.DataFrame:
        built = with_features(flights, weather)
        return built.loc[built["hour"] == f"{hour:02d}", FEATURES].reset_index(drop=True)

    def test_the_future_changes_no_feature(self) -> None:
        for hour in (7, 12, 18):
            predicted_at = (hour - 1) * 60
            departure = _minutes(self.flights["sched_dep_time"]) + self.flights["dep_delay"]
            not_yet_gone = ~(departure <= predicted_at)
            flights, weather = self.flights.copy(), self.weather.copy()
            flights.loc[not_yet_gone, "dep_delay"] = np.nan
            flights["arr_delay"] = 999.0
            weather.loc[weather["hour"] >= hour, ["wind_speed", "visib", "precip"]] = 999.0
            expected = self.features_of_hour(self.flights, self.weather, hour)
            self.assertGreater(len(expected), 30)
            pd.testing.assert_frame_equal(self.features_of_hour(flights, weather, hour), expected)

    def test_what_was_known_does_change_features(self) -> None:
        flights = self.flights.copy()
        flights.loc[flights["hour"] == 9, "dep_delay"] = 60.0
        before = self.features_of_hour(self.flights, self.weather, 12)
        after = self.features_of_hour(flights, self.weather, 12)
        self.assertTrue((after["city_delay"] != before["city_delay"]).all())

    def test_a_waiting_flight_counts_with_its_wait(self) -> None:
        one = self.flights.iloc[[0, 1]].assign(
            origin="JFK", carrier="B6", hour=[12, 14], sched_dep_time=[1230, 1400], dep_delay=[np.nan, 0.0]
        )
        built = with_features(one, self.weather)
        self.assertEqual(list(built["airport_delay"]), [0.0, 30.0])

    def test_every_flight_has_one_row(self) -> None:
        built = with_features(self.flights, self.weather)
        self.assertEqual(len(built), len(self.flights))
        self.assertEqual(int(built["late"].isna().sum()), int(self.flights["arr_delay"].isna().sum()))
