"""Chooses the sentences of one place of a page."""

from collections.abc import Iterable

from globulin.model import Direction, Sentence


def is_for(sentence: Sentence, audience: str) -> bool:
    """Tell whether a sentence is said to this audience: patient or clinician."""
    return sentence.voice in {"both", audience}


def select_sentences(
    sentences: Iterable[Sentence],
    *,
    place: str,
    intent: str,
    audience: str,
    part: str | None = None,
) -> list[Sentence]:
    """Return the sentences that belong at a place, in order.

    A fallback stands only where no other sentence of the place fits, and one about a part of the
    analyte only where that part was asked about.
    """
    fitting = [
        sentence
        for sentence in sentences
        if sentence.place == place
        and (not sentence.intents or intent in sentence.intents)
        and is_for(sentence, audience)
        and sentence.part in {None, part}
    ]
    chosen = [sentence for sentence in fitting if not sentence.fallback]
    return sorted(chosen or fitting, key=lambda sentence: sentence.order)


def narrowest(sentences: list[Sentence], side: Direction | None) -> list[Sentence]:
    """Return those that say most closely what was asked: of the part first, then of the side."""
    fitting = [sentence for sentence in sentences if sentence.direction in {None, side}]
    closest = max((_closeness(sentence) for sentence in fitting), default=None)
    return [sentence for sentence in fitting if _closeness(sentence) == closest]


def _closeness(sentence: Sentence) -> tuple[bool, bool]:
    return sentence.part is not None, sentence.direction is not None
