"""What is known: facts with sources, loaded, proved, compiled once, and asked for by id.

The facts stand in files that a clinician can correct (`knowledge/` beside `src/`); they are
compiled to one read-only SQLite file. This room refuses to hold a medical number, a name or a
reader's sentence in code.
"""

from globulin.knowledge.locate import open_knowledge
from globulin.knowledge.show import KINDS, list_kind, show_record
from globulin.knowledge.store import Knowledge, SearchHit

__all__ = [
    "KINDS",
    "Knowledge",
    "SearchHit",
    "list_kind",
    "open_knowledge",
    "show_record",
]
