"""``dateline annotate``: who, when, where and who says so, at their words, before any act is coded."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.cli.running import Run
    from dateline.reading.annotating import Annotation


@click.command(short_help="Print the actors, times, places and attributions of reports.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.published
@options.as_json
@options.parser
@options.registry
@click.option("-o", "--output", "path", metavar="FILE", help="Write there instead of to standard output.")
def annotate(
    sources: tuple[str, ...], published: date | None, as_json: bool, parser: str | None, registry: tuple[str, ...], path: str | None
) -> None:
    """Print what reports name: actors, times, places, and who is cited for what, each at its words.

    SOURCE is read as by "dateline code". With --json one object a line: {"id", "actors", "times", "places", "attributions"}, spans
    counted in characters of the report's text.
    """
    from dateline.cli.output import end, output
    from dateline.cli.running import Run, settle
    from dateline.language.parser import DEFAULT_PARSER
    from dateline.reading.annotating import annotate as layers_of
    from dateline.reading.grounded import Grounding

    with output(path, sources) as out:
        grounding = Grounding(parser or DEFAULT_PARSER, registry)
        settle()
        run = Run(sources, published, lambda report: layers_of(grounding.of(report)), "annotated")
        try:
            _write(run, out, as_json)
        except KeyboardInterrupt:
            run.stop()
    end(run.failed)


def _write(run: Run[Annotation], out: IO[str], as_json: bool) -> None:
    """Write each report's layers as soon as they are there."""
    from dateline.exchange.layers import as_layers
    from dateline.exchange.native import as_line

    if as_json:
        for _, annotation in run.results():
            out.write(as_line(as_layers(annotation)) + "\n")
            out.flush()
    else:
        from dateline.cli.layers import show
        from dateline.cli.tables import console

        page = console(out)
        for where, annotation in run.results():
            show(page, where, annotation)
            out.flush()
