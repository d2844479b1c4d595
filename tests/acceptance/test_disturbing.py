"""What can disturb one number is said where it applies, in both voices, and nowhere else."""

from typing import Any

import pytest

from globulin.answers.reading.disturbing import make_disturbances
from globulin.knowledge import Knowledge
from globulin.model import Finding
from tests.reading import interpret_one, page_of, result

# A sentence for both, or one for each; more may stand beside them.
WHOLE = (
    {"both"},
    {"patient", "clinician"},
    {"both", "clinician"},
    {"both", "patient", "clinician"},
)
ADULT = {"age": "54", "sex": "female"}
IGM = result("IgM", 250, "mg/dL", interval=(40, 230))
IGM_FAR = result("IgM", 1500, "mg/dL", interval=(40, 230))
IGG = result("IgG", 1000, "mg/dL", interval=(700, 1600))
IGA = result("IgA", 200, "mg/dL", interval=(70, 400))


def said(
    knowledge: Knowledge,
    *results: Any,
    findings: tuple[str, ...] = (),
    audience: str = "patient",
    **beside: Any,
) -> dict[str, set[str]]:
    """Return by class the rules whose sentences stand with its result."""
    document = {
        "schema": "globulin/input/1",
        "results": list(results),
        "findings": [{"name": name, "present": True} for name in findings],
    }
    found = interpret_one(document, knowledge, audience=audience, **ADULT | beside)
    return {one["analyte"]: rules_in(knowledge, one["statements"]) for one in found["results"]}


def rules_in(knowledge: Knowledge, statements: list[dict[str, Any]]) -> set[str]:
    """Return the rules that statements belong to, by the words that no slot fills."""
    texts = [statement["text"] for statement in statements]
    start = "report.disturbs."
    return {
        sentence.place.removeprefix(start)
        for sentence in knowledge.sentences(None, None)
        if sentence.place.startswith(start)
        and any(text.startswith(sentence.text.split("{")[0]) for text in texts)
    }


def test_every_rule_has_a_sentence_for_both_and_known_parts(knowledge: Knowledge) -> None:
    """Findings, facts, methods and sentences exist; no sentence is without a rule."""
    rules = make_disturbances(knowledge)
    findings = {finding.id for finding in knowledge.all("finding", Finding)}
    methods = set(knowledge.table("reports")["measured_by"])
    voices: dict[str, set[str]] = {}
    for sentence in knowledge.sentences(None, None):
        if sentence.place.startswith("report.disturbs."):
            key = sentence.place.removeprefix("report.disturbs.")
            voices.setdefault(key, set()).add(sentence.voice)

    assert {rule.id for rule in rules} == voices.keys()
    assert [] == [
        key
        for key, told in voices.items()
        if not told >= {"patient", "clinician"} and "both" not in told
    ]
    assert set() == {finding for rule in rules for finding in rule.any_of} - findings
    assert set() == {method for rule in rules for method in rule.methods} - methods
    assert all(knowledge.fact(rule.at_least) for rule in rules if rule.at_least)


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize(
    ("rule", "analyte", "results", "findings"),
    [
        ("standing", "IgM", [result("IgM", 235, "mg/dL", interval=(40, 230))], ()),
        ("very_high_igm", "IgM", [result("IgM", 20, "g/L")], ()),
        ("excess", "IgM", [IGM_FAR], ()),
        ("excess", "IgG", [result("IgG", 60, "g/L", interval=(7, 16))], ()),
        ("igm_clone", "IgG", [IGM_FAR, IGG], ()),
        ("igm_clone", "IgG", [IGM, IGG], ("monoclonal IgM kappa",)),
        ("igm_clone_nephelometry", "IgG", [IGG | {"method": "BN II nephelometry"}], ("IgM band",)),
        ("igm_clone_nephelometry", "IgA", [IGA | {"method": "nephelometry"}], ("IgM band",)),
        ("igm_clone_turbidimetry", "IgG", [IGG | {"method": "turbidimetric"}], ("IgM band",)),
        ("nephelometry_and_band", "IgM", [IGM | {"method": "nephelometry"}], ("IgM band",)),
        ("band_and_total", "IgM", [IGM], ("IgM band",)),
        ("band_and_total", "IgG", [IGG], ("IgG band",)),
        ("band_and_total", "IgA", [IGA], ("M-spike",)),
        ("clone_inside", "IgM", [IGM | {"value": 100}], ("IgM band",)),
        ("clone_inside", "IgG", [IGG], ("IgG band",)),
        ("clone_inside", "IgA", [IGA], ("IgA band",)),
        ("cold", "IgM", [IGM], ("cryoglobulins",)),
        ("cold", "IgG", [IGG], ("cold agglutinins",)),
        ("drip", "IgG", [IGG], ("IVIG infusion",)),
        ("antibody_medicine", "IgG", [IGG], ("daratumumab since May",)),
        ("rheumatoid_factor_igm", "IgM", [IGM], ("RF positive",)),
        ("rheumatoid_factor_igg", "IgG", [IGG | {"value": 1800}], ("RF positive",)),
        ("least_iga", "IgA", [IGA | {"value": 5, "comparator": "<"}], ()),
        ("less_than", "IgG", [IGG | {"value": 30, "comparator": "<"}], ()),
        ("more_than", "IgM", [IGM | {"comparator": ">"}], ()),
        ("plasma", "IgM", [IGM | {"name": "IgM, plasma"}], ()),
        ("other_tests", "IgM", [IGM], ("impossible bilirubin result",)),
    ],
)
def test_a_rule_that_holds_is_told(
    knowledge: Knowledge,
    audience: str,
    rule: str,
    analyte: str,
    results: list[Any],
    findings: tuple[str, ...],
) -> None:
    """With the result that it is about."""
    assert rule in said(knowledge, *results, findings=findings, audience=audience)[analyte]


