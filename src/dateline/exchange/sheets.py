"""Rows as CSV that any spreadsheet or statistics program opens as it is meant."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(out: IO[str], rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Write rows under a head line; nested values as JSON, nothing as an empty cell."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)


def cell(value: Any) -> str:
    """A value as a cell. Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.

    >>> [cell(v) for v in (None, -3.0, "=1+1", "-5", ["a"], "plain")]
    ['', '-3.0', "'=1+1", "'-5", '["a"]', 'plain']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
