"""A page, or the interpretation of reports, as the contract's JSON documents."""

from collections.abc import Sequence

import msgspec

from globulin.model import InputFault, Interpretation, Page, Reference

SEVERAL = "globulin/interpretations/1"
ANSWERS = "globulin/answers/1"


def render_json(page: Page, *, is_one_line: bool) -> str:
    """Return the page as JSON, indented for reading or on one line."""
    return _write(page, is_one_line=is_one_line)


def render_interpretations(found: Sequence[Interpretation], *, is_one_line: bool) -> str:
    """Return interpretations: one document for one person or several, or a line for each."""
    if is_one_line:
        return "".join(_write(one, is_one_line=True) for one in found)
    if len(found) == 1:
        return _write(found[0], is_one_line=False)
    return _write({"schema": SEVERAL, "items": found}, is_one_line=False)


def render_answers(answers: Sequence[Page | InputFault], *, is_one_line: bool) -> str:
    """Return answers: one document for all of them, or a line for each."""
    if is_one_line:
        return "".join(_write(one, is_one_line=True) for one in answers)
    return _write({"schema": ANSWERS, "items": answers}, is_one_line=False)


def render_fault(fault: InputFault, *, is_one_line: bool) -> str:
    """Return a fault."""
    return _write(fault, is_one_line=is_one_line)


def render_reference(reference: Reference, *, is_one_line: bool) -> str:
    """Return the tables of an analyte as JSON, indented for reading or on one line."""
    return _write(reference, is_one_line=is_one_line)


def _write(document: object, *, is_one_line: bool) -> str:
    compact = msgspec.json.encode(document)
    text = compact if is_one_line else msgspec.json.format(compact, indent=2)
    return text.decode() + "\n"
