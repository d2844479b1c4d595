"""Words told to a person: every test and term has a page, every finding a plain name."""

import pytest

from globulin.answers import answer_question, understand
from globulin.intake.findings import FindingReader
from globulin.knowledge import Knowledge
from globulin.knowledge.questions import slugify
from globulin.knowledge.show import list_kind, show_record
from globulin.model import (
    TEST_PLACES,
    Finding,
    FollowUpTest,
    GlossaryTerm,
    Page,
    Question,
)


def _ask(text: str, knowledge: Knowledge, audience: str = "patient") -> Page:
    return answer_question(
        Question(text=text, audience="clinician" if audience == "clinician" else "patient"),
        knowledge,
    )


def test_every_follow_up_test_has_a_page(knowledge: Knowledge) -> None:
    """The list of questions names one for each test, and none twice."""
    asked = [entry.test for entry in knowledge.questions() if entry.test is not None]

    assert sorted(asked) == sorted(test.id for test in knowledge.all("test", FollowUpTest))


def test_every_term_has_a_page(knowledge: Knowledge) -> None:
    """The list of questions names one for each word of the glossary."""
    asked = [entry.term for entry in knowledge.questions() if entry.term is not None]

    assert sorted(asked) == sorted(term.id for term in knowledge.all("term", GlossaryTerm))


def test_the_page_of_a_test_says_all_four_things(knowledge: Knowledge) -> None:
    """What it is stands on top; why, how and what it cannot tell follow, in this order."""
    short = {}
    for entry in knowledge.questions():
        if entry.test is not None:
            page = _ask(entry.question, knowledge)
            sections = [section.id for section in page.sections]
            if not page.answer or sections != ["test-why", "test-how", "test-limits"]:
                short[entry.id] = sections

    assert {} == short


def test_every_name_of_a_test_finds_its_page(knowledge: Knowledge) -> None:
    """Asked with "what is", a name with "test" in it leads to the page of that test.

    A test that is not about immunoglobulins is another test: its page comes first beside that.
    """
    strayed = []
    for test in knowledge.all("test", FollowUpTest):
        for name in test.synonyms:
            if name.lower().endswith(" test"):
                page = _ask(f"what is the {name}", knowledge)
                first = knowledge.question(page.related[0].slug)
                leads = page.slug == slugify(f"What is {test.asked_as}?")
                beside = first is not None and first.test == test.id
                # "Repeat immunoglobulin test" speaks of the immunoglobulins.
                is_analyte = page.route.analyte is not None and page.status == "answered"
                strayed += [] if leads or beside or is_analyte else [(name, page.slug)]

    assert [] == strayed


ASKED = [
    ("what is immunofixation", "immunofixation", "electrophoresis", None),
    ("what is a bone marrow biopsy for high igm", "bone-marrow", "IgM", "high"),
    ("what is urine immunofixation", "urine-ife", "electrophoresis", None),
    ("what are free light chain tests", None, "free-light-chains", None),
    ("what is the hepatitis A IgM test", "hav-igm", "IgM", None),
    ("my igm is high, is a bone marrow biopsy needed", None, "IgM", "high"),
]


@pytest.mark.parametrize(("text", "test", "analyte", "direction"), ASKED)
def test_a_test_is_asked_for_by_name(
    knowledge: Knowledge, text: str, test: str | None, analyte: str | None, direction: str | None
) -> None:
    """Right behind "what is" a test has the page; elsewhere, or with a number, it has not."""
    read = understand(text, knowledge)

    assert (test, analyte, direction) == (read.test, read.analyte, read.direction)


WORDS = [
    ("what does polyclonal mean", "polyclonal"),
    ("polyclonal meaning", "polyclonal"),
    ("what is an antibody", "antibody"),
    ("what is meant by hypogammaglobulinemia", "hypogammaglobulinemia-word"),
    ("what does MGUS stand for", "mgus-word"),
    ("what does h mean on a report", "flag-letters"),
    ("what is meant by biopsy", "biopsy"),
    ("what does serum mean in immunoglobulin m qn serum", None),
    ("what does qn stand for", None),
    ("what is MGUS", None),
]


