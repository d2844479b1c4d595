"""`globulin knowledge`: check, show and list what is known."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from globulin.errors import UsageError
from globulin.surfaces.cli.output import write_output

FAILED = 2
FORMATS = click.Choice(["text", "json", "ndjson"])


@click.group(name="knowledge", epilog="Example: globulin knowledge check")
def command() -> None:
    """Check, show and list what is known."""


@command.command(name="check", epilog="Example: globulin knowledge check --format json")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Knowledge files to check; the project's own when not given.",
)
def check(output_format: str, directory: Path | None) -> int:
    """Prove that every reference resolves, every unit converts and every sentence has its fact.

    Exit code 0: no errors; 2: errors, each with file and line.
    """
    from globulin.knowledge.check import check_knowledge
    from globulin.knowledge.locate import checkout_directory

    source = directory or checkout_directory()
    if source is None:
        message = "knowledge check needs the files: run it in a checkout, or name --directory"
        raise UsageError(message)
    report = check_knowledge(source)
    counts, proved = report.counts, report.proved
    if output_format == "json":
        content = counts | {
            "proved": proved,
            "errors": list(report.errors),
            "reports": list(report.reports),
        }
        write_output(json.dumps(content, ensure_ascii=False, indent=2), None)
    else:
        lines = [f"{name.replace('_', ' ')}: {count}" for name, count in counts.items()]
        lines += [f"errors in {name}: {count}" for name, count in proved.items()]
        lines += [f"report: {line}" for line in report.reports]
        lines += [f"error: {line}" for line in report.errors]
        write_output("\n".join([*lines, f"errors: {len(report.errors)}"]), None)
    return FAILED if report.errors else 0


@command.command(name="show", epilog="Example: globulin knowledge show igm-loinc")
@click.argument("record_id", metavar="ID")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text")
def show(record_id: str, output_format: str) -> None:
    """Show one fact or other record by its ID, with its sources."""
    from globulin.knowledge import open_knowledge, show_record

    with open_knowledge() as knowledge:
        record = show_record(knowledge, record_id)
    if output_format == "json":
        write_output(json.dumps(record, ensure_ascii=False, indent=2), None)
    else:
        write_output(_as_lines(record), None)


@command.command(name="list", epilog="Example: globulin knowledge list conditions")
@click.argument("kind", metavar="KIND")
@click.option("--format", "output_format", type=FORMATS, default="text")
@click.option("--sample", type=click.IntRange(min=1), help="List so many only, drawn by --seed.")
@click.option("--seed", default="0", show_default=True, help="What the sample is drawn by.")
def list_records(kind: str, output_format: str, sample: int | None, seed: str) -> None:
    """List all records of a KIND, or a sample of them that the same seed draws again.

    KIND is facts, sources, conditions, intervals, findings, questions, tests, links, priors,
    background, phenotypes, settings or populations.
    """
    from globulin.knowledge import list_kind, open_knowledge

    with open_knowledge() as knowledge:
        records = list(list_kind(knowledge, kind))
    if sample is not None:
        records = _sampled(records, sample, seed)
    if output_format == "json":
        write_output(json.dumps(records, ensure_ascii=False, indent=2), None)
    elif output_format == "ndjson":
        write_output("\n".join(_json_lines(records)), None)
    else:
        write_output("\n".join(_short(record) for record in records), None)


def _sampled(records: list[dict[str, Any]], size: int, seed: str) -> list[dict[str, Any]]:
    """Return the records whose digests with the seed come first: each is as likely as any other."""

    def digest(record: dict[str, Any]) -> str:
        return sha256(f"{seed}:{record['id']}".encode()).hexdigest()

    return sorted(records, key=digest)[:size]


def _json_lines(records: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (json.dumps(record, ensure_ascii=False) for record in records)


def _as_lines(record: dict[str, Any]) -> str:
    width = max(len(name) for name in record)
    return "\n".join(f"{name:<{width}}  {_plain(value)}" for name, value in record.items())


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return "-" if value is None else str(value)


def _short(record: dict[str, Any]) -> str:
    words = (record.get(name) for name in ("says", "question", "title", "name", "table"))
    return f"{record['id']}  {next((word for word in words if word), '')}".rstrip()
