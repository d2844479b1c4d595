"""The default reference intervals of a page, as a table and for the age that was given."""

from globulin.answers.context import Context
from globulin.intervals import bands_at, default_bands
from globulin.model import Block, ReferenceInterval, Statement

MONTH_DAYS = 30.4375
YEAR_DAYS = 365.25


def interval_table(context: Context) -> Block | None:
    """Return the default table, a row for each band of age and sex."""
    bands = default_bands(context.knowledge.intervals(context.analyte.id))
    if not bands:
        return None
    by_sex = any(band.sex for band in bands)
    columns = context.interface["columns"]
    names = ("age", "sex", "interval") if by_sex else ("age", "interval")
    rows = []
    statements = []
    for band in bands:
        age, who = age_words(context, band), _who(context, band)
        interval = context.filler.interval_text(band)
        rows.append((age, who, interval) if by_sex else (age, interval))
        text = _pattern(context, band, "interval_statement").format(
            who=who, age=age, interval=interval
        )
        statements.append(context.filler.state(text, facts=(band.id,)))
    return Block(
        kind="table",
        heading=context.filler.fill_words(context.interface["figures"]["table_title"]),
        columns=tuple(columns[name] for name in names),
        rows=tuple(rows),
        statements=tuple(statements),
    )


def age_callout(context: Context) -> Block | None:
    """Return the default interval for the age that was given, where one was."""
    age_days = context.question.age_days
    if age_days is None:
        age_days = context.read.age_days
    if age_days is None:
        return None
    bands = default_bands(context.knowledge.intervals(context.analyte.id))
    statements = tuple(
        _at_age(context, band)
        for band in bands_at(bands, age_days=age_days, sex=context.question.sex)
    )
    return Block(kind="callout", statements=statements) if statements else None


def _at_age(context: Context, band: ReferenceInterval) -> Statement:
    text = _pattern(context, band, "at_age").format(
        who=_who(context, band),
        age=age_words(context, band),
        interval=context.filler.interval_text(band),
    )
    return context.filler.state(text, facts=(band.id,))


def _pattern(context: Context, band: ReferenceInterval, name: str) -> str:
    """Return a pattern, in its form that names the sex where the band is for one."""
    return str(context.interface["patterns"][f"{name}_sex" if band.sex else name])


def _who(context: Context, band: ReferenceInterval) -> str:
    return str(context.interface["patterns"][band.sex or "any_sex"])


def age_words(context: Context, band: ReferenceInterval) -> str:
    """Return the band of age in words, in the unit in which it was published."""
    patterns = context.interface["patterns"]
    unit, low, high = _published_age(band)
    if high is None:
        pattern = patterns["age_all"] if low == 0 else patterns["age_from"]
    else:
        pattern = patterns["age_band"]
    return str(pattern.format(**{"from": low, "to": high, "unit": patterns[unit]}))


def _published_age(band: ReferenceInterval) -> tuple[str, int, int | None]:
    if band.age_unit is not None and band.age_low is not None:
        return band.age_unit, band.age_low, band.age_high
    high = band.age_high_days
    if band.age_low_days >= YEAR_DAYS or high is None:
        return (
            "years",
            round(band.age_low_days / YEAR_DAYS),
            None if high is None else round(high / YEAR_DAYS),
        )
    return "days", band.age_low_days, high
