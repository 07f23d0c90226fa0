"""The layouts that other people load: their columns in order, what each means, and how well Dateline can fill it.

A layout is a CSV file under ``data/layouts``, one row a column: its name, type, how much of it Dateline holds (``exact``,
``approximate``, ``empty``), what it means, and where the value comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.datafiles import data
from dateline.errors import DataError

TYPES = frozenset("text integer number day date moment".split())
HOLDS = ("exact", "approximate", "empty")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a layout.

    Attributes:
        name: as published.
        type: ``text``, ``integer``, ``number``, ``date`` (YYYY-MM-DD), ``day`` (YYYYMMDD) or ``moment`` (YYYYMMDDHHMMSS, UTC).
        holds: ``exact``, ``approximate`` or ``empty``: always, for want of what it asks for.
        meaning: what the publisher means by it; ``source``: what of the record fills it.
    """

    name: str
    type: str
    holds: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file, in order.

    >>> layout = load("icews")
    >>> len(layout.columns), layout.names[0]
    (20, 'Event ID')
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def held(self) -> dict[str, list[str]]:
        """The names of the columns by how well they are held."""
        return {how: [column.name for column in self.columns if column.holds == how] for how in HOLDS}


@cache
def load(name: str) -> Layout:
    """A layout that the package ships, by name.

    Raises:
        DataError: if its file breaks the rules.
    """
    file = f"{name}.csv"
    columns = tuple(Column(row["column"], row["type"], row["holds"], row["meaning"], row["source"]) for row in rows("layouts", file))
    for number, column in enumerate(columns, 2):
        if column.type not in TYPES or column.holds not in HOLDS or not column.meaning:
            raise DataError(f"{file}:{number}", f"{column.name} lacks a type, a meaning or how it is held")
    return Layout(name, columns)


def rows(folder: str, file: str) -> Iterator[Mapping[str, str]]:
    """The rows of a data file of layouts or crosswalks, by the names of its columns."""
    with (data() / folder / file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
