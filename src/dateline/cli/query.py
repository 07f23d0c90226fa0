"""``dateline query``: a question to the record in SQL."""

from __future__ import annotations

import click

from dateline.cli import answering, options
from dateline.cli.dyads import show


@click.command(short_help="Ask a record in SQL.")
@click.argument("sql")
@options.record
@answering.forms
def query(sql: str, path: str, form: answering.Form) -> None:
    """Ask a record in SQL; nothing can be changed by it.

    Tables: events, members (mention, event), mentions, reports, claims, failures. 'SHOW TABLES' lists all, 'DESCRIBE events' the columns
    of one.
    """
    from dateline.record.store import Query

    answering.answer(path, Query(sql, {}), form, show)
