"""What a result measures, by its name and code: a total that can be read, or why it is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from globulin.intake.phrases import Phrases
from globulin.knowledge import Knowledge
from globulin.model import Code, CodedTest
from globulin.vocabulary import Lexicon, Match, find_phrases, tokenize

OID = "2.16.840.1.113883.6.1"
LOINC_SYSTEMS = frozenset({"http://loinc.org", "https://loinc.org", "loinc", "ln", OID})
CONFLICT = "code_and_name_differ"
OTHER_TEST = "other_test"
CODE_UNKNOWN = "code_not_known"
UNDER_OTHER_TEST = "under_other_test"
NOT_UNDERSTOOD = "name_not_understood"


@dataclass(frozen=True, slots=True)
class Named:
    """The analyte of a result, or the code of the reason why it is not read.

    `mentions` tells whether a class that could be read is named at all.
    """

    analyte: str | None
    loinc: str | None
    refusal: str | None
    mentions: bool = False


class NameReader:
    """All names of analytes, with the words that may stand beside them without changing them."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the names; only analytes with a reference interval can be read."""
        words = knowledge.table("reports")["names"]
        self.readable = {
            analyte.id: analyte
            for analyte in knowledge.analytes()
            if analyte.directions and analyte.covered and analyte.units
        }
        phrases = [row for row in knowledge.phrases() if row[1] == "analyte"]
        self._lexicon = Lexicon(phrases)
        self.neutral = frozenset(words["neutral"])
        # Names of the whole family beside one class ("immunoglobulin IgM") add nothing.
        self._family = frozenset(words["family"])
        specific = knowledge.table("language")["specific_antibody"]
        said = [*words["refusals"].items()]
        said.append(("specific_antibody", [*specific["markers"], *specific["targets"]]))
        self._refusals = [(code, Phrases(phrases)) for code, phrases in said]
        self._specimens = words["specimens"]
        self._methods = words["methods"]
        self._germs = {*specific["targets"], *words["refusals"]["specific_antibody"]}
        self._germs -= set(words["headings"]["harmless"])
        self._codes = {test.id: test for test in knowledge.all("loinc", CodedTest)}

    def read(
        self,
        names: Sequence[str],
        codes: Sequence[Code] = (),
        *,
        specimen: str | None = None,
        method: str | None = None,
        headings: Sequence[str] = (),
    ) -> Named:
        """Return what a result is; a name and a code that disagree are not read."""
        by_name = self._by_names(names)
        known = [c.code.strip() for c in codes if is_loinc(c)]
        coded = [self._codes[code] for code in known if code in self._codes]
        loinc = known[0] if known else None
        refusal = _first(self._specimens, specimen) or _first(self._methods, method)
        if refusal is None and not coded and self._is_other(headings):
            # A bare class under the name of a germ is the antibody against it.
            refusal = UNDER_OTHER_TEST if by_name.refusal in {None, NOT_UNDERSTOOD} else None
        is_named = by_name.mentions or any(test.analyte for test in coded)
        if refusal is not None and is_named:
            return Named(None, loinc, refusal, mentions=True)
        if not coded:
            # A code that is not known here can be of one germ, whatever the short name beside it.
            is_open = bool(known) and by_name.analyte is not None
            found = Named(None, loinc, CODE_UNKNOWN, mentions=True) if is_open else by_name
        elif len({test.analyte for test in coded}) > 1:
            found = Named(None, loinc, CONFLICT, mentions=True)
        else:
            found = self._with_code(by_name, coded[0], names)
        analyte = self.readable.get(found.analyte or "")
        code = loinc or (analyte.loinc if analyte else None)
        return Named(found.analyte, code, found.refusal, found.mentions)

    def spans(self, tokens: Sequence[str]) -> list[Match]:
        """Return where names of readable analytes stand in a row of words."""
        return [match for match in self._lexicon.find(tokens) if match.id in self.readable]

    def is_changed_by(self, words: Sequence[str]) -> bool:
        """Tell whether words beside a name make it another test: a germ, a specimen, a method."""
        return self.changed_to(words) is not None

    def changed_to(self, words: Sequence[str]) -> str | None:
        """Return the code of the first reason for which words mean another test, or None."""
        return next((code for code, said in self._refusals if said.stand_in(words)), None)

    def _by_names(self, names: Sequence[str]) -> Named:
        """Return what the names say together: the first that names a class decides."""
        read = [self._by_name(name) for name in names if name and name.strip()]
        named = [one for one in read if one.mentions]
        if not named:
            return Named(None, None, OTHER_TEST)
        refused = [one for one in named if one.refusal not in {None, NOT_UNDERSTOOD}]
        sure = {one.analyte for one in named if one.analyte is not None}
        if refused or len(sure) > 1:
            return refused[0] if refused else Named(None, None, CONFLICT, mentions=True)
        return next((one for one in named if one.analyte), named[0])

    def _by_name(self, name: str) -> Named:
        tokens = tokenize(name)
        matches = self._lexicon.find(tokens)
        classes = {match.id for match in matches if match.id in self.readable}
        if not classes:
            return Named(None, None, OTHER_TEST)
        inside = {i for match in matches for i in range(match.start, match.end)}
        rest = [word for i, word in enumerate(tokens) if i not in inside]
        for code, phrases in self._refusals:
            if phrases.stand_in(rest):
                return Named(None, None, code, mentions=True)
        others = {match.id for match in matches} - classes - self._family
        if len(classes) > 1 or others:
            return Named(None, None, "panel", mentions=True)
        if any(word not in self.neutral for word in rest):
            return Named(None, None, NOT_UNDERSTOOD, mentions=True)
        return Named(classes.pop(), None, None, mentions=True)

    def _with_code(self, by_name: Named, coded: CodedTest, names: Sequence[str]) -> Named:
        """Return what code and name say together."""
        if coded.refusal is not None or coded.analyte is None:
            if by_name.analyte is not None:
                return Named(None, coded.id, CONFLICT, mentions=True)
            mentions = by_name.mentions
            return Named(None, coded.id, by_name.refusal if mentions else coded.refusal, mentions)
        if by_name.analyte == coded.analyte:
            return Named(coded.analyte, coded.id, None, mentions=True)
        # The code vouches for a name with words that we do not know, or in other letters.
        is_open = by_name.refusal == NOT_UNDERSTOOD
        has_letters = any(c.isascii() and c.isalpha() for name in names for c in name)
        if is_open or not has_letters:
            return Named(coded.analyte, coded.id, None, mentions=True)
        return Named(None, coded.id, CONFLICT, mentions=True)

    def _is_other(self, headings: Sequence[str]) -> bool:
        """Tell whether a panel or report is named after a germ or another specimen."""
        if not headings:
            return False
        words = [tokenize(heading) for heading in headings]
        specimens = [word for phrases in self._specimens.values() for word in phrases]
        return any(find_phrases(tokens, [*self._germs, *specimens]) for tokens in words)


def _first(table: dict[str, list[str]], text: str | None) -> str | None:
    """Return the first code of a table whose words stand in a text."""
    if not text:
        return None
    tokens = tokenize(text)
    return next((code for code, words in table.items() if find_phrases(tokens, words)), None)


def is_of_words(table: dict[str, list[str]], text: str | None) -> bool:
    """Tell whether words of any code of a table stand in a text."""
    return _first(table, text) is not None


def is_loinc(code: Code) -> bool:
    """Tell whether a code is one of LOINC."""
    system = (code.system or "").strip().lower().removesuffix("/")
    return system.removeprefix("urn:oid:") in LOINC_SYSTEMS
