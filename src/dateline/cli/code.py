"""``dateline code``: the events of reports, as a table for people or as JSON lines."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.cli.running import Run
    from dateline.model import Coding


@click.command(short_help="Print the events that reports tell.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.published
@options.as_json
@options.parser
@options.registry
@click.option("-o", "--output", "path", metavar="FILE", help="Write there instead of to standard output.")
def code(
    sources: tuple[str, ...], published: date | None, as_json: bool, parser: str | None, registry: tuple[str, ...], path: str | None
) -> None:
    """Print the events that reports tell: when, who to whom, what, how real, who says so, in which words.

    SOURCE is a text file, an HTML page, a file of JSON lines (also gzipped), a folder of these, or - for standard input.
    A line of JSON is a report {"text": ..., "published": "YYYY-MM-DD", "id", "source", "title"}; only the text must be there.

    What cannot be read is named on standard error and the rest is coded; the exit status is then 1.
    """
    from dateline.cli import running
    from dateline.cli.output import end, output

    with output(path, sources) as out:
        run = running.coding(sources, published, parser, registry)
        try:
            _write(run, out, as_json)
        except KeyboardInterrupt:
            run.stop()
    end(run.failed)


def _write(run: Run[Coding], out: IO[str], as_json: bool) -> None:
    """Write each coding as soon as it is there."""
    if as_json:
        from dateline.exchange.native import as_line, as_record

        for _, coding in run.results():
            out.write(as_line(as_record(coding)) + "\n")
            out.flush()
    else:
        from dateline.cli.tables import console
        from dateline.cli.telling import tell

        page = console(out)
        for where, coding in run.results():
            tell(page, where, coding)
            out.flush()
