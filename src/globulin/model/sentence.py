"""Readers' sentences before they are filled: text with typed slots, and where it may stand."""

from dataclasses import dataclass
from typing import Literal

from globulin.model.rule import Rule

Kind = Literal["assertion", "advice", "question", "note"]
Voice = Literal["both", "patient", "clinician"]
Direction = Literal["high", "low"]
Verdict = Literal["supported", "qualified", "contradicted", "unknown"]
Urgency = Literal["emergency", "same_day", "within_days", "routine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence for readers, as data.

    Every number in `text` is a slot that names its fact. `place` is the part of a page the
    sentence belongs to; an empty `analyte`, `direction` or `intents` fits any. `facts` adds the
    facts that the words rest on beside those in the slots. A `fallback` stands only where no
    other sentence fits its place. `language` is that of a sentence that is not English. One of a
    `part` stands where that part of the analyte is asked about by its name.
    """

    id: str
    place: str
    text: str
    kind: Kind = "assertion"
    facts: tuple[str, ...] = ()
    analyte: str | None = None
    direction: Direction | None = None
    intents: tuple[str, ...] = ()
    voice: Voice = "both"
    order: int = 100
    fallback: bool = False
    language: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """Something a reader may have read elsewhere, with our verdict and the evidence for it.

    `sentence` says the verdict in plain words; `statements` are what it rests on.
    """

    id: str
    claim: str
    verdict: Verdict
    sentence: Sentence
    statements: tuple[Sentence, ...]
    analyte: str | None = None
    direction: Direction | None = None
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagRule:
    """A rule that stands outside the probabilities.

    `analytes` (if any) are those that the rule is about: in a report it rings by words only where
    these may fit.
    `report` are the same signs as values and findings of a report: one rule that holds suffices.
    `reviewed` says which clinician has read the words and the urgency, and when; empty: nobody.
    """

    id: str
    name: str
    urgency: Urgency
    basis: str
    analytes: tuple[str, ...] = ()
    report: tuple[Rule, ...] = ()
    statements: tuple[Sentence, ...] = ()
    reviewed: str = ""
    note: str | None = None
