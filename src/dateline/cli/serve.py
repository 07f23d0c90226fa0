"""``dateline serve``: the record in a browser, and for programs."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Show a record in a browser, and serve its API.")
@options.record
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; any but this machine needs --users or --token.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen at; 0 takes any that is free.")
@click.option("--users", type=click.Path(), metavar="FILE", help="Who may come in, as readers or reviewers; dateline users add makes it.")
@click.option("--token", type=click.Path(), metavar="FILE", help="A file that holds the one token that you come in with.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name by which a proxy calls it; may be given again.")
def serve(path: str, host: str, port: int, users: str | None, token: str | None, names: tuple[str, ...]) -> None:
    """Show a record in a browser, and serve its API, until Ctrl-C.

    Needs pip install 'dateline[web]'. Reports may be gathered into the record meanwhile: new events appear as they come.
    """
    from pathlib import Path

    from dateline.errors import SetupError
    from dateline.web.settings import Settings

    try:
        from dateline.web.serving import run
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("dateline"):
            raise
        raise SetupError(f"{error.name} is not installed (pip install 'dateline[web]')") from error
    run(Settings(Path(path), host, port, Path(users) if users else None, Path(token) if token else None, names))
