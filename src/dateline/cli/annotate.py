"""``dateline annotate``: who, when, where and who says so, at their words, before any act is coded."""

from __future__ import annotations

from datetime import date

import click

from dateline.cli import options


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
    from dateline.cli.layers import show
    from dateline.cli.output import end, output
    from dateline.cli.running import Run
    from dateline.exchange.layers import as_layers
    from dateline.garbage import settle
    from dateline.language.parser import DEFAULT_PARSER
    from dateline.reading.annotating import annotate as layers_of
    from dateline.reading.grounded import Grounding

    with output(path, sources) as out:
        grounding = Grounding(parser or DEFAULT_PARSER, registry)
        settle()
        run = Run(sources, published, lambda report: layers_of(grounding.of(report)), "annotated")
        run.write(out, as_layers if as_json else None, show)
    end(run.failed)
