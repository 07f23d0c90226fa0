"""``dateline relate``: the type between two parties that the user marked, for studies that give the pair."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from dateline.cli import options
from dateline.errors import ReportError


@click.command(short_help="Print the type between two marked parties.")
@click.argument("file")
@options.as_json
@options.parser
def relate(file: str, as_json: bool, parser: str | None) -> None:
    """Print the type of what the marked source does to the marked target.

    FILE holds JSON lines {"id": ..., "marked": "<s>France</s> condemned <t>Iran</t>."}, also gzipped; - is standard input.
    Prints a line of id and type for each; with --json {"id": ..., "type": ...}. That something is told of the pair is taken
    from you: of a pair that does nothing, too, the likeliest type is printed.
    """
    from dateline.cli.output import end, output
    from dateline.cli.progress import Progress
    from dateline.coding.relating import Relater
    from dateline.language.parser import DEFAULT_PARSER

    rows = _Rows(file)
    relater = Relater(parser or DEFAULT_PARSER)
    progress = Progress(None, "sentence")
    with output() as out:
        try:
            for identifier, type_ in relater.relate(rows):
                progress.clear()
                out.write(_line(identifier, type_, as_json))
                progress.step()
        except KeyboardInterrupt:
            progress.stop("done")
    progress.finish()
    end(rows.failed)


def _line(identifier: str, type_: str | None, as_json: bool) -> str:
    if as_json:
        return json.dumps({"id": identifier, "type": type_}, ensure_ascii=False) + "\n"
    return f"{identifier}\t{type_ or '-'}\n"


class _Rows:
    """The marked sentences of a file; what cannot be used is said on standard error and counted."""

    def __init__(self, file: str) -> None:
        self.failed = 0
        self._file = file

    def __iter__(self) -> Iterator[tuple[str, str]]:
        from dateline.cli.main import say
        from dateline.coding.relating import unmark
        from dateline.reading.marked import read_marked

        for row in read_marked(self._file):
            try:
                if isinstance(row, ReportError):
                    raise row
                unmark(row.marked)
                yield row.id, row.marked
            except ReportError as error:
                self.failed += 1
                say(str(error))
            except ValueError as error:
                self.failed += 1
                say(str(ReportError(row.where, str(error), "once around each party")))
