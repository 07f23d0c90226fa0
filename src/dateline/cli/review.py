"""``dateline review``: what is to be looked at first, how far reviewers agree and the coder is right, and what they made of it as gold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options, signing

if TYPE_CHECKING:
    from dateline.record.asking import Question
    from dateline.record.reviewing.queue import Waiting
    from dateline.record.store import Store


@click.group(short_help="What to review first, how far people agree; gold.")
def review() -> None:
    """Review what the coder gave: take the next of the queue, look at it with "dateline show", say what it should be with "dateline
    correct", "dateline split" and "dateline join"; "dateline serve" has pages for all of it."""


@review.command(short_help="List what is to be reviewed first, and why.")
@options.record
@click.option("--sample", is_flag=True, help="Mentions drawn by lot instead, so that precision can be told; takes --type alone.")
@click.option("--second", is_flag=True, help="Mentions instead that others have judged and you have not, for an independent opinion.")
@signing.by
@answering.conditions
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="At most so many.")
@options.as_json
def queue(path: str, sample: bool, second: bool, by: str | None, question: Question, limit: int, as_json: bool) -> None:
    """List the events that wait to be reviewed: those first about which something is likely wrong and on which much hangs. Every one says
    why it stands where it stands.

    An event is in doubt where the coder is not sure, where its mentions may tell of two acts or another event of the same, where they
    disagree, and where two reviewers see it differently. What hangs on it is how many sources tell of it, how grave the act is, and its
    dead. It waits no more once a mention of it has been judged and what was merged confirmed (the page of the event has a button).
    """
    from dataclasses import replace

    from dateline.record import asking
    from dateline.record.reviewing import lots
    from dateline.record.reviewing.queue import waiting
    from dateline.record.store import Store

    if sample and second:
        raise click.UsageError("one of --sample and --second at a time")
    if (second and question != asking.Question()) or (sample and replace(question, type=()) != asking.Question()):
        raise click.UsageError(
            f"{'--second takes no conditions' if second else '--sample takes --type alone'}: what is chosen is not drawn by lot"
        )
    with Store.open(path, write=False) as store:
        if sample or second:
            drawn = lots.sample(store, question.type, limit) if sample else lots.second(store, signing.name(by), limit)
            _give_drawn(drawn, as_json, second)
        else:
            _give_items(store, waiting(store, question, limit), as_json)


@review.command(short_help="Tell how often the coder is right, and how far reviewers agree.")
@options.record
@options.as_json
def stats(path: str, as_json: bool) -> None:
    """Tell what has been reviewed, how often the coder's type is right with the 95 % interval (Wilson), and how far every two reviewers
    agree (Cohen's kappa).

    Precision is that of what people chose to look at, and the queue shows them the doubtful first; that of mentions drawn by lot
    ("dateline review queue --sample") stands beside it, and is the one to report. Likewise agreement: only a second opinion ("dateline
    correct MENTION --second") is given without knowing the first.
    """
    import json

    from dateline.exchange.gold import gone_through
    from dateline.record.reviewing.agreeing import agreements
    from dateline.record.reviewing.precision import precision
    from dateline.record.reviewing.tally import tally
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        found = tally(store) | {"reports": gone_through(store), "precision": precision(store), "agreement": agreements(store)}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _show_stats(found)


@review.command(short_help="List your second opinions.")
@options.record
@signing.by
@options.as_json
def opinions(path: str, by: str | None, as_json: bool) -> None:
    """List your second opinions, the earliest first, and what you took back of them; "dateline correct --undo ID" takes one back, and again
    takes it up."""
    import json

    from dateline.cli.tables import Column, console, table
    from dateline.display import plain
    from dateline.record.reviewing.history import opinions_of
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        rows = opinions_of(store, signing.name(by))
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif rows:
        columns = (Column("Id", 12, style="dim"), Column("What", share=4), Column("Of", share=4), Column("State", 8))
        of = [plain(f"“{row['words']}” ({row['teller']}, {row['published'] or 'undated'})") for row in rows]
        cells = [(row["id"], plain(row["what"]), told, row["state"]) for row, told in zip(rows, of, strict=True)]
        console().print(table(columns, cells))
    else:
        click.echo("no second opinions of yours")


@review.command(short_help="Write the reports that people went through as gold.")
@options.record
@click.option("--partly", is_flag=True, help="Reports too of which some mentions have not been judged.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write to a file.")
def export(path: str, partly: bool, target: str | None) -> None:
    """Write the reports of which people have accepted, corrected, rejected or added every mention, in the form that "dateline train --gold"
    learns from: JSON, one a line."""
    from dateline.cli.output import output
    from dateline.record.store import Store

    with Store.open(path, write=False) as store, output(target, [path]) as out:
        write_gold(store, out, partly)


def write_gold(store: Store, out: Any, partly: bool) -> None:
    """The reports that people went through, and a word on those that are left out."""
    from dateline.cli.main import say
    from dateline.display import counted
    from dateline.exchange.gold import gold, half_seen
    from dateline.exchange.native import as_line

    for record in gold(store, partly=partly):
        out.write(as_line(record) + "\n")
    if not partly and (left := half_seen(store)):
        say(f"left out: {counted(left, 'report')} of which not every mention was judged (--partly takes them, too)")


