"""The `globulin` command: finds the sub-command, and tells errors in one line."""

import sys
from importlib import import_module

import click

from globulin import __version__
from globulin.errors import GlobulinError

# Sub-commands are loaded when they are called: `--help` pays for none of them.
COMMANDS = {
    "ask": ("globulin.surfaces.cli.ask", "Answer a question about an immunoglobulin result."),
    "knowledge": ("globulin.surfaces.cli.knowledge", "Check, show and list what is known."),
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.command(
    cls=LazyGroup,
    epilog='Example: globulin ask "what causes high immunoglobulin m qn serum"',
)
@click.version_option(__version__)
def cli() -> None:
    """Explain immunoglobulin results: what is likely, why, how sure, and when to see a doctor.

    globulin informs and never diagnoses. It is not a medical device.
    """


def main() -> None:
    """Run the command line; every error is one line, with the exit code of its kind."""
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
