"""Whose value a question tells, and which of the ages and sexes in it are that person's."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from globulin.answers.told_ages import SEXES, ToldAge
from globulin.answers.told_words import line_reader
from globulin.intake.desk import Desk
from globulin.knowledge import Knowledge
from globulin.model import Sex
from globulin.vocabulary import tokenize, words_with_places

Owner = Literal["self", "kin"]
AGE_DOUBT = "age_not_clear"
# So many words before a class or an age may tell whose it is.
NEAR = 6
# Behind an age, only the next words may: "my 6 year old daughter".
NEXT = 2
MALE = "male"


@dataclass(frozen=True, slots=True)
class People:
    """The words for people."""

    kin: frozenset[str]
    of_self: frozenset[str]
    sexes: dict[str, Sex]
    pronouns: dict[str, Sex]

    def owner(self, words: Sequence[str]) -> tuple[Owner | None, Sex | None]:
        """Return whose something is by the words before it, the nearest first, and their sex.

        "My 3 year old" is a child, whatever the word behind.
        """
        following = ""
        for word in reversed(words[-NEAR:]):
            if word in self.kin or word in self.pronouns:
                return "kin", self.sexes.get(word) or self.pronouns.get(word)
            if word in self.of_self:
                return ("kin" if word == "my" and following.isdigit() else "self"), None
            following = word
        return None, None


@lru_cache(maxsize=4)
def _people(knowledge: Knowledge) -> People:
    table: dict[str, Any] = knowledge.table("told_values")["people"]
    return People(
        kin=frozenset(table["kin"]),
        of_self=frozenset(table["of_self"]),
        sexes={word: sex for sex in SEXES for word in table[sex]},
        pronouns={word: sex for sex in SEXES for word in table[f"of_{sex}"]},
    )


@dataclass(frozen=True, slots=True)
class OwnedAge:
    """An age with whose it is, as far as that is told."""

    age: ToldAge
    owner: Owner | None
    sex: Sex | None


def tell_person(desk: Desk, text: str, ages: Sequence[ToldAge], knowledge: Knowledge) -> None:
    """Let the ages and sexes count that a question tells of the person whose value it is.

    What is told of somebody else counts for nothing; where it is not clear of whom an age is
    told, it is not used.
    """
    people = _people(knowledge)
    owner, sex = people.owner(_before_class(text, knowledge))
    owned = list(_owned(text, ages, people))
    own = [one for one in owned if owner is None or one.owner in {owner, None}]
    told = {math.ceil(one.age.days) for one in own if owner is None or one.owner == owner}
    age_days = desk.person.age_days
    is_of_kin = owner == "kin" and any(one.owner == "kin" for one in owned)
    if is_of_kin or age_days is None:
        first = math.ceil(own[0].age.days) if own else None if is_of_kin else age_days
        age_days = min(told, default=first)
    if len(told) > 1 or (owner is None and _has_kin_and_self(owned)):
        desk.check("warning", AGE_DOUBT, "question")
        age_days = None
    sex = sex or next((one.sex for one in own if one.sex is not None), None)
    if sex is None and owner != "kin":
        sex = _plain_sex(text, people)
    is_others_sex = owner == "kin" and sex is not None
    chosen = sex if is_others_sex or desk.person.sex is None else desk.person.sex
    desk.person = replace(desk.person, age_days=age_days, sex=chosen)
    if chosen == MALE:
        # It is told of whoever asks for him.
        key = desk.readers.table["told_person"]["pregnant"]
        desk.findings[:] = [finding for finding in desk.findings if finding.id != key]


def _has_kin_and_self(owned: Sequence[OwnedAge]) -> bool:
    return {"kin", "self"} <= {one.owner for one in owned}


def _before_class(text: str, knowledge: Knowledge) -> list[str]:
    """Return the words before the first class; those of a sentence before it tell too."""
    places = words_with_places(text)
    classes = line_reader(knowledge).finder.classes(text, places)
    end = min((match.start for match in classes), default=0)
    return [word for word, _, _ in places[:end]]


def _owned(text: str, ages: Sequence[ToldAge], people: People) -> Iterator[OwnedAge]:
    """Yield the ages with whose they are: by the word right behind, else by those before."""
    for age in ages:
        inside = tokenize(text[age.start : age.end])
        behind = [*inside, *tokenize(text[age.end : age.end + 40])[:NEXT]]
        named = next((word for word in behind if word in people.kin), None)
        owner, sex = people.owner([*tokenize(text[: age.start]), *inside[:1]])
        if named is not None:
            owner, sex = "kin", people.sexes.get(named)
        sex = age.sex or sex or _sex_of(behind, people)
        yield OwnedAge(age, owner, sex)


def _sex_of(words: Sequence[str], people: People) -> Sex | None:
    plain = {people.sexes[word] for word in words if word in people.sexes}
    return plain.pop() if len(plain) == 1 else None


def _plain_sex(text: str, people: People) -> Sex | None:
    """Return the one sex that words tell which name nobody else: "woman", "male"."""
    told = [word for word in tokenize(text) if word not in people.kin]
    return _sex_of(told, people)
