"""Chooses the sentences of one place of a page."""

from collections.abc import Iterable

from globulin.model import Sentence


def is_for(sentence: Sentence, audience: str) -> bool:
    """Tell whether a sentence is said to this audience: patient or clinician."""
    return sentence.voice in {"both", audience}


def select_sentences(
    sentences: Iterable[Sentence], *, place: str, intent: str, audience: str
) -> list[Sentence]:
    """Return the sentences that belong at a place, in order.

    A fallback stands only where no other sentence of the place fits.
    """
    fitting = [
        sentence
        for sentence in sentences
        if sentence.place == place
        and (not sentence.intents or intent in sentence.intents)
        and is_for(sentence, audience)
    ]
    chosen = [sentence for sentence in fitting if not sentence.fallback]
    return sorted(chosen or fitting, key=lambda sentence: sentence.order)
