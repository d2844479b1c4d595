"""Whatever somebody types around a number, there is an answer, and what is told is never lost."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from globulin.answers import answer_question
from globulin.answers.told_values import find_values
from globulin.knowledge import Knowledge
from globulin.model import Question
from tests.reading import TODAY

CHECKED = settings(deadline=None, max_examples=60)
PIECES = st.sampled_from(
    [
        *("igm", "IgG", "iga", "immunoglobulin m", "ige", "crp", "my", "his", "is", "was", "from"),
        *("to", "range", "normal", "(", ")", "-", "~", "<", ">", "less than", "above", "H", "high"),
        *("mg/dL", "g/l", "mg", "%", "years", "old", "year old", "54", "350", "4.2", "1,250", "0"),
        *("1.240", "40-230", "2019", "01/02/2024", "2024-03-01", "times", "and", ",", ";", "?"),
        *("woman", "son", "pregnant", "covid", "threshold", "upper limit", "99999999999", "1:160"),
    ]
)
texts = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)


@example(text="igm 2019 < 0")
@CHECKED
@given(text=texts)
def test_every_question_has_an_answer(knowledge: Knowledge, text: str) -> None:
    """No order of words breaks the reading, and every number told stands in the question."""
    values = find_values(text, knowledge)
    page = answer_question(Question(text=text, today=TODAY), knowledge)
    found = page.interpretation

    assert text == page.question
    assert len(values.raws) == len(values.analytes) == len(values.written)
    assert [] == [number for number in values.written if number not in text]
    assert found is None or all(result.where == "question" for result in found.results)


@example(text="0:\u00b9", number="igm 350")
@CHECKED
@given(text=st.text(max_size=60), number=st.sampled_from(["igm 350", "IgG 12 g/L (7-16)", ""]))
def test_any_text_beside_a_value_is_read(knowledge: Knowledge, text: str, number: str) -> None:
    """Signs of any script change nothing of that."""
    page = answer_question(Question(text=f"{text} {number}", today=TODAY), knowledge)

    assert page.status in {"answered", "not_covered", "refused"}
