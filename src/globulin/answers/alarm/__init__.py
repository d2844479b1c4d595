"""Hears in free text what cannot wait: signs in any wording, and whether they are there now.

A sign that is denied, long past, feared, somebody else's history or asked about in general is
not there. In doubt it is. This room keeps no text of a reader.
"""

from globulin.answers.alarm.book import SignBook, open_book
from globulin.answers.alarm.framing import Framing, is_igm_fine, tells_own
from globulin.answers.alarm.hearing import Hearing, Occurrence, hear
from globulin.answers.alarm.passage import Passage, read_passages

__all__ = [
    "Framing",
    "Hearing",
    "Occurrence",
    "Passage",
    "SignBook",
    "hear",
    "is_igm_fine",
    "open_book",
    "read_passages",
    "tells_own",
]
