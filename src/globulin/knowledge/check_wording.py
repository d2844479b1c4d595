"""Readers' sentences: words that none of them says, and phrases that lean on a neighbor."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from globulin.knowledge.library import Library
from globulin.model import SLOT, Sentence, fact_slots

# What stands for a slot where only the words around it are looked at.
_SLOT = "#"
SITE = "site"
# In a phrase: up to six words.
_ANY_WORDS = " ... "


def check_wording(library: Library) -> Iterator[str]:
    """Yield a line for every forbidden phrase and every British spelling in a sentence."""
    writing = library.tables["writing"]
    for where, sentence in library.sentences():
        text = SLOT.sub(_SLOT, sentence.text)
        has_figure = any(fact_slots(sentence.text))
        for phrase in forbidden_in(text, writing, has_figure=has_figure):
            yield f"{where}: {sentence.id}: forbidden phrase {phrase!r}"
        for word, ours in british_in(text, writing):
            yield f"{where}: {sentence.id}: British spelling {word!r}: expected {ours!r}"


def report_leaning(library: Library) -> Iterator[str]:
    """Yield a line for every sentence that is not understood without the one before it."""
    writing = library.tables["writing"]
    for where, sentence in library.sentences():
        # A page of the site is read from its beginning: its sentences stand nowhere else.
        if sentence.place == SITE:
            continue
        for phrase in leaning_in(sentence, writing):
            yield f"{where}: {sentence.id}: leans on another sentence: {phrase!r}"


def report_without_figure(library: Library) -> Iterator[str]:
    """Yield a line for every sentence that says how often something is so, and gives no figure."""
    phrases = library.tables["writing"]["better_with_figure"]
    for where, sentence in library.sentences():
        plain = sentence.text.lower()
        if not any(fact_slots(sentence.text)):
            said = (phrase for phrase in phrases if _has(plain, phrase))
            yield from (f"{where}: {sentence.id}: {phrase!r} without a figure" for phrase in said)


def forbidden_in(text: str, writing: Mapping[str, Any], *, has_figure: bool) -> list[str]:
    """Return the phrases in a text that no page says; some may stand beside a figure."""
    phrases = [*writing["forbidden_phrases"]]
    if not has_figure:
        phrases += writing["needs_figure"]
    plain = text.lower()
    return [phrase for phrase in phrases if _has(plain, phrase)]


def british_in(text: str, writing: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the British spellings in a text, each with the American one."""
    plain = text.lower()
    return [
        (match[0], match[0].replace(theirs, ours))
        for theirs, ours in writing["british"].items()
        if theirs in plain
        for match in re.finditer(rf"\w*{theirs}\w*", plain)
    ]


def leaning_in(sentence: Sentence, writing: Mapping[str, Any]) -> Iterator[str]:
    """Return the phrases by which a sentence leans on another one."""
    leaning = writing["leaning"]
    yield from (f"{start} ..." for start in leaning["begins"] if _begins(sentence.text, start))
    plain = sentence.text.lower()
    yield from (phrase for phrase in leaning["holds"] if _has(plain, phrase))


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) :][:1].isalnum()


def _has(plain: str, phrase: str) -> bool:
    parts = phrase.split(_ANY_WORDS)
    # Most phrases are not there at all, which is told faster so.
    if not all(part in plain for part in parts):
        return False
    pattern = r" (?:\S+ ){0,6}".join(map(re.escape, parts))
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", plain))
