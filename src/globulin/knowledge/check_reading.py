"""How hard readers' sentences are: the Flesch-Kincaid grade of each, explained terms apart.

Kincaid et al. 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted
by groups of vowels, which is one too many or too few now and then.
"""

import re
from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import SLOT, Analyte, Condition, Finding, FollowUpTest, GlossaryTerm

# A sentence above this is told to the reviewer.
HARD_GRADE = 12.0
# A name that the page explains, or a number with its unit, counts as one word of two syllables.
TERM = "wording"
NUMBER = "seven"
BEGINNING = 3
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^dt]ed|[^sxzaeiouy]es)$")


def report_hard_sentences(library: Library) -> Iterator[str]:
    """Yield a line for every sentence for patients above grade 12."""
    terms = explained_terms(library)
    for where, sentence in library.sentences():
        grade = reading_grade(sentence.text, terms)
        if sentence.voice != "clinician" and grade > HARD_GRADE:
            yield f"{where}: {sentence.id}: reading grade {grade:.1f}: expected at most 12"


def reading_grade(text: str, terms: re.Pattern[str] | None = None) -> float:
    """Return the grade of a text; slots are numbers, and terms are words of two syllables.

    >>> round(reading_grade("The cat sat on the mat."), 1)
    -1.4
    """
    plain = SLOT.sub(NUMBER, text)
    if terms is not None:
        plain = terms.sub(TERM, plain)
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    sentences = max(1, len([part for part in SENTENCE_ENDS.split(plain) if part.strip()]))
    syllables = sum(syllables_of(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Return the syllables of a word, at least one.

    >>> syllables_of("range"), syllables_of("infection"), syllables_of("tested")
    (1, 3, 2)
    """
    plain = word.lower()
    groups = len(_VOWELS.findall(plain))
    return max(1, groups - 1 if groups > 1 and _SILENT.search(plain) else groups)


def explained_terms(library: Library) -> re.Pattern[str]:
    """Return the names that pages explain, as a pattern, the longest first."""
    names: set[str] = set()
    for term in library.of("term", GlossaryTerm).values():
        names |= {term.term, *term.synonyms}
    for condition in library.of("condition", Condition).values():
        names |= {condition.name, condition.plain_name, *condition.synonyms}
    for analyte in library.of("analyte", Analyte).values():
        names |= {analyte.name, analyte.short, *analyte.synonyms}
    for test in library.of("test", FollowUpTest).values():
        names |= {test.name, *test.synonyms}
    for finding in library.of("finding", Finding).values():
        names |= {finding.name, *finding.synonyms}
    # Grouped by how they begin: at most places of a text no name begins at all.
    groups: dict[str, list[str]] = {}
    for name in sorted({name.lower() for name in names if name}, key=lambda n: (-len(n), n)):
        groups.setdefault(name[:BEGINNING], []).append(name[BEGINNING:])
    joined = "|".join(
        f"{re.escape(beginning)}(?:{'|'.join(map(re.escape, rests))})"
        for beginning, rests in sorted(groups.items(), key=lambda group: -len(group[0]))
    )
    return re.compile(rf"\b(?:{joined})(?:s|es)?\b", re.IGNORECASE)
