"""Pages for questions that this is not the place for: said plainly, with where to go."""

from dataclasses import replace

from globulin.answers.context import Context
from globulin.answers.finish import Body, Status, finish_page, red_flags
from globulin.answers.red_flags import EMERGENCY, is_self_harm
from globulin.answers.related import MOST, named_questions, searched_questions
from globulin.answers.sections import BuiltSections
from globulin.answers.select import is_for
from globulin.answers.understanding import WHAT_IS
from globulin.errors import NotKnownError
from globulin.model import (
    Block,
    GlossaryTerm,
    Page,
    RedirectTopic,
    Related,
    Section,
    Sentence,
)

REFUSED = frozenset({"harm", "injection"})
SELF_HARM = "self_harm"
IN_DANGER = frozenset({EMERGENCY, SELF_HARM})
ANSWERED = IN_DANGER | {"ask_for_values"}
NOTHING_READ = "non_medical"
LANGUAGES = "languages"


def compose_elsewhere(context: Context) -> Page:
    """Return the page of a question without a plan: a word of the glossary, or a redirect."""
    read = context.read
    term = context.knowledge.term(read.term) if read.term else None
    if read.redirect is None and term is not None:
        return _compose_term(context, term)
    topic = find_topic(context)
    flags = red_flags(context)
    # Related questions are no help to somebody in danger, and none to somebody who jests.
    is_urgent = bool(flags) or topic.redirect in REFUSED | IN_DANGER
    sentences = _sentences(context, topic)
    if topic.id == EMERGENCY and is_self_harm(context.read.red_flags):
        # Whoever is in danger twice reads both texts, the one of the body first.
        sentences += _sentences(context, _known_topic(context, SELF_HARM))
    body = Body(
        title=topic.title,
        status=_status(topic.redirect),
        red_flags=flags,
        answer=tuple(context.filler.fill(s) for s in sentences if s.language is None),
        built=BuiltSections(sections=_in_languages(context, topic, sentences)),
        related=() if is_urgent else _related(context, topic),
    )
    page = finish_page(context, body)
    if topic.read_as is None:
        return page
    return replace(page, route=replace(page.route, read_as=topic.read_as))


def find_topic(context: Context) -> RedirectTopic:
    """Return the topic that the question was read as, or else that of its redirect.

    Raises:
        NotKnownError: the knowledge has no topic for the redirect.
    """
    kind = context.read.redirect or NOTHING_READ
    topic = context.knowledge.redirect_topic(context.read.topic or kind)
    # A topic of another redirect would contradict the route.
    if topic is not None and topic.redirect == kind:
        return topic
    return _known_topic(context, kind)


def _known_topic(context: Context, key: str) -> RedirectTopic:
    topic = context.knowledge.redirect_topic(key)
    if topic is None:
        message = f"no topic {key!r}: expected one in redirect_topics.toml"
        raise NotKnownError(message)
    return topic


def _sentences(context: Context, topic: RedirectTopic) -> list[Sentence]:
    """Return what is said of a topic to this audience, in order, in every language."""
    place = f"redirect.{topic.id}"
    fitting = [
        sentence
        for sentence in context.sentences
        if sentence.place == place and is_for(sentence, context.question.audience)
    ]
    return sorted(fitting, key=lambda sentence: sentence.order)


def _in_languages(
    context: Context, topic: RedirectTopic, sentences: list[Sentence]
) -> list[Section]:
    """Return a section with what is said in other languages, each in a block of its own."""
    blocks = [
        Block(
            kind="paragraph",
            statements=(context.filler.fill(sentence),),
            language=sentence.language,
        )
        for sentence in sentences
        if sentence.language is not None
    ]
    if not blocks or topic.heading is None:
        return []
    return [Section(id=LANGUAGES, heading=topic.heading, blocks=tuple(blocks))]


def _related(context: Context, topic: RedirectTopic) -> tuple[Related, ...]:
    """Return the pages of what is named, then the questions that help with a topic.

    A topic without questions of its own leads to the nearest by their words.
    """
    if not topic.related:
        return searched_questions(context)
    entries = [context.knowledge.question(slug) for slug in topic.related]
    helping = [Related(slug=e.id, question=e.question) for e in entries if e is not None]
    found = {entry.slug: entry for entry in (*named_questions(context), *helping)}
    return tuple(found.values())[:MOST]


def _compose_term(context: Context, term: GlossaryTerm) -> Page:
    body = Body(
        title=context.filler.fill_words(_title(context)),
        status="answered",
        red_flags=red_flags(context),
        answer=(context.filler.fill_text(term.text, facts=term.facts),),
        related=searched_questions(context),
    )
    return finish_page(context, body)


def _title(context: Context) -> str:
    plan = context.knowledge.plan(WHAT_IS)
    return (plan.title_term if plan is not None else None) or context.question.text


def _status(kind: str) -> Status:
    if kind in REFUSED:
        return "refused"
    return "answered" if kind in ANSWERED else "not_covered"
