"""The claim that a question repeats: the verdict on it is on the page already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from globulin.answers.context import Context
from globulin.model import ClaimEntry, Statement
from globulin.vocabulary import tokenize

# In so many claims of a page a word may stand and still tell one from the others.
MOST_SHARED = 2
# Shorter words lose no ending.
SHORTEST = 4
INTENTS = frozenset({"causes", "meaning", "follow_up_test", "lowering"})


def asked_claim(context: Context) -> tuple[Statement, ...]:
    """Return the verdict on the one claim that the question repeats, with the claim; else none."""
    if context.read.intent not in INTENTS or context.direction is None:
        return ()
    entries = context.knowledge.claims(context.analyte.id, context.direction)
    asked = {_stem(word) for word in tokenize(context.question.text)}
    fillers = frozenset(context.knowledge.table("language")["fillers"]["words"])
    found = [
        entry
        for entry, words in zip(entries, _telling(entries, fillers), strict=True)
        if words and words <= asked
    ]
    if len(found) != 1:
        return ()
    said = context.filler.fill(found[0].sentence)
    quoted = context.interface["patterns"]["asked_claim"].format(
        claim=found[0].claim, verdict=said.text
    )
    return (replace(said, text=quoted),)


def _telling(entries: Sequence[ClaimEntry], fillers: frozenset[str]) -> list[frozenset[str]]:
    """Return for each claim the words that tell it from the others of its page."""
    words = [
        {_stem(word) for word in tokenize(entry.claim) if word not in fillers} for entry in entries
    ]
    shared = Counter(word for of_one in words for word in of_one)
    return [frozenset(w for w in of_one if shared[w] <= MOST_SHARED) for of_one in words]


def _stem(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST and word.endswith("s") else word
