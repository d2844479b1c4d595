"""Reads `globulin/input/1`, our own document of one person."""

from collections.abc import Callable
from typing import Any, TypeVar

from globulin.errors import InputError
from globulin.intake.desk import Desk
from globulin.intake.fhir_parts import describe
from globulin.intake.person import parse_age, parse_date
from globulin.intake.raw import RawResult
from globulin.model import Code, Person
from globulin.vocabulary import find_phrases, tokenize

SCHEMA = "globulin/input/1"
TOP = frozenset({"schema", "as_of", "setting", "patient", "results", "findings"})
PATIENT = frozenset({"age", "sex", "pregnant"})
RESULT = frozenset(
    {
        "name",
        "code",
        "specimen",
        "value",
        "comparator",
        "text",
        "unit",
        "interval",
        "flag",
        "collected",
        "method",
        "laboratory",
    }
)
FINDING = frozenset({"name", "present", "hpo"})
INTERVAL = frozenset({"low", "high", "unit"})
CODE = frozenset({"system", "code"})

T = TypeVar("T")


def read_globulin_input(documents: list[Any], make_desk: Callable[[], Desk]) -> list[Desk]:
    """Return one desk for each document.

    Raises:
        InputError: a field has another type than the schema says.
    """
    desks = []
    for number, document in enumerate(documents):
        root = f"$[{number}]" if len(documents) > 1 else "$"
        desk = make_desk()
        _read_document(document, root, desk)
        desks.append(desk)
    return desks


def _read_document(document: dict[str, Any], root: str, desk: Desk) -> None:
    desk.as_of = _date(document, "as_of", root)
    desk.setting = _get(document, "setting", str, root)
    if desk.setting is not None and desk.setting not in desk.readers.settings:
        known = ", ".join(sorted(desk.readers.settings))
        message = f"{root}.setting: expected one of {known}"
        raise InputError(message)
    _read_patient(_get(document, "patient", dict, root) or {}, f"{root}.patient", desk)
    for number, result in enumerate(_get(document, "results", list, root) or []):
        where = f"{root}.results[{number}]"
        fields = _as_dict(result, where)
        desk.take(_raw(fields, where))
        _leave_unknown(fields, RESULT, where, desk)
        _leave_unknown(fields.get("interval") or {}, INTERVAL, f"{where}.interval", desk)
        _leave_unknown(fields.get("code") or {}, CODE, f"{where}.code", desk)
    for number, finding in enumerate(_get(document, "findings", list, root) or []):
        where = f"{root}.findings[{number}]"
        fields = _as_dict(finding, where)
        name, hpo = _get(fields, "name", str, where), _get(fields, "hpo", str, where)
        if not (name or hpo or "").strip():
            raise InputError(_expected(f"{where}.name", "a text"))
        desk.tell(
            name or hpo or "",
            # A finding without a word about its presence is one that somebody told of.
            present=_get(fields, "present", bool, where) if "present" in fields else True,
            where=where,
            hpo=hpo,
        )
        _leave_unknown(fields, FINDING, where, desk)
    _leave_unknown(document, TOP, root, desk)


def _read_patient(patient: dict[str, Any], where: str, desk: Desk) -> None:
    age = patient.get("age")
    if isinstance(age, int | float) and not isinstance(age, bool):
        age = f"{age:g}"
    if age is not None and not isinstance(age, str):
        raise InputError(_expected(f"{where}.age", 'years ("54"), months ("18m") or days ("20d")'))
    age_days = None if age is None else parse_age(age)
    if age is not None and age_days is None:
        raise InputError(_expected(f"{where}.age", 'years ("54"), months ("18m") or days ("20d")'))
    sex = _get(patient, "sex", str, where)
    if sex not in {None, "female", "male"}:
        raise InputError(_expected(f"{where}.sex", '"female", "male" or null'))
    desk.person = Person(
        age_days=age_days,
        sex="female" if sex == "female" else "male" if sex == "male" else None,
        pregnant=_get(patient, "pregnant", bool, where),
    )
    # Whatever else stands with a person may name them.
    for _ in patient.keys() - PATIENT:
        desk.drop("patient_field")


def _raw(result: dict[str, Any], where: str) -> RawResult:
    name = _get(result, "name", str, where)
    code = _get(result, "code", dict, where)
    interval = _get(result, "interval", dict, where) or {}
    value = _number(result, "value", where)
    comparator = _get(result, "comparator", str, where)
    if comparator not in {None, "<", "<=", ">", ">="}:
        raise InputError(_expected(f"{where}.comparator", "<, <=, >, >= or null"))
    _date(result, "collected", where)
    return RawResult(
        where=where,
        names=() if name is None else (name,),
        codes=() if code is None else (_code(code, f"{where}.code"),),
        value=value,
        comparator=comparator,
        text=_get(result, "text", str, where),
        unit=_get(result, "unit", str, where),
        low=_number(interval, "low", f"{where}.interval"),
        high=_number(interval, "high", f"{where}.interval"),
        range_unit=_get(interval, "unit", str, f"{where}.interval"),
        range_where=f"{where}.interval",
        flag=_get(result, "flag", str, where),
        collected=_get(result, "collected", str, where),
        method=_get(result, "method", str, where),
        laboratory=_get(result, "laboratory", str, where),
        specimen=_get(result, "specimen", str, where),
    )


def _code(code: dict[str, Any], where: str) -> Code:
    text = _get(code, "code", str, where)
    if text is None:
        raise InputError(_expected(f"{where}.code", "a text"))
    return Code(code=text, system=_get(code, "system", str, where))


def _leave_unknown(fields: dict[str, Any], known: frozenset[str], where: str, desk: Desk) -> None:
    """Leave fields unread that the schema does not know, so that none is lost in silence.

    One whose name says that it identifies somebody is counted and not kept.
    """
    for name in sorted(fields.keys() - known):
        kind = _identifier_kind(name, desk)
        if kind is not None:
            desk.drop(kind)
            continue
        text = describe(fields[name])
        desk.leave(f"{where}.{name}", f"{name}: {text}" if text else name, "field_not_known")


def _identifier_kind(name: str, desk: Desk) -> str | None:
    """Return what a field of this name identifies, or None."""
    tokens = tokenize(name)
    labels: dict[str, list[str]] = desk.readers.table["identifiers"]
    return next((kind for kind, words in labels.items() if find_phrases(tokens, words)), None)


def _as_dict(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(_expected(where, "an object"))
    return value


def _get(fields: dict[str, Any], name: str, kind: type[T], where: str) -> T | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, kind):
        raise InputError(_expected(f"{where}.{name}", f"{KINDS[kind]} or null"))
    return value


KINDS: dict[type, str] = {
    str: "a text",
    dict: "an object",
    list: "an array",
    bool: "true, false",
}


def _number(fields: dict[str, Any], name: str, where: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(_expected(f"{where}.{name}", "a number or null"))
    return float(value)


def _date(fields: dict[str, Any], name: str, where: str) -> str | None:
    text = _get(fields, name, str, where)
    day = parse_date(text)
    if text is not None and day is None:
        raise InputError(_expected(f"{where}.{name}", "a date such as 2024-03-01, or null"))
    return day


def _expected(where: str, what: str) -> str:
    return f"{where}: expected {what}"
