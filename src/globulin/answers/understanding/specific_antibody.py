"""Whether an antibody against one thing is asked about, and not the total amount of a class."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from globulin.answers.understanding.asked import Asked
from globulin.answers.understanding.signals import Signals, english_words, own_words
from globulin.knowledge import Knowledge
from globulin.model import Analyte
from globulin.vocabulary import Match, Patterns, compile_patterns, find_phrases, is_number

Span = tuple[int, int]


@lru_cache(maxsize=4)
def specific_words(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Return the words by which such an antibody is told: those of reports, and of questions."""
    shared = knowledge.table("language")["specific_antibody"]
    own = knowledge.table("scope")["specific_antibody"]
    joined = {name: (*shared[name], *own[f"more_{name}"]) for name in ("markers", "targets")}
    return {name: tuple(words) for name, words in own.items()} | joined


@lru_cache(maxsize=4)
def _wording(knowledge: Knowledge) -> Patterns:
    scope = knowledge.table("scope")
    classes = knowledge.table("language")["class"] | scope["class"]
    return compile_patterns(scope["specific_antibody"]["patterns"], classes)


def is_specific_antibody(
    signals: Signals,
    knowledge: Knowledge,
    words: Mapping[str, Sequence[str]],
    asked: Asked | None,
) -> bool:
    """Tell whether an antibody against a germ, a food or the body itself is meant.

    It is, where the thing stands right before a class ("hepatitis A IgM") or behind it with a
    word that joins them ("IgM for mono", "IgG antibodies against measles"); where a class is told
    as such tests are ("positive", "titer", "index"); and where antibodies against such a thing
    are asked about without a class. Not where that test is asked for as a test, or only a word is.
    """
    if asked is not None and (asked.is_test or asked.is_word):
        return False
    wording = _wording(knowledge)
    is_worded = any(wording.search(text) for text in (signals.text, signals.plain))
    named = [match for match in signals.analytes if _is_class(knowledge, match)]
    classes = [(match.start, match.end) for match in named]
    targets = list(_targets(signals, knowledge, words))
    if not classes:
        is_antibody = bool(find_phrases(signals.tokens, words["antibodies"]))
        is_other = all(knowledge.analyte(m.id) == _family(knowledge) for m in signals.analytes)
        is_food = any(m.id in words["classes"] for m in signals.analytes)
        is_amount = bool(signals.analytes and signals.said)
        is_told = (is_worded and not is_amount) or (bool(targets) and (is_antibody or is_food))
        return (is_other or is_food) and is_told
    if any(_is_total(signals, span, words) for span in classes):
        return False
    if (is_worded and not signals.said) or any(
        _is_told_so(signals, span, words) for span in classes
    ):
        return True
    if targets and _is_told_as_such(signals, targets, classes, words):
        return True
    return any(
        _is_before(signals, target, span, words)
        or _is_joined(signals, target, span, words)
        or _is_beside(signals, target, span, words)
        for target in targets
        for span in classes
    )


def _unheard(
    signals: Signals, knowledge: Knowledge, words: Mapping[str, Sequence[str]]
) -> Iterator[Span]:
    """Yield words that we do not know, shaped like a name, before a class or "antibodies".

    A side said beside it ("wonky IgM is high") tells that the total is meant.
    """
    if signals.said:
        return
    starts = {match.start for match in signals.analytes}
    starts |= {start for start, _, _ in find_phrases(signals.tokens, words["antibodies"])}
    known = english_words(knowledge) | own_words(knowledge)
    for start in starts - {0}:
        token = signals.tokens[start - 1]
        is_name = token.endswith(tuple(words["name_endings"])) or not token.isalpha()
        is_long = len(token) >= SHORTEST_UNHEARD
        if (
            is_name
            and is_long
            and token not in known
            and not is_number(token)
            and start not in signals.breaks
        ):
            yield start - 1, start


SHORTEST_UNHEARD = 4


def _is_told_as_such(
    signals: Signals,
    targets: Sequence[Span],
    classes: Sequence[Span],
    words: Mapping[str, Sequence[str]],
) -> bool:
    """Tell whether classes beside a thing are told as such tests are: positive, or a bare number.

    A class with a side, or a number in a unit of mass, is an amount; a result right behind the
    thing ("RF negative, IgM 412") is that of the thing, and the number may be one.
    """
    is_mass = bool(find_phrases(signals.tokens, words["mass"]))
    if signals.said or is_mass:
        return False
    results = find_phrases(signals.tokens, words["results"])
    told = {start for start, _, _ in results} - {target[1] for target in targets}
    if told or (results and not signals.values):
        return True
    return bool(signals.values) and any(
        target[1] <= span[0] <= target[1] + BEHIND
        and not signals.breaks & set(range(target[1], span[0] + 1))
        for target in targets
        for span in classes
    )


