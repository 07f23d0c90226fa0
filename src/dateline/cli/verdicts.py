"""``dateline join`` and ``dateline split``: what a person decides of an event."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command(short_help="Make two events one, by hand.")
@click.argument("one")
@click.argument("other")
@options.record
def join(one: str, other: str, path: str) -> None:
    """Make two events one. That stays so, whatever is gathered or coded again; dateline split undoes it."""
    from dateline.record import verdicts
    from dateline.record.store import Store

    with Store.open(path, make=False) as store:
        click.echo(verdicts.join(store, one, other))


@click.command(short_help="Take a mention out of an event, by hand.")
@click.argument("event")
@click.argument("mention")
@options.record
def split(event: str, mention: str, path: str) -> None:
    """Take a mention out of an event; it becomes an event of its own, or of others that tell the same. dateline join undoes it."""
    from dateline.record import verdicts
    from dateline.record.store import Store

    with Store.open(path, make=False) as store:
        click.echo(verdicts.split(store, event, mention))
