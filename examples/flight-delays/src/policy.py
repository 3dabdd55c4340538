"""What a warning is worth, and when to give one.

The amounts are the connections team's planning figures, not measurements: standing by for a late arrival costs
20 USD, a late arrival nobody stood by for costs 100 USD, and standing by avoids that loss.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STANDBY_COST = 20.0
LATE_LOSS = 100.0
WARN_FROM = STANDBY_COST / LATE_LOSS
"""Probability of a late arrival from which standing by is cheaper than not."""

RULE_DELAY_MINUTES = 2.0
"""The rule without a model: warn when the carrier's recent flights left this late on average.

Of 1 to 15 minutes the one that avoids most cost over the training period. It takes over on rollback.
"""


def avoided_cost(late: NDArray[np.float64], warned: NDArray[np.bool_]) -> float:
    """Share of the avoidable cost of late arrivals that the warnings avoided.

    1 is perfect foresight, 0 is no warnings at all, negative is worse than none: the relative economic value
    of forecast verification (Richardson 2000), with "never warn" as the reference.
    """
    late_count = float(late.sum())
    without = LATE_LOSS * late_count
    perfect = STANDBY_COST * late_count
    actual = STANDBY_COST * float(warned.sum()) + LATE_LOSS * float(late[~warned].sum())
    return (without - actual) / (without - perfect)
