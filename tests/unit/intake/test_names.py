"""What a name, a code and a specimen say together."""

import pytest

from globulin.intake.names import NameReader
from globulin.knowledge import Knowledge
from globulin.model import Code

LOINC = "http://loinc.org"


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> NameReader:
    """Return the reader of names."""
    return NameReader(knowledge)


@pytest.mark.parametrize(
    ("name", "analyte"),
    [
        ("IgM", "IgM"),
        ("IMMUNOGLOBULIN M, QN, SERUM", "IgM"),
        ("Immunoglobulin G", "IgG"),
        ("IgA [Mass/volume] in Serum or Plasma", "IgA"),
        ("Immunglobulin A", "IgA"),
        ("IgM total", "IgM"),
        ("Ig M", "IgM"),
    ],
)
def test_names_of_totals(name: str, analyte: str, names: NameReader) -> None:
    """Words such as serum, total or quantitative do not make another test."""
    assert (analyte, None) == (names.read([name]).analyte, names.read([name]).refusal)


@pytest.mark.parametrize(
    ("code", "name", "analyte", "refusal"),
    [
        ("2472-9", "IgM", "IgM", None),
        (" 2472-9 ", "IgM", "IgM", None),
        ("2465-3", "IgG", "IgG", None),
        ("2458-8", "IgA", "IgA", None),
        ("76491-0", "IgM", "IgM", None),
        ("2472-9", "IgM quux", "IgM", None),
        ("2472-9", "免疫グロブリン", "IgM", None),
        ("2472-9", "IgG", None, "code_and_name_differ"),
        ("2472-9", "Ferritin", None, "code_and_name_differ"),
        ("2472-9", "EBV IgM", None, "code_and_name_differ"),
        ("2471-1", "IgM", None, "code_and_name_differ"),
        ("24119-0", "CMV IgM", None, "specific_antibody"),
        ("2471-1", "IgM CSF", None, "wrong_specimen"),
        ("1988-5", "CRP", None, "other_test"),
        ("99999-9", "IgM", None, "code_not_known"),
        ("99999-9", "EBV IgM", None, "specific_antibody"),
        ("99999-9", "Ferritin", None, "other_test"),
    ],
)
def test_a_code_and_a_name(
    code: str, name: str, analyte: str | None, refusal: str | None, names: NameReader
) -> None:
    """They must agree; a code vouches only for words and letters that are not known."""
    found = names.read([name], [Code(code=code, system=LOINC)])

    assert (analyte, refusal) == (found.analyte, found.refusal)


@pytest.mark.parametrize(
    "system", ["http://loinc.org", "http://loinc.org/", "LN", "urn:oid:2.16.840.1.113883.6.1"]
)
def test_every_way_to_say_loinc(system: str, names: NameReader) -> None:
    """The address, the old abbreviation and the OID all mean the same system."""
    found = names.read(["IgG"], [Code(code="2472-9", system=system)])

    assert "code_and_name_differ" == found.refusal


@pytest.mark.parametrize("system", [None, "urn:example:local"])
def test_a_code_of_the_laboratory_says_nothing(system: str | None, names: NameReader) -> None:
    """A local code is no LOINC code, though it may look like one: the name decides."""
    found = names.read(["IgG"], [Code(code="2472-9", system=system)])

    assert ("IgG", "2465-3") == (found.analyte, found.loinc)


def test_codes_of_two_totals_are_none(names: NameReader) -> None:
    """A result that carries the codes of two classes is not read."""
    codes = [Code(code=code, system=LOINC) for code in ("2472-9", "2465-3")]

    assert "code_and_name_differ" == names.read(["IgM"], codes).refusal


@pytest.mark.parametrize(
    ("specimen", "refusal"),
    [
        ("Serum", None),
        ("Venous blood", None),
        ("CSF", "wrong_specimen"),
        ("Cerebral spinal fluid", "wrong_specimen"),
        ("24 h urine", "wrong_specimen"),
        ("Umbilical cord blood", "cord_blood"),
    ],
)
def test_the_specimen_goes_before_name_and_code(
    specimen: str, refusal: str | None, names: NameReader
) -> None:
    """The intervals of blood do not hold for anything else, whatever the code says."""
    codes = [Code(code="2472-9", system=LOINC)]
    found = names.read(["IgM"], codes, specimen=specimen)

    assert refusal == found.refusal
    assert refusal == names.read(["免疫"], codes, specimen=specimen).refusal


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["IgM", "IgM antibody to Toxoplasma gondii"], "specific_antibody"),
        (["IgM", "IgG"], "code_and_name_differ"),
        (["Serum protein", "Ferritin"], "other_test"),
        ([], "other_test"),
    ],
)
def test_names_that_say_different_things(
    given: list[str], expected: str, names: NameReader
) -> None:
    """Of several names the one that makes it another test decides."""
    found = names.read(given)

    assert (None, expected) == (found.analyte, found.refusal)


def test_a_method_of_another_test(names: NameReader) -> None:
    """Light scattering measures totals; electrophoresis measures bands."""
    assert names.read(["IgM"], method="Nephelometry by light scattering").refusal is None
    assert "other_method" == names.read(["IgM"], method="Electrophoresis").refusal
