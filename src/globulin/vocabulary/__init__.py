"""Names as people write them, to ids: analytes, conditions, tests, words of a question.

Spelling is mended from our own words only. This room refuses to judge a value or a question.
"""

from globulin.vocabulary.lexicon import Lexicon, Match
from globulin.vocabulary.number_words import spoken_numbers
from globulin.vocabulary.patterns import Patterns, compile_patterns, spaced
from globulin.vocabulary.phrasing import Phrasing
from globulin.vocabulary.slips import Slips
from globulin.vocabulary.spelling import mend_spelling
from globulin.vocabulary.word_tree import WordTree
from globulin.vocabulary.words import (
    find_phrases,
    is_negated,
    is_number,
    normalize,
    sentences,
    tokenize,
    words_with_places,
)

__all__ = [
    "Lexicon",
    "Match",
    "Patterns",
    "Phrasing",
    "Slips",
    "WordTree",
    "compile_patterns",
    "find_phrases",
    "is_negated",
    "is_number",
    "mend_spelling",
    "normalize",
    "sentences",
    "spaced",
    "spoken_numbers",
    "tokenize",
    "words_with_places",
]
