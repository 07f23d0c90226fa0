"""What makes a report: a text that can be coded, and a day that it can have been published on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.heading import read_heading
from dateline.reading.lines import Row

REPORT_LIMIT = 1_000_000  # characters; a hundred times the longest wire story, and as much as the parser takes

# The first newspaper, and a bound that leaves room to reckon with days after it.
_EARLIEST, _LATEST = date(1605, 1, 1), date(2999, 12, 31)


def as_report(
    text: str,
    published: date | str | None = None,
    *,
    fallback: date | None = None,
    identifier: str = "",
    where: str = "report",
    **known: str,
) -> Report:
    """A report, checked.

    Args:
        text: the report's text, kept as it is.
        published: the day of publication; a text says it as ``YYYY-MM-DD``.
        fallback: the day where neither ``published`` nor the first line of the text gives one.
        identifier: the caller's; a hash of text and day without one.
        where: file and line, for errors.
        known: ``source``, ``title`` and ``url``.

    Raises:
        ReportError: if the text is empty, too long or broken, or there is no such day.
    """
    if not text.strip():
        raise ReportError(where, "the text is empty", "there is nothing to code")
    if len(text) > REPORT_LIMIT:
        raise ReportError(where, f"the text has more than {REPORT_LIMIT:,} characters", "give one report at a time")
    for value in (text, identifier, *known.values()):
        if (half := next((n for n, c in enumerate(value) if "\ud800" <= c <= "\udfff"), None)) is not None:
            raise ReportError(where, f"half a character (\\u{ord(value[half]):x}) at {half + 1}", "write it whole, or leave it out")
    day = _day(published, where)
    if day is None:
        day = read_heading(Report("", text)).report.published or fallback
    return Report(identifier or Report.identify(text, day), text, day, **known)


def from_row(row: Row, where: str, fallback: date | None = None) -> Report:
    """The report of a JSON object in the form of the coding guide.

    Raises:
        ReportError: if a field is missing or of the wrong kind.
    """
    if "text" not in row:
        raise ReportError(where, "has no text", 'a report is {"text": "…", "published": "YYYY-MM-DD", …}')
    text = _string(row, "text", where)
    known = {name: _string(row, name, where) for name in ("source", "title", "url")}
    return as_report(text, row.get("published"), fallback=fallback, identifier=identifier_of(row, where), where=where, **known)


def identifier_of(row: Row, where: str) -> str:
    """The identifier of a row as text; empty without one.

    Raises:
        ReportError: if it is neither text nor a whole number.
    """
    identifier = row.get("id", "")
    if identifier is None:
        return ""
    if isinstance(identifier, bool) or not isinstance(identifier, (str, int)):
        raise ReportError(where, "id is not a string", "write it in quotation marks")
    return str(identifier)


def parse_day(text: str) -> date:
    """A publication day: ``2022-02-04``, or a moment of that day in ISO 8601.

    Raises:
        ValueError: if there is no such day, or none that a report can be of.
    """
    return _possible(datetime.fromisoformat(text.strip()).date())


def _possible(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise ValueError(f"{day} is not between {_EARLIEST.year} and {_LATEST.year}")
    return day


def _day(value: Any, where: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, datetime):
            return _possible(value.date())
        if isinstance(value, date):
            return _possible(value)
        if isinstance(value, str):
            return parse_day(value)
    except ValueError:
        pass
    shown = repr(value) if len(repr(value)) <= 40 else repr(value)[:40] + "…"
    raise ReportError(where, f"published is no date: {shown}", "write it as YYYY-MM-DD")


def _string(row: Row, name: str, where: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ReportError(where, f"{name} is not a string", "write it in quotation marks")
    return value or ""
