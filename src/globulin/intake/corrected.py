"""A report whose results a person has corrected by hand."""

from dataclasses import replace

from globulin.model import Report


def with_corrections(original: Report, corrected: Report) -> Report:
    """Return the corrected report; what the original said beside its results is not lost.

    Its remarks are still listened to for words of an emergency, and what was not used of it is
    still listed.
    """
    known = {(left.text, left.code) for left in corrected.unread}
    left = tuple(one for one in original.unread if (one.text, one.code) not in known)
    said = tuple(dict.fromkeys(finding.given for finding in original.findings if finding.present))
    return replace(
        corrected,
        unread=(*corrected.unread, *left),
        dropped=original.dropped,
        overheard=(*original.overheard, *said, *corrected.overheard),
    )
