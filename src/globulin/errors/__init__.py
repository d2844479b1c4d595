"""The errors that globulin shows to people; it refuses to carry a patient's value.

The tree::

    GlobulinError            exit 1   a fault of ours
    ├── UsageError           exit 2   the command or the request was put wrongly
    ├── NotKnownError        exit 2   an id that the knowledge does not hold
    ├── UnitError            exit 2   a unit that is not known for this analyte
    ├── InputError           exit 2   an input that cannot be read at all
    └── KnowledgeError       exit 2   the knowledge files cannot be used as they stand

A message is one line: where, what was found, what would be right.
"""

from globulin.errors.tree import (
    GlobulinError,
    InputError,
    KnowledgeError,
    NotKnownError,
    UnitError,
    UsageError,
)

__all__ = [
    "GlobulinError",
    "InputError",
    "KnowledgeError",
    "NotKnownError",
    "UnitError",
    "UsageError",
]
