"""Which words do not belong in an address: a result, an age, a date."""

import re

from globulin.answers.signals import read_signals
from globulin.knowledge import Knowledge

# 2026-03-14, 14.3.2026, 3/14/26.
_DATE = re.compile(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_LONG = 300


def holds_personal(words: str, knowledge: Knowledge) -> bool:
    """Tell whether words hold a number beside an analyte, an age or a date.

    A text longer than any name is taken for a pasted report.
    """
    if len(words) > _LONG or _DATE.search(words):
        return True
    signals = read_signals(words, knowledge, knowledge.table("language"))
    return signals.age_days is not None or bool(signals.values and signals.analytes)
