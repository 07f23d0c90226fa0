"""``dateline backup``: copy a record."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Copy a record as it is now.")
@click.argument("target", metavar="FILE")
@options.record
def backup(target: str, path: str) -> None:
    """Copy a record as it is now into FILE, which must not be there yet."""
    from dateline.record.keeping import backup as kept

    kept(path, target)
    click.echo(f"{path} copied to {target}")
