"""The curves over age, against the tables and the children that they were fitted to."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from globulin.intervals.curve import Curve, curve_limits, curve_percentile, make_curve
from globulin.intervals.tables import ANY_SEX, FEMALE, MALE
from globulin.knowledge import Knowledge
from globulin.knowledge.check_curves import check_curves
from globulin.knowledge.library import Library, load_library
from globulin.model import CurvePoint, Fact
from tests.knowledge_fixture import KNOWLEDGE
from tools.curves_reference import PAGE, pictures, reference
from tools.fit_curves import AGES, ANALYTES, Fit, curve_csv, fit_analyte
from tools.fit_curves_rows import igg_children, igm_children

YEAR = 365.25
MONTH = YEAR / 12


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge of the checkout as its files say it."""
    return load_library(KNOWLEDGE)


def curve_of(knowledge: Knowledge, analyte: str) -> Curve:
    """Return a curve in g/L."""
    curve = make_curve(
        knowledge.curve(analyte), analyte=analyte, unit="g/L", factors=knowledge.factors()
    )
    assert curve is not None
    return curve


def median(curve: Curve, age: float, sex: int = ANY_SEX) -> float:
    """Return the median at an age."""
    found = curve_limits(np.array([age]), np.array([sex], dtype=np.int8), curve)
    return float(found.median[0])


@pytest.fixture(scope="module")
def fits(library: Library) -> list[Fit]:
    """Return the curves, fitted anew."""
    return [fit_analyte(library, analyte) for analyte in ANALYTES]


def test_the_tool_writes_the_same_bytes(fits: list[Fit]) -> None:
    """Whoever changes a table runs `make docs`, which fits the curves too."""
    for found in fits:
        path = KNOWLEDGE / "curves" / f"{found.analyte.lower()}.csv"

        assert path.read_text(encoding="utf-8") == curve_csv(found)


def test_the_page_of_the_curves_is_fresh(fits: list[Fit], knowledge: Knowledge) -> None:
    """The page and the pictures that `make docs` writes are those of the knowledge."""
    assert PAGE.read_text(encoding="utf-8") == reference(fits, knowledge)
    for path, drawing in pictures(knowledge).items():
        assert path.read_text(encoding="utf-8") == drawing


def test_the_sexes_are_told_apart_only_where_tables_do(fits: list[Fit]) -> None:
    """Three tables at least give IgM of women and of men; of IgG and IgA too few do."""
    apart = {found.analyte: bool(np.abs(found.curves.sexes.heights).max() > 0.0) for found in fits}

    assert {"IgM": True, "IgG": False, "IgA": False} == apart


@pytest.mark.parametrize("analyte", ANALYTES)
def test_most_limits_of_the_curve_lie_where_most_published_ones_do(
    knowledge: Knowledge, analyte: str
) -> None:
    """At nine in ten ages each limit lies between the 10th and 90th of the published ones."""
    points = knowledge.curve(analyte)
    inside = [
        start <= own <= end
        for point in points
        for own, start, end in (
            (point.low, point.low_from, point.low_to),
            (point.high, point.high_from, point.high_to),
        )
        if start is not None and end is not None
    ]

    assert 2 * len(AGES) == len(points)
    assert 0.9 < np.mean(inside)


def test_what_is_known_of_age_and_sex(knowledge: Knowledge) -> None:
    """IgM begins low and women have more; IgG falls after birth; adults have the most IgA."""
    igm, igg, iga = (curve_of(knowledge, analyte) for analyte in ANALYTES)
    adult = 30 * YEAR

    assert median(igm, 0) < 0.25 * median(igm, adult)
    assert median(igm, YEAR) > 0.5 * median(igm, adult)
    assert 1.2 < median(igm, adult, FEMALE) / median(igm, adult, MALE) < 1.6
    assert median(igg, 0) > 2 * median(igg, 3 * MONTH)
    ages = np.linspace(0, 2 * YEAR, 200)
    lowest = ages[np.argmin([median(igg, age) for age in ages])]
    assert 2 * MONTH <= lowest <= 6 * MONTH
    assert median(iga, 0) < 0.05 * median(iga, adult)


