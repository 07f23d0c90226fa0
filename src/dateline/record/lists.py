"""Lists of events into the record: events that others have coded, each cited by a line of its own.

An event of a list is an event as the list has it: it is compared with no other, for who made the list has told its events apart already.
Two that are one can be joined by hand (:mod:`~dateline.record.verdicts`); a correction of a line changes what the event says, and joins it
with nothing. A list that is read again replaces what it said before: rows that
are as they were keep their ids, others come and go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dateline.errors import InputError
from dateline.model import Coding, content_hash
from dateline.record.citing import Listed, cite
from dateline.record.events import event_row
from dateline.record.merging import merge
from dateline.record.rows import Key, mention_row, report_row
from dateline.record.settling import settle
from dateline.record.store import CHOSEN, Store

_STEP = 2000  # rows that are written at once
_TABLES = ("reports", "mentions", "listed", "members", "events", "sketches")


@dataclass(frozen=True, slots=True)
class EventList:
    """A list of events.

    Attributes:
        name: what the record calls it; the source of its events where they give none.
        file, hash: what it was read from, and the SHA-256 of that.
        zone: IANA name of the zone that its days and hours are told in.
        covers: the days of which it says to hold all, an end ``None`` where it is open; ``None`` where it does not say.
        leaves_out: kinds of acts that it says to leave out ("cruise missile").
        everybody: whether it says to hold what anybody did; else it holds what those did whom it names.
    """

    name: str
    file: str = ""
    hash: str = ""
    zone: str = ""
    covers: tuple[date | None, date | None] | None = None
    leaves_out: tuple[str, ...] = ()
    everybody: bool = False


@dataclass(slots=True)
class Entered:
    """What a run has done so far.

    Attributes:
        new: events that the record did not have as they are; ``known``: those that it had.
        gone: events that the list had before and has no more; ``failed``: rows that are none.
    """

    new: int = 0
    known: int = 0
    gone: int = 0
    failed: int = 0


def enter(store: Store, listing: EventList, events: Iterable[Listed | InputError]) -> Iterator[Entered]:
    """Bring a list into a record, as a whole or not at all; gives the state of the run after each row.

    Args:
        events: the rows of the list, each with a name of its own; errors in the place of those that are none.
    """
    state, waiting, now = Entered(), list[dict[str, Any]](), datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    had = {row["report"]: row["version"] for row in store.rows(_HAD, [listing.name])}
    changed: dict[str, str] = {}
    seen: set[str] = set()
    with store.step():
        store.execute("DELETE FROM lists WHERE list = ?", [listing.name])
        store.insert("lists", [_list_row(listing, now)])
        for event in events:
            if isinstance(event, InputError):
                state.failed += 1
                store.insert("failures", [{"place": event.where, "fault": event.fault, "remedy": event.remedy}])
                yield state
                continue
            rows = _rows(listing, event, now)
            name, version = rows["reports"]["report"], rows["reports"]["version"]
            seen.add(name)
            if had.get(name) == version:
                state.known += 1
            else:
                state.new += 1
                changed[name] = version
                waiting.append(rows)
            if len(waiting) >= _STEP:
                _write(store, waiting)
            yield state
        _write(store, waiting)
        state.gone = len(had.keys() - seen)
        _turn(store, changed, had.keys() - seen)
        settle(store, changed)
        if had.keys() & changed.keys() or state.gone:
            merge(store)  # takes out the mentions of rows that are no more, and sees to the events that they were joined to
    yield state


_HAD = """
    SELECT report, version FROM reports JOIN listed USING (report, version) WHERE current AND list = ?
"""


def _rows(listing: EventList, event: Listed, now: str) -> dict[str, Any]:
    """What the tables hold of one event of a list, by table."""
    report, mention = cite(event, listing.name)
    key = Key(report.id, content_hash(report.source, report.url, str(report.published or ""), report.text))
    told = report_row(key, Coding(report, (mention,)), now)
    row = mention_row(key, mention)
    joined = {**row, "published": report.published, "source": report.source, "url": report.url, "original": key.report}
    return {
        "reports": told,
        "mentions": row,
        "listed": {
            **key._asdict(),
            "list": listing.name,
            "row": event.row,
            "moment": event.moment.isoformat() if event.moment else None,
            "details": dict(event.details),
        },
        "members": {"mention": row["mention"], "event": row["mention"]},
        "events": event_row([joined]),
        "sketches": {"report": key.report, "bands": []},  # a line that cites an event is no copy of another
    }


def _write(store: Store, waiting: list[dict[str, Any]]) -> None:
    for table in _TABLES:
        store.insert(table, [rows[table] for rows in waiting])
    waiting.clear()


def _turn(store: Store, changed: Mapping[str, str], gone: Iterable[str]) -> None:
    """Of each row what the list says now is current, and nothing of rows that it has no more."""
    store.choose([*changed, *gone])
    store.execute(f"UPDATE reports SET current = false WHERE current AND report {CHOSEN}")
    store.choose(f"{name}\n{version}" for name, version in changed.items())
    store.execute(f"UPDATE reports SET current = true WHERE report || chr(10) || version {CHOSEN}")


def _list_row(listing: EventList, now: str) -> dict[str, Any]:
    return {
        "list": listing.name,
        "file": listing.file,
        "hash": listing.hash,
        "zone": listing.zone,
        "covers": {"from": listing.covers[0], "to": listing.covers[1]} if listing.covers else None,
        "leaves_out": list(listing.leaves_out),
        "everybody": listing.everybody,
        "imported": now,
    }
