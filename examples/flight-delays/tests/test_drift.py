"""PSI by hand, and what the warnings are worth."""

import math
import unittest

import numpy as np
import pandas as pd

from drift import Profile
from policy import avoided_cost


class PsiTest(unittest.TestCase):
    def test_same_values_have_not_drifted(self) -> None:
        for values in (pd.Series(np.arange(1000.0), name="number"), pd.Series(list("aabbc"), name="letter")):
            self.assertEqual(Profile.of(values).psi(values), 0.0)

    def test_categories_by_hand(self) -> None:
        profile = Profile.of(pd.Series(["a"] * 50 + ["b"] * 50, name="letter"))
        expected = 0.3 * math.log(0.8 / 0.5) - 0.3 * math.log(0.2 / 0.5)
        self.assertAlmostEqual(profile.psi(pd.Series(["a"] * 8 + ["b"] * 2)), expected, places=12)

    def test_an_unseen_category_counts_against_the_smallest_share(self) -> None:
        profile = Profile.of(pd.Series(["a"] * 10, name="letter"))
        expected = (0.5 - 1) * math.log(0.5) + (0.5 - 1e-4) * math.log(0.5 / 1e-4)
        self.assertAlmostEqual(profile.psi(pd.Series(["a", "new"])), expected, places=12)

    def test_numbers_fall_into_ten_equal_bins(self) -> None:
        profile = Profile.of(pd.Series(np.arange(100.0), name="number"))
        self.assertEqual(list(profile.counts), [10] * 10)
        self.assertAlmostEqual(
            profile.psi(pd.Series([5.0] * 100)), (1 - 0.1) * math.log(10) + 9 * (1e-4 - 0.1) * math.log(1e-3)
        )

    def test_missing_values_are_left_out(self) -> None:
        values = pd.Series([1.0, 2.0, np.nan, 3.0], name="number")
        self.assertEqual(Profile.of(values).psi(values.dropna()), 0.0)


class AvoidedCostTest(unittest.TestCase):
    late = np.array([1.0, 1.0, 0.0, 0.0, 0.0])

    def test_perfect_none_and_all(self) -> None:
        self.assertEqual(avoided_cost(self.late, self.late == 1), 1.0)
        self.assertEqual(avoided_cost(self.late, self.late == 2), 0.0)
        # 5 x 20 spent to save 2 x 100; foresight spends 2 x 20.
        self.assertAlmostEqual(avoided_cost(self.late, self.late < 2), 100 / 160)

    def test_false_alarms_only_are_worse_than_nothing(self) -> None:
        self.assertAlmostEqual(avoided_cost(self.late, self.late == 0), -60 / 160)
