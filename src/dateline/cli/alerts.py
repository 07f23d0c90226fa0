"""``dateline alerts``: what is out of the ordinary in a record."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.record.alerts.finding import Found, Thresholds
    from dateline.record.asking import Question
    from dateline.record.store import Store


def thresholds(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what is out of the ordinary, given to the command together as ``bounds``."""

    @click.option(
        "--first", default=60, show_default=True, metavar="DAYS", type=click.IntRange(7), help="Days without another before a first."
    )
    @click.option(
        "--pair", default=180, show_default=True, metavar="DAYS", type=click.IntRange(7), help="Days without one before a new pair."
    )
    @click.option(
        "--once-in",
        default=1000,
        show_default=True,
        metavar="WEEKS",
        type=click.IntRange(20, 100_000),
        help="Weeks in which a series has a surge by chance.",
    )
    @click.option("--complete", is_flag=True, help="Take the record as holding all that happened, as an imported list does.")
    @functools.wraps(command)
    def bounded(*, first: int, pair: int, once_in: int, complete: bool, **others: Any) -> None:
        from dateline.record.alerts.finding import Thresholds
        from dateline.record.alerts.surges import Bounds

        command(bounds=Thresholds(first, pair, Bounds(once_in), complete), **others)

    return bounded


@click.command(short_help="Tell what is out of the ordinary.")
@options.record
@answering.conditions
@thresholds
@options.as_json
def alerts(path: str, question: Question, bounds: Thresholds, as_json: bool) -> None:
    """Tell what is out of the ordinary in the last week of a record, or from --since to --until.

    A first is an act of a series (an actor and a type) after a time in which there was none; a new pair, an event between two parties after
    a time in which there was none; a surge, a week with far more events of a series than its own past lets expect. Each says what it rests
    on. Only what occurred counts, unless --factuality says otherwise.
    """
    import json

    from dateline.cli.main import say
    from dateline.record.alerts.finding import find
    from dateline.record.describing import described
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        found = find(store, question, question.since, question.until, bounds)
        if as_json:
            for alert in found.alerts:
                click.echo(json.dumps(alert.row() | {"events": described(store, alert.events)}, ensure_ascii=False, default=str))
        else:
            _show(store, found)
    say(_chance(found, bounds))


def _show(store: Store, found: Found) -> None:
    """Print alerts for people: each with its model, threshold and events."""
    from rich.text import Text

    from dateline.cli.tables import console
    from dateline.display import plain
    from dateline.record.describing import described

    page = console()
    for alert in found.alerts:
        page.print(Text.assemble((f"{alert.kind}  ", "bold yellow"), (plain(alert.text), "bold")))
        page.print(Text(f"  model: {alert.model}", style="dim"))
        page.print(Text(f"  threshold: {alert.threshold}", style="dim"))
        for event in described(store, alert.events):
            page.print(Text.assemble("  ", plain(event["words"]), (f"  {plain(event['source'])}, {event['event']}", "dim")))
    if not found.alerts:
        click.echo("no alerts")


def _chance(found: Found, bounds: Thresholds) -> str:
    """What was looked at, and how much of it is to be expected by chance."""
    if found.since is None or found.until is None:
        return "the record has no report with a day"
    looked = f"{found.since} to {found.until}: {found.counts:,} weekly counts looked at"
    if not found.counts:
        return f"{looked}, for surges need {counted(bounds.surge.least, 'week')} of reports before"
    return f"{looked}, of which chance alone makes at most about {found.chance:.1f} surges"
