"""Ordinary cases: what leads, and why a clinician would expect it to lead."""

from typing import Any

import pytest

from globulin.knowledge import Knowledge
from tests.contract_interpretation import interpretation_problems
from tests.reading import interpret_one, result

IGM, IGG, IGA = (0.4, 2.3), (7.0, 16.0), (0.7, 4.0)
CLASS_SWITCH = {
    "hyper-igm-cd40lg",
    "hyper-igm-aicda",
    "hyper-igm-syndrome",
    "hyper-igm-cd40",
    "hyper-igm-ung",
    "apds",
}
ORDINARY = {"none", "transient-rise"}


def ranked(
    knowledge: Knowledge,
    results: dict[str, tuple[float | None, tuple[float, float] | None]],
    *findings: str,
    age: str = "45",
    sex: str = "female",
    setting: str | None = None,
    absent: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the interpretation of results in g/L for a clinician."""
    document = {
        "schema": "globulin/input/1",
        "as_of": "2026-07-01",
        "setting": setting,
        "patient": {"age": age, "sex": sex, "pregnant": None},
        "results": [
            result(name, value, "g/L", interval=limits) for name, (value, limits) in results.items()
        ],
        "findings": [
            *({"name": name, "present": True} for name in findings),
            *({"name": name, "present": False} for name in absent),
        ],
    }
    found = interpret_one(document, knowledge, audience="clinician")

    assert [] == interpretation_problems(found)
    assert all(cause["evidence"] for cause in found["causes"])
    return found


def first(found: dict[str, Any]) -> str:
    """Return the likeliest cause."""
    return str(found["causes"][0]["id"])


def leading_branch(found: dict[str, Any]) -> str:
    """Return the likeliest branch."""
    return str(max(found["branches"], key=lambda branch: branch["probability"])["id"])


def share(found: dict[str, Any], *causes: str) -> float:
    """Return the probability of some causes together."""
    return sum(c["probability"] for c in found["causes"] if c["id"] in causes)


@pytest.mark.parametrize("limits", [IGM, None])
@pytest.mark.parametrize("setting", [None, "general-population", "primary-care"])
def test_a_little_over_the_limit_in_a_well_adult(
    limits: Any, setting: str | None, knowledge: Knowledge
) -> None:
    """2.6 g/L: of every forty healthy people one lies above, and infections are common."""
    found = ranked(knowledge, {"IgM": (2.6, limits)}, setting=setting)

    assert first(found) in ORDINARY
    assert share(found, *ORDINARY) > 0.4


def test_a_bile_duct_disease(knowledge: Knowledge) -> None:
    """A high IgM with a raised alkaline phosphatase and itching in a woman of 55."""
    found = ranked(knowledge, {"IgM": (6.0, IGM)}, "alp-high", "pruritus", age="55")

    assert "pbc" == first(found)


def test_a_very_high_igm_with_anemia_at_seventy(knowledge: Knowledge) -> None:
    """45 g/L is what one clone makes, and Waldenstrom disease lies there."""
    found = ranked(knowledge, {"IgM": (45.0, IGM)}, "anaemia", age="70", sex="male")

    assert ("monoclonal", "waldenstrom") == (leading_branch(found), first(found))


@pytest.mark.parametrize("igm", [3.0, 0.8])
def test_a_boy_with_infections_who_makes_igm_only(igm: float, knowledge: Knowledge) -> None:
    """No IgG, no IgA: the switch from IgM is broken, whether IgM is high or normal."""
    found = ranked(
        knowledge,
        {"IgM": (igm, None), "IgG": (1.5, None), "IgA": (0.0, None)},
        "recurrent-infection",
        age="1",
        sex="male",
    )

    assert first(found) in CLASS_SWITCH
    assert "immunodeficiency" == leading_branch(found)


@pytest.mark.parametrize("iga", [0.0, 0.3])
def test_the_same_boy_swollen_and_with_low_albumin(iga: float, knowledge: Knowledge) -> None:
    """What is lost through the kidneys is lost with albumin."""
    found = ranked(
        knowledge,
        {"IgM": (3.0, None), "IgG": (1.5, None), "IgA": (iga, None)},
        "oedema",
        "albumin-low",
        age="1",
        sex="male",
    )

    assert "protein_loss" == leading_branch(found)


def test_a_big_spleen_from_a_malarial_area(knowledge: Knowledge) -> None:
    """IgM of 10 g/L with a big spleen after years of malaria."""
    found = ranked(
        knowledge, {"IgM": (10.0, IGM)}, "splenomegaly", "malaria-area", age="30", sex="male"
    )

    assert "hyperreactive-malarial-splenomegaly" == first(found)


def test_mononucleosis_moves_all_classes(knowledge: Knowledge) -> None:
    """All classes up a little, a sore throat, fever, nodes and odd lymphocytes at 18."""
    found = ranked(
        knowledge,
        {"IgM": (4.0, IGM), "IgG": (19.0, IGG), "IgA": (4.8, IGA)},
        *("sore-throat", "fever", "cervical-lymphadenopathy", "atypical-lymphocytes"),
        age="18",
    )

    assert "ebv-mononucleosis" == first(found)


@pytest.mark.parametrize("setting", [None, "general-population", "primary-care"])
def test_a_low_igm_in_a_well_adult_is_no_disease(setting: str | None, knowledge: Knowledge) -> None:
    """0.3 g/L: below most limits, and most such people stay well."""
    found = ranked(knowledge, {"IgM": (0.3, IGM)}, sex="male", setting=setting)

    assert "ordinary" == leading_branch(found)
    assert "none" == first(found)


def test_a_proven_clone_of_20(knowledge: Knowledge) -> None:
    """Among people with one IgM clone 15.5 g/L tells Waldenstrom disease from the rest."""
    results = {"IgM": (20.0, IGM)}
    found = ranked(knowledge, results, "m-protein-igm", age="65", sex="male")
    below = ranked(knowledge, {"IgM": (8.0, IGM)}, "m-protein-igm", age="65", sex="male")

    assert "waldenstrom" == first(found)
    assert odds(found) > 1.0
    assert odds(below) < 0.5
    assert leading_branch(below) == "monoclonal"


@pytest.mark.parametrize("igm", [0.9, 1.3, 2.6, 6.0])
@pytest.mark.parametrize("age", ["40", "60", "80"])
def test_a_proven_band_is_never_called_ordinary(igm: float, age: str, knowledge: Knowledge) -> None:
    """Whatever the amount: who has a band has a clone, and ordinary variation is no reassurance."""
    found = ranked(knowledge, {"IgM": (igm, IGM)}, "m-protein-igm", age=age)

    assert "monoclonal" == leading_branch(found)
    assert share(found, "none") < 0.2


def test_what_is_measured_inside_a_branch_is_weighed_there_only(knowledge: Knowledge) -> None:
    """A gene of the clone says nothing about whether there is a clone."""
    results = {"IgM": (20.0, IGM)}
    before = ranked(knowledge, results, age="65", sex="male")
    after = ranked(knowledge, results, "myd88-l265p", age="65", sex="male")

    assert monoclonal(before) == pytest.approx(monoclonal(after), abs=1e-8)
    assert odds(after) / odds(before) > 1.5


def odds(found: dict[str, Any]) -> float:
    """Return the odds of Waldenstrom disease against a small clone of IgM."""
    return share(found, "waldenstrom") / share(found, "igm-mgus")


def monoclonal(found: dict[str, Any]) -> float:
    """Return the probability of one clone."""
    (branch,) = (b for b in found["branches"] if b["id"] == "monoclonal")
    return float(branch["probability"])


def test_a_band_that_was_looked_for_and_not_found(knowledge: Knowledge) -> None:
    """Immunofixation without a band takes most from the clones, and never all."""
    results = {"IgM": (12.0, IGM)}
    before = ranked(knowledge, results, age="65", sex="male")
    after = ranked(knowledge, results, age="65", sex="male", absent=("m-protein-any",))

    assert monoclonal(before) > 0.5
    assert 0.005 < monoclonal(after) < 0.25


def test_more_of_a_normal_class_and_no_finding_names_no_disease(knowledge: Knowledge) -> None:
    """All classes inside: ordinary variation leads clearly."""
    found = ranked(knowledge, {"IgM": (1.1, IGM), "IgG": (11.0, IGG), "IgA": (2.0, IGA)})

    assert ("none", "ranked") == (first(found), found["ranking"])
    assert found["causes"][0]["band"] == "likely"


@pytest.mark.parametrize("igm", [2.6, 3.5, 5.0, 8.0, 15.0, 30.0, 45.0])
def test_waldenstrom_grows_with_igm(igm: float, knowledge: Knowledge) -> None:
    """Where the evidence is, a higher IgM makes one clone likelier and never the reverse."""
    low, high = (
        ranked(knowledge, {"IgM": (value, IGM)}, age="70", sex="male") for value in (igm, igm * 1.2)
    )

    assert share(low, "waldenstrom") < share(high, "waldenstrom")
    assert share(low, "none") > share(high, "none")


def test_a_band_and_no_band_told_at_once_is_a_band(knowledge: Knowledge) -> None:
    """What was found counts, and not half of what denies it."""
    results = {"IgM": (6.0, IGM)}
    band = ranked(knowledge, results, "m-protein-igm", age="55")
    both = ranked(knowledge, results, "m-protein-igm", "m-protein-absent", age="55")

    assert band["causes"] == both["causes"]


def test_what_leaves_a_cause_where_it_was_is_no_evidence(knowledge: Knowledge) -> None:
    """No row of findings says "times 1" first."""
    found = ranked(
        knowledge, {"IgM": (6.0, IGM)}, "nosebleeds", "ferritin-high", "anti-sm-positive"
    )
    assert all(
        cause["evidence"][place]["likelihood_ratio"] != 1
        for cause in found["causes"]
        for place, row in enumerate(cause["evidence"])
        if row["group"] not in {"values", *(r["group"] for r in cause["evidence"][:place])}
    )
