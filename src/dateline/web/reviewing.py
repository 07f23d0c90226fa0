"""What the pages of reviewing have in common: forms read and filled in, and an event as it is reviewed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request

from dateline.coding import codebook
from dateline.errors import InputError
from dateline.record.corrections import find
from dateline.record.publishing import TELLER
from dateline.record.reviewing import history, seen
from dateline.record.reviewing.trail import traced
from dateline.record.store import Store
from dateline.record.values import FIELDS
from dateline.record.written import lines, written
from dateline.web.asked import FACTUALITIES
from dateline.web.marking import Piece, marks_of, pieces
from dateline.web.wording import LABELS

Row = Mapping[str, Any]
NEXT = "/review/next"
_LONGEST = 4000  # characters of a field
_CUT_AT_FIRST, _CUT_AT_LAST = re.compile(r"^\S+(?=\s)"), re.compile(r"(?<=\s)\S+$")  # words that are there in part; one without end stays
HINTS = {
    "actors": "one a line: NAME=COUNTRY:SECTOR, or a name of the registry",
    "recipients": "one a line, in the same form",
    "attribution": "who is cited for it, in the same form",
    "time": "YYYY-MM-DD, or YYYY-MM-DD..YYYY-MM-DD",
    "place": "NAME=COUNTRY",
    "quantities": "one a line: killed=12, killed=10..15, killed=10.. for at least ten",
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An event as it is reviewed.

    Attributes:
        history: what people said of it and its mentions, each with what it is of.
        mark: of the event as it is; ``marks``: of each of its mentions.
    """

    history: list[dict[str, Any]]
    mark: str
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention as it is reviewed.

    Attributes:
        row: as JSON has it; ``report``: source, title and so on.
        event: that it tells of; ``mentions``: how many that has.
        mark: of the mention as it is; ``event_mark``: of the event.
        words: its sentence, the act and the parties marked; ``around``: what stands before and after in the report.
        values: its fields as people write them.
        history: what people said of it.
    """

    row: Row
    report: Row
    event: str
    mentions: int
    mark: str
    event_mark: str
    words: list[Piece]
    around: tuple[str, str]
    values: dict[str, str]
    history: list[dict[str, Any]] = field(default_factory=list)


def reviewed(store: Store, looked: Row) -> Reviewed:
    """An event, looked at, as it is reviewed."""
    event = looked["event"]
    return Reviewed(traced(store, history.of_event(store, event)), seen.of_event_as_it_is(store, event), seen.of_mentions(store, event))


def rejected(store: Store, event: str) -> list[dict[str, Any]]:
    """What was said of an event that is told no more, since people rejected all its mentions; nothing of one that never was."""
    try:
        return traced(store, history.of_event(store, event))
    except InputError:
        return []


def judged(store: Store, mention: str) -> Judged:
    """A mention as it is reviewed.

    Raises:
        InputError: if there is none that is told.
    """
    row = find(store, mention)
    name = row["mention"]
    (report,) = store.rows(f"SELECT *, {TELLER} AS teller FROM reports r WHERE report = ? AND version = ?", [row["report"], row["version"]])
    (place,) = store.rows("SELECT e.event, e.mentions FROM members JOIN events e USING (event) WHERE mention = ?", [name])
    said = [one for one in history.of_event(store, place["event"]) if one.get("mention") == name or name in one.get("ones", ())]
    return Judged(
        row,
        report,
        place["event"],
        place["mentions"],
        seen.of_mention(store, name),
        seen.of_event_as_it_is(store, place["event"]),
        sentence(row, report["text"]),
        around(row, report["text"]),
        values(row),
        said,
    )


def sentence(row: Row, text: str) -> list[Piece]:
    """The words of a mention, cut at its marks."""
    start, stop = min(row["quote"]["start"], row["trigger"]["start"]), max(row["quote"]["stop"], row["trigger"]["stop"])
    return pieces(text, marks_of({**row, "time": row["time"] and _days(row["time"])}), start, stop)


def _days(time: Row) -> Row:
    return {**time, **{end: date.fromisoformat(time[end]) for end in ("from", "to") if isinstance(time[end], str)}}


def around(row: Row, text: str, reach: int = 400) -> tuple[str, str]:
    """What stands before and after the words of a mention, in whole words.

    >>> around({"quote": {"start": 10, "stop": 14}}, "The great wall fell last night", 7)
    ('… great ', ' fell …')
    """
    first, last = row["quote"]["start"] - reach, row["quote"]["stop"] + reach
    before, after = text[max(0, first) : first + reach], text[last - reach : last]
    if first > 0:
        before = "… " + (before if text[first - 1].isspace() else _CUT_AT_FIRST.sub("", before)).lstrip()
    if last < len(text):
        after = (after if text[last].isspace() else _CUT_AT_LAST.sub("", after)).rstrip() + " …"
    return before, after


def values(row: Row) -> dict[str, str]:
    """The fields of a mention as people write them."""
    return {name: written(name, row[name]) for name in FIELDS}


async def _given(request: Request) -> dict[str, str]:
    """The fields of a form that hold text."""
    async with request.form() as form:
        given = {name: value for name, value in form.items() if isinstance(value, str)}
    if too_long := [name for name, value in given.items() if len(value) > _LONGEST or "\0" in value]:
        raise InputError(too_long[0], f"longer than {_LONGEST:,} characters, or not text", "say it in fewer words")
    return given


Given = Annotated[dict[str, str], Depends(_given)]
"""The fields of a form."""


def fields_of(given: Mapping[str, str]) -> dict[str, str]:
    """Those of a form that are fields of a mention."""
    return {name: given[name] for name in FIELDS if name in given}


SHOWN = "shown_"
"""What stands before the name of a field in the form where that says what the field held when it was looked at."""


def touched(given: Mapping[str, str]) -> dict[str, str]:
    """Those of a form's fields that hold something else than its reader was shown; all, where the form does not say what that was.

    >>> touched({"type": "ACCUSE", "shown_type": "ACCUSE", "time": "2022-01-30", "shown_time": "2022-01-29", "reason": "the day"})
    {'time': '2022-01-30'}
    """
    fields = fields_of(given).items()
    return {name: value for name, value in fields if lines(value) != lines(given.get(SHOWN + name, "")) or SHOWN + name not in given}


def within(address: str, otherwise: str) -> str:
    """An address here; what would lead elsewhere leads to another.

    >>> within("/review/next", "/review"), within("//evil.example.org", "/review")
    ('/review/next', '/review')
    """
    sound = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return address if sound else otherwise


@cache
def choices() -> dict[str, Any]:
    """What the form of a mention offers."""
    known = codebook.load()
    modes = {type_.type: [mode.name for mode in type_.modes] for type_ in known.types}
    return {"modes": modes, "factualities": FACTUALITIES, "hints": HINTS, "labels": LABELS}
