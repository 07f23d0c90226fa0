"""``dateline code``: the events of reports, as a table for people or as JSON lines."""

from __future__ import annotations

from datetime import date

import click

from dateline.cli import options


@click.command(short_help="Print the events that reports tell.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.published
@options.columns
@options.as_json
@options.coding
@options.profile
@click.option("-o", "--output", "path", metavar="FILE", help="Write there instead of to standard output.")
def code(
    sources: tuple[str, ...],
    published: date | None,
    columns: tuple[tuple[str, str], ...],
    as_json: bool,
    profile: bool,
    choices: options.Choices,
    path: str | None,
) -> None:
    """Print the events that reports tell: when, who to whom, what, how real, who says so, in which words.

    SOURCE is a text file, an HTML page, a file of JSON lines, a table (CSV, Parquet) or a web archive (WARC), also gzipped, a folder of
    these, or - for standard input.
    A line of JSON is a report {"text": ..., "published": "YYYY-MM-DD", "id", "source", "title"}; only the text must be there.
    A table has a row a report, with columns of these names; --column text=story names others.

    What cannot be read is named on standard error and the rest is coded; the exit status is then 1.
    """
    from dateline.cli import running
    from dateline.cli.output import end, output
    from dateline.cli.telling import tell
    from dateline.exchange.native import as_record

    with output(path, sources) as out:
        run, timing = running.coding(sources, published, choices, dict(columns))
        run.write(out, as_record if as_json else None, tell)
    if profile:
        running.tell_times(timing, run.done)
    end(run.failed)
