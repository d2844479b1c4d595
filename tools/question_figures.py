"""How well questions are understood, measured on the development set, beside full-text search.

Usage: python -m tools.question_figures [--json] [--write] [--misses dev]

`--write` puts the table into `docs/explanation/understanding.md`. `--misses dev` lists what went
wrong on the part that may be looked at; the held-out part is never listed, so that nobody fits
the words to it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from globulin.answers import answer_question
from globulin.knowledge import Knowledge, open_knowledge
from globulin.model import Question
from tests.questions import DEV, HELD_OUT, LabelledQuestion, load_questions

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "understanding.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
EMERGENCY = "emergency"
# Fixed texts that help without a page: answering with them is no leak.
HELPING = frozenset({EMERGENCY, "self_harm", "ask_for_values"})
NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a question was read by one of the two ways.

    `redirect` is None from a search, which knows no kinds of them.
    """

    status: str
    intent: str | None = None
    analyte: str | None = None
    direction: str | None = None
    condition: str | None = None
    redirect: str | None = None
    is_emergency: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    @property
    def percent(self) -> float:
        """Return the share in percent; 0 of nothing."""
        return 100 * self.right / self.of if self.of else 0.0

    def __str__(self) -> str:
        """Return the share in percent with both counts.

        >>> print(Share(3, 4), Share(0, 0), sep="; ")
        75.0 % (3 of 4); none
        """
        return f"{self.percent:.1f} % ({self.right} of {self.of})" if self.of else "none"


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table: which questions it counts, and what counts as a hit.

    `by_search`: full-text search alone can be measured so too. `is_better_high`: more is better.
    """

    id: str
    name: str
    counts: Callable[[LabelledQuestion], bool]
    hits: Callable[[LabelledQuestion, Reading], bool]
    by_search: bool = True
    is_better_high: bool = True


def read_by_parser(text: str, knowledge: Knowledge) -> Reading:
    """Return how globulin itself reads a question."""
    page = answer_question(Question(text=text, is_brief=True), knowledge)
    route = page.route
    return Reading(
        status=page.status,
        intent=route.intent,
        analyte=route.analyte,
        direction=route.direction,
        condition=route.condition,
        redirect=route.redirect,
        is_emergency=any(flag.urgency == EMERGENCY for flag in page.red_flags),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The best question that full-text search found, and how well it fits (higher is better)."""

    fit: float
    reading: Reading


def find_by_search(text: str, knowledge: Knowledge) -> Found:
    """Return the best hit among the questions that have a page, read as what that page asks."""
    hits = knowledge.search(text, limit=1, kinds=("question",))
    entry = knowledge.question(hits[0].id) if hits else None
    if entry is None:
        return Found(0.0, Reading(status=NOT_COVERED))
    reading = Reading(
        status="answered",
        intent=entry.intent,
        analyte=entry.analyte,
        direction=entry.direction,
        condition=entry.condition,
    )
    return Found(-hits[0].rank, reading)


def is_status_right(asked: LabelledQuestion, read: Reading) -> bool:
    """Tell whether the status is the one told, or goes with a redirect as defensible."""
    return read.status == asked.status or read.redirect in asked.also_redirects


def is_routed(asked: LabelledQuestion, read: Reading) -> bool:
    """Tell whether the right kind of page answers: scope, kind of redirect, and the intent."""
    if read.redirect not in asked.redirects or not is_status_right(asked, read):
        return False
    return not asked.is_in_scope or read.intent in asked.intents


def is_sent_right(asked: LabelledQuestion, read: Reading) -> bool:
    """Tell whether the scope is right and, where a page answers, its intent."""
    if not is_status_right(asked, read):
        return False
    return not asked.is_in_scope or read.intent in asked.intents


def is_triple_right(asked: LabelledQuestion, read: Reading) -> bool:
    """Tell whether intent, analyte and direction are all right."""
    same = (asked.analyte, asked.direction) == (read.analyte, read.direction)
    return same and read.intent in asked.intents and read.status == asked.status


def is_leak(_: LabelledQuestion, read: Reading) -> bool:
    """Tell whether a page of the knowledge answers."""
    return read.status == "answered" and read.redirect not in HELPING


def is_out_of_scope(asked: LabelledQuestion) -> bool:
    """Tell whether no page of the knowledge should answer."""
    return asked.status != "answered"


MEASURES = (
    Measure("routing", "Routing right, all questions", lambda _: True, is_routed, by_search=False),
    Measure(
        "routing_without_kinds", "The same, kinds of redirect aside", lambda _: True, is_sent_right
    ),
    Measure(
        "intent",
        "In scope: intent right",
        lambda asked: asked.is_in_scope,
        lambda asked, read: read.status == asked.status and read.intent in asked.intents,
    ),
    Measure(
        "triple",
        "In scope: intent, analyte and direction right",
        lambda asked: asked.is_in_scope,
        is_triple_right,
    ),
    Measure(
        "triple_first",
        "The same, second readings aside",
        lambda asked: asked.is_in_scope,
        lambda asked, read: is_triple_right(asked, read) and read.intent == asked.intent,
    ),
    Measure(
        "condition",
        "In scope: condition right",
        lambda asked: asked.is_in_scope,
        lambda asked, read: asked.condition == read.condition,
    ),
    Measure(
        "refused",
        "In scope, yet not answered",
        lambda asked: asked.is_in_scope,
        lambda _, read: read.status != "answered",
        is_better_high=False,
    ),
    Measure("leak", "Out of scope, yet answered", is_out_of_scope, is_leak, is_better_high=False),
    Measure(
        "redirect",
        "Out of scope: kind of redirect right",
        is_out_of_scope,
        lambda asked, read: read.redirect in asked.redirects,
        by_search=False,
    ),
    Measure(
        "caught",
        "Emergencies caught",
        lambda asked: asked.redirect == EMERGENCY,
        lambda _, read: read.is_emergency,
        by_search=False,
    ),
    Measure(
        "false_alarm",
        "No emergency, yet taken for one",
        lambda asked: EMERGENCY not in asked.redirects,
        lambda _, read: read.is_emergency,
        by_search=False,
        is_better_high=False,
    ),
)
PARSER, SEARCH = "globulin", "search alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every measure by part and way, and the fit below which a search counts as no hit."""

    shares: dict[str, dict[str, dict[str, Share]]]
    threshold: float


