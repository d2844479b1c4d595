"""Codes are checked for their form when they are made."""

import pytest

from globulin.terms import HpoTerm, LoincCode


@pytest.mark.parametrize("text", ["2472-9", "2465-3", "2458-8", "3128-6", "40844-3"])
def test_published_loinc_codes_pass(text: str) -> None:
    """Codes printed in the catalogues have the right check digit."""
    assert text == LoincCode(text).text


@pytest.mark.parametrize("text", ["2472-8", "2472", "IgM", "", "2472-99"])
def test_a_mistyped_loinc_code_is_refused(text: str) -> None:
    """A wrong check digit or another form cannot travel."""
    with pytest.raises(ValueError, match="is not a LOINC code"):
        LoincCode(text)


def test_a_mistyped_hpo_term_is_refused() -> None:
    """An HPO id has seven digits."""
    with pytest.raises(ValueError, match="is not an HPO term"):
        HpoTerm("HP:349")
