"""The command line; it loads no more than the command at hand needs, and decides nothing."""

from globulin.surfaces.cli.app import main

__all__ = ["main"]
