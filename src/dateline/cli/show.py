"""``dateline show``: all that the record has of one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import options

if TYPE_CHECKING:
    from rich.console import Console


@click.command(short_help="Tell all of one event, and what its mentions disagree on.")
@click.argument("event")
@options.record
@options.as_json
def show(event: str, path: str, as_json: bool) -> None:
    """Tell all of one event: what its mentions agree and disagree on, who says which, the words of each and who corrected it, and why they
    were joined.

    EVENT is an id, or its first letters. The id of an event that was merged into another leads to that.
    """
    import json

    from dateline.cli.tables import console
    from dateline.record.looking import look
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        found = look(store, event)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, default=str))
    else:
        _show(console(), found)


def _show(page: Console, found: dict[str, Any]) -> None:
    from rich.text import Text

    from dateline.cli.events import names, when
    from dateline.display import in_line, label, plain
    from dateline.record.reviewing.history import by_id, told

    what = f"{found['type']}/{found['mode']}" if found["mode"] else found["type"]
    page.print(Text(f"{found['event']}  {what}  {found['factuality']}  {when(found).replace(chr(10), ' to ')}", style="bold"))
    page.print(
        Text(
            f"{names(found['actors'])} → {names(found['recipients']) or 'nobody named'}"
            + (f", {label(found['place'])}" if found["place"] else "")
        )
    )
    for quantity in found["quantities"]:
        page.print(Text(f"{quantity['kind']}: {_range(quantity)}"))
    for field, values in found["disagreements"].items():
        page.print(Text(f"disagree on {field}:", style="yellow"))
        for value in values:
            page.print(Text("  " + plain(f"{value['value']}: {', '.join(value['said_by'])}")))
    known = by_id(found["corrections"])
    for mention in found["mentions"]:
        page.print()
        source, day = mention["teller"], str(mention["published"] or "undated")
        head = filter(None, (mention["mention"], source, day, mention["title"]))
        page.print(Text(plain(" · ".join(head)), style="dim"))
        said = f"  (says {plain(mention['says'])})" if mention["says"] else ""
        before, trigger, after = in_line(*mention["words"])
        page.print(Text.assemble("  ", before, (trigger, "bold yellow"), after, (said, "italic")))
        for correction in (c for c in found["corrections"] if c["mention"] == mention["mention"] and c["state"] == "applied"):
            page.print(Text("  " + plain(told(correction, known)), style="green"))
    _joins(page, found["joined"])


def _joins(page: Console, joined: Sequence[dict[str, Any]]) -> None:
    from rich.text import Text

    if joined:
        page.print()
        page.print(Text("joined because", style="dim"))
    for pair in joined:
        page.print(Text(f"  {pair['one']} + {pair['other']}: {pair['probability']:.2f} ({pair['reason']})", style="dim"))


def _range(quantity: dict[str, Any]) -> str:
    low, high = quantity["low"], quantity["high"]
    return f"{quantity['best']:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}, last {quantity['best']:,.0f}"
