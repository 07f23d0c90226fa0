"""``dateline timeline``: events day by day, in the reports' own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options

if TYPE_CHECKING:
    from dateline.record.asking import Question


@click.command(short_help="Tell the events of a record day by day, in the reports' words.")
@options.record
@answering.conditions
@answering.drawn_too
@answering.limit
def timeline(path: str, question: Question, form: answering.Form, limit: int | None) -> None:
    """Tell the events of a record day by day, each in the words of its surest telling, with its publisher and how many others tell it."""
    from dateline.record.asking import timeline as asked
    from dateline.record.plots import timeline_plot

    answering.answer(path, asked(question, limit), form, show, lambda store: timeline_plot(store, question, limit))


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Print a chronicle: the day once, then what happened on it."""
    from rich.text import Text

    from dateline.cli.tables import console
    from dateline.display import plain

    page, day = console(), object()
    for row in rows:
        if row["day"] != day:
            day = row["day"]
            page.print(Text(str(day or "day unknown"), style="bold"))
        what = f"{row['type']}/{row['mode']}" if row["mode"] else row["type"]
        real = "" if row["factuality"] == "occurred" else f", {row['factuality']}"
        others = f" and {row['sources'] - 1} more" if row["sources"] > 1 else ""
        source = f"  {plain(row['source'])}{others}, {row['event']}"
        page.print(Text.assemble("  ", (f"{what}{real}  ", "cyan"), plain(row["words"]), (source, "dim")))
    if not rows:
        click.echo("no events")
