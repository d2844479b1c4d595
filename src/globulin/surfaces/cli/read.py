"""`globulin read`: reports in, what they mean out."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from globulin.errors import InputError, UsageError
from globulin.surfaces.cli import options
from globulin.surfaces.cli.ages import parse_age_days
from globulin.surfaces.cli.case_mix_file import read_mix
from globulin.surfaces.cli.intervals_file import read_intervals
from globulin.surfaces.cli.output import write_output
from globulin.surfaces.cli.told import parse_as_of, parse_finding

if TYPE_CHECKING:
    from globulin.answers.reading import ReadOptions
    from globulin.intake import Told
    from globulin.knowledge import Knowledge
    from globulin.model import Page, Report

STANDARD_INPUT = "-"


@click.command(
    name="read",
    short_help="Interpret a report of IgM, IgG and IgA.",
    epilog="Example: globulin read examples/portal.txt --age 54 --sex female",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from",
    "input_format",
    type=click.Choice(["fhir", "globulin", "text"]),
    help="What the files are: FHIR R4 JSON, globulin/input/1, or pasted text. Default: find out.",
)
@options.output_format
@options.age
@options.sex
@click.option("--pregnant", is_flag=True, help="The person is pregnant.")
@click.option(
    "--finding",
    "findings",
    multiple=True,
    metavar="NAME[=yes|no|unknown]",
    help="A symptom, another result or a part of the history; may be given several times.",
)
@click.option("--setting", help="Where the question is asked, such as primary-care.")
@click.option("--as-of", help="The date that counts as today, such as 2024-03-01.")
@options.units
@click.option(
    "--intervals",
    "intervals_file",
    type=click.Path(path_type=Path),
    help="The laboratory's own intervals: a CSV file, see docs/reference/intervals-file.md.",
)
@click.option(
    "--case-mix",
    "case_mix_file",
    type=click.Path(path_type=Path),
    help="What this laboratory found in people: a CSV file, see docs/reference/case-mix-file.md.",
)
@options.audience
@click.option(
    "--explain",
    metavar="CAUSE",
    help="Show the arithmetic of this cause, such as pbc, for a clinician.",
)
@click.option(
    "--rest-normal",
    is_flag=True,
    help="Take what was not reported as normal. Without it, it is not known.",
)
@options.output
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    files: tuple[str, ...],
    input_format: str | None,
    output_format: options.Format,
    age: str | None,
    sex: options.Sex | None,
    pregnant: bool,  # noqa: FBT001 - click passes options by name
    findings: tuple[str, ...],
    setting: str | None,
    as_of: str | None,
    units: str | None,
    intervals_file: Path | None,
    case_mix_file: Path | None,
    audience: options.Audience,
    explain: str | None,
    rest_normal: bool,  # noqa: FBT001 - click passes options by name
    output: Path | None,
) -> int:
    """Interpret the reports in each FILE (-: standard input), one answer a person.

    Exit code 0: interpreted; 2: wrong usage, or a file that cannot be read at all; 3: understood,
    but nothing in it that the knowledge covers.
    """
    # One report needs no linear algebra: numpy must not start threads for it, a third of its cost.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Loaded here, so that `--help` does not pay for it.
    from globulin.answers.reading import ReadOptions
    from globulin.intake import Told
    from globulin.knowledge import open_knowledge
    from globulin.surfaces.clock import today

    told = Told(
        age_days=None if age is None else parse_age_days(age),
        sex=sex,
        pregnant=True if pregnant else None,
        setting=setting,
        as_of=None if as_of is None else parse_as_of(as_of),
        today=today(),
        findings=tuple(parse_finding(text) for text in findings),
    )
    with open_knowledge() as knowledge:
        _check_units(units, knowledge)
        audience = _explained_to(context, explain, audience, knowledge)
        own = () if intervals_file is None else read_intervals(intervals_file, knowledge)
        mix = None if case_mix_file is None else read_mix(case_mix_file, knowledge)
        if own is None or (mix is None and case_mix_file is not None):
            return UsageError.exit_code
        reports = _read_all(files, knowledge, told, input_format)
        wanted = ReadOptions(
            audience=audience,
            unit=units,
            own=own,
            case_mix=mix,
            explain=explain,
            is_rest_normal=rest_normal,
        )
        text, is_covered = _answer(reports, knowledge, wanted, output_format)
    write_output(text, output)
    return 0 if is_covered else options.OUTSIDE_THE_KNOWLEDGE


def _answer(
    reports: "list[Report]",
    knowledge: "Knowledge",
    wanted: "ReadOptions",
    output_format: options.Format,
) -> tuple[str, bool]:
    """Return the answer, and whether anything in the reports is covered."""
    from globulin.answers.reading import compose_report, interpret_report
    from globulin.render import render_interpretations, render_page

    if output_format in {"json", "ndjson"}:
        found = [interpret_report(report, knowledge, wanted) for report in reports]
        text = render_interpretations(found, is_one_line=output_format == "ndjson")
        return text, any(one.results or one.red_flags for one in found)
    if output_format == "html" and len(reports) > 1:
        message = f"--format html shows one person, not {len(reports)}: expected --format json"
        raise UsageError(message)
    pages = [compose_report(report, knowledge, wanted) for report in reports]
    text = "\n".join(render_page(page, format=output_format) for page in pages)
    return text, any(_is_covered(page) for page in pages)


def _is_covered(page: "Page") -> bool:
    found = page.interpretation
    return found is not None and bool(found.results or found.red_flags)


def _read_all(
    names: tuple[str, ...], knowledge: "Knowledge", told: "Told", input_format: str | None
) -> "list[Report]":
    """Return the reports of all inputs; one that is named twice is read once."""
    return [
        report
        for name in dict.fromkeys(names)
        for report in _read(name, knowledge, told, input_format)
    ]


def _read(
    name: str, knowledge: "Knowledge", told: "Told", input_format: str | None
) -> "tuple[Report, ...]":
    from globulin.intake import read_reports
    from globulin.intake.read import MOST_BYTES

    label = "standard input" if name == STANDARD_INPUT else name
    try:
        content = _read_bytes(name, MOST_BYTES + 1)
    except OSError as error:
        message = f"{label}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    return read_reports(content, knowledge, told=told, name=label, format=input_format)


def _read_bytes(name: str, most: int) -> bytes:
    """Return what is in a file, up to `most` bytes: a device may have no end."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    with Path(name).open("rb") as file:
        return file.read(most)


def _explained_to(
    context: click.Context,
    explain: str | None,
    audience: options.Audience,
    knowledge: "Knowledge",
) -> options.Audience:
    """Return whom a page is for: a clinician where a cause is explained."""
    from globulin.answers.reading import check_cause

    if explain is None:
        return audience
    check_cause(explain, knowledge)
    is_asked = context.get_parameter_source("audience") is not ParameterSource.DEFAULT
    if is_asked and audience == "patient":
        message = "--explain is for clinicians: expected --for clinician, not --for patient"
        raise UsageError(message)
    return "clinician"


def _check_units(unit: str | None, knowledge: "Knowledge") -> None:
    readable = (analyte for analyte in knowledge.analytes() if analyte.directions)
    known = dict.fromkeys(unit for analyte in readable for unit in analyte.units)
    if unit is not None and unit not in known:
        message = f"--units {unit!r}: expected one of {', '.join(known)}"
        raise UsageError(message)
