"""Published bands as arrays, those that are shown, and the thresholds of judging."""

import numpy as np
import pytest

from globulin.intervals import adult_bands, bands_at, default_bands, make_cautions
from globulin.intervals.cautions import _amount
from globulin.intervals.tables import middle_limits
from globulin.knowledge import Knowledge
from tests.unit.intervals.made_tables import YEAR, band, tables_of

ADULT = int(18 * YEAR)
BANDS = (
    band("b", 0.5, 2.5, unit="g/L", age_low_days=ADULT),
    band("a", 10, 100, age_high_days=ADULT, default=True),
    band("a", 40, 230, age_low_days=ADULT, sex="female", default=True),
    band("a", 30, 200, age_low_days=ADULT, sex="male", default=True),
    band("p", 20, 300, pregnant=True, default=True),
    band("x", 1, 2, counted=False),
)


def test_bands_stand_by_table_in_one_unit() -> None:
    """Those that are not counted are left out; g/L become mg/dL."""
    tables = tables_of(*BANDS)

    assert [0, 3, 4] == tables.starts.tolist()
    assert [10, 40, 30, 50, 20] == tables.low.tolist()
    assert [100, 230, 200, 250, 300] == tables.high.tolist()
    assert [-1, 0, 1, -1, -1] == tables.sex.tolist()
    assert 2.0 == tables.least_low


def test_middle_limits_leave_out_pregnancy_and_limits_of_nothing() -> None:
    """The median of the logs from each age on; NaN where no table has a limit above zero."""
    tables = tables_of(
        band("a", 0, 10, age_high_days=ADULT),
        band("a", 40, 230, age_low_days=ADULT),
        band("b", None, 30, age_high_days=ADULT),
        band("p", 1, 1000, pregnant=True),
    )
    ages, middles = middle_limits(tables)

    assert [0.0, float(ADULT)] == ages.tolist()
    np.testing.assert_allclose(np.exp(middles), [[np.nan, 40.0], [20.0, 230.0]])


def test_bands_at_an_age_are_half_open_and_of_the_sex() -> None:
    """Of both sexes where none is given."""
    young = bands_at(BANDS[:4], age_days=ADULT - 1)
    both, women = (bands_at(BANDS[:4], age_days=ADULT, sex=sex) for sex in (None, "female"))

    assert ["a"] == [one.table for one in young]
    assert [3, 2] == [len(both), len(women)]


def test_default_bands_are_sorted_and_without_pregnancy() -> None:
    """By age, then by sex."""
    assert [(0, None), (ADULT, "female"), (ADULT, "male")] == [
        (one.age_low_days, one.sex) for one in default_bands(BANDS)
    ]


def test_adult_bands_count_each_table_once_for_each_sex() -> None:
    """A second band of the same table and sex at that age is a copy."""
    copied = (*BANDS, band("b", 0.5, 2.5, unit="g/L", age_low_days=ADULT + 1))
    found = adult_bands(copied, age_days=40 * YEAR)

    assert [("b", None), ("a", "female"), ("a", "male")] == [(b.table, b.sex) for b in found]


def test_the_thresholds_of_judging_are_facts(knowledge: Knowledge) -> None:
    """Each can be read and corrected in the knowledge, with its reason."""
    cautions = make_cautions(knowledge)

    assert cautions.infant_days < cautions.child_days < cautions.adult_days
    assert (2.0, "mg/dL") == (cautions.least_low, cautions.least_low_unit)
    for name in knowledge.table("interface")["judging"].values():
        assert knowledge.fact(name).sources


def test_a_threshold_without_a_value_is_refused(knowledge: Knowledge) -> None:
    """A statement is no number, nor is a reference interval."""
    for key in ("printed-range-first", "igm-arup-any-10y-up"):
        with pytest.raises(LookupError, match="expected a value with a unit"):
            _amount(knowledge, key)
