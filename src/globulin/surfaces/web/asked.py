"""Questions as programs send them: one object, an array, or one object a line.

What cannot be read is refused with its path, never with what stands there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from globulin.answers import fault_of
from globulin.errors import GlobulinError, InputError
from globulin.intake import parse_age, parse_date
from globulin.intake.json_text import parse_json
from globulin.model import InputFault, Question
from globulin.surfaces.web.settings import WebSettings

FIELDS = ("q", "age", "sex", "pregnant", "findings", "setting", "units", "for", "as_of")
FINDING = ("name", "present")
BAD, TOO_LARGE = 400, 413


class Refused(Exception):  # noqa: N818 - an answer for a program, no fault of ours
    """A request of a program that cannot be answered: an HTTP status, and the fault told."""

    def __init__(self, status: int, fault: InputFault) -> None:
        """Keep both."""
        super().__init__(fault.code)
        self.status = status
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one request; `is_single` where one object was sent, and no array."""

    questions: tuple[Question, ...]
    is_single: bool


def read_questions(body: bytes, *, is_by_line: bool, settings: WebSettings, today: str) -> Asked:
    """Return the questions of a body.

    Raises:
        Refused: the body cannot be read, or holds more than is answered at once.
    """
    reader = _Reader(settings, today)
    if is_by_line:
        return Asked(tuple(reader.lines(body)), is_single=False)
    document = _parse(body, "$")
    if not isinstance(document, list):
        return Asked((reader.question(document, "$"),), is_single=True)
    reader.check_count(len(document))
    found = [reader.question(one, f"$[{n}]") for n, one in enumerate(document)]
    return Asked(tuple(found), is_single=False)


def refusal(*, where: str, what: str, expected: str, status: int = BAD) -> Refused:
    """Return why a request is refused, with the place of what is wrong."""
    code = "too_large" if status == TOO_LARGE else "input"
    return Refused(status, InputFault(code=code, where=where, what=what, expected=expected))


def _parse(body: bytes, where: str) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return parse_json(body)
    except InputError as error:
        fault = fault_of(error, where=where)
        if not fault.expected or fault.expected == str(error):
            fault = InputFault(code=error.code, where=where, what=str(error), expected="valid JSON")
        raise Refused(BAD, fault) from None
    except RecursionError:
        raise refusal(where=where, what="nested too deep", expected="an object") from None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the fields of a question, each with its path."""

    settings: WebSettings
    today: str

    def lines(self, body: bytes) -> Iterator[Question]:
        """Yield the question of each line; a line without anything is none."""
        rows = [(n, row) for n, row in enumerate(body.splitlines(), start=1) if row.strip()]
        self.check_count(len(rows))
        for number, row in rows:
            where = f"line {number}: $"
            yield self.question(_parse(row, where), where)

    def check_count(self, count: int) -> None:
        """Refuse no questions at all, and more than are answered at once."""
        most = self.settings.most_questions
        if count > most:
            raise refusal(
                where="$", what=f"{count} questions", expected=f"at most {most}", status=TOO_LARGE
            )
        if count == 0:
            raise refusal(
                where="$", what="no question", expected="an object, or an array of objects"
            )

    def question(self, fields: object, where: str) -> Question:
        """Return one question."""
        if not isinstance(fields, dict):
            raise refusal(
                where=where, what="not an object", expected='an object such as {"q": "..."}'
            )
        _check_names(fields, FIELDS, where)
        text = _text(fields, "q", where)
        if text is None:
            raise refusal(where=f"{where}.q", what="missing", expected="a question in words")
        most = self.settings.most_question
        if len(text) > most:
            what = f"{len(text)} characters"
            raise refusal(
                where=f"{where}.q", what=what, expected=f"at most {most}", status=TOO_LARGE
            )
        sex = _one_of(fields, "sex", ("female", "male"), where)
        audience = _one_of(fields, "for", ("patient", "clinician"), where)
        return Question(
            text=text.strip(),
            age_days=_age(fields, where),
            sex="female" if sex == "female" else "male" if sex == "male" else None,
            audience="clinician" if audience == "clinician" else "patient",
            unit=_text(fields, "units", where),
            pregnant=_yes_or_no(fields, "pregnant", where),
            findings=tuple(self._findings(fields, where)),
            setting=_text(fields, "setting", where),
            as_of=_date(fields, where),
            today=self.today,
        )

    def _findings(self, fields: dict[str, Any], where: str) -> Iterator[tuple[str, bool | None]]:
        """Yield the findings: a text that is there, or an object that tells."""
        told = fields.get("findings")
        if told is None:
            return
        place = f"{where}.findings"
        if not isinstance(told, list):
            raise refusal(
                where=place, what="not an array", expected="an array of texts or objects, or null"
            )
        if len(told) > self.settings.most_findings:
            what, most = f"{len(told)} findings", f"at most {self.settings.most_findings}"
            raise refusal(where=place, what=what, expected=most, status=TOO_LARGE)
        for number, one in enumerate(told):
            yield _finding(one, f"{place}[{number}]", self.settings.most_question)


def _finding(one: object, where: str, most: int) -> tuple[str, bool | None]:
    fields = one if isinstance(one, dict) else {"name": one}
    _check_names(fields, FINDING, where)
    name = _text(fields, "name", where)
    if name is None or not name.strip():
        raise refusal(
            where=where, what="no name", expected='a text, or {"name": "...", "present": true}'
        )
    if len(name) > most:
        raise refusal(
            where=where,
            what=f"{len(name)} characters",
            expected=f"at most {most}",
            status=TOO_LARGE,
        )
    present = _yes_or_no(fields, "present", where) if "present" in fields else True
    return name.strip(), present


def _check_names(fields: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    # A name that is not known may be anything, and is not repeated.
    unknown = len(fields.keys() - set(known))
    if unknown:
        raise refusal(
            where=where, what=f"fields not known: {unknown}", expected=f"only {', '.join(known)}"
        )


def _text(fields: dict[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise refusal(where=f"{where}.{name}", what="not a text", expected="a text, or null")
    return value


def _one_of(fields: dict[str, Any], name: str, known: tuple[str, ...], where: str) -> str | None:
    value = _text(fields, name, where)
    if value is not None and value not in known:
        raise refusal(
            where=f"{where}.{name}", what="not known", expected=f"{' or '.join(known)}, or null"
        )
    return value


def _yes_or_no(fields: dict[str, Any], name: str, where: str) -> bool | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, bool):
        raise refusal(
            where=f"{where}.{name}", what="not true or false", expected="true, false or null"
        )
    return value


def _age(fields: dict[str, Any], where: str) -> int | None:
    value = fields.get("age")
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    written = f"{value:g}" if is_number else value
    days = parse_age(written) if isinstance(written, str) else None
    if days is None:
        raise refusal(
            where=f"{where}.age",
            what="not an age",
            expected='years ("54"), months ("18m") or days ("20d")',
        )
    return days


def _date(fields: dict[str, Any], where: str) -> str | None:
    text = _text(fields, "as_of", where)
    day = parse_date(text)
    if text is not None and day is None:
        raise refusal(
            where=f"{where}.as_of", what="not a date", expected="a date such as 2024-03-01, or null"
        )
    return day


def refused_by(error: GlobulinError, where: str) -> Refused:
    """Return how an error of answering is told: the request asks for what does not exist."""
    fault = fault_of(error, where=where)
    name = fault.what.split(" ")[0]
    return Refused(BAD, replace(fault, where=f"{where}.{name}") if name in FIELDS else fault)
