"""JSON lines, read one at a time: the memory needed is that of one line, however long the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import IO, Any, TypeVar

from dateline.errors import ReportError
from dateline.reading.opening import BREAKS, STDIN, broken_stream, name_of, open_file, standard_input, unpacked

# No report that may be coded needs more: a million characters, every one escaped as \uXXXX.
LINE_LIMIT = 8 * 2**20

Row = dict[str, Any]
Made = TypeVar("Made")


def read_file(source: str, make: Callable[[Row, str], Made]) -> Iterator[Made | ReportError]:
    """What ``make`` makes of each row of a file of JSON lines and its place; what cannot be used is an error in its stead.

    Args:
        source: a path, or ``-`` for standard input.
        make: may raise ReportError.
    """
    where = name_of(source)
    try:
        with nullcontext(standard_input()) if source == STDIN else open_file(source) as packed, unpacked(packed) as stream:
            for place, row in read_rows(stream, where):
                try:
                    yield row if isinstance(row, ReportError) else make(row, place)
                except ReportError as error:
                    yield error
    except ReportError as error:
        yield error
    except BREAKS as error:
        yield broken_stream(where, error)


def read_rows(stream: IO[bytes], where: str) -> Iterator[tuple[str, Row | ReportError]]:
    """The JSON objects of a stream, each with its place (``file:line``); what cannot be read is an error in its stead."""
    found = 0
    for number, line in enumerate(_lines(stream, where), 1):
        place = f"{where}:{number}"
        if isinstance(line, ReportError):
            found += 1
            yield place, line
        elif line.strip():
            found += 1
            try:
                yield place, _row(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, place)
            except ReportError as error:
                yield place, error
    if not found:
        yield where, ReportError(where, "empty", "each line should be a JSON object with a text")


def _lines(stream: IO[bytes], where: str) -> Iterator[bytes | ReportError]:
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(LINE_LIMIT + 1)
            if len(line) > LINE_LIMIT:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LINE_LIMIT)
                yield ReportError(f"{where}:{number}", f"the line is longer than {LINE_LIMIT // 2**20} MiB", "write one report a line")
                continue
        except BREAKS as error:
            yield broken_stream(f"{where}:{number}", error)
            return
        if not line:
            return
        yield line


def _row(line: bytes, place: str) -> Row:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReportError(place, f"not UTF-8 (byte 0x{line[error.start]:02x})", "JSON lines must be UTF-8") from error
    except json.JSONDecodeError as error:
        raise ReportError(place, f"not JSON: {error.msg} at character {error.pos + 1}", "write one JSON object a line") from error
    except (RecursionError, ValueError) as error:
        raise ReportError(place, "not JSON: nested too deep or a number too long", "write one JSON object a line") from error
    if not isinstance(row, dict):
        raise ReportError(place, f"a JSON {_KINDS.get(type(row), 'value')}, not an object", 'write {"text": "…"}')
    return row


_KINDS = {list: "array", str: "string", int: "number", float: "number", bool: "truth value", type(None): "null"}
