"""Rows of Parquet files, as DuckDB reads them: in their order, a few at a time, and past what is damaged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from types import TracebackType

import duckdb

from dateline.errors import ReportError

_BATCH = 256  # rows; DuckDB reads 2048 at once
_SOURCE = "FROM read_parquet(?, file_row_number = true, hive_partitioning = false)"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # rows come in their order, and cores are the coder's
    "enable_external_file_cache": False,
    "autoinstall_known_extensions": False,  # nothing is fetched
    "autoload_known_extensions": False,
}
_BREAKS = (duckdb.Error, UnicodeError)

Values = tuple[str | bytes | None, ...]


class Parquet:
    """A Parquet file, open; a context manager.

    Attributes:
        names, kinds: the columns and their types, as DuckDB calls them.
        rows: how many there are.
    """

    def __init__(self, path: str) -> None:
        """Open a file.

        Raises:
            ReportError: if it is no Parquet file, or damaged where it says what it holds.
        """
        self._path = re.sub(r"[*?[]", r"[\g<0>]", os.path.abspath(path))  # as a pattern that stands for itself
        self._base = duckdb.connect(":memory:", config=_SETTINGS)
        try:
            self._base.execute("SET TimeZone = 'UTC'")  # moments are told in it, wherever the file is read
            self._base.execute("SET enable_progress_bar = false")  # the terminal is not its own
            self._base.execute("SET streaming_buffer_size = '1KB'")  # rows are read when they are asked for
            groups = self._ask("SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata(?) ORDER BY row_group_id")
            described = self._ask(f"DESCRIBE SELECT * EXCLUDE (file_row_number) {_SOURCE}")
        except _BREAKS as error:
            self._base.close()
            raise ReportError(path, f"no Parquet that can be read: {_told(error)}", "write the file again") from error
        self._ends = list(accumulate(rows for _, rows in groups if rows > 0))
        self.rows = self._ends[-1] if self._ends else 0
        self.names, self.kinds = [str(row[0]) for row in described], [str(row[1]) for row in described]

    def __enter__(self) -> Parquet:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._base.close()

    def read(self, columns: Sequence[int]) -> Iterator[tuple[int, Values | str]]:
        """The rows, each with its number, counted from one; in the stead of those that are lost, once, what is wrong.

        Rows are kept in groups, and what is damaged in one group does not concern the next: where reading fails, the group at hand is read
        by itself, as far as it goes, and then what follows it.

        Args:
            columns: the numbers of those that are given, as text; bytes are left as they are.
        """
        number, careful = 0, False
        while number < self.rows:
            group = next(end for end in self._ends if end > number)
            end, fault = group if careful else self.rows, "missing"
            try:
                for values in self._values(columns, number, end):
                    number += 1
                    yield number, values
            except _BREAKS as error:
                fault = f"damaged: {_told(error)}"
                if not careful:
                    careful = True
                    continue
            if number < end:
                yield number + 1, f"rows {number + 1} to {end} are {fault}"
            number, careful = end, False

    def _values(self, columns: Sequence[int], begin: int, end: int) -> Iterator[Values]:
        chosen = ", ".join(_as_text(self.names[n], self.kinds[n]) for n in columns)
        self._base.execute(f"SELECT {chosen} {_SOURCE} WHERE file_row_number >= ? AND file_row_number < ?", [self._path, begin, end])
        while batch := self._base.fetchmany(_BATCH):
            yield from batch

    def _ask(self, query: str) -> list[tuple[str, int]]:
        return self._base.execute(query, [self._path]).fetchall()


def _as_text(name: str, kind: str) -> str:
    """A column as text; bytes are left to be decoded row by row, so that one that is broken costs one row."""
    column = '"' + name.replace('"', '""') + '"'
    return column if kind == "BLOB" else f"CAST({column} AS VARCHAR)"


def _told(error: Exception) -> str:
    """What DuckDB says of a file, in one line and without its name."""
    line = " ".join(str(error).partition("\n")[0].split())
    return line.rpartition('": ')[2] or line
