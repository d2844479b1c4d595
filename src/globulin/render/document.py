"""A page as the contract's JSON document."""

import msgspec

from globulin.model import Page


def render_json(page: Page, *, is_one_line: bool) -> str:
    """Return the page as JSON, indented for reading or on one line."""
    compact = msgspec.json.encode(page)
    document = compact if is_one_line else msgspec.json.format(compact, indent=2)
    return document.decode() + "\n"
