"""What doctors consider, where causes were weighed: by how likely they are, in two voices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from globulin.answers.reading.cause_blocks import grouped_causes, short_cause, whole_cause
from globulin.answers.reading.causes import NO_DISEASE, PATIENT
from globulin.answers.reading.chance_blocks import branch_table, chances_figure, evidence_table
from globulin.answers.reading.chances import cause_chances
from globulin.answers.reading.interpret import Interpreted
from globulin.answers.reading.numbers_of_sources import Renumbered
from globulin.answers.reading.telling import Telling
from globulin.model import Block, PossibleCause, Section

# So many causes stand in a patient's list of those that fit best.
MOST_FOREMOST = 10
NOTE = "note"


def ranked_sections(read: Interpreted, telling: Telling) -> Iterator[Section]:
    """Yield the causes that fit best, and those that doctors consider beside them."""
    words = telling.reading
    is_patient = telling.audience == PATIENT
    foremost = foremost_causes(read, is_patient=is_patient)
    rest = [
        cause
        for cause in read.interpretation.causes
        if cause.fits and cause.statements and cause not in foremost
    ]
    blocks = _for_patient if is_patient else _for_clinician
    yield Section(id="why", heading=words["why"], blocks=tuple(blocks(read, telling, foremost)))
    if rest:
        said = Block(kind="paragraph", statements=telling.say("report.order.also"))
        others = grouped_causes if is_patient else _folded
        heading = words["chances"]["also"]
        yield Section(id="also", heading=heading, blocks=(said, *others(rest, telling)))


def foremost_causes(read: Interpreted, *, is_patient: bool) -> list[PossibleCause]:
    """Return the causes that are told first, in their order.

    A patient reads of so many, one that must not be missed among them; where a doctor has to see
    the results, or a sign was told, that there may be no disease is none of them.
    """
    by_id = {cause.id: cause for cause in read.interpretation.causes}
    shown = [by_id[key] for key in read.foremost if by_id[key].statements]
    if not is_patient:
        return shown
    if read.is_pressing or read.has_signs:
        shown = [cause for cause in shown if cause.id != NO_DISEASE]
    first, later = shown[:MOST_FOREMOST], shown[MOST_FOREMOST:]
    serious = [cause for cause in later if cause.must_not_miss]
    if serious and not any(cause.must_not_miss for cause in first):
        first[-1] = serious[0]
    return first


def _for_patient(
    read: Interpreted, telling: Telling, foremost: Sequence[PossibleCause]
) -> Iterator[Block]:
    yield from _undecided(read, telling)
    in_words = [s for branch in read.interpretation.branches for s in branch.statements]
    if in_words:
        yield Block(kind="list", statements=telling.restate(in_words))
    yield from _order(read, telling)
    yield from (short_cause(cause, telling, is_folded=False) for cause in foremost)
    yield from _pairs(read, telling)
    yield _rests_on(read, telling)


def _for_clinician(
    read: Interpreted, telling: Telling, foremost: Sequence[PossibleCause]
) -> Iterator[Block]:
    sources = Renumbered(read.interpretation, telling)
    yield from _undecided(read, telling)
    yield from _order(read, telling)
    yield chances_figure(read.interpretation.causes, telling)
    yield branch_table(read.interpretation.branches, telling)
    yield _rests_on(read, telling)
    for cause in foremost:
        yield replace(whole_cause(cause, telling), heading=_heading(cause, telling))
        if cause.evidence:
            yield evidence_table(cause, telling, sources)
    yield from _pairs(read, telling)


def _undecided(read: Interpreted, telling: Telling) -> Iterator[Block]:
    """Yield that causes lie too close and what would decide, where that is so."""
    said = [s for s in read.interpretation.ranking_statements if s.kind != NOTE]
    if said:
        yield Block(kind="callout", statements=telling.restate(said))


def _rests_on(read: Interpreted, telling: Telling) -> Block:
    notes = [s for s in read.interpretation.ranking_statements if s.kind == NOTE]
    heading = telling.reading["chances"]["rests_on"]
    return Block(kind="list", heading=heading, statements=telling.restate(notes))


def _order(read: Interpreted, telling: Telling) -> Iterator[Block]:
    place = f"report.order.{read.interpretation.ranking}"
    yield Block(kind="paragraph", statements=telling.say(place))


def _pairs(read: Interpreted, telling: Telling) -> Iterator[Block]:
    said = [statement for pair in read.interpretation.pairs for statement in pair.statements]
    if said:
        heading = telling.reading["chances"]["pairs"]
        yield Block(kind="list", heading=heading, statements=telling.restate(said))


def _folded(causes: Sequence[PossibleCause], telling: Telling) -> Iterator[Block]:
    """Yield the less likely causes in their order, each to unfold."""
    for cause in causes:
        heading = _heading(cause, telling)
        yield replace(whole_cause(cause, telling), heading=heading, is_folded=True)


def _heading(cause: PossibleCause, telling: Telling) -> str:
    words, chances = telling.reading["chances"], cause_chances(cause, telling)
    name = "heading_serious" if cause.must_not_miss else "heading"
    return str(words[name].format(cause=cause.name, **chances)) if chances else cause.name
