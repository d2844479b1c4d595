"""Short notations for many wordings, written out: inflections, choices, words that may be left out.

`bleed~` stands for every inflection, `his|her` for one of several words, `my?` for a word that may
be missing, `no_sound` for a choice of two words, `@part` for any phrase of another list, and
`#name` for a number of a named kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product

from globulin.vocabulary.words import normalize

# The words of which one stands at a place, and a row of such places.
Slot = frozenset[str]
Row = tuple[Slot, ...]
INFLECTED, OPTIONAL, CHOICE, OTHER_LIST, NUMBER, JOINED = "~", "?", "|", "@", "#", "_"
VOWELS = frozenset("aeiou")
# A consonant at the end that is never doubled.
NEVER_DOUBLED = frozenset("wxy")
SHORTEST_DOUBLED = 3


class Phrasing:
    """Lists of phrases by name, each of which may use the others."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Keep the lists; a phrase is written out when it is asked for."""
        self._lists = lists
        self._written: dict[str, tuple[Row, ...]] = {}
        self._chosen: dict[str, tuple[Row, ...]] = {}

    def write_out(self, phrase: str) -> Iterator[Row]:
        """Yield every row of places that a phrase stands for."""
        for choice in product(*map(self._choose, phrase.split())):
            row = tuple(slot for part in choice for slot in part)
            if row:
                yield row

    def of_list(self, name: str) -> tuple[Row, ...]:
        """Return every row of a list.

        Raises:
            KeyError: there is no such list.
        """
        if name not in self._written:
            rows = (row for phrase in self._lists[name] for row in self.write_out(phrase))
            self._written[name] = tuple(dict.fromkeys(rows))
        return self._written[name]

    def _choose(self, word: str) -> tuple[Row, ...]:
        if word not in self._chosen:
            self._chosen[word] = tuple(self._choices(word))
        return self._chosen[word]

    def _choices(self, word: str) -> Iterator[Row]:
        """Yield what may stand for a word: nothing, longer phrases, all single words at once."""
        if word.endswith(OPTIONAL):
            yield ()
        single: set[str] = set()
        for choice in word.removesuffix(OPTIONAL).split(CHOICE):
            if choice.startswith(OTHER_LIST):
                rows = self.of_list(choice.removeprefix(OTHER_LIST))
                single.update(*(row[0] for row in rows if len(row) == 1))
                yield from (row for row in rows if len(row) > 1)
            elif JOINED in choice:
                yield from self.write_out(choice.replace(JOINED, " "))
            elif choice.startswith(NUMBER):
                single.add(choice)
            else:
                single.update(inflect(choice))
        if single - {""}:
            yield (frozenset(single - {""}),)


# The same words stand in many choices; all are of the knowledge.
@lru_cache(maxsize=8192)
def inflect(word: str) -> tuple[str, ...]:
    """Return a word alone, or with `~` behind it every form that English may give it.

    Forms that nobody uses do no harm; those that a learner makes up ("bleeded") are wanted.

    >>> inflect("stop~")
    ('stop', 'stops', 'stoped', 'stoping', 'stopped', 'stopping')
    """
    if not word.endswith(INFLECTED):
        return (normalize(word),)
    stem = normalize(word.removesuffix(INFLECTED))
    forms = _Forms(stem)
    return tuple(dict.fromkeys((stem, *forms.with_s, *forms.with_endings)))


class _Forms:
    """The forms of one word."""

    def __init__(self, stem: str) -> None:
        self._stem = stem

    @cached_property
    def with_s(self) -> tuple[str, ...]:
        if self._ends_in_consonant_and("y"):
            return (f"{self._stem}s", f"{self._stem[:-1]}ies")
        if self._stem.endswith(("s", "x", "ch", "sh")):
            return (f"{self._stem}es",)
        return (f"{self._stem}s",)

    @cached_property
    def with_endings(self) -> tuple[str, ...]:
        stem = self._stem
        if stem.endswith("e"):
            return (f"{stem}d", f"{stem[:-1]}ing", f"{stem}ing")
        past = (f"{stem}ed", f"{stem}ing")
        if self._ends_in_consonant_and("y"):
            return (f"{stem[:-1]}ied", *past)
        return past + ((f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing") if self._doubles else ())

    def _ends_in_consonant_and(self, letter: str) -> bool:
        return self._stem.endswith(letter) and self._stem[-2:-1] not in VOWELS

    @property
    def _doubles(self) -> bool:
        last = self._stem[-1]
        return (
            len(self._stem) >= SHORTEST_DOUBLED
            and last not in VOWELS | NEVER_DOUBLED
            and self._stem[-2] in VOWELS
            and self._stem[-3] not in VOWELS
        )
