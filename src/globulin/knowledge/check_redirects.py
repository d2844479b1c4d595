"""Questions that belong elsewhere: each kind has its words, and leads somewhere."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import RedirectTopic, Sentence

PLACE = "redirect."
VOICES = frozenset({"patient", "clinician"})


def check_redirects(library: Library) -> Iterator[str]:
    """Yield a line for every redirect without a topic, and every topic that is not whole."""
    topics = library.of("redirect_topic", RedirectTopic)
    redirects = library.tables["interface"]["redirect_read_as"]
    for redirect in redirects:
        if redirect not in topics or topics[redirect].redirect != redirect:
            yield f"redirect_topics.toml: redirect {redirect!r}: no topic of its own name"
    texts = _texts(library)
    for topic in topics.values():
        where = library.places["redirect_topic", topic.id]
        for problem in _problems(library, topic, texts.get(topic.id, [])):
            yield f"{where}: {topic.id}: {problem}"
    for key in texts.keys() - topics.keys():
        for sentence in texts[key]:
            where = library.places["text", sentence.id]
            yield f"{where}: {sentence.id}: place {sentence.place!r}: no such topic"


def _texts(library: Library) -> dict[str, list[Sentence]]:
    """Return the sentences of each topic that a place names."""
    texts: dict[str, list[Sentence]] = {}
    for sentence in library.of("text", Sentence).values():
        if sentence.place.startswith(PLACE):
            texts.setdefault(sentence.place.removeprefix(PLACE), []).append(sentence)
    return texts


def _problems(library: Library, topic: RedirectTopic, texts: list[Sentence]) -> Iterator[str]:
    if topic.redirect not in library.tables["interface"]["redirect_read_as"]:
        yield f"redirect {topic.redirect!r} does not exist"
    voices = {sentence.voice for sentence in texts if sentence.language is None}
    if "both" not in voices and not voices >= VOICES:
        yield "no sentence in English for patients or clinicians"
    if any(sentence.language for sentence in texts) != (topic.heading is not None):
        yield "expected a heading exactly where sentences are in another language"
    for slug in topic.related:
        if slug not in library.records["question"]:
            yield f"related question {slug!r} has no page"
