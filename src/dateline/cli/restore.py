"""``dateline restore``: put a copy in a record's place."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Put a copy in a record's place.")
@click.argument("source", metavar="FILE")
@options.record
@click.option("--replace", is_flag=True, help="Though a record is there, which is lost.")
def restore(source: str, path: str, replace: bool) -> None:
    """Put the copy FILE in a record's place, as a whole or not at all."""
    from dateline.record.keeping import restore as put_back

    put_back(source, path, replace=replace)
    click.echo(f"{path} is as {source} had it")
