"""Which column of a table holds what of a report, and the report of a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.reports import from_row

# What columns are usually called; of several, the first is taken.
USUAL = {
    "text": ("text", "body", "content", "article"),
    "published": ("published", "date", "publication_date", "pub_date"),
    "id": ("id", "uuid"),
    "source": ("source", "publisher", "outlet", "domain"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
}
_SHOWN = 20  # columns that an error lists

# 20220204, also as the fraction that a column of numbers with gaps is written as; 2022/02/04; "2022-02-04 10:00:00 UTC".
_NUMBER = re.compile(r"(\d{8})\.0+")
_SLASHES = re.compile(r"(\d{4})[/.](\d\d)[/.](\d\d)(?=$|[T ])")
_UTC = re.compile(r"(?<=\d) ?(?:UTC|GMT)$")
_NO_DAY = frozenset({"", "nan", "nat", "null", "none"})


def find_columns(names: Sequence[str], where: str, given: Mapping[str, str] | None = None) -> dict[str, int]:
    """The number of the column of each field of a report, as far as there is one.

    Args:
        names: the columns in order.
        where: for errors.
        given: the columns that the user names, by field; goes before the usual names, which are told without regard to case.

    Raises:
        ReportError: if there is no text, or not a column that the user names.
    """
    plain = [_plain(name) for name in names]
    found: dict[str, int] = {}
    for field, name in (given or {}).items():
        if field not in USUAL:
            raise ReportError(where, f"a report has no field {field!r}", f"it has {', '.join(USUAL)}")
        if name not in names and _plain(name) not in plain:
            raise ReportError(where, f"no column {name!r}; there are {_listed(names)}", f"name the column of the {field} as the table does")
        found[field] = names.index(name) if name in names else plain.index(_plain(name))
    for field, usual in USUAL.items():
        if field not in found and (there := [name for name in usual if name in plain]):
            found[field] = plain.index(there[0])
    if "text" not in found:
        raise ReportError(
            where,
            f"no column with the text; there are {_listed(names)}",
            f"call it {', '.join(USUAL['text'][:-1])} or {USUAL['text'][-1]}, or name it with --column text=… (columns= in Python)",
        )
    return found


def known_fields(names: Iterable[str], given: Mapping[str, str] | None = None) -> set[str]:
    """The fields of a report that columns of these names would hold."""
    plain = {_plain(name) for name in names}
    named = {field for field, name in (given or {}).items() if _plain(name) in plain}
    return named | {field for field, usual in USUAL.items() if plain.intersection(usual)}


def report_of(row: Mapping[str, str | None], where: str, fallback: date | None = None) -> Report:
    """The report of a row.

    Args:
        row: its fields by name, ``text`` among them; ``None`` where the table has nothing.
        where: file and line or row, for errors.
        fallback: the day where the row gives none.

    Raises:
        ReportError: if a field has NUL bytes, there is no text, or no such day.
    """
    for field, value in row.items():
        if value and "\0" in value:
            raise ReportError(where, f"NUL bytes in the {field}", "the table is damaged there; write it again")
    return from_row({**row, "published": _day(row.get("published"))}, where, fallback)


def _day(told: str | None) -> str | None:
    """A publication day as :func:`~dateline.reading.reports.parse_day` takes it."""
    day = (told or "").strip()
    if day.lower() in _NO_DAY:
        return None
    if number := _NUMBER.fullmatch(day):
        return number[1]
    return _UTC.sub("+00:00", _SLASHES.sub(r"\1-\2-\3", day))


def _plain(name: str) -> str:
    """``Publication Date`` and ``publication-date`` as ``publication_date``."""
    return re.sub(r"[\s_-]+", "_", name.strip()).lower()


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= 40 else name[:40] + "…" for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(" ".join(name.split()) or "''" for name in shown) + more
