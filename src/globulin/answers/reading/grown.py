"""A number without an age, as it would lie for an adult: what most who ask want to know first."""

from dataclasses import replace

from globulin.intervals import make_cautions
from globulin.knowledge import Knowledge
from globulin.model import Agreement, Report


def grown(report: Report, knowledge: Knowledge) -> Report:
    """Return a report as that of an adult."""
    age_days = int(make_cautions(knowledge).adult_days)
    return replace(
        report,
        person=replace(report.person, age_days=age_days),
        results=tuple(replace(result, age_days=age_days) for result in report.results),
    )


def place_of_tables(agreement: Agreement, *, is_adult: bool) -> str:
    """Return the place of the sentence that counts how published tables judge a value."""
    place = f"told.tables.{'adult' if is_adult else 'age'}"
    for side in ("below", "within", "above"):
        if getattr(agreement, side) == agreement.of:
            return f"{place}.all_{side}"
    return f"{place}.open" if agreement.open else place
