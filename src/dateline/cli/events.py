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
@answering.limit
def events(path: str, question: Question, form: answering.Form, limit: int | None) -> None:
    """List the events of a record that meet some conditions, by day: when, who to whom, what, in how many mentions of how many sources.

    "dateline show EVENT" tells all of one.
    """
    from dateline.record.asking import events as asked

    answering.answer(path, asked(question, limit), form, show)


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
    from dateline.display import label

    what = f"{row['type']}/{row['mode']}" if row["mode"] else str(row["type"])
    sources = f"{row['mentions']} in {row['sources']}"
    parties = names(row["actors"]) + (f" → {names(row['recipients'])}" if row["recipients"] else "")
    return [row["event"], when(row), parties, what, row["factuality"], label(row["place"]) if row["place"] else "", sources]


def when(row: dict[str, Any]) -> str:
    """The day or days of an event, as far as they are known."""
    if row["from"] is None:
        return "?"
    return str(row["from"]) if row["from"] == row["to"] else f"{row['from']}\n{row['to']}"


def names(parties: Sequence[dict[str, Any]]) -> str:
    """Parties with their codes."""
    from dateline.display import label

    return ", ".join(map(label, parties))
