"""What several results and findings say together: every pattern, and what holds of all of them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.knowledge import Knowledge
from globulin.reasoning import People, Program, make_program, read_together
from globulin.reasoning.people import ABSENT, HIGH, LOW, NORMAL, NOT_TOLD, PRESENT, UNKNOWN
from tests.reading import interpreted, pattern_ids, result, urgencies

CLASSES = ("IgM", "IgG", "IgA")
LETTERS = {"L": LOW, "N": NORMAL, "H": HIGH, "?": UNKNOWN}
CHECKED = settings(deadline=None, max_examples=40)
# Patterns of trends need results of several days: `tests/acceptance/test_trend.py` has them.
OF_TRENDS = frozenset({"falling-after-peak", "steady-rise"})


def found(
    knowledge: Knowledge, sides: str, has: str = "", age: str | None = "50", **more: Any
) -> set[str]:
    """Return the patterns of sides such as "HNL" for IgM, IgG, IgA ("?": none) and findings."""
    results = [
        result(name, flag=letter)
        for name, letter in zip(CLASSES, sides, strict=True)
        if letter != "?"
    ]
    findings = {name: True for name in has.split(";") if name}
    return pattern_ids(interpreted(knowledge, *results, age=age, findings=findings, **more))


# By pattern: (sides of IgM, IgG, IgA; findings; age) in which it is found, and neighbours in
# which it is not.
PATTERNS: dict[str, tuple[list[tuple[str, str, str | None]], list[tuple[str, str, str | None]]]] = {
    "all-normal": (
        [("NNN", "", None), ("???", "all-ig-normal", None)],
        [("NN?", "", None), ("NNL", "", None), ("HNN", "", None)],
    ),
    "igm-high-alone": ([("HNN", "", "50")], [("HN?", "", "50"), ("HNL", "", "50")]),
    "igg-high-alone": ([("NHN", "", "50")], [("?HN", "", "50"), ("NHH", "", "50")]),
    "iga-high-alone": ([("NNH", "", "50")], [("NNN", "", "50"), ("N?H", "", "50")]),
    "igm-igg-high": ([("HHN", "", "50")], [("HHH", "", "50"), ("HH?", "", "50")]),
    "igg-iga-high": ([("NHH", "", "50")], [("HHH", "", "50"), ("?HH", "", "50")]),
    "igm-iga-high": ([("HNH", "", "50")], [("HHH", "", "50"), ("H?H", "", "50")]),
    "all-high": ([("HHH", "", "50")], [("HH?", "", "50"), ("HHN", "", "50")]),
    "class-switch": (
        [("HLL", "", "5"), ("NLL", "", "5"), ("???", "igm-high-igg-iga-low", None)],
        [("LLL", "", "5"), ("?LL", "", "5"), ("HLN", "", "5")],
    ),
    "igm-high-igg-low": (
        [("HLN", "", "50"), ("HLH", "", "50")],
        [("HLL", "", "50"), ("HL?", "", "50"), ("NLN", "", "50")],
    ),
    "igm-high-iga-low": (
        [("HNL", "", "50"), ("HHL", "", "50")],
        [("HLL", "", "50"), ("H?L", "", "50"), ("NNL", "", "50")],
    ),
    "protein-loss": (
        [("NLN", "albumin-low", "50"), ("HL?", "proteinuria", "50"), ("?L?", "foamy-urine", "50")],
        [("NNN", "albumin-low", "50"), ("NLN", "", "50"), ("LLL", "albumin-low", "50")],
    ),
    "immunoparesis": (
        [
            *((sides, "", "50") for sides in ("HL?", "H?L", "LH?", "?HL", "L?H", "?LH", "HLL")),
            ("???", "one-uninvolved-ig-low", "50"),
        ],
        [("HN?", "", "50"), ("LL?", "", "50"), ("HHH", "", "50")],
    ),
    "igm-low-alone": ([("LNN", "", "50")], [("LN?", "", "50"), ("LLN", "", "50")]),
    "igg-low-alone": ([("NLN", "", "50")], [("?LN", "", "50"), ("NLL", "", "50")]),
    "iga-low-alone": ([("NNL", "", "50")], [("NN?", "", "50"), ("LNL", "", "50")]),
    "igg-igm-low": ([("LLN", "", "50")], [("LLL", "", "50"), ("LL?", "", "50")]),
    "igg-iga-low": ([("NLL", "", "50")], [("LLL", "", "50"), ("?LL", "", "50")]),
    "igm-iga-low": ([("LNL", "", "50")], [("LLL", "", "50"), ("L?L", "", "50")]),
    "all-low": ([("LLL", "", "50"), ("???", "all-ig-low", "50")], [("LL?", "", "50")]),
    "igm-low-others-high": (
        [("LH?", "", "50"), ("L?H", "", "50"), ("LHN", "", "50")],
        [("LNN", "", "50"), ("NHN", "", "50"), ("?HH", "", "50")],
    ),
    "igm-low-ige-high": (
        [("L??", "ige-high", "5")],
        [("N??", "ige-high", "5"), ("L??", "", "5"), ("L??", "ige-low", "5")],
    ),
    "liver-pattern": (
        [("H??", "alp-high", "50"), ("H??", "cholestatic-enzymes", "50")],
        [("N??", "alp-high", "50"), ("H??", "alp-normal", "50"), ("H??", "alt-high", "50")],
    ),
    "liver-igg-pattern": (
        [("?H?", "alt-high", "50")],
        [("?N?", "alt-high", "50"), ("H??", "alt-high", "50"), ("?H?", "", "50")],
    ),
    "iga-liver-pattern": (
        [("??H", "alcohol-heavy", "50"), ("??H", "fatty-liver-imaging", "50")],
        [("??N", "alcohol-heavy", "50"), ("H??", "fatty-liver-imaging", "50")],
    ),
    "autoimmune-pattern": (
        [("H??", "ana-positive", "50"), ("?H?", "rf-positive", "50"), ("??H", "ANA 1:160", "50")],
        [("NNN", "ana-positive", "50"), ("LLL", "rf-positive", "50"), ("H??", "", "50")],
    ),
    "infection-pattern": (
        [("H??", "fever", "50"), ("?H?", "recent-infection", "50"), ("??H", "crp-elevated", "50")],
        [("NNN", "fever", "50"), ("L??", "recent-infection", "50"), ("H??", "", "50")],
    ),
    "flc-both-high": (
        [("???", "kappa-flc-high;lambda-flc-high;flc-ratio-normal", "50")],
        [
            ("???", "kappa-flc-high;lambda-flc-high", "50"),
            ("???", "kappa-flc-high;lambda-flc-high;flc-ratio-abnormal", "50"),
            ("???", "kappa-light-chain;lambda-light-chain;flc-ratio-normal", "50"),
        ],
    ),
    "flc-ratio-off": ([("???", "flc-ratio-abnormal", "50")], [("???", "flc-ratio-normal", "50")]),
    "band-igm": ([("H??", "m-protein-igm", "50")], [("H??", "m-protein-igg", "50")]),
    "band-other": (
        [("???", key, "50") for key in ("m-protein-igg", "m-protein-iga", "Bence Jones")],
        [("???", "m-protein-igm", "50"), ("???", "m-protein-absent", "50")],
    ),
    "band-and-polyclonal": (
        [("HHH", "m-protein-igm;polyclonal-hypergammaglobulinaemia-spe", "50")],
        [
            ("HHH", "m-protein-igm", "50"),
            ("HHH", "polyclonal-hypergammaglobulinaemia-spe", "50"),
        ],
    ),
    "gap-total-and-band": (
        [("L??", "m-protein-igm", "50"), ("?L?", "m-protein-igg", "50")],
        [
            ("H??", "m-protein-igm", "50"),
            ("L??", "m-protein-igg", "50"),
            ("???", "m-protein-igm", "50"),
        ],
    ),
    "newborn-igm": (
        [("H??", "", "10d"), ("H??", "newborn", None)],
        [("H??", "", "2m"), ("N??", "newborn", None), ("H??", "infant", None)],
    ),
    "infant-nadir": (
        [("?L?", "", "4m"), ("?L?", "", "5m")],
        [("?L?", "", "2m"), ("?L?", "", "7m"), ("?N?", "", "4m"), ("?L?", "", None)],
    ),
}
OF_VALUES = frozenset({"near-limit", "igm-very-high"})


@pytest.mark.parametrize("key", sorted(PATTERNS))
def test_a_pattern_is_found_where_it_is_and_not_beside(knowledge: Knowledge, key: str) -> None:
    """Positives and neighbours by the sender's flags and findings; what is missing is unknown."""
    positives, neighbours = PATTERNS[key]

    assert [] == [one for one in positives if key not in found(knowledge, *one)]
    assert [] == [one for one in neighbours if key in found(knowledge, *one)]


