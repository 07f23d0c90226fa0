"""``dateline panel``: events or scores by unit and step of time, for statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli import answering, options
from dateline.cli.dyads import show

if TYPE_CHECKING:
    from dateline.record.asking import Question


@click.command(short_help="Make a panel: events or scores by dyad and month.")
@options.record
@answering.conditions
@answering.drawn_too
@click.option("--unit", default="dyad", show_default=True, metavar="UNIT", help="dyad, actor, recipient, type or country (of the place).")
@click.option("--by", default="month", show_default=True, metavar="STEP", help="day, week, month, quarter or year.")
@click.option("--measure", default="count", show_default=True, metavar="WHAT", help="count, score (their sum) or mean (score).")
@click.option("--fill", is_flag=True, help="A row for every unit and step, zero where nothing happened.")
@click.option("--undirected", is_flag=True, help="Dyads without regard to who acted.")
@answering.codes
def panel(
    path: str,
    question: Question,
    form: answering.Form,
    unit: str,
    by: str,
    measure: str,
    fill: bool,
    undirected: bool,
    codes: str,
) -> None:
    """Make a panel: events or scores by unit and step of time.

    Only what occurred is counted, unless --factuality says otherwise. With --fill the panel runs from --since to --until, else from the
    first event to the last.
    """
    from dateline.record.asking import done_only
    from dateline.record.panels import Panel
    from dateline.record.plots import panel_plot

    asked = Panel(done_only(question), unit, by, measure, fill, not undirected, codes)
    answering.answer(path, asked.query(), form, show, lambda store: panel_plot(store, asked), asked.tell_uncoded)
