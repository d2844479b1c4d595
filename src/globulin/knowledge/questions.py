"""The questions that have a page: every plan for every analyte and direction it fits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from globulin.model import (
    Analyte,
    Condition,
    Direction,
    FollowUpTest,
    GlossaryTerm,
    Group,
    PagePlan,
    QuestionEntry,
)


def slugify(text: str) -> str:
    """Return a stable piece of an address: lower case, hyphens, ASCII.

    >>> slugify("What causes high IgM?")
    'what-causes-high-igm'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def fill_words(
    pattern: str,
    *,
    analyte: Analyte | None = None,
    direction: str | None = None,
    condition: Condition | None = None,
    test: FollowUpTest | None = None,
    term: GlossaryTerm | None = None,
) -> str:
    """Return a pattern with its word slots filled; a slot without a word stays as it is."""
    words: dict[str, str] = {}
    if analyte is not None:
        words |= {"{analyte}": analyte.short, "{analyte.name}": analyte.name}
    if direction is not None:
        words["{direction}"] = direction
    if condition is not None:
        words |= {"{condition}": condition.name, "{condition.plain}": condition.plain_name}
    if test is not None:
        words["{test}"] = test.asked_as
    if term is not None:
        words["{term}"] = term.term
    for slot, word in words.items():
        pattern = pattern.replace(slot, word)
    return pattern


def any_title(
    plan: PagePlan, analyte: Analyte, side: Direction | None = None, part: str | None = None
) -> str:
    """Return the title of a page without a direction: a test's own one where it has one.

    Of a test with pages of several kinds it is that of the plan's kind, closest to what is asked.
    """
    own = None
    if not analyte.directions:
        own = analyte.title_of(plan.intent, side, part) or analyte.title
    return own or plan.title_any or ""


def list_questions(
    *,
    plans: Sequence[PagePlan],
    analytes: Sequence[Analyte],
    conditions: Sequence[Condition],
    groups: Sequence[Group],
    tests: Sequence[FollowUpTest],
    terms: Sequence[GlossaryTerm],
    direction_words: dict[str, str],
) -> list[QuestionEntry]:
    """Return all questions that have a page, each with a slug of its own."""
    own_topics = {group.id for group in groups if group.about_immunoglobulins}
    about = [condition for condition in conditions if condition.group in own_topics]
    entries: dict[str, QuestionEntry] = {}
    for entry in _all(plans, analytes, conditions, about, direction_words):
        entries.setdefault(entry.id, entry)
    for plan in sorted(plans, key=lambda plan: plan.order):
        for entry in (*_of_tests(plan, tests), *_of_terms(plan, terms)):
            entries.setdefault(entry.id, entry)
    return list(entries.values())


def _of_tests(plan: PagePlan, tests: Sequence[FollowUpTest]) -> Iterator[QuestionEntry]:
    for test in tests if plan.title_test is not None else ():
        title = fill_words(plan.title_test or "", test=test)
        yield QuestionEntry(id=slugify(title), question=title, intent=plan.intent, test=test.id)


def _of_terms(plan: PagePlan, terms: Sequence[GlossaryTerm]) -> Iterator[QuestionEntry]:
    for term in terms if plan.title_term is not None else ():
        title = fill_words(plan.title_term or "", term=term)
        yield QuestionEntry(id=slugify(title), question=title, intent=plan.intent, term=term.id)


def _all(
    plans: Sequence[PagePlan],
    analytes: Sequence[Analyte],
    conditions: Sequence[Condition],
    own_topics: Sequence[Condition],
    direction_words: dict[str, str],
) -> Iterator[QuestionEntry]:
    for plan in sorted(plans, key=lambda plan: plan.order):
        for analyte in sorted(analytes, key=lambda analyte: analyte.order):
            if analyte.covered:
                yield from _of_analyte(plan, analyte, direction_words)
        if plan.title_condition is not None:
            for condition in conditions if plan.any_condition else own_topics:
                if plan.needs_course and not condition.course:
                    continue
                title = fill_words(plan.title_condition, condition=condition)
                yield QuestionEntry(
                    id=slugify(title), question=title, intent=plan.intent, condition=condition.id
                )


def _of_analyte(
    plan: PagePlan, analyte: Analyte, direction_words: dict[str, str]
) -> Iterator[QuestionEntry]:
    if analyte.titles:
        yield from _of_titles(plan, analyte)
        return
    if not analyte.directions and not plan.for_tests:
        return
    if plan.title is not None:
        for direction in analyte.directions:
            title = fill_words(plan.title, analyte=analyte, direction=direction_words[direction])
            yield QuestionEntry(
                id=slugify(title),
                question=title,
                intent=plan.intent,
                analyte=analyte.id,
                direction="high" if direction == "high" else "low",
            )
    if plan.title_any is not None:
        title = fill_words(any_title(plan, analyte), analyte=analyte)
        yield QuestionEntry(
            id=slugify(title), question=title, intent=plan.intent, analyte=analyte.id
        )


def _of_titles(plan: PagePlan, analyte: Analyte) -> Iterator[QuestionEntry]:
    """Yield the pages of a test that has more than one: those that its file names."""
    for row in analyte.titles:
        if row.intent == plan.intent:
            yield QuestionEntry(
                id=slugify(row.title),
                question=row.title,
                intent=plan.intent,
                analyte=analyte.id,
                direction=row.direction,
            )