def test_every_pattern_is_tried(knowledge: Knowledge) -> None:
    """Those of values stand in tests of their own."""
    known = {pattern.id for pattern in knowledge.patterns()}

    assert known - OF_TRENDS == PATTERNS.keys() | OF_VALUES


@pytest.mark.parametrize(
    ("value", "expected"), [(0.49, True), (0.47, False), (0.53, False), (3.6, True), (3.7, False)]
)
def test_near_the_limit(knowledge: Knowledge, value: float, expected: bool) -> None:  # noqa: FBT001 - a table
    """Up to a tenth beyond the limit, on both sides."""
    page = interpreted(knowledge, result("IgM", value, "g/L", interval=(0.53, 3.34)), age="50")

    assert expected == ("near-limit" in pattern_ids(page))


def test_a_flag_or_a_sign_is_never_near_the_limit(knowledge: Knowledge) -> None:
    """How far out a value lies must be known for certain."""
    flagged = result("IgM", flag="H")
    more = result("IgM", 3.4, "g/L", comparator=">", interval=(0.53, 3.34))
    for one in (flagged, more):
        assert "near-limit" not in pattern_ids(interpreted(knowledge, one, age="50"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [({"value": 30.1}, True), ({"value": 30}, False), ({"value": 30, "comparator": ">"}, True)],
)
def test_very_high_igm(knowledge: Knowledge, more: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a table
    """Above 30 g/L."""
    one = result("IgM", unit="g/L", interval=(0.4, 2.3)) | more

    assert expected == ("igm-very-high" in pattern_ids(interpreted(knowledge, one, age="50")))


def test_a_number_goes_before_a_finding_and_a_finding_before_nothing(knowledge: Knowledge) -> None:
    """A told side counts only where no number or flag gives one; two told sides give none."""
    number = result("IgM", 1.5, "g/L", interval=(0.4, 2.3))
    told: dict[str, bool | None] = {"igm-high": True, "igg-normal": True, "iga-normal": True}

    assert "all-normal" in pattern_ids(interpreted(knowledge, number, findings=told))
    assert "igm-high-alone" in pattern_ids(interpreted(knowledge, findings=told))
    both: dict[str, bool | None] = {**told, "igm-low": True}
    assert set() == pattern_ids(interpreted(knowledge, findings=both))
    denied: dict[str, bool | None] = {**told, "igm-high": False}
    assert set() == pattern_ids(interpreted(knowledge, findings=denied))


@pytest.fixture(scope="module")
def program(knowledge: Knowledge) -> Program:
    """Return the rules of the knowledge."""
    return make_program(knowledge)


def _ids(program: Program) -> list[str]:
    rules = [rule for pattern in program.patterns for rule in pattern.rules]
    rules += [rule for flag in program.red_flags for rule in flag.report]
    return sorted({key for rule in rules for key in (*rule.any_of, *rule.all_of, *rule.none_of)})


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Any]:
    """Return what may be known of one person; places choose among the findings of the rules."""
    sides = {name: draw(st.sampled_from([LOW, NORMAL, HIGH, UNKNOWN])) for name in CLASSES}
    states = st.sampled_from([PRESENT, PRESENT, ABSENT, NOT_TOLD])
    return {
        "sides": sides,
        "values": {name: draw(st.none() | st.floats(1, 10_000)) for name in CLASSES},
        "findings": draw(st.dictionaries(st.integers(0, 200), states, max_size=6)),
        "age": draw(st.none() | st.integers(0, 36_500)),
    }


def make(people: list[dict[str, Any]], names: list[str]) -> People:
    """Return persons as columns."""
    nan = float("nan")
    values = {
        key: np.array([nan if p["values"][key] is None else p["values"][key] for p in people])
        for key in CLASSES
    }
    chosen = sorted({place for person in people for place in person["findings"]})
    nobody = np.zeros(len(people), dtype=np.bool_)
    return People(
        size=len(people),
        age_days=np.array([nan if p["age"] is None else float(p["age"]) for p in people]),
        is_female=nobody,
        is_male=nobody,
        side={key: np.array([p["sides"][key] for p in people], dtype=np.int8) for key in CLASSES},
        at_least=values,
        at_most=values,
        finding={
            names[place % len(names)]: np.array(
                [_state(person, place, names) for person in people], dtype=np.int8
            )
            for place in chosen
        },
    )


def _state(person: dict[str, Any], place: int, names: list[str]) -> int:
    """Return the state of a finding; two places may choose the same one: the first counts."""
    same = [p for p in person["findings"] if p % len(names) == place % len(names)]
    return int(person["findings"][min(same)]) if same else NOT_TOLD


@CHECKED
@given(people=st.lists(persons(), min_size=1, max_size=8))
def test_a_batch_is_read_as_one_by_one(program: Program, people: list[dict[str, Any]]) -> None:
    """No person is touched by another."""
    names = _ids(program)
    together = read_together(program, make(people, names))
    for row, person in enumerate(people):
        alone = read_together(program, make([person], names))
        for name in ("patterns", "red_flags", "conditions", "effects"):
            for key, column in getattr(together, name).items():
                assert column[row] == getattr(alone, name)[key][0], (name, key)


def _rung(program: Program, person: dict[str, Any], names: list[str]) -> set[str]:
    readings = read_together(program, make([person], names))
    return {key for key, column in readings.red_flags.items() if column[0]}


@CHECKED
@given(person=persons(), more=st.integers(0, 200))
def test_a_symptom_more_never_silences_what_is_urgent(
    program: Program, person: dict[str, Any], more: int
) -> None:
    """Only what is reassuring, or a loss of protein in place of a clone, may fall silent."""
    names = _ids(program)
    if any(place % len(names) == more % len(names) for place in person["findings"]):
        return
    added = {**person, "findings": {**person["findings"], more: PRESENT}}
    may_fall = {"igm-40-60", "low-igg-high-igm-adult"}
    may_fall |= {flag.id for flag in program.red_flags if flag.urgency == "routine"}

    assert _rung(program, person, names) - _rung(program, added, names) <= may_fall


@CHECKED
@given(person=persons(), place=st.integers(0, 200))
def test_a_finding_that_is_not_told_is_neither_there_nor_absent(
    program: Program, person: dict[str, Any], place: int
) -> None:
    """Asked about and not known is the same as not asked about."""
    names = _ids(program)
    rest = {p: s for p, s in person["findings"].items() if p % len(names) != place % len(names)}
    silent, unknown = (
        {**person, "findings": rest},
        {**person, "findings": {**rest, place: NOT_TOLD}},
    )

    assert _rung(program, silent, names) == _rung(program, unknown, names)


@CHECKED
@given(person=persons(), name=st.sampled_from(CLASSES))
def test_an_unknown_class_makes_no_pattern_of_its_side(
    program: Program, person: dict[str, Any], name: str
) -> None:
    """What is found without a side of a class is found on every side of it, or needs no side."""
    names = _ids(program)
    unknown = {**person, "sides": {**person["sides"], name: UNKNOWN}}
    readings = read_together(program, make([unknown], names))
    for pattern in program.patterns:
        needs = all(
            name in rule.sides and "unknown" not in rule.sides[name] for rule in pattern.rules
        )
        assert not (needs and readings.patterns[pattern.id][0]), pattern.id


@st.composite
def sent(draw: st.DrawFn) -> dict[str, Any]:
    """Return one result as a laboratory sends it, of any day or none."""
    unit, times = draw(st.sampled_from([("g/L", 1.0), ("mg/dL", 100.0), (None, 1.0)]))
    pair = draw(
        st.none() | st.just((0.4 * times, 2.3 * times)) | st.just((0.8 * times, 4.6 * times))
    )
    return dict(
        result(
            draw(st.sampled_from(["IgM", "IgG"])),
            draw(st.sampled_from([0.2, 1.0, 4.6, 9.2, 62.0])) * times,
            unit,
            interval=pair,
            flag=draw(st.sampled_from([None, None, "L", "N", "H"])),
            comparator=draw(st.sampled_from([None, None, ">", "<"])),
            collected=draw(st.sampled_from([None, "2024-01-01", "2024-02-01"])),
        )
    )


@CHECKED
@given(rows=st.lists(sent(), min_size=2, max_size=4), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    knowledge: Knowledge, rows: list[dict[str, Any]], order: Any
) -> None:
    """Red flags, patterns and causes are the same however the results are sorted."""
    shuffled = list(rows)
    order.shuffle(shuffled)
    first, second = (
        interpreted(knowledge, *some, age="50", findings={"nosebleeds": True, "fever": True})
        for some in (rows, shuffled)
    )

    assert urgencies(first) == urgencies(second)
    for name in ("patterns", "causes"):
        assert [one["id"] for one in first[name]] == [one["id"] for one in second[name]]


def test_findings_alone_ring_without_any_result(knowledge: Knowledge) -> None:
    """An empty report with an emergency told beside it."""
    page = interpreted(knowledge, findings={"chest pain": True})

    assert {"chest-pain": "emergency"} == urgencies(page)
