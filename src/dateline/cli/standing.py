"""How a watch stands: each source and each place of telling, as a table or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.record.watching.feeds import Feed


def show_standing(path: str, as_json: bool) -> None:
    """Print how each feed and outlet stands."""
    import json
    from dataclasses import asdict

    from dateline.record.store import Store
    from dateline.record.watching import feeds, outbox

    with Store.open(path, write=False) as store:
        watched, told = feeds.watched(store), outbox.standing(store)
    if as_json:
        rows = [{"source": f.address} | {k: v for k, v in asdict(f).items() if k not in ("address", "watched", "stamp")} for f in watched]
        for row in (*rows, *told):
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif watched:
        _show(watched, told)
    else:
        click.echo("nothing is watched")


def _show(watched: Sequence[Feed], told: Sequence[dict[str, Any]]) -> None:
    from dateline.cli.tables import Column, console, table
    from dateline.display import plain

    def moment(when: datetime | None) -> str:
        return f"{when:%Y-%m-%d %H:%M}" if when else ""

    page = console()
    columns = (
        Column("Source", share=4), Column("Last read (UTC)", 16), Column("Next due", 16), Column("New", 7), Column("Latest", 16),
        Column("Failures", 8), Column("Why", share=4),
    )  # fmt: skip
    rows = [
        [plain(f.address), moment(f.read), moment(f.due), f"{f.brought:,}", moment(f.latest), str(f.failures or ""), plain(f.fault)]
        for f in watched
    ]
    page.print(table(columns, rows))
    if told:
        columns = (
            Column("Told to", share=4), Column("Waiting", 8), Column("Told", 8), Column("Refused", 8), Column("Failures", 8),
            Column("Next try", 16), Column("Why", share=4),
        )  # fmt: skip
        counts = ("waiting", "told", "refused", "failures")
        page.print()
        page.print(table(columns, [[r["outlet"], *(f"{r[c]:,}" for c in counts), moment(r["due"]), r["fault"]] for r in told]))
