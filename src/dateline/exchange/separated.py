"""Rows under a layout as separated values: by tabs without quotation, as event data are published, or as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dateline.exchange.layouts import Layout, load
from dateline.exchange.writing import Export

Row = Mapping[str, Any]
Writer = Callable[[Any], str]

_WRITERS: dict[str, Writer] = {
    "text": str,
    "integer": lambda value: str(int(value)),
    "number": lambda value: repr(float(value)),
    "date": date.isoformat,
    "day": lambda value: f"{value.year:04}{value.month:02}{value.day:02}",
    "moment": lambda value: datetime.strftime(value, "%Y%m%d%H%M%S"),
}


def write_tabbed(export: Export, layout: str, rows: Iterable[Row], *, header: bool) -> None:
    """Write rows separated by tabs, one a line; runs of white space within a text are one space."""
    columns = load(layout)
    cells = Cells(columns, lambda value: " ".join(str(value).split()))
    with export.file() as out:
        if header:
            out.out.write("\t".join(columns.names) + "\n")
        for row in rows:
            out.write("\t".join(cells.of(row)) + "\n")
    export.columns[export.target.name] = columns.held()


def write_csv(export: Export, layout: str, rows: Iterable[Row]) -> None:
    """Write rows as CSV under a head line, texts as they are."""
    columns = load(layout)
    cells = Cells(columns)
    with export.file() as out:
        writer = csv.writer(out.out, lineterminator="\n")
        writer.writerow(columns.names)
        for row in rows:
            writer.writerow(cells.of(row))
            out.count += 1
    export.columns[export.target.name] = columns.held()


class Cells:
    """What makes cells in a layout's order of the values that a row names."""

    def __init__(self, layout: Layout, text: Writer = str) -> None:
        """``text`` writes texts."""
        writers = _WRITERS | {"text": text}
        self._blank = [""] * len(layout.columns)
        self._at = {c.name: (n, writers[c.type]) for n, c in enumerate(layout.columns) if c.holds != "empty"}

    def of(self, row: Row) -> list[str]:
        """The cells of a row; a column that it does not name is empty, and so is nothing at all.

        Raises:
            KeyError: if it names a column that the layout has not, or has as always empty.
        """
        cells = self._blank.copy()
        for name, value in row.items():
            at, write = self._at[name]
            if value is not None and value != "":
                cells[at] = write(value)
        return cells
