"""Findings as people tell them, to ids; what is denied is absent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from globulin.knowledge import Knowledge
from globulin.model import Finding, GivenFinding
from globulin.vocabulary import Lexicon, is_negated, mend_spelling, sentences, tokenize

LONGEST_TOLD = 400
_KIND = re.compile(r"\s*\((?:disorder|finding|situation|observable entity)\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in a text: its id, and whether the text denies it."""

    id: str
    is_denied: bool


class FindingReader:
    """Every name of a finding."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index names and synonyms."""
        self._by_id = {finding.id: finding for finding in knowledge.all("finding", Finding)}
        self._by_hpo = {f.hpo: f.id for f in self._by_id.values() if f.hpo}
        phrases = [row for row in knowledge.phrases() if row[1] == "finding"]
        self._lexicon = Lexicon(phrases)
        language = knowledge.table("language")
        self.negations = language["negation"]["before"]
        self._plain = {w for words in language["spelling"].values() for w in words}
        alone = knowledge.table("reports")["findings_alone"]
        self._alone = {tokenize(word): key for key, words in alone.items() for word in words}

    def read(
        self, given: str, *, present: bool | None, where: str, hpo: str | None = None
    ) -> list[GivenFinding]:
        """Return every finding that a text names; one without an id where it names none."""
        found = [Told(key, is_denied=False) for key in self._exactly(given, hpo)]
        if not found:
            found = self.find(given)
        if not found:
            return [GivenFinding(given=given, id=None, hpo=hpo, present=present, where=where)]
        return [
            GivenFinding(
                given=given,
                id=told.id,
                hpo=self._by_id[told.id].hpo or hpo,
                present=_denied(present) if told.is_denied else present,
                where=where,
            )
            for told in found
        ]

    def is_name(self, text: str) -> bool:
        """Tell whether a text is the whole name of a finding."""
        return self._whole(text) is not None

    def read_name(
        self, given: str, *, present: bool | None, where: str, hpo: str | None = None
    ) -> GivenFinding:
        """Return the finding whose whole name a text is, or whose HPO term is given."""
        key = self._whole(given) or self._by_hpo.get(hpo or "")
        own = self._by_id[key].hpo if key is not None else None
        return GivenFinding(given=given, id=key, hpo=own or hpo, present=present, where=where)

    def _whole(self, text: str) -> str | None:
        """Return the finding that a text names from its first word to its last."""
        # Names of SNOMED CT end with their kind in brackets.
        tokens = tokenize(_KIND.sub("", text)[:LONGEST_TOLD])
        matches = self._lexicon.find(tokens)
        is_whole = len(matches) == 1 and (matches[0].start, matches[0].end) == (0, len(tokens))
        return matches[0].id if is_whole else None

    def find(self, text: str) -> list[Told]:
        """Return the findings that stand in a text, each once; one denied here and told there is.

        Nothing is kept from one text to the next: it is what a person said of themselves.
        """
        found: dict[str, Told] = {}
        for sentence in sentences(text[:LONGEST_TOLD]):
            for told in self._find_in(sentence):
                if told.id not in found or found[told.id].is_denied:
                    found[told.id] = told
        return list(found.values())

    def _find_in(self, sentence: str) -> Iterator[Told]:
        tokens = tokenize(sentence)
        tokens = mend_spelling(tokens, known=self._lexicon.words, keep=self._plain)
        for match in self._lexicon.find(tokens):
            yield Told(match.id, is_negated(tokens, match.start, self.negations))

    def kind(self, key: str) -> str:
        """Return the kind of a finding: a symptom, a laboratory result, history."""
        return self._by_id[key].kind

    def _exactly(self, given: str, hpo: str | None) -> list[str]:
        if given.strip() in self._by_id:
            return [given.strip()]
        if hpo in self._by_hpo:
            return [self._by_hpo[hpo]]
        alone = self._alone.get(tokenize(given[:LONGEST_TOLD]))
        return [] if alone is None else [alone]


def _denied(present: bool | None) -> bool | None:  # noqa: FBT001 - turned round, not a switch
    return None if present is None else not present
