"""Tab-separated rows of published event data, plain, gzipped or zipped, as typed tuples."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

from dateline.errors import DataError

Row = TypeVar("Row", bound=tuple[Any, ...])
_MISSING = frozenset({"", "None"})


def read(path: Path, row: type[Row], *, header: bool) -> Iterator[Row]:
    """The rows of a file, each a named tuple whose fields are the published columns in order.

    Args:
        row: a NamedTuple; a field is read as its annotation says, and what is missing is ``None`` where it may be.
        header: whether the first line names the columns (as the fields do, blanks for underscores).

    Raises:
        DataError: with file and line, if the columns are not those, or a value is not of its type.
    """
    hints = get_type_hints(row)
    names = [name.replace("_", " ") if header else name for name in hints]
    types = [_TYPES[hint] for hint in hints.values()]
    make = cast(Callable[..., Row], row)
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if header and number == 1:
                if cells != names:
                    raise DataError(f"{path}:1", f"the columns are {', '.join(cells)}", f"expected {', '.join(names)}")
                continue
            if len(cells) != len(types):
                raise DataError(f"{path}:{number}", f"{len(cells)} columns", f"expected {len(types)}, separated by tabs")
            try:
                yield make(*(type_.parse(cell) for type_, cell in zip(types, cells, strict=True)))
            except ValueError as error:
                name, cell, type_ = next(c for c in zip(names, cells, types, strict=True) if not c[2].fits(c[1]))
                raise DataError(f"{path}:{number}", f"{name} is {cell!r}", f"expected {type_.told}") from error


class _Type(NamedTuple):
    """How a cell is read, and what is told of one that cannot be."""

    parse: Callable[[str], Any]
    told: str

    def fits(self, cell: str) -> bool:
        """Whether the cell can be read so."""
        try:
            self.parse(cell)
        except ValueError:
            return False
        return True


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file, or of the first file of an archive."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as inner:
                yield io.TextIOWrapper(inner, encoding="utf-8", newline="\n")
        elif path.suffix.lower() == ".gz":
            with gzip.open(path, "rt", encoding="utf-8", newline="\n") as text:
                yield text
        else:
            with path.open(encoding="utf-8", newline="\n") as text:
                yield text
    except (OSError, EOFError, IndexError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise DataError(str(path), f"cannot be read: {error}", "give the published file, plain, .gz or .zip") from error


def _day(cell: str) -> date:
    """YYYYMMDD or YYYY-MM-DD."""
    return datetime.strptime(cell, "%Y-%m-%d" if "-" in cell else "%Y%m%d").date()


def _moment(cell: str) -> datetime:
    """YYYYMMDDHHMMSS, UTC."""
    return datetime.strptime(cell, "%Y%m%d%H%M%S")


def _or_none(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: None if cell in _MISSING else parse(cell)


_TYPES: dict[Any, _Type] = {
    str: _Type(str, "text"),
    int: _Type(int, "a whole number"),
    int | None: _Type(_or_none(int), "a whole number or nothing"),
    float | None: _Type(_or_none(float), "a number or nothing"),
    date | None: _Type(_or_none(_day), "a day or nothing"),
    datetime | None: _Type(_or_none(_moment), "a moment, YYYYMMDDHHMMSS, or nothing"),
}