def _give_items(store: Store, found: Waiting, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    from dateline.cli.events import names, when
    from dateline.cli.tables import Column, console, table
    from dateline.display import counted, plain
    from dateline.record.reviewing.disputes import disputed, unplaced

    items = found.items
    if as_json:
        for item in items:
            click.echo(json.dumps(asdict(item), ensure_ascii=False, default=str))
        return
    for mention, said in unplaced(store, disputed(store)).items():
        click.echo(plain(f"{mention}: {'; '.join(said)}; it is rejected now (dateline corrections lists it)"))
    if not items:
        click.echo("nothing to review")
        return
    columns = (
        Column("", 4), Column("Day", 10), Column("What", share=2), Column("Who → whom", share=3), Column("Why", share=6),
        Column("Event", 12, style="dim"), Column("Begin with", 12, style="dim"),
    )  # fmt: skip
    rows = []
    for item in items:
        event = item.event
        what = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
        parties = f"{names(event['actors'])} → {names(event['recipients']) or 'nobody named'}"
        rows.append((str(item.place), when(event), what, plain(parties), plain("; ".join(item.why)), event["event"], item.mention or ""))
    console().print(table(columns, rows))
    click.echo(f"{len(items):,} of {counted(found.total, 'event')} that wait{'s' if found.total == 1 else ''}")


def _give_drawn(rows: Sequence[dict[str, Any]], as_json: bool, second: bool) -> None:
    import json

    from dateline.cli.events import names
    from dateline.cli.tables import Column, console, table
    from dateline.display import in_line, plain

    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
        return
    if not rows:
        click.echo("nothing waits for your opinion" if second else "everything has been judged")
        return
    columns = (Column("Mention", 12), Column("Type", 24), Column("Who → whom", share=2), Column("Words", share=4), Column("Why", share=2))
    cells = [
        (
            row["anchor"] if second else row["mention"],
            f"{row['type']}/{row['mode']}" if row["mode"] else row["type"],
            plain(f"{names(row['actors'])} → {names(row['recipients']) or 'nobody named'}"),
            "".join(in_line(*row["words"])),
            plain("; ".join(row["why"])),
        )
        for row in rows
    ]
    console().print(table(columns, cells))


def _show_stats(found: dict[str, Any]) -> None:
    from dateline.cli.tables import Column, console, table
    from dateline.display import counted, plain

    page, reports = console(), found["reports"]
    click.echo(
        f"{found['judged']:,} of {counted(found['coded'], 'mention')} of the coder's judged; "
        f"{counted(reports['whole'], 'report')} gone through, {reports['partly']:,} partly"
    )
    for who, said in found["people"].items():
        several = (("corrections", "correction"), ("decisions", "decision"), ("opinions", "second opinion"))
        click.echo(plain(f"  {who}: {', '.join(counted(said[name], noun) for name, noun in several)}"))
    if found["judged"]:
        click.echo("\nThe coder's type is right (95 % interval), of what was judged, and of what was drawn by lot")
        columns = (Column("Type", 14), Column("Coded", 9), Column("Judged", 9), Column("Right", share=2), Column("All fields", 10), Column("By lot", 9), Column("Right of these", share=2))  # fmt: skip # noqa: E501
        page.print(table(columns, [_precision(line) for line in found["precision"] if line["judged"]]))
    if found["agreement"]:
        click.echo("\nAgreement of two reviewers")
        columns = (Column("Reviewers", share=2), Column("How judged", share=2), Column("Field", 12), Column("Cases", 7), Column("Same", 6), Column("By chance", 10), Column("Kappa (95 % interval)", share=2))  # fmt: skip # noqa: E501
        page.print(table(columns, [_agreement(row) for row in found["agreement"]]))


def _precision(line: dict[str, Any]) -> tuple[str, ...]:
    def share(prefix: str) -> str:
        found = [line[f"{prefix}{name}"] for name in ("precision", "low", "high")]
        return "" if found[0] is None else "{:.2f} ({:.2f} to {:.2f})".format(*found)

    counts = (f"{line[name]:,}" for name in ("coded", "judged"))
    return (line["type"], *counts, share(""), f"{line['whole'] / line['judged']:.2f}", f"{line['drawn']:,}", share("drawn_"))


def _agreement(row: dict[str, Any]) -> tuple[str, ...]:
    from dateline.display import plain

    within = "" if row["low"] is None else f" ({row['low']:.2f} to {row['high']:.2f})"
    kappa = "undefined: one category alone" if row["kappa"] is None else f"{row['kappa']:.2f}{within}"
    knowing = "independently" if row["independent"] else "after seeing the first"
    figures = (f"{row['cases']:,}", f"{row['observed']:.2f}", f"{row['expected']:.2f}", kappa)
    return (plain(f"{row['one']}, {row['other']}"), knowing, row["field"], *figures)
