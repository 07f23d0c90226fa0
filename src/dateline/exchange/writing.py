"""An export under way: which record is asked for what, the files that are written, and what is left out of them.

Files are written beside the place where they will stand and moved there when all of them are whole, the manifest last; a run that fails or
is stopped leaves what was there before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import IO, NamedTuple

from dateline.exchange.events import Event, events
from dateline.exchange.names import Naming
from dateline.record.asking import Question
from dateline.record.store import Query, Store


class Written(NamedTuple):
    """A file that was written: its name, its rows, its size and the SHA-256 of its content."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(slots=True)
class Rows:
    """The rows of a file as they are written, counted."""

    count: int = 0
    out: IO[str] = field(init=False)

    def write(self, text: str) -> None:
        """Write a row."""
        self.out.write(text)
        self.count += 1


@dataclass(slots=True)
class Export:
    """One export under way.

    Attributes:
        store: the record; ``question``: which of its events are wanted.
        format: the name of the form; ``target``: the file that is to be written, or the ``folder`` of several.
        name: gives the names of parties that a layout wants resolved.
        step: called whenever an event or a table has been written.
        left_out: how many events are left out, by the reason why.
        files: what was written so far; ``columns``: by file, how well its columns are held.
    """

    store: Store
    question: Question
    format: str
    target: Path
    folder: bool
    name: Naming
    step: Callable[[], None]
    left_out: Counter[str] = field(default_factory=Counter)
    files: list[Written] = field(default_factory=list)
    columns: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _ready: list[tuple[Path, Path]] = field(default_factory=list)

    def events(self, *, newest: bool = False) -> Iterator[Event]:
        """The events that are asked for, by day or the newest first."""
        for event in events(self.store, self.question, newest=newest):
            yield event
            self.step()

    def leave_out(self, why: str, number: int = 1) -> None:
        """Count events that the layout does not hold."""
        self.left_out[why] += number

    def at(self, name: str = "") -> Path:
        """Where a file will stand: in the folder, or beside the file that was asked for; without a name that file itself."""
        return (self.target if self.folder else self.target.parent) / name if name else self.target

    @contextmanager
    def file(self, name: str = "") -> Iterator[Rows]:
        """A file to be written; without a name the one that was asked for."""
        with self.place(name) as (path, rows), path.open("w", encoding="utf-8", newline="") as out:
            rows.out = out
            yield rows

    @contextmanager
    def place(self, name: str = "") -> Iterator[tuple[Path, Rows]]:
        """The place of a file that is written by others; the rows that they write are counted in what comes with it."""
        at = self.at(name)
        beside, rows = at.with_name(f".{at.name}.part"), Rows()
        self._ready.append((beside, at))
        yield beside, rows
        with beside.open("rb") as content:
            self.files.append(Written(at.name, rows.count, beside.stat().st_size, file_digest(content, "sha256").hexdigest()))

    def table(self, query: Query, name: str, form: str) -> None:
        """Write what a question gives into a file, ``parquet`` or ``csv``, as the database writes it."""
        with self.place(name) as (path, rows):
            rows.count = self.store.export(query, path, form)
        self.step()

    def settle(self) -> None:
        """Move all that was written to where it will stand."""
        for beside, at in self._ready:
            os.replace(beside, at)

    def give_up(self) -> None:
        """Take away what was written and has not been moved."""
        for beside, _ in self._ready:
            with suppress(FileNotFoundError):
                beside.unlink()