@pytest.mark.parametrize("key", ["igg-adult-level-age", "iga-adult-level-age"])
def test_the_adult_level_is_near_at_the_age_that_is_published(
    knowledge: Knowledge, key: str
) -> None:
    """One hospital saw IgG and IgA reach the adult level at this age: three quarters at least."""
    fact = knowledge.fact(key)
    assert isinstance(fact, Fact)
    assert fact.value is not None
    curve = curve_of(knowledge, fact.analyte or "")

    assert 0.6 < median(curve, fact.value * YEAR) / median(curve, 40 * YEAR) < 1.05


def test_the_children_with_igm_lie_around_the_curve(knowledge: Knowledge) -> None:
    """The middle one of 298 lies within a seventh of the curve, and most within its limits.

    Their values are rounded to one decimal, a third of the lower limit, so that the limits by
    rank (0.2 and 2 g/L) are wider than those of the curve. The ages are those of the IgG data.
    """
    ages = igg_children()[0]
    sex = np.full(len(ages), ANY_SEX, dtype=np.int8)
    curve = curve_of(knowledge, "IgM")
    limits = curve_limits(ages, sex, curve)
    low, high = (np.exp(np.log(end).mean()) for end in (limits.low, limits.high))
    values = igm_children()
    is_inside = (values + 0.05 >= low) & (values - 0.05 <= high)

    assert 298 == len(values)
    assert pytest.approx(np.exp(np.log(limits.median).mean()), rel=1 / 7) == np.median(values)
    assert 0.90 < is_inside.mean() < 0.99


def test_the_children_with_igg_lie_below_the_curve_by_one_factor(knowledge: Knowledge) -> None:
    """They were measured before there was one calibrator, and lie a fifth lower at every age.

    95 of 100 inside cannot be asked of them: their own lower limit lies below every published
    one. What can be asked is the shape: with one factor for the method most lie inside, as many
    as their wider scatter leaves (log standard deviation 0.39 against 0.28, which is 84 of 100).
    """
    ages, values = igg_children()
    sex = np.full(len(ages), ANY_SEX, dtype=np.int8)
    curve = curve_of(knowledge, "IgG")
    factor = float(np.median(values / curve_limits(ages, sex, curve).median))
    found = curve_percentile(values / factor, ages, sex, curve)
    is_inside = (found > 2.5) & (found < 97.5)

    assert 0.7 < factor < 0.9
    assert 0.84 < is_inside.mean() < 0.98
    for start, end in ((0.75, 2), (2, 4), (4, 7)):
        of_age = found[(ages >= start * YEAR) & (ages < end * YEAR)]
        assert 30 < np.median(of_age) < 70


def spoiled(library: Library, changed: dict[str, CurvePoint | None]) -> list[str]:
    """Return what the check finds once points of a curve are changed or taken out."""
    points = {**library.of("curve", CurvePoint), **changed}
    left = {key: point for key, point in points.items() if point is not None}
    return list(check_curves(replace(library, records={**library.records, "curve": left})))


def test_the_curves_stand_the_check(library: Library) -> None:
    """No line: in order, from birth to the last year, never beyond every table of an age."""
    assert [] == spoiled(library, {})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"low": 9999.0}, "expected low below median below high"),
        ({"age_days": 99999}, "expected an age above"),
        ({"high": 99999.0}, "lies beyond every table of its age"),
        ({"sources": ("nobody",)}, "does not exist"),
        ({"unit": "g/L"}, "unit 'g/L': expected"),
        ({"analyte": "Toy"}, "analyte 'Toy' does not exist"),
    ],
)
def test_a_broken_curve_is_found(library: Library, change: dict[str, Any], told: str) -> None:
    """The check tells which point of a curve is wrong, and what was expected."""
    key = "curve-igm-female-14d"
    point = library.of("curve", CurvePoint)[key]

    assert any(told in line for line in spoiled(library, {key: replace(point, **change)}))


def test_a_curve_that_ends_early_is_found(library: Library) -> None:
    """A curve covers birth to the last year, for women and for men."""
    men = [key for key in library.records["curve"] if key.startswith("curve-igm-male")]
    found = spoiled(library, dict.fromkeys([*men, "curve-igm-female-36525d"]))

    assert any("no curve for male" in line for line in found)
    assert any("female: expected ages" in line for line in found)


def test_points_are_records_like_others(knowledge: Knowledge) -> None:
    """A point can be looked up by its id."""
    kind, found = knowledge.find("curve-igm-female-0d") or ("", None)

    assert "curve" == kind
    assert isinstance(found, CurvePoint)
