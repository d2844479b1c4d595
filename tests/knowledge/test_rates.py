"""How common the causes are: every fault is found, and the figures keep to what is published."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from globulin.knowledge.check import CHECKS
from globulin.knowledge.check_rates import check_rates, check_setting_weights
from globulin.knowledge.library import Library, load_library
from globulin.model import Condition, Fact, Rate, SettingWeight
from tests.knowledge_fixture import ROOT

YEAR = 365.25
SEXES = ("female", "male")
Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge of this repository."""
    return load_library(Path(ROOT) / "knowledge")


def rates_at(library: Library, years: float, sex: str) -> dict[str, float]:
    """Return the part of one of each cause at an age."""
    facts = library.of("fact", Fact)
    found: dict[str, float] = {}
    for rate in library.of("rate", Rate).values():
        end = float("inf") if rate.age_high_days is None else rate.age_high_days
        is_held = (rate.age_low_days or 0) <= years * YEAR < end and rate.sex in {None, sex}
        if is_held:
            fact = facts[rate.fact]
            part = 100 if fact.unit == "%" else 100_000
            found[rate.condition] = (fact.value or 0) / part
    return found


def prior(library: Library, setting: str, years: float, sex: str) -> dict[str, float]:
    """Return the normalized prior of each cause in a setting, that of no disease among them."""
    facts = library.of("fact", Fact)
    conditions = library.of("condition", Condition)
    weights = {
        (weight.level, weight.applies): facts[weight.fact].value or 0
        for weight in library.of("setting_weight", SettingWeight).values()
        if weight.setting == setting
    }

    def weight(condition: Condition) -> float:
        own: Condition | None = condition
        while own is not None:
            if ("condition", own.id) in weights:
                return weights["condition", own.id]
            own = conditions.get(own.parent or "")
        rest = weights.get(("branch", condition.branch), 1.0)
        return weights.get(("group", condition.group), rest)

    found = {
        key: part * weight(conditions[key]) for key, part in rates_at(library, years, sex).items()
    }
    found["none"] = 1.0
    total = sum(found.values())
    return {key: part / total for key, part in found.items()}


def in_branch(library: Library, parts: dict[str, float], branch: str) -> float:
    """Return what the causes of one branch have together."""
    conditions = library.of("condition", Condition)
    return sum(part for key, part in parts.items() if conditions[key].branch == branch)


def test_both_checks_are_run() -> None:
    """What is tested here is what `globulin knowledge check` runs."""
    assert {check_rates, check_setting_weights} <= set(CHECKS.values())


def test_our_own_rates_and_weights_are_sound(library: Library) -> None:
    """The files themselves have no fault."""
    assert library.records["rate"]
    assert library.records["setting_weight"]

    assert [] == [*check_rates(library), *check_setting_weights(library)]


def first(records: Records, kind: str) -> Any:
    """Return the first record of a kind."""
    return next(iter(records[kind].values()))


def no_rate(records: Records) -> None:
    """A cause whose rates are all gone."""
    gone = first(records, "rate").condition
    records["rate"] = {k: r for k, r in records["rate"].items() if r.condition != gone}


def overlap(records: Records) -> None:
    """A second band of both sexes and all ages beside the first."""
    rate = first(records, "rate")
    planted = replace(rate, id="planted", sex=None, age_low_days=None, age_high_days=None)
    records["rate"]["planted"] = planted


def change_rate(**fields: Any) -> Callable[[Records], None]:
    """Return what changes the first rate."""

    def change(records: Records) -> None:
        rate = first(records, "rate")
        records["rate"][rate.id] = replace(rate, **fields)

    return change


def change_fact(kind: str, **fields: Any) -> Callable[[Records], None]:
    """Return what changes the fact of the first rate or weight."""

    def change(records: Records) -> None:
        fact = records["fact"][first(records, kind).fact]
        records["fact"][fact.id] = replace(fact, **fields)

    return change


def of_its_own(records: Records) -> None:
    """A rate that is computed from itself."""
    rate = first(records, "rate")
    records["rate"][rate.id] = replace(rate, uses=(rate.fact,))


def of_an_umbrella(records: Records) -> None:
    """A rate of a name that only holds others together."""
    umbrella = next(c.id for c in records["condition"].values() if c.umbrella)
    rate = first(records, "rate")
    records["rate"][rate.id] = replace(rate, condition=umbrella)


def change_weight(**fields: Any) -> Callable[[Records], None]:
    """Return what changes the first weight."""

    def change(records: Records) -> None:
        weight = first(records, "setting_weight")
        records["setting_weight"][weight.id] = replace(weight, **fields)

    return change


