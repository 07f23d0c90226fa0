"""``dateline relate``: the type between two parties that the user marked, for studies that give the pair."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from dateline.cli import options
from dateline.errors import ReportError


@click.command()
@click.argument("file")
@options.as_json
@options.parser
def relate(file: str, as_json: bool, parser: str | None) -> None:
    """Print the type of what the marked source does to the marked target.

    FILE holds JSON lines {"id": ..., "marked": "<s>France</s> condemned <t>Iran</t>."}, also gzipped; - is standard input.
    Prints a line of id and type for each; with --json {"id": ..., "type": ...}, where type is null if there is none.
    """
    from dateline.cli.output import end, output
    from dateline.cli.running import settings
    from dateline.coding.relating import Relater

    rows = _Rows(file)
    with output() as out:
        for identifier, type_ in Relater(settings(parser)).relate(rows):
            out.write(json.dumps({"id": identifier, "type": type_}, ensure_ascii=False) if as_json else f"{identifier}\t{type_ or '-'}")
            out.write("\n")
    end(rows.failed)


class _Rows:
    """The marked sentences of a file; what cannot be used is said on standard error and counted."""

    def __init__(self, file: str) -> None:
        self.failed = 0
        self._file = file

    def __iter__(self) -> Iterator[tuple[str, str]]:
        from dateline.cli.main import say
        from dateline.reading.marked import read_marked

        for row in read_marked(self._file):
            if isinstance(row, ReportError):
                self.failed += 1
                say(str(row))
            else:
                yield row
