"""Letters on a report that look alike: QNS is never read as Qn."""

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import Question

QNS = "qns-sample-too-small"


@pytest.mark.parametrize(
    ("text", "analyte"),
    [
        ("what is QNS", None),
        ("quantity not sufficient", None),
        ("what does QNS mean on a lab report", None),
        ("igm qns", "IgM"),
    ],
)
def test_qns_is_answered_first(text: str, analyte: str | None, knowledge: Knowledge) -> None:
    """The first sentence says that the sample was too small; the route stays that of letters."""
    page = answer_question(Question(text=text), knowledge)

    assert ("abbreviation", analyte) == (page.route.intent, page.route.analyte)
    assert QNS in page.answer[0].facts
    assert "what-is-meant-by-qns" == page.slug


@pytest.mark.parametrize("text", ["what does qn mean", "difference between qn and qns"])
def test_qn_keeps_its_page(text: str, knowledge: Knowledge) -> None:
    """Where Qn stands too, its page answers, which tells the two apart."""
    page = answer_question(Question(text=text), knowledge)

    assert "qn-means-quantitative" in page.answer[0].facts
    assert QNS in page.answer[1].facts
