"""``dateline queries``: the saved queries, as a file has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.record.watching.queries import Watched

FILE = "queries.toml"
file = click.option(
    "--queries", "saved", metavar="FILE", default=FILE, show_default=True, envvar="DATELINE_QUERIES", help="The saved queries, as TOML."
)


@click.command(short_help="List the queries that are saved to be watched for.")
@file
@options.as_json
def queries(saved: str, as_json: bool) -> None:
    """List the saved queries of a file, and say what is wrong with it if anything is.

    A query is a name in square brackets and under it its conditions, called as the options of "dateline events" are: type =
    ["MOBILIZE/weapons-test"]; beside these updates = true, alerts = true, atom = "FILE" and webhook = "URL" for itself alone.
    """
    import json

    from dateline.cli.tables import Column, console, table
    from dateline.record.watching.queries import conditions, read_queries

    found = read_queries(saved)
    if as_json:
        for name, query in found.items():
            click.echo(json.dumps({"name": name} | conditions(query.question) | _rest(query), ensure_ascii=False))
    elif found:
        rows = [[name, _words(conditions(query.question)), _words(_rest(query))] for name, query in found.items()]
        console().print(table((Column("Query", share=2), Column("Conditions", share=4), Column("Besides", share=3)), rows))
    else:
        click.echo("no queries")


def _rest(query: Watched) -> dict[str, object]:
    """What a query has besides conditions; of a webhook only its host, for the rest may be a secret."""
    from dateline.reading.posting import masked

    shown = {"updates": query.updates, "alerts": query.alerts, "atom": query.atom, "webhook": query.webhook and masked(query.webhook)}
    return {name: value for name, value in shown.items() if value}


def _words(table: dict[str, object]) -> str:
    shown = {name: "" if value is True else " or ".join(value) if isinstance(value, list) else value for name, value in table.items()}
    return ", ".join(f"{name} {value}".rstrip() for name, value in shown.items())
