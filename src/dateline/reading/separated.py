"""Rows of a file whose columns are separated by commas, semicolons, tabs or bars, each with the line that it begins in.

A row that breaks the rules of quoting costs no other: what it seems to hold of the lines after its first is read again as rows, and
one error names the lines up to the next row that is one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.errors import ReportError
from dateline.reading.decoding import decode, encoding_of, marked_encoding, reject_binary
from dateline.reading.opening import BREAKS, broken_stream
from dateline.reading.rereading import ROW_LIMIT, Lines, TooLongError

DELIMITERS = ",;\t|"
_SAMPLE = 2**16  # characters
_ESCAPE = "surrogateescape"
_ESCAPED = re.compile("[\udc80-\udcff]")
_REMEDY = 'put a field with quotes, delimiters or line breaks in quotes, and double the quotes inside: "she said ""no"""'

Row = list[str]


class Separated:
    """The rows of a table below its head.

    Attributes:
        names: the columns.
    """

    def __init__(self, text: io.TextIOWrapper, where: str, likeness: Callable[[Row], int], preferred: str = "") -> None:
        """Read the head.

        Args:
            text: as :func:`as_text` gives it.
            where: for errors.
            likeness: how many columns of a head have names that are known; tells which delimiter fits.
            preferred: the delimiter where several fit.

        Raises:
            ReportError: if there is no head, or the file is binary.
        """
        csv.field_size_limit(max(csv.field_size_limit(), ROW_LIMIT))  # the process's own, so never lowered
        self._where, self._lines = where, Lines(text)
        self._line = 0  # where the row given last begins
        sample = self._lines.sample(_SAMPLE)
        first = next((line for line in sample if line.strip()), "")
        self._escaped = text.errors == _ESCAPE
        reject_binary(as_bytes(first) if self._escaped else first.encode("utf-8", "replace"), where, marked=False)
        self._declared = encoding_of(as_bytes("".join(sample))) if self._escaped else ""
        heads = {delimiter: cells(first, delimiter) for delimiter in preferred + DELIMITERS}
        self._delimiter = max(heads, key=lambda one: (likeness(heads[one]), len(heads[one])))
        self._bare = self._delimiter == "\t" and _is_bare(sample, first)
        head = next(self._rows(), None)
        if head is None:
            raise self._lines.failure(where) or ReportError(where, "empty", "the first line should name the columns")
        if isinstance(head, str):
            raise ReportError(f"{where}:{self._line}", f"no head: {head}", _REMEDY)
        self.names = [self._decoded(name) for name in head]

    def __iter__(self) -> Iterator[tuple[str, Row | ReportError]]:
        """The rows, each with its place (``file:line``); what cannot be read is an error in its stead."""
        damage: tuple[int, str] | None = None
        for row in self._rows():
            place = f"{self._where}:{self._line}"
            if isinstance(row, str):
                damage = damage or (self._line, row)
                continue
            row = self._fitted(row)
            if len(row) != len(self.names):
                if damage is None:
                    yield place, ReportError(place, f"{len(row)} fields where the head has {len(self.names)}", _REMEDY)
                continue
            if damage:
                yield self._damaged(*damage, self._line - 1)
                damage = None
            try:
                yield place, [self._decoded(field) for field in row]
            except ReportError as error:
                yield place, ReportError(place, error.fault, error.remedy)
        if failure := self._lines.failure(f"{self._where}:{damage[0] if damage else self._lines.number + 1}"):
            yield failure.where, failure
        elif damage:
            yield self._damaged(*damage, self._lines.number)

    def _rows(self) -> Iterator[Row | str]:
        """Each row, or what is wrong with it."""
        reader = self._reader()
        while True:
            self._lines.begin()
            self._line = self._lines.number + 1
            try:
                row = next(reader, None)
            except (csv.Error, TooLongError) as error:
                self._lines.again()
                reader = self._reader()
                yield "a quote that is not closed" if "end of data" in str(error) else str(error)
                continue
            if row is None:
                return
            if row:
                yield row

    def _reader(self) -> Iterator[Row]:
        if self._bare:
            return csv.reader(self._lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    def _fitted(self, row: Row) -> Row:
        """A row without the empty fields that it has too many."""
        width = len(self.names)
        return row if any(row[width:]) else row[:width]

    def _damaged(self, first: int, fault: str, last: int) -> tuple[str, ReportError]:
        place = f"{self._where}:{first}"
        return place, ReportError(place, f"no row: {fault}" + (f" (lines {first} to {last})" if last > first else ""), _REMEDY)

    def _decoded(self, field: str) -> str:
        """A field with bytes that are not UTF-8 in the encoding of its file; line ends as ``\\n``."""
        if self._escaped and _ESCAPED.search(field):
            return decode(as_bytes(field), self._where, self._declared)
        return field.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def as_text(stream: io.BufferedReader, where: str) -> Iterator[io.TextIOWrapper]:
    """A stream as text, line ends as they are; bytes that are not UTF-8 are escaped as surrogates. It stays the caller's to close.

    Raises:
        ReportError: if it breaks off before anything can be read.
    """
    try:
        encoding = marked_encoding(stream.peek(4)[:4])
    except BREAKS as error:
        raise broken_stream(where, error) from error
    text = io.TextIOWrapper(stream, encoding or "utf-8", _ESCAPE if encoding in ("", "utf-8-sig") else "surrogatepass", newline="")
    try:
        yield text
    finally:
        text.detach()


def as_bytes(text: str) -> bytes:
    """The bytes that a text was read from."""
    return text.encode("utf-8", _ESCAPE)


def cells(line: str, delimiter: str) -> Row:
    """The columns of a line with this delimiter; none if it breaks the rules of quoting."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _is_bare(sample: list[str], first: str) -> bool:
    """Whether quotes in a table with tabs are no more than what they are.

    Who quotes puts every field that has a quote in quotes; a field with some inside only is not quoted, so nothing is.
    """
    rows = [line.rstrip("\r\n").split("\t") for line in sample if line.count("\t") == first.count("\t")]
    return any('"' in field and not _is_quoted(field) for row in rows for field in row)


def _is_quoted(field: str) -> bool:
    return len(field) > 1 and field[0] == field[-1] == '"' and '"' not in field[1:-1].replace('""', "")
