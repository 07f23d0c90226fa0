"""``dateline join`` and ``dateline split``: what a person decides of an event."""

from __future__ import annotations

import click

from dateline.cli import options, signing

_reason = click.option("--reason", required=True, metavar="WHY", help="Why.")


@click.command(short_help="Make two events one, by hand.")
@click.argument("one")
@click.argument("other")
@_reason
@signing.by
@options.record
def join(one: str, other: str, reason: str, by: str | None, path: str) -> None:
    """Make two events one. That stays so, whatever is gathered or coded again; dateline split or dateline correct --undo undoes it."""
    from dateline.record import verdicts
    from dateline.record.store import Store

    with Store.open(path, make=False) as store:
        click.echo(verdicts.join(store, one, other, signing.name(by), reason))


@click.command(short_help="Take a mention out of an event, by hand.")
@click.argument("event")
@click.argument("mention")
@_reason
@signing.by
@options.record
def split(event: str, mention: str, reason: str, by: str | None, path: str) -> None:
    """Take a mention out of an event; it becomes an event of its own, or of others that tell the same. dateline join or dateline
    correct --undo undoes it."""
    from dateline.record import verdicts
    from dateline.record.store import Store

    with Store.open(path, make=False) as store:
        click.echo(verdicts.split(store, event, mention, signing.name(by), reason))