def _is_total(signals: Signals, span: Span, words: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a class is named as a total amount: "total serum IgA", "IgM, Qn, serum"."""
    around = signals.tokens[max(0, span[0] - 2) : span[1]]
    return bool(set(around) & set(words["total"]))


def _family(knowledge: Knowledge) -> Analyte | None:
    return knowledge.analyte(knowledge.table("language")["several"]["analyte"])


def _targets(
    signals: Signals, knowledge: Knowledge, words: Mapping[str, Sequence[str]]
) -> Iterator[Span]:
    """Yield germs, foods and parts of the body: those listed, infections, and names that sound so.

    A part of the name of a class ("IgA") is none.
    """
    for start, end, _ in find_phrases(signals.tokens, words["targets"]):
        yield start, end
    endings = tuple(words["target_endings"])
    for place, token in enumerate(signals.tokens):
        if token.endswith(endings) and token not in endings:
            yield place, place + 1
    yield from _unheard(signals, knowledge, words)
    groups = {group.id: group for group in knowledge.groups()}
    for match in signals.conditions:
        condition = knowledge.condition(match.id)
        if condition is not None and groups[condition.group].has_antibodies:
            yield match.start, match.end


def _is_told_so(signals: Signals, span: Span, words: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a class is told as a test against one thing is: positive, with a titer."""
    start, end = span
    for first, last, _ in find_phrases(signals.tokens, words["markers"]):
        between = _between(signals.tokens, (first, last), span)
        if between is None:
            continue
        limit = BEFORE if last <= start else BEHIND
        owners = range(*sorted((min(last, end), max(first, start))))
        has_owner = any(_holds(match, owners) for match in (*signals.tests, *signals.conditions))
        is_close = len(between) <= limit and not set(between) & set(words["turns"])
        if is_close and not has_owner and not _owned_by_other(signals, first, span, words):
            return True
    return False


BEFORE, BEHIND = 3, 5


def _owned_by_other(
    signals: Signals, marker: int, span: Span, words: Mapping[str, Sequence[str]]
) -> bool:
    """Tell whether a marker belongs to another test: "my ANA is positive and IgM is high"."""
    others = [
        place
        for first, last, _ in find_phrases(signals.tokens, words["other_owners"])
        for place in (first, last - 1)
    ]
    to_class = min(abs(marker - span[0]), abs(marker - (span[1] - 1)))
    return any(abs(marker - place) < to_class for place in others)


def _is_before(
    signals: Signals, target: Span, span: Span, words: Mapping[str, Sequence[str]]
) -> bool:
    """Tell whether a thing stands right before a class, nothing but "virus" or "anti" between."""
    between = signals.tokens[target[1] : span[0]]
    is_apart = bool(signals.breaks & set(range(target[1], span[0] + 1)))
    return (
        target[1] <= span[0]
        and not is_apart
        and len(between) <= BEFORE - 1
        and set(between) <= set(words["linking"])
    )


def _is_joined(
    signals: Signals, target: Span, span: Span, words: Mapping[str, Sequence[str]]
) -> bool:
    """Tell whether a class is joined to a thing behind it: "IgM for", "IgG antibodies to"."""
    between = signals.tokens[span[1] : target[0]]
    is_close = span[1] <= target[0] and 0 < len(between) <= BEHIND
    is_turned = bool(set(between) & set(words["turns"]))
    return is_close and not is_turned and bool(set(between[-2:]) & set(words["joints"]))


def _is_beside(
    signals: Signals, target: Span, span: Span, words: Mapping[str, Sequence[str]]
) -> bool:
    """Tell whether a thing stands right behind a class, and nothing says a side or a reason."""
    is_apart = bool(signals.breaks & set(range(span[1], target[0] + 1)))
    is_turned = bool(set(signals.tokens[span[1] : target[0]]) & set(words["turns"]))
    is_close = 0 <= target[0] - span[1] <= 1 and not is_turned
    return is_close and not signals.said and not is_apart


def _between(tokens: Sequence[str], one: Span, other: Span) -> Sequence[str] | None:
    if one[1] <= other[0]:
        return tokens[one[1] : other[0]]
    return tokens[other[1] : one[0]] if other[1] <= one[0] else None


def _holds(match: Match, places: range) -> bool:
    return match.start in places


def _is_class(knowledge: Knowledge, match: Match) -> bool:
    analyte = knowledge.analyte(match.id)
    return analyte is not None and (bool(analyte.directions) or analyte.antibody_class)
