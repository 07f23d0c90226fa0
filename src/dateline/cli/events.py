"""``dateline events``: the events of a record, by condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options

if TYPE_CHECKING:
    from dateline.record.asking import Question


@click.command(short_help="List the events of a record that meet some conditions.")
@options.record
@answering.conditions
@answering.forms
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")
def events(path: str, question: Question, form: answering.Form, limit: int | None) -> None:
    """List the events of a record that meet some conditions, by day: when, who to whom, what, in how many mentions of how many sources.

    "dateline show EVENT" tells all of one.
    """
    from dateline.record.asking import events as asked
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        answering.answer(store, asked(question, limit), form, show)


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Print events as a table."""
    from dateline.cli.tables import Column, console, table

    if not rows:
        click.echo("no events")
        return
    columns = (
        Column("Event", 12, style="dim"), Column("When", 10), Column("Who → whom", share=5), Column("Type/mode", 18),
        Column("Factuality", 12), Column("Where", share=2), Column("Told", 9),
    )  # fmt: skip
    console().print(table(columns, [_row(row) for row in rows]))


def _row(row: dict[str, Any]) -> list[str]:
    what = f"{row['type']}/{row['mode']}" if row["mode"] else str(row["type"])
    sources = f"{row['mentions']} in {row['sources']}"
    parties = names(row["actors"]) + (f" → {names(row['recipients'])}" if row["recipients"] else "")
    return [row["event"], when(row), parties, what, row["factuality"], where(row["place"]), sources]


def when(row: dict[str, Any]) -> str:
    """The day or days of an event, as far as they are known."""
    if row["from"] is None:
        return "?"
    return str(row["from"]) if row["from"] == row["to"] else f"{row['from']}\n{row['to']}"


def names(parties: Sequence[dict[str, Any]]) -> str:
    """Parties with their codes."""
    codes = [" ".join(filter(None, (p["country"], p["sector"]))) for p in parties]
    return ", ".join(f"{p['text']} ({code})" if code else str(p["text"]) for p, code in zip(parties, codes, strict=True))


def where(place: dict[str, Any] | None) -> str:
    """A place with its country."""
    return f"{place['text']} ({place['country']})" if place and place["country"] else str(place["text"]) if place else ""
