"""Small made-up courses, so that a test shows every result that it depends on."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from globulin.intervals.sides import ABOVE, BELOW, UNKNOWN, WITHIN
from globulin.intervals.trend import UNKNOWN_PLACE, Course, Span, Trends, judge_trends
from globulin.intervals.trend_limits import Variation

SIDES = {"L": BELOW, "N": WITHIN, "H": ABOVE, "?": UNKNOWN}
WIDE = Variation(deviate=1.96, within=0.06, measured=0.06, between=0.124)
NARROW = Variation(deviate=1.96, within=0.06, measured=0.03, between=0.04)
SPAN = Span(narrow=NARROW, wide=WIDE, lasting_low=21.0, lasting_high=84.0)


def row(day: int, value: float, **more: Any) -> dict[str, Any]:
    """Return one result: inside, of one unnamed place, without a printed interval."""
    return {"day": day, "value": value, **more}


def course(*people: Sequence[dict[str, Any]]) -> Course:
    """Return the results of people as columns."""
    rows = [{"person": number, **r} for number, person in enumerate(people) for r in person]

    def column(name: str, default: float, dtype: Any = np.float64) -> Any:
        return np.array([r.get(name, default) for r in rows], dtype=dtype)

    return Course(
        person=column("person", 0, np.int64),
        day=column("day", 0, np.int64),
        value=column("value", np.nan),
        least=np.array([r.get("least", r.get("value", np.nan)) for r in rows], dtype=np.float64),
        most=np.array([r.get("most", r.get("value", np.nan)) for r in rows], dtype=np.float64),
        side=np.array([SIDES[r.get("side", "N")] for r in rows], dtype=np.int8),
        low=column("low", np.nan),
        high=column("high", np.nan),
        used_low=np.array([r.get("used_low", r.get("low", np.nan)) for r in rows], np.float64),
        used_high=np.array([r.get("used_high", r.get("high", np.nan)) for r in rows], np.float64),
        laboratory=column("laboratory", UNKNOWN_PLACE, np.int64),
        method=column("method", UNKNOWN_PLACE, np.int64),
        unit=column("unit", 0, np.int64),
        is_growing=column("is_growing", 0, np.bool_),
    )


def judged(*rows: dict[str, Any], span: Span = SPAN) -> Trends:
    """Return how the results of one person changed."""
    return judge_trends(course(rows), span)
