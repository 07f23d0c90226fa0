"""``dateline users``: who may come in where ``dateline serve`` is open to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from types import ModuleType

_FILE = click.option("--users", "path", default="users.csv", show_default=True, type=click.Path(), metavar="FILE", help="The users file.")


@click.group(short_help="Say who may come in where the record is served to others.")
def users() -> None:
    """Who may come in where "dateline serve --users FILE" is open to others: people known by tokens, of which only hashes are kept.

    To take somebody's token away, take the line out of the file and start the server anew.
    """


@users.command(short_help="Let somebody in.")
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "reviewer"]), default="reader", show_default=True, help="A reviewer corrects, too.")
@_FILE
def add(name: str, role: str, path: str) -> None:
    """Let NAME in; prints the token, which is kept nowhere, so hand it over now."""
    from pathlib import Path

    known = _known()
    click.echo(known.add(Path(path), name, known.Role(role)))


@users.command("list", short_help="List who may come in.")
@_FILE
@options.as_json
def list_(path: str, as_json: bool) -> None:
    """List who may come in, and as what."""
    import json
    from pathlib import Path

    for user in _known().read(Path(path)).values():
        click.echo(json.dumps({"name": user.name, "role": user.role}, ensure_ascii=False) if as_json else f"{user.name}: {user.role}")


def _known() -> ModuleType:
    from dateline.errors import SetupError

    try:
        from dateline.web.safety import users
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("dateline"):
            raise
        raise SetupError(f"{error.name} is not installed (pip install 'dateline[web]')") from error
    return users
