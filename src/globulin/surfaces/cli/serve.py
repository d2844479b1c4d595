"""`globulin serve`: the web site, one process on this machine."""

import click

from globulin.errors import UsageError

DEFAULT_PORT = 8765


@click.command(
    name="serve",
    short_help="Serve the web site: ask, browse, read your result.",
    epilog="Example: globulin serve --host 127.0.0.1 --port 8765",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on; 0: any free one.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="The address under which readers reach the site. Default: http://HOST:PORT.",
)
def command(host: str, port: int, base_url: str | None) -> int:
    """Serve the site until it is told to stop; nothing that readers send is kept or logged.

    Exit code 0: stopped; 2: wrong usage, or the port is taken.
    """
    # Loaded here, so that `--help` does not pay for it.
    from globulin.surfaces.web.server import serve

    if base_url is not None and not base_url.startswith(("http://", "https://")):
        message = "--base-url: expected an address such as https://example.org"
        raise UsageError(message)
    serve(host, port, base_url, announce=_announce)
    return 0


def _announce(base: str) -> None:
    click.echo(f"globulin: serving {base}/ (Ctrl+C stops it)", err=True)
