"""The development set: questions as people ask them, each with how it should be read."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "questions"
COLUMNS = (
    "question",
    "status",
    "intent",
    "analyte",
    "direction",
    "condition",
    "redirect",
    "also_intents",
    "part",
    "source",
    "url",
    "note",
)
DEV, HELD_OUT = "dev", "held-out"
# Files of which no question is held out.
LOOKED_AT = frozenset({"voices.csv", "emergencies.csv", "pages.csv"})
# The source of a question that no page asked.
OWN = "globulin"
# How a note begins that names redirects as defensible as the one told.
ALSO_REDIRECTS = "also_redirects="


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledQuestion:
    """A question word for word, and its route by the contract; None where nothing is told.

    `also_intents` are as defensible as `intent`, `also_redirects` as `redirect`. `part` is `dev`
    or `held-out`. `file` is the name of the table it stands in.
    """

    question: str
    status: str
    intent: str
    analyte: str | None
    direction: str | None
    condition: str | None
    redirect: str | None
    also_intents: tuple[str, ...]
    also_redirects: tuple[str, ...]
    part: str
    source: str
    url: str
    note: str
    file: str

    @property
    def intents(self) -> frozenset[str]:
        """Return every intent that is right."""
        return frozenset((self.intent, *self.also_intents))

    @property
    def redirects(self) -> frozenset[str | None]:
        """Return every redirect that is right."""
        return frozenset((self.redirect, *self.also_redirects))

    @property
    def is_in_scope(self) -> bool:
        """Tell whether a page of the knowledge answers it, and no fixed text."""
        return self.status == "answered" and self.redirect is None


def part_of(question: str) -> str:
    """Return the part a question belongs to: held out where its SHA-256 begins with an odd byte."""
    return HELD_OUT if sha256(question.encode()).digest()[0] % 2 else DEV


def level(question: str) -> str:
    """Return a question in small letters and plain words: two that are level are the same.

    >>> level("What does “High” IgM mean?")
    'what does high igm mean'
    """
    return " ".join(re.findall(r"\w+", question.lower()))


def also_redirects_of(note: str) -> tuple[str, ...]:
    """Return the redirects that a note begins with.

    >>> also_redirects_of("also_redirects=other_test;clinician | an antibody against self")
    ('other_test', 'clinician')
    >>> also_redirects_of("no side")
    ()
    """
    told, _, _ = note.partition(" | ")
    if not told.startswith(ALSO_REDIRECTS):
        return ()
    return tuple(told.removeprefix(ALSO_REDIRECTS).split(";"))


def load_questions(folder: Path = FOLDER) -> tuple[LabelledQuestion, ...]:
    """Return the questions of every table of a folder, in the order of names and rows.

    Raises:
        ValueError: a table has other columns.
    """
    return tuple(question for path in sorted(folder.glob("*.csv")) for question in _questions(path))


def _questions(path: Path) -> Iterator[LabelledQuestion]:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            message = f"{path.name}: line 1: expected the columns {','.join(COLUMNS)}"
            raise ValueError(message)
        for row in rows:
            yield LabelledQuestion(
                question=row["question"],
                status=row["status"],
                intent=row["intent"],
                analyte=row["analyte"] or None,
                direction=row["direction"] or None,
                condition=row["condition"] or None,
                redirect=row["redirect"] or None,
                also_intents=tuple(filter(None, row["also_intents"].split(";"))),
                also_redirects=also_redirects_of(row["note"]),
                part=row["part"],
                source=row["source"],
                url=row["url"],
                note=row["note"],
                file=path.name,
            )
