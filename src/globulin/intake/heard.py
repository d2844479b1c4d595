"""What results of other tests tell together: one finding each, and the reason beside each part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from globulin.intake.beside import BesideReader, Heard
from globulin.intake.findings import FindingReader
from globulin.model import GivenFinding, Unread


@dataclass(frozen=True, slots=True)
class Vote:
    """The result that tells a finding, and whether the finding is there."""

    one: Heard
    is_present: bool


def decide(heard: Sequence[Heard]) -> dict[str, Vote]:
    """Return the findings that results tell; nothing where one that may be newer is not clear.

    Of each test the newest dated result counts, with those of that day and those without a date.
    One that says a finding is there suffices.
    """
    current = _current(heard)
    votes: dict[str, Vote] = {}
    for finding in dict.fromkeys(key for one in current for key in one.told):
        telling = [one for one in current if finding in one.findings]
        present = [one for one in telling if one.told.get(finding)]
        absent = [one for one in telling if one.told.get(finding) is False]
        if present:
            votes[finding] = Vote(present[0], is_present=True)
        elif len(absent) == len(telling):
            votes[finding] = Vote(absent[0], is_present=False)
    return votes


def _current(heard: Sequence[Heard]) -> list[Heard]:
    """Return the results of each test that may be its newest."""
    last: dict[str, str] = {}
    for one in heard:
        if one.collected is not None and one.side is not None:
            last[one.analyte] = max(one.collected, last.get(one.analyte, ""))
    return [
        one for one in heard if one.collected is None or one.collected >= last.get(one.analyte, "")
    ]


def findings_of(
    votes: dict[str, Vote], told: Iterable[GivenFinding], reader: FindingReader
) -> list[GivenFinding]:
    """Return the findings that results tell and nobody told.

    What somebody told stays. Only a finding that was denied and that a result shows stands beside
    the denial, with the warning that such contradictions have.
    """
    said: dict[str, set[bool]] = {}
    for finding in told:
        if finding.id is not None and finding.present is not None:
            said.setdefault(finding.id, set()).add(finding.present)
    found = []
    for key, vote in votes.items():
        known = said.get(key, set())
        if known and (True in known or not vote.is_present):
            continue
        (finding,) = reader.read(key, present=vote.is_present, where=vote.one.where)
        found.append(replace(finding, given=vote.one.name, side=vote.one.side))
    return found


def with_what_was_told(
    unread: Iterable[Unread],
    heard: Sequence[Heard],
    counted: Iterable[GivenFinding],
    reader: BesideReader,
    followed: str,
) -> tuple[Unread, ...]:
    """Return what was left unread, with what was done of each result that tells a side."""
    states = {finding.id: finding.present for finding in counted}
    said: dict[str, str] = {}
    for one in heard:
        if one.side is None:
            continue
        is_counted = one in _current(heard) and any(
            states.get(key) is present for key, present in one.told.items()
        )
        if is_counted or one.where not in said:
            said[one.where] = reader.reasons[one.side if is_counted else "other"]
    return tuple(
        replace(left, reason=f"{_opening(left, reader, followed)} {said[left.where]}")
        if left.where in said and left.code in reader.left_as
        else left
        for left in unread
    )


def _opening(left: Unread, reader: BesideReader, followed: str) -> str:
    return followed if left.reason == followed else reader.reasons["base"]
