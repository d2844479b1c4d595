"""What of an input cannot be read, as machines are told it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFault:
    """One fault in the one shape for machines: where it is, what is wrong, what would be right.

    It never holds what was sent. It also stands in the place of an answer among many: `status` is
    for whoever counts answers by it.
    """

    schema: str = "globulin/error/1"
    status: str = "not_covered"
    code: str
    where: str
    what: str
    expected: str
