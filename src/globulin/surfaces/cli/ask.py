"""`globulin ask`: a question in, a page out."""

from pathlib import Path

import click

from globulin.surfaces.cli import options
from globulin.surfaces.cli.ages import parse_age_days
from globulin.surfaces.cli.output import write_output


@click.command(
    name="ask",
    short_help="Answer a question about high or low immunoglobulins.",
    epilog='Example: globulin ask "what causes high immunoglobulin m qn serum"',
)
@click.argument("question", nargs=-1, required=True)
@options.output_format
@options.age
@options.sex
@options.audience
@options.units
@options.output
def command(
    question: tuple[str, ...],
    output_format: options.Format,
    age: str | None,
    sex: options.Sex | None,
    audience: options.Audience,
    units: str | None,
    output: Path | None,
) -> int:
    """Answer QUESTION from the sourced knowledge, or say honestly that it is not covered.

    Exit code 0: answered; 2: wrong usage; 3: understood, but outside the knowledge.
    """
    # Loaded here, so that `--help` does not pay for it.
    from globulin.answers import answer_question
    from globulin.knowledge import open_knowledge
    from globulin.model import Question
    from globulin.render import render_page

    asked = Question(
        text=" ".join(question),
        age_days=None if age is None else parse_age_days(age),
        sex=sex,
        audience=audience,
        unit=units,
    )
    with open_knowledge() as knowledge:
        page = answer_question(asked, knowledge)
    write_output(render_page(page, format=output_format), output)
    return 0 if page.status == "answered" else options.OUTSIDE_THE_KNOWLEDGE