@pytest.mark.parametrize(
    ("rule", "results", "findings"),
    [
        # No value just above; none far above; none above 20 g/L.
        ("standing", [result("IgM", 400, "mg/dL", interval=(40, 230))], ()),
        ("standing", [result("IgG", 1610, "mg/dL", interval=(700, 1600))], ()),
        ("excess", [result("IgM", 400, "mg/dL", interval=(40, 230))], ()),
        ("very_high_igm", [result("IgM", 19.9, "g/L")], ()),
        ("very_high_igm", [result("IgG", 30, "g/L")], ()),
        ("very_high_igm", [result("IgM", 30, "g/L", comparator="<")], ()),
        # Another method.
        ("igm_clone_nephelometry", [IGG | {"method": "turbidimetry"}], ("IgM band",)),
        ("igm_clone_nephelometry", [IGG], ("IgM band",)),
        ("igm_clone", [IGG | {"method": "turbidimetry"}], ("IgM band",)),
        ("igm_clone", [IGM, IGG], ()),
        # A band of another class; one that is high.
        ("band_and_total", [IGG], ("IgM band",)),
        ("clone_inside", [IGM], ("IgM band",)),
        # Serum and plasma are named together by codes.
        ("plasma", [IGM | {"name": "IgM in Serum or Plasma"}], ()),
        ("drip", [IGM], ("IVIG infusion",)),
        ("cold", [IGM], ("fever",)),
        ("least_iga", [IGA | {"value": 5}], ()),
        ("cord", [IGM], ()),
        ("infant_igg", [IGG], ()),
    ],
)
def test_a_rule_that_does_not_hold_is_silent(
    knowledge: Knowledge, rule: str, results: list[Any], findings: tuple[str, ...]
) -> None:
    """For a clinician too."""
    told = said(knowledge, *results, findings=findings, audience="clinician")

    assert rule not in set().union(*told.values())


@pytest.mark.parametrize(
    ("age", "given", "rule"),
    [
        ("3d", result("IgM", 40, "mg/dL"), "cord"),
        ("2m", result("IgG", 300, "mg/dL"), "infant_igg"),
    ],
)
def test_of_an_infant(knowledge: Knowledge, age: str, given: Any, rule: str) -> None:
    """Only while the mother's blood or antibodies can be in it."""
    older = said(knowledge, given, age="9m", sex="male")

    assert rule in said(knowledge, given, age=age, sex="male")[given["name"]]
    assert rule not in older[given["name"]]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("Specimen grossly hemolyzed.", {"haemolysed_igm"}),
        ("Comment: sample haemolysed", {"haemolysed_igm"}),
        ("Comment: lipemic specimen", {"fatty"}),
        ("Comment: specimen not hemolyzed, not lipemic", set()),
        ("Comment: no visible problem", set()),
    ],
)
def test_a_remark_on_the_sample_is_heard(
    knowledge: Knowledge, remark: str, expected: set[str]
) -> None:
    """What is denied is not; the remark stays among what was not used."""
    text = f"IgM 300 mg/dL (40-230)\n{remark}"
    found = interpret_one(text, knowledge, **ADULT)

    assert expected == rules_in(knowledge, found["results"][0]["statements"])


def test_a_mildly_high_igm_says_little(knowledge: Knowledge) -> None:
    """At most one thing, without a method and without findings."""
    for value in (231, 240, 300, 500):
        told = said(knowledge, result("IgM", value, "mg/dL", interval=(40, 230)))

        assert len(told["IgM"]) <= 1


def test_each_rule_is_told_once_and_few_of_one_result(knowledge: Knowledge) -> None:
    """Two for a patient; more for a clinician, never twice on a page."""
    findings = ("IgM band", "cryoglobulins", "RF positive", "IVIG infusion")
    given = [IGM_FAR, IGG, IGA, result("IgM", 100, "mg/dL", collected="2020-01-01")]
    for audience, most in (("patient", 2), ("clinician", 4)):
        document = {
            "schema": "globulin/input/1",
            "results": given,
            "findings": [{"name": name, "present": True} for name in findings],
        }
        found = interpret_one(document, knowledge, audience=audience, **ADULT)
        told = [rules_in(knowledge, one["statements"]) for one in found["results"]]

        assert all(len(rules) <= most for rules in told), audience
        assert sum(len(rules) for rules in told) == len(set().union(*told)), audience


def test_a_page_carries_the_sentences_with_their_sources(knowledge: Knowledge) -> None:
    """As the JSON does."""
    document = {"schema": "globulin/input/1", "results": [result("IgM", 30, "g/L")]}
    page = page_of(document, knowledge, **ADULT)
    statements = [s for section in page.sections for b in section.blocks for s in b.statements]
    (found,) = [s for s in statements if s.text.startswith("An IgM this high")]

    assert found.sources
    assert "assertion" == found.kind
