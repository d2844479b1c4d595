"""Writes `docs/reference/reading-levels.md`: how hard each page is to read, measured when filled.

Usage: python -m tools.reading_levels
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from globulin.answers import answer_question
from globulin.answers.reading import compose_report
from globulin.knowledge import Knowledge, open_knowledge
from globulin.knowledge.reading_level import (
    MAX_GRADE,
    MAX_WORDS,
    ReadingLevel,
    make_reading_level,
    sentences_of,
)
from globulin.model import Page, Question, statements_of
from tests.golden.outcome import inputs, reports_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "reading-levels.md"
# The mean grade that no page may pass.
MAX_MEAN_GRADE = 8.0
# Sections that repeat the words of an input.
OF_THE_INPUT = frozenset({"findings", "not-read"})
HEAD = f"""\
# How hard the pages are to read

This page is written by `make docs` from the filled pages that patients see; a test compares them.
Grades are those of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.
A sentence ends at a full stop, a question mark or an exclamation mark.
A number with its unit, its other end, its total and its bracket is one word.
A name that pages explain is that of a word of the glossary, a condition, an analyte or a test.
In the grade it is one word of two syllables; in the length every word of it counts.
Rows of tables, headings, labels and what repeats the words of an input are no sentences.
The mean grade is that of all sentences of the page together.
No sentence may lie above grade {MAX_GRADE:g} or {MAX_WORDS} words.
No page may lie above a mean grade of {MAX_MEAN_GRADE:g}.
"""


@dataclass(frozen=True, slots=True)
class PageLevel:
    """How hard one page is: the whole, the hardest sentence, the longest sentence."""

    name: str
    sentences: int
    words: int
    grade: float
    hardest: float
    longest: int


def reading_level_of(knowledge: Knowledge) -> ReadingLevel:
    """Return the measure for the pages of a compiled knowledge."""
    return make_reading_level(
        knowledge.all, interface=knowledge.table("interface"), writing=knowledge.table("writing")
    )


def question_pages(
    knowledge: Knowledge, *, age_days: int | None = None, every: int = 1
) -> Iterator[Page]:
    """Yield the pages of the questions that have one, for patients: all, or one of so many."""
    for entry in knowledge.questions()[::every]:
        yield answer_question(Question(text=entry.question, age_days=age_days), knowledge)


def report_pages(knowledge: Knowledge) -> Iterator[tuple[str, Page]]:
    """Yield the pages about the reports of the examples and of the golden tests, by file."""
    for path in inputs():
        for number, report in enumerate(reports_of(path, knowledge), start=1):
            yield f"{path.name} {number}", compose_report(report, knowledge)


def prose(page: Page) -> list[str]:
    """Return the texts that a reader reads as sentences, in order.

    What a report's page repeats of the input is not ours to word.
    """
    ours = tuple(section for section in page.sections if section.id not in OF_THE_INPUT)
    page = replace(page, sections=ours)
    return [statement.text for statement in statements_of(page, has_tables=False)]


def level_of(name: str, texts: Iterable[str], level: ReadingLevel) -> PageLevel:
    """Return how hard the texts of a page are together."""
    parts = [part for text in texts for part in sentences_of(text)]
    whole = level.weigh(parts)
    return PageLevel(
        name=name,
        sentences=whole.sentences,
        words=whole.words,
        grade=whole.grade,
        hardest=max(map(level.grade, parts), default=0.0),
        longest=max(map(level.words, parts), default=0),
    )


def document(knowledge: Knowledge) -> str:
    """Return the page of reading levels."""
    level = reading_level_of(knowledge)
    answers = [level_of(page.slug, prose(page), level) for page in question_pages(knowledge)]
    reports = [level_of(name, prose(page), level) for name, page in report_pages(knowledge)]
    parts = [HEAD]
    for heading, rows in (("Answers", answers), ("Reports", reports)):
        grades = [row.grade for row in rows]
        parts.append(f"\n## {heading}\n")
        parts.append(f"{len(rows)} pages; mean {mean(grades):.1f}, highest {max(grades):.1f}.\n")
        parts += _table(rows)
    return "\n".join(parts) + "\n"


def _table(rows: list[PageLevel]) -> Iterator[str]:
    yield "| page | sentences | words | mean grade | hardest sentence | longest sentence |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in sorted(rows, key=lambda row: (-row.grade, row.name)):
        cells = (row.name, row.sentences, row.words, f"{row.grade:.1f}", f"{row.hardest:.1f}")
        yield f"| {' | '.join(map(str, cells))} | {row.longest} |"


if __name__ == "__main__":
    with open_knowledge() as opened:
        PAGE.write_text(document(opened), encoding="utf-8")
