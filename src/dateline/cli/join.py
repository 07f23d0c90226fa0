"""``dateline join``: make two events one."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Make two events one, by hand.")
@click.argument("one")
@click.argument("other")
@options.record
def join(one: str, other: str, path: str) -> None:
    """Make two events one. That stays so, whatever is gathered or coded again; dateline split undoes it."""
    from dateline.record.store import Store
    from dateline.record.verdicts import join as joined

    with Store.open(path, make=False) as store:
        click.echo(joined(store, one, other))
