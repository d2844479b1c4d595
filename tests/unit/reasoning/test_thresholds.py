"""Thresholds that rules name by a fact."""

import pytest

from globulin.knowledge import Knowledge
from globulin.reasoning.thresholds import find_threshold


def test_a_threshold_without_a_value_is_refused(knowledge: Knowledge) -> None:
    """A statement is no number."""
    with pytest.raises(LookupError, match="expected a value with a unit"):
        find_threshold(knowledge, "printed-range-first", analyte="IgM", unit="mg/dL")


def test_a_threshold_comes_in_the_unit_that_is_compared(knowledge: Knowledge) -> None:
    """Sixty grams a litre are six thousand milligrams a decilitre."""
    found = find_threshold(knowledge, "band-60-igm", analyte="IgM", unit="mg/dL")

    assert 6000.0 == found
