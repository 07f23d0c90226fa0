"""``dateline explain``: why each event was coded, and what was considered and dropped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.model import Coding, EventMention


@click.command(short_help="Say why each event of a report was coded.")
@click.argument("file")
@click.option("--event", "number", metavar="N", type=click.IntRange(min=1), help="Only the event of this number, as the table counts them.")
@options.published
@options.as_json
@options.coding
def explain(file: str, number: int | None, published: date | None, as_json: bool, choices: options.Choices) -> None:
    """Say why each event of a report was coded: the words, the lexicon entry, the parties, the anchor of the date.

    Shows too what was considered and dropped. FILE is read as by "dateline code"; - is standard input.
    """
    from dateline.cli import running
    from dateline.cli.output import end, output
    from dateline.cli.tables import console

    with output() as out:
        run, _ = running.coding([file], published, choices)
        most = 0
        try:
            for where, coding in run.results():
                most = max(most, len(coding.events))
                if number is not None and number > len(coding.events):
                    continue
                if as_json:
                    out.write(_line(coding, number) + "\n")
                else:
                    _explain(console(out), where, coding, number)
        except KeyboardInterrupt:
            run.stop()
    if number is not None and run.done and number > most:
        raise click.UsageError(f"no event {number}: {file} has {most or 'none'}")
    end(run.failed)


def _line(coding: Coding, number: int | None) -> str:
    from dateline.exchange.native import as_line, as_record

    record = as_record(coding, dropped=True)
    if number is not None:
        record["events"] = record["events"][number - 1 : number]
    return as_line(record)


def _explain(page: Console, where: str, coding: Coding, number: int | None) -> None:
    from rich.text import Text

    from dateline.cli.telling import head

    page.print(head(coding.report, where))
    for n, event in enumerate(coding.events, 1):
        if number in (None, n):
            page.print()
            _event(page, n, event, coding.report.text)
    if not coding.events:
        page.print(Text("no events"))
    if number is None:
        _dropped(page, coding)
        for warning in coding.warnings:
            page.print(Text(f"warning: {warning}", style="yellow"))
    page.print()


def _event(page: Console, number: int, event: EventMention, text: str) -> None:
    from rich.text import Text

    from dateline.cli.tables import Column, table
    from dateline.cli.telling import parties, quoted
    from dateline.display import plain, what

    certain = f"{event.factuality.value}, confidence {event.confidence:.2f}"
    page.print(Text.assemble(f"{number}  ", (what(event), "bold cyan"), f"  {certain}"))
    steps = [("who", parties(event)), ("words", quoted(event, text, 400))]
    steps += [("also", Text(plain(span.of(text)))) for span in event.also]
    steps += [(step.stage, Text(plain(step.text))) for step in event.reason]
    page.print(table([Column("Stage", 12, style="dim"), Column("Because")], steps))


def _dropped(page: Console, coding: Coding) -> None:
    from rich.text import Text

    from dateline.cli.tables import Column, table
    from dateline.display import plain

    if coding.dropped:
        rows = [(plain(d.trigger.of(coding.report.text)), plain(d.entry), plain(d.why)) for d in coding.dropped]
        page.print()
        page.print(Text("Considered and dropped", style="bold"))
        page.print(table([Column("Words", share=2), Column("Entry", share=4), Column("Why", share=4)], rows))
