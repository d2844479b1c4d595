"""Questions as programs send them: one object, an array, or one object a line.

What cannot be read is refused with its path, never with what stands there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NoReturn

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


def refuse(where: str, what: str, expected: str, *, status: int = BAD) -> NoReturn:
    """Refuse a request with the place of what is wrong."""
    code = "too_large" if status == TOO_LARGE else "input"
    raise Refused(status, InputFault(code=code, where=where, what=what, expected=expected))


def _parse(body: bytes, where: str) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return parse_json(body)
    except InputError as error:
        fault = fault_of(error, where=where)
        if not fault.expected or fault.expected == str(error):
            fault = InputFault(code=error.code, where=where, what=str(error), expected="valid JSON")
        raise Refused(BAD, fault) from None
    except RecursionError:
        refuse(where, "nested too deep", "an object")


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
            refuse("$", f"{count} questions", f"at most {most}", status=TOO_LARGE)
        if count == 0:
            refuse("$", "no question", "an object, or an array of objects")

    def question(self, fields: object, where: str) -> Question:
        """Return one question."""
        if not isinstance(fields, dict):
            refuse(where, "not an object", 'an object such as {"q": "..."}')
        _check_names(fields, FIELDS, where)
        text = _text(fields, "q", where)
        if text is None:
            refuse(f"{where}.q", "missing", "a question in words")
        most = self.settings.most_question
        if len(text) > most:
            what = f"{len(text)} characters"
            refuse(f"{where}.q", what, f"at most {most}", status=TOO_LARGE)
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
            refuse(place, "not an array", "an array of texts or objects, or null")
        if len(told) > self.settings.most_findings:
            what, most = f"{len(told)} findings", f"at most {self.settings.most_findings}"
            refuse(place, what, most, status=TOO_LARGE)
        for number, one in enumerate(told):
            yield _finding(one, f"{place}[{number}]", self.settings.most_question)


def _finding(one: object, where: str, most: int) -> tuple[str, bool | None]:
    fields = one if isinstance(one, dict) else {"name": one}
    _check_names(fields, FINDING, where)
    name = _text(fields, "name", where)
    if name is None or not name.strip():
        refuse(where, "no name", 'a text, or {"name": "...", "present": true}')
    if len(name) > most:
        refuse(where, f"{len(name)} characters", f"at most {most}", status=TOO_LARGE)
    present = _yes_or_no(fields, "present", where) if "present" in fields else True
    return name.strip(), present


def _check_names(fields: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    # A name that is not known may be anything, and is not repeated.
    unknown = len(fields.keys() - set(known))
    if unknown:
        refuse(where, f"fields not known: {unknown}", f"only {', '.join(known)}")


def _text(fields: dict[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        refuse(f"{where}.{name}", "not a text", "a text, or null")
    return value


def _one_of(fields: dict[str, Any], name: str, known: tuple[str, ...], where: str) -> str | None:
    value = _text(fields, name, where)
    if value is not None and value not in known:
        refuse(f"{where}.{name}", "not known", f"{' or '.join(known)}, or null")
    return value


def _yes_or_no(fields: dict[str, Any], name: str, where: str) -> bool | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, bool):
        refuse(f"{where}.{name}", "not true or false", "true, false or null")
    return value


def _age(fields: dict[str, Any], where: str) -> int | None:
    value = fields.get("age")
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    written = f"{value:g}" if is_number else value
    days = parse_age(written) if isinstance(written, str) else None
    if days is None:
        refuse(f"{where}.age", "not an age", 'years ("54"), months ("18m") or days ("20d")')
    return days


def _date(fields: dict[str, Any], where: str) -> str | None:
    text = _text(fields, "as_of", where)
    day = parse_date(text)
    if text is not None and day is None:
        refuse(f"{where}.as_of", "not a date", "a date such as 2024-03-01, or null")
    return day


def refused_by(error: GlobulinError, where: str) -> Refused:
    """Return how an error of answering is told: the request asks for what does not exist."""
    fault = fault_of(error, where=where)
    name = fault.what.split(" ")[0]
    return Refused(BAD, replace(fault, where=f"{where}.{name}") if name in FIELDS else fault)
