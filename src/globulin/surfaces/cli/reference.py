"""`globulin reference`: published reference intervals."""

from pathlib import Path

import click

from globulin.surfaces.cli import options
from globulin.surfaces.cli.ages import parse_age_days
from globulin.surfaces.cli.output import write_output


@click.group(name="reference", epilog="Example: globulin reference show IgM --age 9m")
def command() -> None:
    """Show published reference intervals."""


@command.command(
    name="show",
    short_help="Show every published table of an analyte.",
    epilog="Example: globulin reference show igm --value 240 --unit mg/dL --age 54",
)
@click.argument("analyte", nargs=-1, required=True)
@click.option(
    "--value", type=float, help="A value to place among the tables; --unit tells its unit."
)
@click.option("--unit", help="The unit of the value, and of the limits shown.")
@options.output_format
@options.age
@options.sex
@options.audience
@options.units
@options.output
def show(  # noqa: PLR0913, PLR0917 - one parameter an option
    analyte: tuple[str, ...],
    value: float | None,
    unit: str | None,
    output_format: options.Format,
    age: str | None,
    sex: options.Sex | None,
    audience: options.Audience,
    units: str | None,
    output: Path | None,
) -> int:
    """Show every published table of ANALYTE with its sources, and limits over age.

    ANALYTE is an id or any known name, such as igm or immunoglobulin m. Exit code 0: shown;
    2: wrong usage, or no such analyte; 3: an analyte of which no table is known.
    """
    # Loaded here, so that `--help` does not pay for it.
    from globulin.answers.reference import Sought, find_analyte, show_reference, unit_of
    from globulin.answers.reference_page import compose_reference
    from globulin.knowledge import open_knowledge
    from globulin.model import Question
    from globulin.render import render_page, render_reference

    amount, age_days = _amount(value), None if age is None else parse_age_days(age)
    with open_knowledge() as knowledge:
        unit, units = (told and unit_of(told, knowledge) for told in (unit, units))
        question = Question(
            text="", age_days=age_days, sex=sex, audience=audience, unit=units or unit
        )
        sought = Sought(question=question, value=amount, unit=unit)
        found = find_analyte(" ".join(analyte), knowledge)
        reference = show_reference(found, sought, knowledge)
        if output_format in {"json", "ndjson"}:
            text = render_reference(reference, is_one_line=output_format == "ndjson")
        else:
            page = compose_reference(found, sought, knowledge)
            text = render_page(page, format=output_format)
    write_output(text, output)
    return 0 if reference.tables else options.OUTSIDE_THE_KNOWLEDGE


def _amount(value: float | None) -> float | None:
    """Return a value that can be an amount.

    Raises:
        UsageError: it is below zero, or no finite number.
    """
    from math import isfinite

    from globulin.errors import UsageError

    if value is not None and not (isfinite(value) and value >= 0.0):
        message = "--value: expected a number of zero or more"
        raise UsageError(message)
    return value
