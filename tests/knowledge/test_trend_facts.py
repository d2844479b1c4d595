"""The facts of repeats: named where they are used, and worked out from what they rest on."""

import math

import numpy as np
import pytest

from globulin.answers.reading.trend_facts import PARTS, facts_of_change, span_of, trend_names
from globulin.intervals.trend_limits import as_change, log_limits
from globulin.knowledge import Knowledge
from globulin.model import Fact, Finding

HALF_LIVES = 5


def fact_of(knowledge: Knowledge, key: str) -> Fact:
    """Return a fact."""
    found = knowledge.fact(key)
    assert isinstance(found, Fact)
    return found


def test_every_fact_that_is_named_exists_and_is_sourced(knowledge: Knowledge) -> None:
    """A variation in per cent, a time in days or weeks."""
    names = trend_names(knowledge)
    course = {f for steps in names["infection_course"].values() for step in steps for f in step}
    variations = {fact for part in PARTS for facts in names[part].values() for fact in facts}
    times = {names["lasting"], *names["lasting_low"].values()}

    assert {"%"} == {fact_of(knowledge, key).unit for key in variations}
    assert {"weeks"} == {fact_of(knowledge, key).unit for key in times}
    assert all(fact_of(knowledge, key).sources for key in variations | times | (course - {""}))


def test_every_finding_and_analyte_that_is_named_exists(knowledge: Knowledge) -> None:
    """Clones, infections, and what has a variation."""
    names = trend_names(knowledge)
    findings = {finding.id for finding in knowledge.all("finding", Finding)}

    assert {*names["clone"], *names["infection"]} <= findings
    for analyte in (*names["within"], *names["clone_analytes"]):
        assert knowledge.analyte(analyte) is not None


@pytest.mark.parametrize("analyte", ["IgM", "IgG", "IgA"])
def test_the_limits_that_pages_tell_are_those_of_the_kernel(
    knowledge: Knowledge, analyte: str
) -> None:
    """A fall and a rise in one laboratory, by the widest figures."""
    told = fact_of(knowledge, f"{analyte.lower()}-change-noise")
    (limit,) = log_limits(span_of(knowledge, analyte).wide, np.array([False]))
    fall, rise = 100.0 * as_change(np.array([-limit, limit]))

    assert told.low == pytest.approx(-fall, abs=0.05)
    assert told.high == pytest.approx(rise, abs=0.06)


@pytest.mark.parametrize(
    ("analyte", "half_life"),
    [("IgM", "igm-half-life-second"), ("IgG", "igg-half-life"), ("IgA", "iga-half-life")],
)
def test_a_repeat_is_not_before_five_half_lives(
    knowledge: Knowledge, analyte: str, half_life: str
) -> None:
    """Rounded up to whole weeks."""
    days = HALF_LIVES * (fact_of(knowledge, half_life).value or 0.0)
    told = fact_of(knowledge, f"{analyte.lower()}-repeat-not-before")

    assert told.value == math.ceil(days / 7.0)


def test_the_widest_source_decides(knowledge: Knowledge) -> None:
    """Kappa: healthy adults 9.2 %, a stable clone 27.8 %."""
    span = span_of(knowledge, "kappa-free-light-chains")

    assert (0.092, 0.278) == (round(span.narrow.within, 4), round(span.wide.within, 4))
    assert "flc-between-laboratories" in facts_of_change(
        knowledge, "kappa-free-light-chains", is_widened=True
    )
    assert "flc-between-laboratories" not in facts_of_change(
        knowledge, "kappa-free-light-chains", is_widened=False
    )
