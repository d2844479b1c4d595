"""What a form changed of the report that it goes back to: row by row, finding by finding.

What was left as it stood keeps everything that the report said of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from globulin.intake import Correction, Told, parse_age
from globulin.model import Limits, Person, Report, Result
from globulin.surfaces.web.form import (
    MOST_ROWS,
    ReadForm,
    TypedRow,
    age_text,
    finding_lines,
    printed_row,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanges:
    """What became of the rows: a result is known by its place in the report."""

    changed: Mapping[int, TypedRow]
    added: tuple[TypedRow, ...]
    removed: frozenset[int]

    @property
    def typed(self) -> tuple[TypedRow, ...]:
        """Return the rows that are to be read anew."""
        return (*self.changed.values(), *self.added)


def compare_rows(rows: Sequence[TypedRow], results: Sequence[Result]) -> RowChanges:
    """Return what a form changed of results; those that it does not show stay."""
    free = {place: printed_row(one) for place, one in enumerate(results[:MOST_ROWS])}
    others: list[tuple[int, TypedRow]] = []
    for number, row in enumerate(rows):
        same = next((place for place, printed in free.items() if printed == row), None)
        if same is not None:
            del free[same]
        elif row.is_told:
            others.append((number, row))
    changed: dict[int, TypedRow] = {}
    added: list[TypedRow] = []
    for number, row in others:
        found = _place_of(number, row, free)
        if found is None:
            added.append(row)
        else:
            changed[found] = replace(row, range_unit=_range_unit(row, results[found]))
            del free[found]
    return RowChanges(changed=changed, added=tuple(added), removed=frozenset(free))


def _place_of(number: int, row: TypedRow, free: Mapping[int, TypedRow]) -> int | None:
    """Return the place of the result that a row was made from."""
    alike = [place for place, printed in free.items() if printed.analyte == row.analyte]
    if number in alike or (number in free and not alike):
        return number
    return next(iter(alike), None)


def _range_unit(row: TypedRow, result: Result) -> str:
    """Return the unit of a printed range that was left as it stood, where it is one of its own."""
    printed, interval = printed_row(result), result.reported.interval
    is_same = (row.low, row.high) == (printed.low, printed.high)
    if not is_same or not isinstance(interval, Limits) or interval.unit == result.reported.unit:
        return ""
    return interval.unit or ""


def make_correction(
    form: ReadForm, original: Report, changes: RowChanges, typed: Report, names: Mapping[str, str]
) -> Correction:
    """Return the results and findings that hold now; `typed` are the rows read anew.

    The results of `typed` stand in the places of their rows, as `placed` leaves them.
    """
    anew = {result.where: result for result in typed.results}
    results: list[Result] = []
    for place, result in enumerate(original.results):
        if place in changes.changed:
            corrected = anew.pop(result.where, None)
            results += [] if corrected is None else [_carried(result, corrected)]
        elif place not in changes.removed:
            results.append(result)
    lines = finding_lines(original.findings, names)
    kept = [one for line, found in lines.items() if line in form.told_findings for one in found]
    asked = [one for one in original.findings if one.present is None or one.side is not None]
    return Correction(
        results=(*results, *anew.values()),
        findings=(*kept, *asked),
        changed=frozenset(original.results[place].where for place in changes.changed),
        removed=tuple(
            (original.results[place].where, _as_text(original.results[place]))
            for place in sorted(changes.removed)
        ),
    )


def _carried(result: Result, corrected: Result) -> Result:
    """Return a corrected result with what the laboratory said of it: its name and its flag."""
    if corrected.analyte != result.analyte:
        return corrected
    said = result.reported
    return replace(
        corrected,
        flag=corrected.flag or result.flag,
        method=result.method,
        laboratory=result.laboratory,
        reported=replace(corrected.reported, name=said.name, code=said.code, flag=said.flag),
    )


def _as_text(result: Result) -> str:
    row = printed_row(result)
    span = "-".join(end for end in (row.low, row.high) if end)
    parts = (result.reported.name or result.analyte, row.value, row.unit, span)
    return " ".join(part for part in parts if part)


def placed(typed: Report, places: Sequence[str]) -> Report:
    """Return typed results with the places that they have in the report, in their order."""
    known = {f"$.results[{number}]": place for number, place in enumerate(places)}

    def moved(where: str) -> str:
        head, bracket, rest = where.partition("]")
        return known.get(head + bracket, head + bracket) + rest

    return replace(
        typed,
        results=tuple(replace(one, where=moved(one.where)) for one in typed.results),
        unread=tuple(replace(one, where=moved(one.where)) for one in typed.unread),
        checks=tuple(replace(one, where=moved(one.where)) for one in typed.checks),
    )


def places_of(changes: RowChanges, original: Report) -> list[str]:
    """Return the place of each row that is read anew: that of its result, or a row of its own."""
    own = [original.results[place].where for place in changes.changed]
    return own + [f"row {number}" for number in range(1, len(changes.added) + 1)]


def corrected_person(form: ReadForm, person: Person) -> Person:
    """Return the person of a report without what the form has emptied."""
    return replace(
        person,
        age_days=person.age_days if form.age else None,
        sex=person.sex if form.sex else None,
    )


def told_anew(
    form: ReadForm, original: Report, today: str | None, names: Mapping[str, str]
) -> Told:
    """Return what a form tells that the report does not say itself."""
    known = finding_lines(original.findings, names)
    is_same_age = form.age == age_text(original.person.age_days)
    was_pregnant = original.person.pregnant
    return Told(
        age_days=parse_age(form.age) if form.age and not is_same_age else None,
        sex="female" if form.sex == "female" else "male" if form.sex == "male" else None,
        pregnant=True if form.pregnant else False if was_pregnant else None,
        today=today,
        findings=tuple((text, True) for text in form.told_findings if text not in known),
    )
