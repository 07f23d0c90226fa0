"""``dateline dyads``: who did how much to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options

if TYPE_CHECKING:
    from dateline.record.asking import Question


@click.command(short_help="Count events by who did them to whom.")
@options.record
@answering.conditions
@answering.drawn_too
@click.option("--undirected", is_flag=True, help="Without regard to who acted.")
@answering.codes
def dyads(path: str, question: Question, form: answering.Form, undirected: bool, codes: str) -> None:
    """Count events by who did them to whom, most first: events, the sum of their scores, the first and the last day.

    Only what occurred is counted, unless --factuality says otherwise.
    """
    from dateline.record.asking import done_only
    from dateline.record.panels import Dyads
    from dateline.record.plots import dyads_plot

    asked = Dyads(done_only(question), not undirected, codes)
    answering.answer(path, asked.query(), form, show, lambda store: dyads_plot(store, asked), asked.tell_uncoded)


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows as a table, as wide as they need."""
    from dateline.cli.tables import plain_table

    if rows:
        plain_table(rows)
    else:
        click.echo("no events")
