"""`globulin ask`: a question in, a page out; or a file of questions, one a line."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from globulin.errors import InputError, UsageError
from globulin.surfaces.cli import options
from globulin.surfaces.cli.ages import parse_age_days
from globulin.surfaces.cli.output import write_output, write_parts
from globulin.surfaces.cli.told import parse_as_of, parse_finding

if TYPE_CHECKING:
    from globulin.model import InputFault, Page, Question

STANDARD_INPUT = "-"
SEPARATORS = {"text": "\n" + "=" * 78 + "\n\n", "markdown": "\n***\n\n"}


@click.command(
    name="ask",
    short_help="Answer a question about high or low immunoglobulins.",
    epilog='Example: globulin ask "what causes high immunoglobulin m qn serum"',
)
@click.argument("question", nargs=-1)
@options.output_format
@click.option(
    "--file",
    "file",
    metavar="F",
    help="Answer every line of this file (-: standard input), in order; exit code 0.",
)
@options.age
@options.sex
@options.pregnant
@options.findings
@options.setting
@options.as_of
@options.audience
@options.units
@options.output
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    question: tuple[str, ...],
    output_format: options.Format,
    file: str | None,
    age: str | None,
    sex: options.Sex | None,
    pregnant: bool,  # noqa: FBT001 - click passes options by name
    findings: tuple[str, ...],
    setting: str | None,
    as_of: str | None,
    audience: options.Audience,
    units: str | None,
    output: Path | None,
) -> int:
    """Answer QUESTION from the sourced knowledge, or say honestly that it is not covered.

    A question that holds a result with its unit is read as a report is.

    Exit code 0: answered; 2: wrong usage; 3: understood, but outside the knowledge.
    """
    # One question needs no linear algebra: numpy must not start threads for it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Loaded here, so that `--help` does not pay for it.
    from globulin.model import Question
    from globulin.surfaces.clock import today

    if bool(question) == (file is not None):
        message = "Missing argument 'QUESTION...': expected a question, or --file with questions"
        raise UsageError(message)
    asked = Question(
        text=" ".join(question),
        age_days=None if age is None else parse_age_days(age),
        sex=sex,
        audience=audience,
        unit=units,
        pregnant=True if pregnant else None,
        findings=tuple(parse_finding(text) for text in findings),
        setting=setting,
        as_of=None if as_of is None else parse_as_of(as_of),
        today=today(),
    )
    if file is not None:
        _answer_file(file, asked, output_format, output)
        return 0
    return _answer_one(asked, output_format, output)


def _answer_one(asked: "Question", output_format: options.Format, output: Path | None) -> int:
    from globulin.answers import answer_question, check_told
    from globulin.knowledge import open_knowledge
    from globulin.render import render_page

    with open_knowledge() as knowledge:
        check_told(asked, knowledge)
        page = answer_question(asked, knowledge)
    write_output(render_page(page, format=output_format), output)
    return 0 if page.status == "answered" else options.OUTSIDE_THE_KNOWLEDGE


def _answer_file(
    name: str, told: "Question", output_format: options.Format, output: Path | None
) -> None:
    """Answer every line of a file, one after the other: none waits for the whole."""
    from globulin.answers import answer_each, check_told
    from globulin.knowledge import open_knowledge
    from globulin.surfaces.lines import line_questions, read_lines

    if output_format == "html":
        message = "--format html shows one question, not a file: expected --format ndjson"
        raise UsageError(message)
    with open_knowledge() as knowledge, _opened(name) as stream:
        check_told(told, knowledge)
        answers = answer_each(line_questions(read_lines(stream), told), knowledge)
        write_parts(_as_parts(answers, output_format), output)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except OSError as error:
        message = f"{name}: cannot be read: {error.strerror}"
        raise InputError(message) from error


def _as_parts(
    answers: "Iterator[Page | InputFault]", output_format: options.Format
) -> Iterator[str]:
    """Yield the answers as they are written, with what stands between two of them."""
    from globulin.render import render_answers

    if output_format == "ndjson":
        yield from (render_answers([one], is_one_line=True) for one in answers)
        return
    if output_format == "json":
        # One document holds them all.
        yield render_answers(list(answers), is_one_line=False)
        return
    for number, one in enumerate(answers):
        yield SEPARATORS[output_format] if number else ""
        yield _as_text(one, output_format)


def _as_text(one: "Page | InputFault", output_format: options.Format) -> str:
    from globulin.model import InputFault
    from globulin.render import render_page

    if isinstance(one, InputFault):
        return f"{one.where}: {one.what}: expected {one.expected}\n"
    return render_page(one, format=output_format)
