"""``dateline claims``: the claims of a record's reports, and those that its own events contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.record.contradicting import Disputed, Told

_KINDS = ("ordinal", "count", "toll", "first", "only", "last", "none", "most", "more", "fewer", "breach")


@click.command(short_help="List the claims of a record, or those that its events contradict.")
@options.record
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Kind of claim; any of several.")
@click.option("--contradicted", is_flag=True, help="Only those that the record's own events contradict, or other reports have otherwise.")
@options.as_json
def claims(path: str, kinds: tuple[str, ...], contradicted: bool, as_json: bool) -> None:
    """List the claims of a record's reports: which publisher says, citing whom, that it was the first, the seventh, one of three.

    With --contradicted each is checked against the record's own events as of the day that it was published, and those are listed that the
    events contradict, or of which other reports have another number.
    """
    from dateline.cli.output import output
    from dateline.exchange.native import as_line
    from dateline.record.contradicting import claims as told
    from dateline.record.contradicting import disputed
    from dateline.record.store import Store

    with Store.open(path, write=False) as store, output() as out:
        found = [d for d in disputed(store, kinds) if d.is_contradicted or d.others] if contradicted else []
        if as_json:
            rows = [_disputed(d) for d in found] if contradicted else [_row(t) for t in told(store, kinds)]
            out.writelines(as_line(row) + "\n" for row in rows)
        elif contradicted:
            _show_disputed(found)
        else:
            _show(told(store, kinds))


def _row(told: Told) -> dict[str, Any]:
    stated = told.statement
    window = {"from": str(stated.window[0]), "to": str(stated.window[1])} if stated.window else None
    return {
        "claim": told.claim, "report": told.report, "source": told.source, "published": str(told.published) if told.published else None,
        "says": told.speaker, "span": [told.start, told.stop], "words": stated.words, "kind": stated.kind, "series": stated.series,
        "type": stated.type, "mode": stated.mode, "number": stated.number, "bound": stated.bound, "window": window,
    }  # fmt: skip


def _disputed(disputed: Disputed) -> dict[str, Any]:
    from dateline.exchange.findings import as_finding

    finding = as_finding(disputed.finding) if disputed.finding else None
    return _row(disputed.told) | {"finding": finding, "others": [_row(other) for other in disputed.others]}


def _show(found: list[Told]) -> None:
    from dateline.cli.tables import Column, console, table

    if not found:
        click.echo("no claims")
        return
    columns = (
        Column("Claim", 12, style="dim"), Column("Published", 10), Column("Source", share=2), Column("Says", share=2), Column("Kind", 8),
        Column("Number", 10), Column("Since", 10), Column("Words", share=6),
    )  # fmt: skip
    console().print(table(columns, [_cells(told) for told in found]))


def _cells(told: Told) -> list[str]:
    stated = told.statement
    number = "" if stated.number is None else f"{stated.bound} {stated.number:,}".strip()
    since = str(stated.window[0]) if stated.window else ""
    return [told.claim, str(told.published or ""), told.source, told.speaker, stated.kind, number, since, stated.words]


def _show_disputed(found: list[Disputed]) -> None:
    from rich.text import Text

    from dateline.cli.tables import console

    page = console()
    for one in found:
        told = one.told
        says = f", citing {told.speaker}" if told.speaker else ""
        page.print(Text(f"{told.source}{says}, {told.published or 'undated'}: {told.statement.words}", style="bold"))
        if one.finding is not None:
            page.print(
                Text.assemble("  ", (one.finding.verdict.value, "red" if one.is_contradicted else "yellow"), f": {one.finding.answer}")
            )
        for other in one.others:
            page.print(Text(f"  {other.source}, {other.published}: {other.statement.words}"))
    if not found:
        click.echo("no claim is contradicted")
