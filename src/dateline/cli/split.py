"""``dateline split``: take a mention out of an event."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Take a mention out of an event, by hand.")
@click.argument("event")
@click.argument("mention")
@options.record
def split(event: str, mention: str, path: str) -> None:
    """Take a mention out of an event; it becomes an event of its own, or of others that tell the same. dateline join undoes it."""
    from dateline.record.store import Store
    from dateline.record.verdicts import split as parted

    with Store.open(path, make=False) as store:
        click.echo(parted(store, event, mention))