def weight_twice(records: Records) -> None:
    """A second weight of the same thing in the same setting."""
    weight = first(records, "setting_weight")
    records["setting_weight"]["planted"] = replace(weight, id="planted")


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (no_rate, "no rate says how common it is"),
        (overlap, "overlaps with"),
        (change_rate(condition="nobody"), "condition 'nobody' does not exist"),
        (change_rate(condition="none"), "condition 'none' is no cause of its own"),
        (of_an_umbrella, "is no cause of its own"),
        (change_rate(age_low_days=20, age_high_days=10), "ages from 20 to 10 days"),
        (change_rate(age_low_days=-1), "ages from -1 to"),
        (change_rate(uses=("no-such-fact",)), "uses 'no-such-fact', which does not exist"),
        (change_rate(fact="no-such-fact"), "fact 'no-such-fact' does not exist"),
        (of_its_own, "uses its own fact"),
        (change_fact("rate", unit="days"), "unit 'days': expected % or per 100000"),
        (change_fact("rate", high=None), "without width"),
        (change_fact("rate", low=0.0), "in order and above zero"),
        (change_fact("rate", low=1.0, value=90.0, high=95.0), "all causes together are"),
        (change_weight(setting="nowhere"), "setting 'nowhere' does not exist"),
        (change_weight(level="group", applies="nobody"), "group 'nobody' does not exist"),
        (change_weight(level="condition", applies="none"), "'none' is what the others leave over"),
        (weight_twice, "in this setting already"),
        (change_fact("setting_weight", unit="%"), "unit '%': expected times"),
        (change_fact("setting_weight", low=9e9), "in order and above zero"),
    ],
)
def test_a_planted_fault_is_told(
    library: Library, plant: Callable[[Records], None], message: str
) -> None:
    """Each fault that is planted into a copy is told in words that name it."""
    records = {kind: dict(of_kind) for kind, of_kind in library.records.items()}
    plant(records)
    places = dict(library.places) | {
        (kind, "planted"): "planted" for kind in ("rate", "setting_weight")
    }
    spoiled = replace(library, records=records, places=places)
    lines = [*check_rates(spoiled), *check_setting_weights(spoiled)]

    assert any(message in line for line in lines), lines


def test_bands_of_two_sexes_do_not_overlap(library: Library) -> None:
    """The same ages may stand once for women and once for men."""
    female = next(r for r in library.of("rate", Rate).values() if r.sex == "female")
    others = {k: r for k, r in library.records["rate"].items() if r != female}
    male = replace(female, id="planted", sex="male")
    alone = {
        key: rate
        for key, rate in others.items()
        if not isinstance(rate, Rate) or rate.condition != female.condition
    }
    records = library.records | {"rate": alone | {female.id: female, "planted": male}}
    spoiled = replace(library, records=records, places=library.places | {("rate", "planted"): "x"})

    assert [] == [line for line in check_rates(spoiled) if "overlaps" in line]


def test_no_rate_counts_the_value_of_a_class(library: Library) -> None:
    """A rate never uses a share among people chosen by their immunoglobulins.

    Such a share would count the value once in the prior and once more in its density.
    """
    facts = library.of("fact", Fact)
    chosen = {"high-igm-any", "low-igm-any", "polyclonal-any"}
    used = {key for rate in library.of("rate", Rate).values() for key in (*rate.uses, rate.fact)}

    assert used
    assert [] == sorted(key for key in used if facts[key].valid_within in chosen)


@pytest.mark.parametrize("years", [1, 10, 30, 55, 75])
@pytest.mark.parametrize("sex", SEXES)
def test_most_people_have_nothing(library: Library, years: int, sex: str) -> None:
    """Among everybody ordinary variation stays by far the largest cause at every age."""
    found = prior(library, "general-population", years, sex)

    assert found["none"] > 0.7
    assert abs(sum(found.values()) - 1) < 1e-12


@pytest.mark.parametrize("condition", ["igm-mgus", "igg-mgus", "waldenstrom", "cll"])
def test_clones_become_more_common_with_age(library: Library, condition: str) -> None:
    """Each decade has more people with a clone than the one before."""
    rates = [rates_at(library, years, "male")[condition] for years in (45, 55, 65, 75, 85)]

    assert rates == sorted(rates)
    assert rates[0] < rates[-1]


@pytest.mark.parametrize(
    ("condition", "years", "more", "fewer"),
    [
        ("pbc", 55, "female", "male"),
        ("sle", 30, "female", "male"),
        ("waldenstrom", 70, "male", "female"),
        ("xla", 5, "male", "female"),
        ("pregnancy-ig", 30, "female", "male"),
    ],
)
def test_a_disease_is_more_common_in_one_sex(
    library: Library, condition: str, years: int, more: str, fewer: str
) -> None:
    """The sex that studies find it in more has the higher rate; the other may have none."""
    found = {sex: rates_at(library, years, sex).get(condition, 0.0) for sex in SEXES}

    assert found[more] > 1.5 * found[fewer]


@pytest.mark.parametrize("years", [65, 75])
def test_clones_are_many_in_a_blood_clinic(library: Library, years: int) -> None:
    """About half or more of the old people of a blood clinic have a clone."""
    found = prior(library, "haematology", years, "male")

    assert 0.35 < in_branch(library, found, "monoclonal") < 0.75
    assert in_branch(library, found, "reactive") < in_branch(library, found, "monoclonal")


def test_igm_clones_of_a_blood_clinic_keep_to_the_series(library: Library) -> None:
    """IgM MGUS leads there and Waldenstrom disease follows, as in three published series."""
    found = prior(library, "haematology", 70, "male")
    wm = found["waldenstrom"] + found["smouldering-wm"]
    both = wm + found["igm-mgus"]

    assert 0.17 < wm / both < 0.45
    assert found["igm-myeloma"] < 0.05 * both


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("years", [1, 3, 10])
def test_inherited_defects_are_a_part_of_an_immunology_clinic(
    library: Library, years: int, sex: str
) -> None:
    """Between the 6 and the 23 % that a count of an area and a clinic found."""
    found = prior(library, "paediatric-immunology", years, sex)
    conditions = library.of("condition", Condition)
    inherited = sum(
        part for key, part in found.items() if conditions[key].group == "immunodeficiency"
    )

    assert 0.058 < inherited < 0.25


def test_exposure_to_malaria_needs_the_setting(library: Library) -> None:
    """A spleen swollen by malaria is next to unknown elsewhere."""
    key = "hyperreactive-malarial-splenomegaly"
    general = prior(library, "general-population", 30, "female")[key]
    tropical = prior(library, "tropical", 30, "female")[key]

    assert general < 1e-6
    assert tropical > 1e-3
