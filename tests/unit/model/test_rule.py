"""A rule on what is known of a person."""

from globulin.model import Rule


def test_a_rule_names_its_comparisons() -> None:
    """Above, at least and below, each by analyte."""
    rule = Rule(
        above={"A": "x"},
        at_least={"A": "y"},
        below={"B": "z"},
        not_above={"B": "w"},
        not_below={"B": "v"},
    )

    expected = ({"A": "x"}, {"A": "y"}, {"B": "z"}, {"B": "w"}, {"B": "v"})

    assert expected == rule.thresholds()


def test_a_rule_that_says_nothing_compares_nothing() -> None:
    """Every part may be left out."""
    assert ({}, {}, {}, {}, {}) == Rule().thresholds()
