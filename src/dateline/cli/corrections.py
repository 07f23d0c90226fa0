"""``dateline corrections``: what people have said of the mentions of a record, and the reports they went through as gold."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command(short_help="List what people have corrected, or write it as gold.")
@options.record
@options.as_json
@click.option("--orphaned", is_flag=True, help="Those alone that cannot hold any more, with the reason.")
@click.option("--gold", "as_gold", is_flag=True, help="Print the reports that were gone through, as dateline review export does.")
@click.option("--partly", is_flag=True, help="With --gold: reports too of which some mentions have not been judged.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write to a file.")
def corrections(path: str, as_json: bool, orphaned: bool, as_gold: bool, partly: bool, target: str | None) -> None:
    """List what people have accepted, corrected, rejected and added, which events they joined and split, and what they undid, the earliest
    first: who, when, why, and whether it holds.

    A correction is kept by the words that it is of. It holds after "dateline recode" and for later versions of the report that have the
    sentence; where the sentence is no more, it is orphaned.

    With --gold, the reports are printed of which people have accepted, corrected, rejected or added every mention.
    """
    import json

    from dateline.cli.output import output
    from dateline.cli.review import write_gold
    from dateline.record.reviewing.history import history
    from dateline.record.reviewing.trail import traced
    from dateline.record.store import Store

    if partly and not as_gold:
        raise click.UsageError("--partly goes with --gold")
    with Store.open(path, write=False) as store, output(target, [path]) as out:
        if as_gold:
            write_gold(store, out, partly)
            return
        rows = traced(store, [row for row in history(store) if row["state"] == "orphaned" or not orphaned])
        if as_json:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        elif rows:
            _show(out, rows)
        else:
            out.write("no corrections\n" if not orphaned else "no orphaned corrections\n")


def _show(out: Any, rows: list[dict[str, Any]]) -> None:
    from dateline.cli.tables import Column, console, table
    from dateline.display import plain
    from dateline.record.reviewing.trail import in_line

    columns = (
        Column("Id", 12, style="dim"),
        Column("What", share=4),
        Column("Of", share=4),
        Column("Mention", 12),
        Column("State", share=1),
    )
    console(out).print(
        table(
            columns,
            [
                (
                    row["id"],
                    plain(row["what"]),
                    in_line(row),
                    " ".join(one["mention"] for side in row["sides"] for one in side),
                    f"{row['state']}: {row['why']}" if row["state"] == "orphaned" else row["state"],
                )
                for row in rows
            ],
        )
    )
