"""The causes of a report's page by group: what counts first, the rest to unfold."""

from collections.abc import Iterator, Sequence

from globulin.answers.reading.causes import LITTLE_SUPPORT
from globulin.answers.reading.telling import Telling
from globulin.model import Block, PossibleCause

# A sentence has at most 25 words: these are left for the names that it lists.
MOST_WORDS_OF_NAMES = 16


def cause_blocks(causes: Sequence[PossibleCause], telling: Telling) -> Iterator[Block]:
    """Yield that nothing was ranked, then the causes by group."""
    yield Block(kind="paragraph", statements=telling.say("report.why_order"))
    yield from grouped_causes(causes, telling)


def grouped_causes(causes: Sequence[PossibleCause], telling: Telling) -> Iterator[Block]:
    """Yield a heading for each group and a list for each of its causes, in order.

    A clinician sees every statement; a patient sees the names and what counts for or against, and
    unfolds the rest.
    """
    for group in telling.knowledge.groups():
        members = [cause for cause in causes if cause.group == group.id and cause.statements]
        if not members:
            continue
        yield Block(kind="paragraph", heading=group.heading, statements=())
        if telling.audience != "patient":
            yield from (whole_cause(cause, telling) for cause in members)
            continue
        named = [cause for cause in members if _is_only_named(cause)]
        yield from (short_cause(cause, telling) for cause in members if cause not in named)
        if named:
            yield _only_named(named, telling)


def _is_only_named(cause: PossibleCause) -> bool:
    # Unless it must not be missed, or something of this person speaks for or against it.
    return cause.support in LITTLE_SUPPORT and not cause.must_not_miss and not cause.weighed


def whole_cause(cause: PossibleCause, telling: Telling) -> Block:
    """Return everything that is known of a cause."""
    return Block(kind="list", heading=cause.name, statements=telling.restate(cause.statements))


def short_cause(cause: PossibleCause, telling: Telling, *, is_folded: bool = True) -> Block:
    """Return what is known of a cause in short, the rest to unfold.

    What counts for or against it in this person is seen at once, even where others are folded.
    """
    known = [s for s in cause.statements if s not in cause.weighed]
    return Block(
        kind="list",
        heading=cause.name,
        statements=telling.restate((*known[:1], *cause.weighed)),
        more=telling.restate(known[1:]),
        is_folded=is_folded and not cause.weighed,
    )


def _only_named(causes: Sequence[PossibleCause], telling: Telling) -> Block:
    """Return sentences that name the causes for which there is little or no evidence."""
    statements = [
        statement
        for part in _in_parts(causes)
        for statement in telling.say(
            "report.only_named",
            facts=[fact for cause in part for fact in cause.statements[0].facts],
            causes=telling.join([cause.name for cause in part]),
        )
    ]
    return Block(kind="paragraph", statements=tuple(statements))


def _in_parts(causes: Sequence[PossibleCause]) -> Iterator[list[PossibleCause]]:
    """Yield the causes in order, so many at a time as one sentence can name."""
    part: list[PossibleCause] = []
    words = 0
    for cause in causes:
        length = len(cause.name.split())
        if part and words + length > MOST_WORDS_OF_NAMES:
            yield part
            part, words = [], 0
        part.append(cause)
        words += length
    if part:
        yield part
