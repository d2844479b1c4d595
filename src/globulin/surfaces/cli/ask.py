"""`globulin ask`: a question in, a page out."""

from pathlib import Path
from typing import Literal

import click

from globulin.surfaces.cli.ages import parse_age_days
from globulin.surfaces.cli.output import write_output

Format = Literal["text", "json", "ndjson", "markdown", "html"]
OUTSIDE_THE_KNOWLEDGE = 3


@click.command(
    name="ask",
    short_help="Answer a question about high or low immunoglobulins.",
    epilog='Example: globulin ask "what causes high immunoglobulin m qn serum"',
)
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "ndjson", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
@click.option("--age", help="Age of the person: 54 (years), 18m (months) or 20d (days).")
@click.option("--sex", type=click.Choice(["female", "male"]), help="Sex of the person.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["patient", "clinician"]),
    default="patient",
    show_default=True,
    help="Whom the answer is for.",
)
@click.option("--units", help="Unit to show first, such as g/L; the other follows in brackets.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write to, in place of standard output.",
)
def command(
    question: tuple[str, ...],
    output_format: Format,
    age: str | None,
    sex: Literal["female", "male"] | None,
    audience: Literal["patient", "clinician"],
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
    return 0 if page.status == "answered" else OUTSIDE_THE_KNOWLEDGE
