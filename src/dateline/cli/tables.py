"""Tables and text for people: coloured and as wide as the window on a terminal, plain and of one width elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

NARROW = 100  # under this many characters a line, tables stack what they can
WIDE = 140  # characters a line where there is no window: in files and pipes

Cell = str | Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: fixed width; ``None`` to share what is left by ``share``.
        style: of the cells, on a terminal.
    """

    title: str
    width: int | None = None
    share: int = 1
    style: str = ""


class Page(Console):
    """A console that leaves it to the command what to do when the reader goes away."""

    def on_broken_pipe(self) -> None:
        raise


def console(file: IO[str] | None = None) -> Page:
    """Where to print; text is taken as it is, never as markup."""
    out = file or sys.stdout
    width = None if out.isatty() or "COLUMNS" in os.environ else WIDE
    return Page(file=out, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table with a line under its head and none elsewhere."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, header_style="bold", padding=(0, 1, 0, 0))
    for column in columns:
        made.add_column(column.title, width=column.width, ratio=None if column.width else column.share, style=column.style, overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return made


def plain_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows of any kind under the names of their columns."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for name, value in rows[0].items():
        made.add_column(name, justify="right" if isinstance(value, int | float) else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if value is None else _lines(value)) for value in row.values()))
    console().print(made)


def _lines(value: Any) -> str:
    """A value as text that cannot steer the terminal, its lines kept."""
    from dateline.display import plain

    return "\n".join(map(plain, str(value).splitlines()))
