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
from importlib import import_module
from pathlib import Path
from typing import IO, NamedTuple

from dateline.errors import InputError
from dateline.exchange.events import Event, events
from dateline.exchange.names import Naming
from dateline.model import Factuality
from dateline.record import asking
from dateline.record.asking import Question, done_only
from dateline.record.store import Query, Store


class Format(NamedTuple):
    """A form that a record can be exported in.

    Attributes:
        module: what writes it, by ``write(export)``.
        folder: whether it is a folder of files.
        factual: whether it says of each event how real it is told.
        about: what it is.
    """

    module: str
    folder: bool
    factual: bool
    about: str


FORMATS = {
    "native": Format("native_tables", True, True, "all tables as Parquet, with a codebook"),
    "native-csv": Format("native_tables", True, True, "all tables as CSV, with a codebook"),
    "datapackage": Format("datapackage", True, True, "all tables as a frictionless data package"),
    "polecat": Format("polecat", False, False, "PLOVER events in POLECAT's 40 columns"),
    "plover": Format("polecat", False, False, "the same"),
    "icews": Format("icews", False, False, "CAMEO events in ICEWS's 20 columns"),
    "gdelt": Format("gdelt", False, False, "CAMEO events in the 61 columns of GDELT 2.0"),
    "gdelt-mentions": Format("gdelt_mentions", False, False, "their mentions in GDELT's 16 columns"),
    "acled": Format("acled", False, False, "conflict and protest in ACLED's 31 columns"),
    "ged": Format("ged", False, False, "deadly violence in the 49 columns of UCDP GED"),
    "geojson": Format("geojson", False, True, "points and properties, RFC 7946"),
    "stata": Format("stata", False, True, "a .dta file with labels"),
    "atom": Format("atom", False, True, "a feed of events"),
}
"""The formats by name; every layout without a column for factuality holds, unless asked otherwise, only what occurred."""


class Written(NamedTuple):
    """A file that was written: its name, its rows, its size and the SHA-256 of its content."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(slots=True)
class Export:
    """One export under way.

    Attributes:
        store: the record; ``question``: which of its events are wanted.
        format: a name of :data:`FORMATS`; ``target``: the file or folder that is to be written.
        name: gives the names of parties that a layout wants resolved.
        left_out: how many events are left out, by the reason why.
        files: what was written so far; ``columns``: by file, how well its columns are held.
    """

    store: Store
    question: Question
    format: str
    target: Path
    name: Naming
    step: Callable[[], None]
    left_out: Counter[str] = field(default_factory=Counter)
    files: list[Written] = field(default_factory=list)
    columns: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _ready: list[tuple[Path, Path]] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where files are written."""
        return self.target if FORMATS[self.format].folder else self.target.parent

    def events(self, *, newest: bool = False) -> Iterator[Event]:
        """The events that are asked for, by day or the newest first."""
        for event in events(self.store, self.question, newest=newest):
            yield event
            self.step()

    def leave_out(self, why: str, number: int = 1) -> None:
        """Count events that the layout does not hold."""
        self.left_out[why] += number

    @contextmanager
    def file(self, name: str = "") -> Iterator[Rows]:
        """A file to be written; without a name the one that was asked for."""
        with self.place(name) as (path, rows), path.open("w", encoding="utf-8", newline="") as out:
            rows.out = out
            yield rows

    @contextmanager
    def place(self, name: str = "") -> Iterator[tuple[Path, Rows]]:
        """The place of a file that is written by others; ``rows`` counts what they write."""
        at = self.folder / name if name else self.target
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
        self._ready.clear()

    def give_up(self) -> None:
        """Take away what was written and has not been moved."""
        for beside, _ in self._ready:
            with suppress(FileNotFoundError):
                beside.unlink()


@dataclass(slots=True)
class Rows:
    """The rows of a file as they are written, counted."""

    count: int = 0
    out: IO[str] = field(init=False)

    def write(self, text: str) -> None:
        """Write a row."""
        self.out.write(text)
        self.count += 1


def export(
    store: Store,
    question: Question,
    format: str,
    target: Path,
    name: Naming,
    coder: dict[str, str],
    step: Callable[[], None] = lambda: None,
) -> Export:
    """Write the events of a record that a question asks for in another form, with a manifest beside it.

    Args:
        format: a name of :data:`FORMATS`.
        target: the file, or for a format of several files the folder, that is to be written; what is there is replaced.
        name: gives the names of parties (``exchange.names.registered()``).
        coder: what ``coding.provenance`` says of the coder that is installed.
        step: called whenever an event or a table has been written.

    Raises:
        InputError: if the format is unknown, or nothing can be written there.
        SetupError: if the format needs a library that is not installed.
    """
    from dateline.exchange import manifest

    if format not in FORMATS:
        raise InputError("--format", f"{format!r} is unknown", f"one of {', '.join(FORMATS)}")
    how = FORMATS[format]
    asked = question if how.factual else done_only(question)
    made = how.folder and not target.exists()
    under_way = Export(store, asked, format, _target(store, target, how), name, step)
    if asked != question:
        _count_undone(under_way, question)
    try:
        import_module(f"dateline.exchange.{how.module}").write(under_way)
        manifest.write(under_way, coder)
        under_way.settle()
    except BaseException:
        under_way.give_up()
        if made:
            target.rmdir()
        raise
    return under_way


def _target(store: Store, target: Path, how: Format) -> Path:
    """Where to write, once it is sure that nothing else is lost by it."""
    if target.exists() and Path(store.path).exists() and target.samefile(store.path):
        raise InputError(str(target), "is the record itself", "name another file")
    if how.folder:
        if target.exists() and not target.is_dir():
            raise InputError(str(target), "is no folder", "this format writes several files: name a folder")
        target.mkdir(parents=True, exist_ok=True)
    elif target.is_dir():
        raise InputError(str(target), "is a folder", "this format writes one file: name it")
    elif not target.parent.is_dir():
        raise InputError(str(target.parent), "there is no such folder", "make it, or name another")
    return target


def _count_undone(under_way: Export, question: Question) -> None:
    """Count the events that are left out since the layout would tell them as done."""
    asked = asking.events(question)
    told = under_way.store.ask(Query(f"SELECT factuality, count(*) AS n FROM ({asked.sql}) GROUP BY ALL ORDER BY ALL", asked.values))
    for row in told:
        if row["factuality"] != Factuality.OCCURRED:
            under_way.leave_out(f"told as {row['factuality']}", row["n"])
