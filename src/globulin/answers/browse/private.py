"""Which words do not belong in an address: a result, an age, a date, what names a person."""

import re

from globulin.answers.understanding import read_signals
from globulin.knowledge import Knowledge

# 2026-03-14, 14.3.2026, 3/14/26.
_DATE = re.compile(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
# An address for letters, or more digits in a row than a result or a year has.
_CONTACT = re.compile(r"\S@\S|(?:\d[-. ]?){6,}")
# A class or an age with its number written together: igm350, 54f, 54yo.
_JOINED = re.compile(r"\big[agm]\d{2,}|\b\d{1,3}(?:f|m|yo|y/o|yr)\b", re.IGNORECASE)
_LONG = 300


def holds_personal(words: str, knowledge: Knowledge) -> bool:
    """Tell whether words hold a number beside an analyte or a unit, an age, a date, an identifier.

    A text longer than any name is taken for a pasted report.
    """
    if len(words) > _LONG or any(p.search(words) for p in (_DATE, _CONTACT, _JOINED)):
        return True
    language = knowledge.table("language")
    signals = read_signals(words, knowledge, language)
    if signals.person.age_days is not None:
        return True
    identifiers = knowledge.table("reports")["identifiers"]["identifier"]
    measures = (*language["units"]["words"], *identifiers)
    return bool(signals.numbers and (signals.analytes or signals.has_any(measures)))
