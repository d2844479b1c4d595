"""Numbers of facts, with the width of what is not known of them."""

import math
from typing import Any, cast

import pytest

from globulin.knowledge import Knowledge
from globulin.model import Fact, ReferenceInterval
from globulin.reasoning.differential.numbers import (
    Guess,
    log_odds,
    number_of,
    ratio_of,
    share_of,
)

# Of a normal distribution 90 of 100 lie within so many standard deviations of the middle.
HALF = 1.6448536269514722


class Facts:
    """Stands for the knowledge: one fact, whatever is asked for."""

    def __init__(self, fact: object) -> None:
        """Hold the fact."""
        self.found = fact

    def fact(self, _: str) -> object:
        """Return the fact."""
        return self.found


def facts(**fields: Any) -> Knowledge:
    """Return knowledge that holds one fact."""
    fact = Fact(
        id="toy",
        kind="toy",
        subject="toy",
        says="Toy.",
        sources=("s",),
        evidence="our-reading",
        date="2026-01-01",
        **fields,
    )
    return cast("Knowledge", Facts(fact))


def share(least: float = 0.005, people: float = 20, **fields: Any) -> Guess:
    """Return the share that a fact tells."""
    return share_of(facts(**{"unit": "%", **fields}), "toy", least=least, people=people)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 30.0}, 30.0),
        ({"value": 30.0, "unit": "times"}, 30.0),
        ({"value": 30.0, "unit": "%"}, 0.3),
        ({"value": 30.0, "unit": "per 100000"}, 0.0003),
        ({"low": 4.0, "high": 9.0}, 6.0),
    ],
)
def test_a_number_is_scaled_by_its_unit(fields: dict[str, Any], expected: float) -> None:
    """Shares become fractions; of two ends alone the middle is taken, on a scale of factors."""
    assert expected == pytest.approx(number_of(facts(**fields), "toy"))


def test_a_range_of_a_rate_is_the_width_of_its_logarithm() -> None:
    """Its ends hold 90 of 100."""
    guess = ratio_of(facts(value=20.0, low=10.0, high=40.0, unit="per 100000"), "toy")

    assert pytest.approx(0.0002) == guess.value
    assert math.log(2.0) == pytest.approx(guess.width * HALF)


def test_a_rate_with_two_ends_alone_lies_in_their_middle() -> None:
    """As far from either end on a scale of factors."""
    guess = ratio_of(facts(low=2.0, high=8.0, unit="times"), "toy")

    assert (pytest.approx(4.0), pytest.approx(math.log(2.0) / HALF)) == (guess.value, guess.width)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 2.0},
        {"value": 2.0, "low": 1.0},
        {"value": 2.0, "high": 4.0},
        {"value": 2.0, "low": 0.0, "high": 4.0},
        {"value": 2.0, "low": 4.0, "high": 1.0},
        {"value": 0.0, "low": 1.0, "high": 4.0},
    ],
)
def test_a_rate_without_a_range_above_zero_is_refused(fields: dict[str, Any]) -> None:
    """No width can be told from it."""
    with pytest.raises(LookupError, match="low and high above zero"):
        ratio_of(facts(**fields), "toy")


@pytest.mark.parametrize("read", [number_of, ratio_of])
@pytest.mark.parametrize("fields", [{}, {"low": 1.0}, {"high": 1.0}])
def test_a_fact_without_numbers_is_refused(read: Any, fields: dict[str, Any]) -> None:
    """A statement is no number, and neither is one end alone."""
    with pytest.raises(LookupError, match="fact toy: expected a value"):
        read(facts(**fields), "toy")


def test_an_interval_is_refused() -> None:
    """The name of a reference interval is no name of a number."""
    interval = ReferenceInterval.__new__(ReferenceInterval)

    with pytest.raises(LookupError, match="expected a value, not an interval"):
        number_of(cast("Knowledge", Facts(interval)), "toy")


@pytest.mark.parametrize(("unit", "value"), [("%", 20.0), ("per 100000", 20_000.0)])
def test_a_share_is_a_fraction(unit: str, value: float) -> None:
    """In either unit of shares."""
    assert pytest.approx(0.2) == share(value=value, unit=unit).value


@pytest.mark.parametrize("unit", [None, "times", "g/L"])
def test_what_is_no_share_is_refused(unit: str | None) -> None:
    """A level or a factor cannot be read as a share."""
    with pytest.raises(LookupError, match="expected a share"):
        share(value=20.0, unit=unit)


@pytest.mark.parametrize(("value", "expected"), [(0.0, 0.005), (100.0, 0.995), (0.2, 0.005)])
def test_no_share_is_certain(value: float, expected: float) -> None:
    """It stays away from 0 and 1 by the least share."""
    assert pytest.approx(expected) == share(value=value).value


def test_a_range_of_a_share_is_the_width_of_its_log_odds() -> None:
    """Its ends hold 90 of 100, those beyond the least share only up to there."""
    known = share(value=30.0, low=20.0, high=40.0)
    clipped = share(value=1.0, low=0.0, high=2.0)

    assert log_odds(0.4) - log_odds(0.2) == pytest.approx(known.width * 2.0 * HALF)
    assert log_odds(0.02) - log_odds(0.005) == pytest.approx(clipped.width * 2.0 * HALF)


def test_a_count_of_people_is_the_width_without_a_range() -> None:
    """A share of 40 people is half as wide as one of 10; a share of nobody counts `people`."""
    many, few, none = share(value=50.0, n=40), share(value=50.0, n=10), share(value=50.0)

    assert pytest.approx(2.0 / math.sqrt(40.0)) == many.width
    assert pytest.approx(2.0 * many.width) == few.width
    assert share(value=50.0, n=20) == none


def test_a_share_of_nobody_or_everybody_has_a_width() -> None:
    """None of 30 is not known to be none: half a person more or less is counted."""
    smoothed = (0.005 * 30 + 0.5) / 31

    for value in (0.0, 100.0):
        assert pytest.approx(1.0 / math.sqrt(30 * smoothed * (1.0 - smoothed))) == pytest.approx(
            share(value=value, n=30).width
        )


def test_a_range_beyond_the_least_share_tells_no_certainty() -> None:
    """Both ends are clipped to one number; the width is then that of the people counted."""
    assert share(value=0.0, n=30) == share(value=0.1, low=0.0, high=0.2, n=30)


def test_log_odds() -> None:
    """Even odds are zero, four to one their logarithm, to either side."""
    assert 0.0 == pytest.approx(log_odds(0.5))
    assert math.log(4.0) == pytest.approx(log_odds(0.8))
    assert math.log(4.0) == pytest.approx(-log_odds(0.2))
