"""The one page object that every surface translates: `globulin/answer/1`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from globulin.model.ages import Ages
from globulin.model.interpretation import Interpretation
from globulin.model.sentence import Direction, Urgency, Verdict
from globulin.model.shown import RedFlag, SourceEntry
from globulin.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a question was read; `others` are the next readings where this one is not certain."""

    intent: str
    analyte: str | None
    direction: Direction | None
    condition: str | None
    redirect: str | None
    confidence: float
    read_as: str
    others: tuple["Related", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as asked, with what is known of the person it is about.

    With `is_brief` a page names the pages of its causes in the place of all that is known of them.
    `pregnant`, `findings` (text, present), `setting` and `as_of` count where the question holds a
    value; `today` is the date that counts where no other is given.
    """

    text: str
    age_days: int | None = None
    sex: Literal["female", "male"] | None = None
    audience: Literal["patient", "clinician"] = "patient"
    unit: str | None = None
    is_brief: bool = False
    pregnant: bool | None = None
    findings: tuple[tuple[str, bool | None], ...] = ()
    setting: str | None = None
    as_of: str | None = None
    today: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureItem:
    """One row of a figure: a range (`low`, `high`) or a point (`value`), with its fact.

    `at` is the place of a point in time, in days since the first one.
    """

    label: str
    fact: str
    sources: tuple[int, ...]
    text: str
    low: float | None = None
    high: float | None = None
    value: float | None = None
    at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Data of one figure; `render` draws it, with `title`, `description` and a text twin.

    `ranges`: a bar an item; `shares`: a dot an item; `line`: one result on one axis, whose items
    are called (in `fact`) value, used, printed, lows and highs. `course`: results over time,
    whose items are called point, used (the interval) and unchanged (around the older result).
    `ages`: limits over age, whose lines are in `ages` and whose items tell the curve at a few ages.
    `chances`: a dot and a bar an item, from none to all. `ladder`: a bar a step, from where the
    last one ended (`low`) to where it ends (`high`), and a point (`value`) at the end.
    """

    id: str
    kind: Literal["ranges", "shares", "line", "course", "ages", "chances", "ladder"]
    title: str
    description: str
    unit: str
    items: tuple[FigureItem, ...]
    ages: Ages | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a section. In a table, row i and statement i say the same.

    A figure with `rows` is told by them where it is not drawn; row i and item i say the same.

    `more` is what a reader may unfold: it stands behind the statements, and is as much part of
    the page. With `is_folded` only the heading stands open. `see` is the page that tells more.
    `language` is that of a block that is not English.
    """

    kind: Literal["paragraph", "list", "table", "figure", "callout"]
    statements: tuple[Statement, ...]
    more: tuple[Statement, ...] = ()
    is_folded: bool = False
    see: "Related | None" = None
    heading: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figure: Figure | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of a page."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A cause that the page names, with what is known of it."""

    id: str
    name: str
    plain_name: str
    branch: str
    group: str
    evidence: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said elsewhere, with the verdict.

    The first of its statements says the verdict in words, the others are the evidence.
    """

    claim: str
    verdict: Verdict
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do, at one urgency."""

    urgency: Urgency
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the field that the page uses, with what it means."""

    id: str
    term: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another question that has a page."""

    slug: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How much of the page somebody has compared with its sources, and whether a clinician has."""

    facts: int
    checked: int
    clinician: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer. Field for field the contract's `globulin/answer/1`.

    Beside it: `answer` (the answer in two sentences), `terms` (the words of the field that the
    page uses), `audience`, `review` and `words` (the labels a medium needs, so that no surface
    holds a reader's sentence).
    """

    schema: str
    knowledge_version: str
    status: Literal["answered", "not_covered", "refused"]
    question: str
    title: str
    slug: str
    updated: str | None
    audience: str
    disclaimer: str
    route: Route
    red_flags: tuple[RedFlag, ...]
    answer: tuple[Statement, ...]
    key_facts: tuple[Statement, ...]
    sections: tuple[Section, ...]
    causes: tuple[Cause, ...]
    claims: tuple[Claim, ...]
    next_steps: tuple[NextStep, ...]
    when_to_get_help: tuple[Statement, ...]
    terms: tuple[Term, ...]
    sources: tuple[SourceEntry, ...]
    related: tuple[Related, ...]
    review: Review
    words: dict[str, str]
    interpretation: Interpretation | None = None


def texts_of(page: Page) -> Iterator[str]:
    """Yield every text that a reader of the page reads as sentences, in order."""
    for statement in statements_of(page):
        yield statement.text
    for claim in page.claims:
        yield claim.claim


def statements_of(page: Page, *, has_tables: bool = True) -> Iterator[Statement]:
    """Yield the statements in the order in which the page shows them, its tables too or not."""
    for flag in page.red_flags:
        yield from flag.statements
    yield from (*page.answer, *page.key_facts)
    for section in page.sections:
        for block in section.blocks:
            if has_tables or block.kind != "table":
                yield from (*block.statements, *block.more)
    for claim in page.claims:
        yield from claim.statements
    for step in page.next_steps:
        yield from step.statements
    yield from page.when_to_get_help
    for term in page.terms:
        yield from term.statements
