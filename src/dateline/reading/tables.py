"""Tables to reports, one a row: CSV and its like by the rules of :mod:`~dateline.reading.separated`, Parquet by
those of :mod:`~dateline.reading.parquet`."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from datetime import date

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.columns import find_columns, known_fields, report_of
from dateline.reading.decoding import decode
from dateline.reading.separated import DELIMITERS, Separated, as_text, cells

PARQUET = b"PAR1"

_TEXTS = frozenset({"VARCHAR", "BLOB", "JSON"})

Placed = tuple[str, Report | ReportError]


def read_csv(
    stream: io.BufferedReader, where: str, published: date | None = None, columns: Mapping[str, str] | None = None, *, tabs: bool = False
) -> Iterator[Placed]:
    """The reports of a CSV file with a head, each with its place, ``file:line``; a row that is none is an error in its stead.

    Delimiter, encoding and whether quotes are meant are told from the first lines.

    Args:
        stream: the file from its first byte on.
        where: how the user named it.
        published: the publication date of rows that do not give theirs.
        columns: the columns of text, published, id, source, title and url, where they do not have their usual names.
        tabs: whether a tab is the likely delimiter.

    Raises:
        ReportError: if there is no head, or no column with the text.
    """
    with as_text(stream, where) as text:
        table = Separated(text, where, lambda head: len(known_fields(head, columns)), "\t" if tabs else "")
        found = find_columns(table.names, where, columns)
        empty = True
        for place, row in table:
            empty = False
            yield place, row if isinstance(row, ReportError) else _report({field: row[n] for field, n in found.items()}, place, published)
        if empty:
            yield where, ReportError(where, "empty", "there are no rows below the names of the columns")


def is_csv(head: bytes) -> bool:
    """Whether the first line of a file that begins so names the text and another field of a report."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].decode("utf-8", "replace")
    known = (known_fields(cells(first, delimiter)) for delimiter in DELIMITERS)
    return any(len(fields) > 1 and "text" in fields for fields in known)


def read_parquet(
    file: io.BufferedReader, where: str, published: date | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Placed]:
    """The reports of a Parquet file, each with its place, ``file:row``, counted from one; a row that is none is an error in its stead.

    Args:
        file: the open file. DuckDB reads it by its name; the position of this one is kept in step, as it tells how far reading is.
        where: its path.
        published: the publication date of rows that do not give theirs.
        columns: as for :func:`read_csv`.

    Raises:
        ReportError: if it is no Parquet file, is empty, or has no column with the text.
    """
    from dateline.reading.parquet import Parquet

    size = os.fstat(file.fileno()).st_size
    with Parquet(where) as table:
        found = find_columns(table.names, where, columns)
        name, kind = table.names[found["text"]], table.kinds[found["text"]]
        if kind not in _TEXTS and not kind.startswith("ENUM"):
            raise ReportError(where, f"the column {name} holds {kind}, not text", "name the column that holds the text")
        if not table.rows:
            raise ReportError(where, "empty", "there are no rows")
        for number, row in table.read(list(found.values())):
            place = f"{where}:{number}"
            if isinstance(row, str):
                yield place, ReportError(place, row, "write the file again")
            else:
                yield place, _report(dict(zip(found, row, strict=True)), place, published)
            file.seek(size * number // table.rows)


def _report(row: Mapping[str, str | bytes | None], place: str, published: date | None) -> Report | ReportError:
    try:
        told = {field: decode(value, place) if isinstance(value, bytes) else value for field, value in row.items()}
        return report_of(told, place, published)
    except ReportError as error:
        return ReportError(place, error.fault, error.remedy)
