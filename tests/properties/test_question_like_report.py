"""A value with its unit is judged the same in a question and in a report."""

from dataclasses import asdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from globulin.answers import answer_question
from globulin.intake import parse_age
from globulin.knowledge import Knowledge
from globulin.model import Question
from tests.reading import TODAY, interpret_one

CHECKED = settings(deadline=None, max_examples=25)
SAME = ("analyte", "value", "unit", "comparator", "flag", "zlog", "percentile", "status")
OPENINGS = ("", "my ", "is an ")
ENDINGS = ("", " is that bad", ", what does it mean?")


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Return a line as a portal prints it, with its unit."""
    name = draw(st.sampled_from(["IgM", "IgG", "IgA", "immunoglobulin m"]))
    unit, most = draw(st.sampled_from([("mg/dL", 4000), ("g/L", 40)]))
    number = draw(st.integers(1, most))
    sign = draw(st.sampled_from(["", "", "<", ">"]))
    span = draw(st.sampled_from(["", "", " (40-230)", " 0.4 - 2.3"]))
    flag = draw(st.sampled_from(["", "", " H", " L"]))
    return f"{name} {sign}{number} {unit}{flag}{span}"


@CHECKED
@given(
    line=lines(),
    opening=st.sampled_from(OPENINGS),
    ending=st.sampled_from(ENDINGS),
    age=st.sampled_from([None, "9m", "54"]),
    sex=st.sampled_from([None, "female", "male"]),
)
def test_a_question_is_judged_like_the_line_in_it(
    knowledge: Knowledge, line: str, opening: str, ending: str, age: str | None, sex: Any
) -> None:
    """Flag, deviation and the count of tables are those of `read`."""
    read = interpret_one(line, knowledge, age=age, sex=sex)["results"][0]
    question = Question(text=f"{opening}{line}{ending}", age_days=_days(age), sex=sex, today=TODAY)
    found = answer_question(question, knowledge).interpretation
    assert found is not None
    asked = found.results[0]

    assert [read[name] for name in SAME] == [getattr(asked, name) for name in SAME]
    assert _ends(read["interval"]) == _ends(asdict(asked)["interval"])
    assert _plain(read["agreement"]) == _counts(asked.agreement)
    assert read["reported"]["interval"] == _limits(asked.reported.interval)


def _days(age: str | None) -> int | None:
    return None if age is None else parse_age(age)


def _ends(interval: Any) -> Any:
    return interval and [interval[name] for name in ("low", "high", "unit", "basis")]


def _plain(agreement: dict[str, int]) -> list[int]:
    return [agreement[name] for name in ("below", "within", "above", "of")]


def _counts(agreement: Any) -> list[int]:
    return [agreement.below, agreement.within, agreement.above, agreement.of]


def _limits(interval: Any) -> Any:
    if interval is None or isinstance(interval, str):
        return interval
    return {"low": interval.low, "high": interval.high, "unit": interval.unit}
