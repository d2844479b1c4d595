"""The `globulin` command: its sub-commands, and every error told in one line."""

import gc
import sys

import click

from globulin import __version__
from globulin.errors import GlobulinError
from globulin.surfaces.cli import ask, knowledge, read, reference, serve

# What a start makes stays to the end: to look through it for what can go after every 700 objects,
# as Python does by itself, takes a sixth of the time of one answer.
OBJECTS_BETWEEN_COLLECTIONS = 50_000


@click.group(
    epilog='Example: globulin ask "what causes high immunoglobulin m qn serum"',
)
@click.version_option(__version__)
def cli() -> None:
    """Explain immunoglobulin results: what is likely, why, how sure, and when to see a doctor.

    globulin informs and never diagnoses. It is not a medical device.
    """


# The modules of the commands load the rooms that they need only when they are called.
cli.add_command(ask.command)
cli.add_command(read.command)
cli.add_command(reference.command)
cli.add_command(knowledge.command)
cli.add_command(serve.command)


def main() -> None:
    """Run the command line; every error is one line, with the exit code of its kind."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.Abort:
        code = 1
    except click.ClickException as error:
        click.echo(f"globulin: {_one_line(error.format_message())}", err=True)
        code = 2
    except GlobulinError as error:
        click.echo(f"globulin: {_one_line(str(error))}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of the output went away; there is nobody left to tell.
        sys.stderr.close()
        code = 0
    except Exception as error:  # noqa: BLE001 - a person gets one line, never a traceback
        # The message of an unforeseen error may hold what was typed: only its kind is told.
        click.echo(f"globulin: internal fault ({type(error).__name__})", err=True)
        code = GlobulinError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _one_line(message: str) -> str:
    return " ".join(message.split())
