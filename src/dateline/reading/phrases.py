"""Rows of phrases to resolve: ``{"id": …, "text": "the Armenian prime minister", "date": "2020-10-01", "context": …}``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from dateline.errors import ReportError
from dateline.reading.lines import Row, read_file
from dateline.reading.reports import identifier_of, parse_day


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or description, the day as of which it is meant, and the words beside it; ``id`` is its place without one."""

    id: str
    text: str
    day: date | None
    context: str


def read_phrases(source: str, day: date | None = None) -> Iterator[Phrase | ReportError]:
    """The phrases of a file of JSON lines; what cannot be used is an error in its stead.

    Args:
        day: for rows without a date.
    """
    return read_file(source, partial(_phrase, day=day))


def _phrase(row: Row, where: str, day: date | None) -> Phrase:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReportError(where, "has no text", 'a row is {"id": "…", "text": "Angela Merkel", "date": "YYYY-MM-DD"}')
    context = row.get("context") or ""
    if not isinstance(context, str):
        raise ReportError(where, "context is not a string", "write it in quotation marks")
    told = row.get("date") or None
    if told is not None:
        try:
            day = parse_day(told)
        except (ValueError, TypeError, AttributeError) as error:
            raise ReportError(where, f"date is no date: {told!r:.40}", "write it as YYYY-MM-DD") from error
    return Phrase(identifier_of(row, where) or where, text, day, context)
