"""``dateline resolve``: a name or description, on a day, to country and sector."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, TYPE_CHECKING, Any

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.grounding.resolver import Resolution, Resolver
    from dateline.reading.phrases import Phrase


@click.command(short_help="Print who a name or description stands for on a day.")
@click.argument("text", required=False)
@click.option("--date", "day", type=options.Day(), metavar="YYYY-MM-DD", help="As of that day.  [default: the last known standing]")
@click.option("--context", default="", metavar="TEXT", help="Words that go with it: its sentence, or a country.")
@click.option("--jsonl", "file", metavar="FILE", help='Resolve rows {"id", "text", "date", "context"} instead; - is standard input.')
@options.as_json
@options.parser
@options.registry
def resolve(
    text: str | None, day: date | None, context: str, file: str | None, as_json: bool, parser: str | None, registry: tuple[str, ...]
) -> None:
    """Print who TEXT stands for on a day: country, sector, name, and what says so.

    \b
    dateline resolve "Angela Merkel" --date 2022-01-10        DEU ELI
    dateline resolve "the Armenian prime minister" --date 2020-10-01
    dateline resolve FSB --context "a Russian agency"

    With --jsonl, rows {"id", "country", "sector", "sectors", "name", "actor_id", "because"} are printed, one a line. Fields stay
    empty where the words do not tell: nothing is guessed.
    """
    if (text is None) == (file is None):
        raise click.UsageError("give a TEXT, or --jsonl FILE")
    from dateline.cli.output import end, output

    failed = 0
    with output() as out:
        resolver = _resolver(parser, registry)
        if text is not None:
            _print(out, text, resolver.resolve(text, day, context), as_json)
        else:
            failed = _all(out, resolver, file or "", day)
    end(failed)


def _resolver(parser: str | None, registry: tuple[str, ...]) -> Resolver:
    from dateline.grounding.naming.registry import load
    from dateline.grounding.resolver import Resolver
    from dateline.language.parser import DEFAULT_PARSER, Parser

    return Resolver(Parser(parser or DEFAULT_PARSER), load(registry))


def _all(out: IO[str], resolver: Resolver, file: str, day: date | None) -> int:
    """Resolve a file's rows; returns how many could not be read."""
    from dateline.cli.main import say
    from dateline.cli.progress import Progress
    from dateline.errors import ReportError
    from dateline.reading.phrases import read_phrases

    progress, failed = Progress(None, "phrase"), 0
    try:
        for row in read_phrases(file, day):
            progress.clear()
            if isinstance(row, ReportError):
                failed += 1
                say(str(row))
                continue
            out.write(_line(row, resolver.resolve(row.text, row.day, row.context)))
            progress.step()
    except KeyboardInterrupt:
        progress.stop("done")
    progress.finish()
    return failed


def _line(row: Phrase, found: Resolution) -> str:
    from dateline.exchange.native import as_line

    return as_line({"id": row.id, **_record(found)}) + "\n"


def _record(found: Resolution) -> dict[str, Any]:
    return {
        "country": found.country,
        "sector": found.sector,
        "sectors": list(found.sectors),
        "name": found.name,
        "actor_id": found.actor_id,
        "because": found.because,
    }


def _print(out: IO[str], text: str, found: Resolution, as_json: bool) -> None:
    if as_json:
        from dateline.exchange.native import as_line

        out.write(as_line({"text": text, **_record(found)}) + "\n")
        return
    from dateline.cli.tables import console

    page = console(out)
    for line in _lines(found):
        page.print(line)


def _lines(found: Resolution) -> Iterator[str]:
    codes = " ".join(filter(None, (found.country or "-", found.sector)))
    also = f" (also {', '.join(found.sectors[1:])})" if len(found.sectors) > 1 else ""
    yield f"{codes}{also}  {found.name}" if found.name else "not resolved"
    yield f"  because: {found.because}"
    if found.actor_id:
        yield f"  id: {found.actor_id}"