@pytest.mark.parametrize(("text", "term"), WORDS)
def test_a_word_is_asked_for_by_name(knowledge: Knowledge, text: str, term: str | None) -> None:
    """A word has the page where it is asked for, and a word of every field only there."""
    assert term == understand(text, knowledge).term


def test_a_word_of_every_field_brings_no_question_here(knowledge: Knowledge) -> None:
    """Named in passing, such a word is no reason to answer; one of this field is."""
    assert "other_test" == understand("is a breath test for antibody", knowledge).redirect
    assert "medical_other" == understand("is a biopsy safe", knowledge).redirect
    assert understand("is my blood too thick", knowledge).redirect is None


def test_a_germ_s_antibody_is_no_total_unless_its_test_is_asked_for(knowledge: Knowledge) -> None:
    """The amount in blood and the antibody against one germ are told apart before all else."""
    assert "specific_antibody" == understand("what is hepatitis a igm", knowledge).redirect
    assert "specific_antibody" == understand("what is specific igm", knowledge).redirect
    assert understand("what is the hepatitis a igm test", knowledge).redirect is None


def test_an_emergency_comes_before_a_test_and_a_word(knowledge: Knowledge) -> None:
    """Whatever is asked for by name, signs of danger ring."""
    for text in (
        "what is the CRP test, I have chest pain and cannot breathe",
        "what is meant by polyclonal, my face droops and my arm is weak",
    ):
        assert "emergency" == understand(text, knowledge).redirect


def test_a_clinician_sees_how_exact_a_test_is(knowledge: Knowledge) -> None:
    """Sensitivity and specificity are told to the clinician and not to the patient."""
    told = {
        audience: " ".join(
            statement.text
            for section in _ask("what is the AMA test", knowledge, audience).sections
            for block in section.blocks
            for statement in block.statements
        )
        for audience in ("patient", "clinician")
    }

    assert "specificity" in told["clinician"]
    assert "specificity" not in told["patient"]


def test_every_test_is_told_to_patients(knowledge: Knowledge) -> None:
    """No place of any page of a test is for clinicians alone."""
    alone = [
        (test.id, place)
        for test in knowledge.all("test", FollowUpTest)
        for place in TEST_PLACES
        if not any(s.place == place and s.voice != "clinician" for s in test.statements)
    ]

    assert [] == alone


def test_a_finding_is_shown_with_its_words_and_its_ground(knowledge: Knowledge) -> None:
    """What a patient calls it, how it is asked for, and the studies that are why."""
    shown = {record["id"]: record for record in list_kind(knowledge, "findings")}
    shares = {link.share for link in knowledge.links() if link.finding == "lymphadenopathy"}

    assert "swollen glands" == shown["lymphadenopathy"]["plain"]
    assert shown["lymphadenopathy"]["question"].endswith("?")
    assert shares
    assert shares == {seen["share"] for seen in shown["lymphadenopathy"]["seen_in"]}
    assert shown["lymphadenopathy"] == show_record(knowledge, "lymphadenopathy")
    assert "plain" not in show_record(knowledge, "immunofixation")


def test_a_plain_name_is_read_as_a_finding(knowledge: Knowledge) -> None:
    """Somebody who types what the page calls a finding is understood, never as its opposite."""
    reader = FindingReader(knowledge)
    plain = knowledge.finding_words()
    unread, turned = [], []
    for finding in knowledge.all("finding", Finding):
        read = reader.read(plain[finding.id].plain, present=True, where="test")
        unread += [finding.id] if all(one.id is None for one in read) else []
        turned += [finding.id for one in read if one.id == finding.id and not one.present]

    assert [] == unread
    assert [] == turned
