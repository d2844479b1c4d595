"""Which questions have a page, and how a page of each kind is laid out."""

from dataclasses import dataclass
from typing import Literal

from globulin.model.sentence import Direction

Fill = Literal[
    "texts",
    "causes",
    "intervals",
    "ages",
    "limits",
    "shares",
    "about",
    "next",
    "effects",
    "course",
    "not_known",
    "test",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """One section: its heading (with word slots), and what fills it, in this order.

    `heading_any` is for pages without a direction.

    `fill` lists `texts` (sentences whose place is `place`), `causes` (those of the analyte and
    direction, by group), `intervals` (the default table), `limits` (figure of published adult
    limits), `shares` (figure of how often the value lies beyond the limit), `ages`
    (figure of limits over age), or of the condition
    asked about what it is (`about`), what is done first (`next`), what it does to each analyte
    (`effects`), what happens over time (`course`) and what was not found (`not_known`), or what is
    said at this place of the test asked about (`test`).
    """

    id: str
    heading: str
    heading_any: str | None = None
    fill: tuple[Fill, ...] = ("texts",)
    place: str
    style: Literal["paragraph", "list", "callout"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """The layout of all pages of one intent: title and reading patterns, sections in order.

    `title` is for pages with a direction, `title_any` for those without one, `title_condition`
    for those about a condition, `title_test` about a follow-up test, `title_term` about a word
    of the glossary; a missing title means that there is no such page.
    `any_condition`: for every condition, not only for those that are about immunoglobulins.
    `needs_course`: only for conditions of which it is known what happens over time.
    `condition_sections` are those of a page about a condition, `test_sections` those of a page
    about a test. `claims`: the page lists what people may have read elsewhere. `for_tests`: also
    for analytes without a direction, which are tests.
    """

    id: str
    intent: str
    sections: tuple[str, ...]
    title: str | None = None
    title_any: str | None = None
    title_condition: str | None = None
    title_test: str | None = None
    title_term: str | None = None
    any_condition: bool = False
    needs_course: bool = False
    condition_sections: tuple[str, ...] = ()
    test_sections: tuple[str, ...] = ()
    claims: bool = False
    for_tests: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A question that has a page: its stable slug (the id) and what it asks."""

    id: str
    question: str
    intent: str
    analyte: str | None = None
    direction: Direction | None = None
    condition: str | None = None
    test: str | None = None
    term: str | None = None
