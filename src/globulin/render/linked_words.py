"""The first use of a word on a page, linked to what the page says it means."""

import re
from collections.abc import Sequence

from markupsafe import escape

from globulin.model import Term

LINK = '<a class="word" href="#word-{}">{}</a>'


class LinkedWords:
    """Links each word once, in the order in which the page is written."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the words that the page explains."""
        self._ids = {term.term.lower(): term.id for term in terms}
        longest_first = sorted(self._ids, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<![\w-])({names})(s?)(?![\w-])", re.IGNORECASE)

    def link_in(self, text: str) -> str:
        """Return the text, escaped, with a link where a word stands for the first time."""
        shown, end = "", 0
        for match in self._pattern.finditer(text) if self._ids else ():
            key = self._ids.pop(match[1].lower(), None)
            if key is None:
                continue
            shown += str(escape(text[end : match.start()])) + LINK.format(
                escape(key), escape(match[0])
            )
            end = match.end()
        return shown + str(escape(text[end:]))
