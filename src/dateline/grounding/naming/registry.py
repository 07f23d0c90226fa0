"""Who is who: the registry's files, and the registry made of them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from dateline.datafiles import data
from dateline.errors import DataError
from dateline.grounding.naming.entities import KINDS, Entity, Registry, Row, unaccented


class Line(NamedTuple):
    """One line of a registry file, as it is written there; the columns are described in ``docs/lexicon.md``."""

    id: str
    name: str
    aliases: str = ""
    kind: str = ""
    country: str = ""
    sector: str = ""
    office: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""


COLUMNS = Line._fields


def shipped() -> list[Traversable]:
    """The registry files of the package, by name."""
    folder = data() / "registry"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".csv") and f.name != "codes.csv"), key=lambda f: f.name)


def load(own: tuple[str, ...] = ()) -> Registry:
    """The registry that the package ships and, beside it, the user's files; ours alone is read once.

    Args:
        own: paths of registry files; where one of their names is also a name of ours, theirs is meant. Rows under an id of ours
            are further terms of the same entity.

    Raises:
        DataError: if a file cannot be read or breaks the rules of ``docs/lexicon.md``.
    """
    return _beside(own) if own else _alone()


@cache
def _alone() -> Registry:
    return _beside(())


def _beside(own: tuple[str, ...]) -> Registry:
    rows = (row for file in shipped() for row in read_rows(file, file.name))
    return build(rows, (row for path in own for row in read_rows(Path(path), path)))


def read_rows(file: Traversable, name: str) -> Iterator[tuple[str, Line]]:
    """The rows of a registry file with where they stand, by the ``name`` that the user knows the file by.

    Raises:
        DataError: if the header, a kind or a date is not as ``docs/lexicon.md`` says.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fault = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise DataError(name, str(fault).lower(), "a registry file is CSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        raise DataError(f"{name}:1", f"header is {','.join(header)!r}", f"expected {','.join(COLUMNS)}")
    for cells in reader:
        where = f"{name}:{reader.line_num}"
        if len(cells) != len(COLUMNS):
            raise DataError(where, f"{len(cells)} columns", f"there must be {len(COLUMNS)}; quote what holds a comma")
        line = Line._make(cells)
        if line.kind not in KINDS:
            raise DataError(where, f"unknown kind {line.kind!r}", f"one of {', '.join(sorted(KINDS))}")
        yield where, line


def build(rows: Iterable[tuple[str, Line]], own: Iterable[tuple[str, Line]] = ()) -> Registry:
    """A registry out of rows, ours and the user's own; the rows of one (kind, id) make one entity.

    Dates are read when an entity is first asked for: of thousands, a report names a dozen.
    """
    entities = _Entities()
    aliases: dict[str, set[str]] = defaultdict(set)
    for rows_, is_own in ((rows, False), (own, True)):
        for where, line in rows_:
            key = entities.add(where, line, is_own)
            names = f"{line.name}|{line.aliases}" if line.aliases else line.name
            for alias in names.replace("’", "'").split("|"):
                written = alias.strip()
                if written:
                    aliases[written].add(key)
                    if not written.isascii():
                        aliases[unaccented(written)].add(key)
    return Registry(entities, aliases, frozenset(entities.own))


class _Entities(Mapping[str, Entity]):
    """Entities by key, each made of its rows when first asked for."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[str, Line]]] = {}
        self.own: set[str] = set()
        self._made: dict[str, Entity] = {}

    def add(self, where: str, line: Line, own: bool) -> str:
        """Take a row; gives the key of its entity."""
        kind = line.kind
        key = f"{kind}:{line.name if kind == 'seat' else line.id}"
        rows = self._rows.setdefault(key, [])
        if own:
            _term(where, line)  # a fault in a user's file is told at once
            if not rows:
                self.own.add(key)
        rows.append((where, line))
        return key

    def __getitem__(self, key: str) -> Entity:
        entity = self._made.get(key)
        if entity is None:
            entity = self._made[key] = self._make(key)
        return entity

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _make(self, key: str) -> Entity:
        told = self._rows[key]
        rows = [Row(line.country, line.sector, line.office, *_term(where, line), line.source, where) for where, line in told]
        first = told[0][1]
        rows.sort(key=lambda row: row.valid_from or date.min)
        return Entity(first.id, first.name, first.kind, tuple(rows), key in self.own)


def _term(where: str, line: Line) -> tuple[date | None, date | None]:
    """First day, and the day after the last. What is known to the year only is taken at its middle, which errs least."""
    if len(line.valid_from) == 4 and line.valid_from == line.valid_to:
        return _day(f"{line.valid_from}-01-01", where), _day(f"{line.valid_from}-12-31", where)
    return _day(line.valid_from, where), _day(line.valid_to, where)


@lru_cache(maxsize=8192)
def _iso(text: str) -> date:
    return date.fromisoformat({4: f"{text}-07-01", 7: f"{text}-01"}.get(len(text), text))


def _day(text: str, where: str) -> date | None:
    """ISO day, month or year; a month means its first day, a year its middle."""
    if not text:
        return None
    try:
        return _iso(text)
    except ValueError as error:
        raise DataError(where, f"{text!r} is no ISO date", "YYYY, YYYY-MM or YYYY-MM-DD") from error
