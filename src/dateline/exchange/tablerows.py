"""The rows of a table as cells by the name of their column, be it CSV, JSON lines or Parquet, also gzipped."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.errors import ReportError
from dateline.reading.decoding import decode
from dateline.reading.kinds import TABS, Kind, kind_of, suffix_of
from dateline.reading.lines import read_rows
from dateline.reading.opening import BREAKS, broken_stream, buffered, open_file, unpacked
from dateline.reading.parquet import Parquet
from dateline.reading.separated import Separated, as_text

_SNIFF = 4096

Cells = Mapping[str, str]


def read_table(path: str) -> Iterator[tuple[str, Cells | ReportError]]:
    """The rows of a table, each with its place (``file:line``, of Parquet ``file:row``); what cannot be read is an error in its stead.

    A cell that is empty, or missing from a JSON object, is not there; nested values are JSON.

    Raises:
        ReportError: if the file cannot be read at all, or is no table.
    """
    for place, row in _read(path):
        yield place, row if isinstance(row, ReportError) else {name: value for name, value in row.items() if value}


def columns(path: str) -> list[str]:
    """The names of a table's columns, be it those that few of its rows have; of a table without rows none.

    Raises:
        ReportError: if the file cannot be read at all, or is no table.
    """
    return list(dict.fromkeys(name for _, row in _read(path) if not isinstance(row, ReportError) for name in row))


def _read(path: str) -> Iterator[tuple[str, Cells | ReportError]]:
    try:
        with open_file(path) as file, buffered(file) as packed:
            kind = kind_of(packed.peek(_SNIFF), suffix_of(path))
            if kind is Kind.PARQUET:
                yield from _parquet(path)
                return
            with unpacked(packed) as stream:
                if kind is Kind.LINES:
                    yield from _lines(stream, path)
                elif kind in (Kind.CSV, Kind.TEXT):
                    yield from _separated(stream, path)
                else:
                    raise ReportError(path, "no table", "give CSV, JSON lines or Parquet")
    except BREAKS as error:
        raise broken_stream(path, error) from error


def _separated(stream: io.BufferedReader, path: str) -> Iterator[tuple[str, Cells | ReportError]]:
    with as_text(stream, path) as text:
        table = Separated(text, path, len, "\t" if suffix_of(path) in TABS else "")
        for place, row in table:
            yield place, row if isinstance(row, ReportError) else _trimmed(dict(zip(table.names, row, strict=True)))


def _lines(stream: io.BufferedReader, path: str) -> Iterator[tuple[str, Cells | ReportError]]:
    for place, row in read_rows(stream, path):
        yield place, row if isinstance(row, ReportError) else _trimmed({name: _cell(value) for name, value in row.items()})


def _parquet(path: str) -> Iterator[tuple[str, Cells | ReportError]]:
    with Parquet(path) as table:
        for number, row in table.read(range(len(table.names))):
            place = f"{path}:{number}"
            if isinstance(row, str):
                yield place, ReportError(place, row, "write the file again")
            else:
                try:
                    told = [decode(value, place) if isinstance(value, bytes) else value or "" for value in row]
                    yield place, _trimmed(dict(zip(table.names, told, strict=True)))
                except ReportError as error:
                    yield place, error


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _trimmed(cells: Cells) -> Cells:
    return {name.strip(): value.strip() for name, value in cells.items()}
