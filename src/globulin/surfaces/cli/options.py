"""Options that mean the same in every command."""

from pathlib import Path
from typing import Literal

import click

Format = Literal["text", "json", "ndjson", "markdown", "html"]
Audience = Literal["patient", "clinician"]
Sex = Literal["female", "male"]
OUTSIDE_THE_KNOWLEDGE = 3

output_format = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "ndjson", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
age = click.option("--age", help="Age of the person: 54 (years), 18m (months) or 20d (days).")
sex = click.option("--sex", type=click.Choice(["female", "male"]), help="Sex of the person.")
pregnant = click.option("--pregnant", is_flag=True, help="The person is pregnant.")
findings = click.option(
    "--finding",
    "findings",
    multiple=True,
    metavar="NAME[=yes|no|unknown]",
    help="A symptom, another result or a part of the history; may be given several times.",
)
setting = click.option("--setting", help="Where the question is asked, such as primary-care.")
as_of = click.option("--as-of", help="The date that counts as today, such as 2024-03-01.")
audience = click.option(
    "--for",
    "audience",
    type=click.Choice(["patient", "clinician"]),
    default="patient",
    show_default=True,
    help="Whom the answer is for.",
)
units = click.option(
    "--units", help="Unit to show first, such as g/L; the other follows in brackets."
)
output = click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write to, in place of standard output.",
)
