"""Writes `docs/reference/knowledge.md` from the knowledge: what is there, counted.

Usage: python -m tools.knowledge_reference
"""

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from globulin.knowledge.count import count_records, figures
from globulin.knowledge.files import CSV_FILES, TOML_FILES
from globulin.knowledge.kinds import RECORD_TYPES, ROW_TYPES
from globulin.knowledge.library import Library, load_library
from globulin.model import Condition, Fact, Link, Prior, Setting

ROOT = Path(__file__).parents[1]
DAYS_IN_YEAR = 365.25
PAGE = ROOT / "docs" / "reference" / "knowledge.md"
HEAD = """\
# What the knowledge holds

This page is written by `make docs` from `knowledge/`; a test compares the two.
The formats are explained in [`knowledge/README.md`](../../knowledge/README.md).
"""


def reference(directory: Path) -> str:
    """Return the page for a knowledge directory."""
    library = load_library(directory)
    parts = [
        HEAD,
        "## Counts\n",
        *_table(("what", "number"), _counts(library)),
        "\n## Kinds of record\n",
        *_table(("kind", "files", "fields"), _kinds()),
        "\n## Conditions\n",
        "Facts are those whose subject is the condition; a figure is one with a number.\n",
        *_table(("condition", "name", "branch", "facts", "figures", "checked"), _rows(library)),
        "\n## Findings in conditions\n",
        "A ratio is the likelihood ratio for the finding present; it holds only inside the gate.\n",
        *_table(
            ("condition", "finding", "with it", "without it", "ratio", "absent", "only within"),
            _links(library),
        ),
        "\n## How common conditions are\n",
        *_table(("condition", "setting", "among", "figure", "computed from"), _priors(library)),
        "\n## Settings\n",
        *_table(
            ("setting", "means"), ((s.id, s.means) for s in library.of("setting", Setting).values())
        ),
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(ROOT / "knowledge"), encoding="utf-8")


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        cells = (str(cell).replace("|", "/") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _counts(library: Library) -> Iterator[tuple[str, int]]:
    return ((name.replace("_", " "), count) for name, count in count_records(library).items())


def _kinds() -> Iterator[tuple[str, str, str]]:
    files = CSV_FILES | {kind: (pattern,) for kind, (pattern, _) in TOML_FILES.items()}
    types = RECORD_TYPES | ROW_TYPES
    for kind in sorted(files):
        fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(types[kind]))
        yield kind, ", ".join(f"`{name}`" for name in files[kind]), fields


def _rows(library: Library) -> Iterator[tuple[object, ...]]:
    counts = figures(library)
    facts: dict[str, list[Fact]] = {}
    for fact in library.of("fact", Fact).values():
        facts.setdefault(fact.subject, []).append(fact)
    for condition in sorted(library.of("condition", Condition).values(), key=lambda c: c.id):
        known = facts.get(condition.id, [])
        checked = sum(1 for fact in known if fact.checked)
        share = f"{checked} of {len(known)}" if known else "-"
        name = (condition.id, condition.name, condition.branch)
        yield (*name, len(known), counts[condition.id], share)


def _links(library: Library) -> Iterator[tuple[object, ...]]:
    facts = library.of("fact", Fact)
    for link in library.of("link", Link).values():
        ratio = facts.get(link.ratio) if link.ratio else None
        gate = ratio.valid_within if ratio else facts[link.share].valid_within
        sides = (link.share, link.without, link.ratio, link.ratio_negative)
        numbers = (_number(facts.get(key)) if key else "" for key in sides)
        yield (link.condition, link.finding, *numbers, gate or "")


def _priors(library: Library) -> Iterator[tuple[object, ...]]:
    facts = library.of("fact", Fact)
    for prior in library.of("prior", Prior).values():
        figure = _number(facts.get(prior.fact))
        uses = ", ".join(prior.uses)
        yield prior.condition, prior.setting or "any", _people(prior), figure, uses


def _people(prior: Prior) -> str:
    """Return whom a prior is about: the population, the sex, the ages in years."""
    low, high = prior.age_low_days, prior.age_high_days
    first, end = (None if days is None else round(days / DAYS_IN_YEAR) for days in (low, high))
    ages = {
        (True, True): f"{first} to under {end} years",
        (True, False): f"{first} years and over",
        (False, True): f"under {end} years",
    }.get((low is not None, high is not None))
    return ", ".join(part for part in (prior.population, prior.sex, ages) if part) or "everybody"


def _number(fact: Fact | None) -> str:
    if fact is None:
        return ""
    ends = f"{fact.low:g} to {fact.high:g}" if None not in (fact.low, fact.high) else ""
    value = f"{fact.value:g}" if fact.value is not None else ends
    return f"{value} {fact.unit or ''}".strip()


if __name__ == "__main__":
    main()