def measure(knowledge: Knowledge, questions: Sequence[LabelledQuestion]) -> Figures:
    """Return the figures of all questions."""
    parsed = [read_by_parser(asked.question, knowledge) for asked in questions]
    found = [find_by_search(asked.question, knowledge) for asked in questions]
    on_dev = [
        (asked, hit) for asked, hit in zip(questions, found, strict=True) if asked.part == DEV
    ]
    threshold = choose_threshold(on_dev)
    searched = [cut(hit, threshold) for hit in found]
    return Figures(
        shares={
            part: {
                PARSER: _shares(part, questions, parsed, MEASURES),
                SEARCH: _shares(part, questions, searched, [m for m in MEASURES if m.by_search]),
            }
            for part in (DEV, HELD_OUT)
        },
        threshold=threshold,
    )


def _shares(
    part: str,
    questions: Sequence[LabelledQuestion],
    readings: Sequence[Reading],
    measures: Iterable[Measure],
) -> dict[str, Share]:
    pairs = [pair for pair in zip(questions, readings, strict=True) if pair[0].part == part]
    shares = {}
    for row in measures:
        counted = [pair for pair in pairs if row.counts(pair[0])]
        shares[row.id] = Share(sum(row.hits(*pair) for pair in counted), len(counted))
    return shares


def cut(found: Found, threshold: float) -> Reading:
    """Return what a search read, or that it is not covered where the fit is too poor."""
    return found.reading if found.fit >= threshold else Reading(status=NOT_COVERED)


def choose_threshold(pairs: Sequence[tuple[LabelledQuestion, Found]]) -> float:
    """Return the fit that best tells what is in scope from what is not; the lowest of several.

    Both sides weigh the same, however many questions each has.
    """
    inside = [found.fit for asked, found in pairs if asked.is_in_scope]
    outside = [found.fit for asked, found in pairs if is_out_of_scope(asked)]

    def told_apart(threshold: float) -> float:
        kept = Share(sum(fit >= threshold for fit in inside), len(inside))
        left = Share(sum(fit < threshold for fit in outside), len(outside))
        return kept.percent + left.percent

    return max(sorted({0.0, *inside, *outside}), key=told_apart)


def table(figures: Figures) -> str:
    """Return the figures as a table in Markdown."""
    columns = [(part, way) for part in (DEV, HELD_OUT) for way in (PARSER, SEARCH)]
    lines = [
        f"| | {' | '.join(f'{part}, {way}' for part, way in columns)} |",
        f"| --- |{' --- |' * len(columns)}",
    ]
    for row in MEASURES:
        cells = [str(figures.shares[part][way].get(row.id, "-")) for part, way in columns]
        lines.append(f"| {row.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def document(page: str, figures: Figures) -> str:
    """Return the page of the documentation with the figures of now.

    Raises:
        ValueError: the page has no place for them.
    """
    head, start, rest = page.partition(START)
    _, end, tail = rest.partition(END)
    if not (start and end):
        message = f"{PAGE.name}: expected {START} and {END}"
        raise ValueError(message)
    return f"{head}{start}\n\n{table(figures)}\n\n{end}{tail}"


def misses(knowledge: Knowledge, questions: Iterable[LabelledQuestion]) -> list[str]:
    """Return what was read wrongly on the part that may be looked at, one question a line."""
    lines = []
    for asked in questions:
        if asked.part != DEV:
            continue
        read = read_by_parser(asked.question, knowledge)
        triple = not asked.is_in_scope or is_triple_right(asked, read)
        alarm = (EMERGENCY in asked.redirects) if read.is_emergency else asked.redirect != EMERGENCY
        same = asked.condition == read.condition or not asked.is_in_scope
        if is_routed(asked, read) and triple and alarm and same:
            continue
        lines.append(f"{asked.question}\n  expected {_route(asked)}\n  got      {_route(read)}")
    return lines


def _route(told: LabelledQuestion | Reading) -> str:
    intents, redirects = [told.intent or "-"], [told.redirect or ""]
    if isinstance(told, LabelledQuestion):
        intents += told.also_intents
        redirects += told.also_redirects
    shown = (told.status, "/".join(redirects) or None, "/".join(intents))
    parts = (*shown, told.analyte, told.direction)
    return " ".join(str(part) for part in (*parts, told.condition) if part is not None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tools.question_figures")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    parser.add_argument("--misses", metavar="PART", help="list what went wrong: dev only")
    chosen = parser.parse_args(arguments)
    if chosen.misses not in {None, DEV}:
        parser.error(
            "--misses: only dev is listed: words fitted to the held-out part measure nothing"
        )
    questions = load_questions()
    with open_knowledge() as knowledge:
        if chosen.misses:
            print("\n".join(misses(knowledge, questions)))
            return 0
        figures = measure(knowledge, questions)
    if chosen.write:
        PAGE.write_text(document(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")
    print(json.dumps(asdict(figures), indent=1) if chosen.json else table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
