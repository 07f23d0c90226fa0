"""The state of what is watched: when each feed was last read, when it is due, and how often in a row it failed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dateline.errors import ReportError
from dateline.reading.addresses import Location
from dateline.reading.files import is_address
from dateline.record.store import CHOSEN, Store

LONGEST = timedelta(hours=6)
"""The longest pause that failures bring about; a host may ask for more."""
_PATIENCE = timedelta(days=7)  # the longest pause that a host is granted: after a longer one it would be forgotten


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed on the web, a file or a folder, as the table ``feeds`` has it; moments are UTC."""

    address: str
    watched: bool
    read: datetime | None
    due: datetime
    held: datetime | None = None
    failures: int = 0
    fault: str = ""
    remedy: str = ""
    stamp: str = ""
    brought: int = 0
    latest: datetime | None = None

    def succeeded(self, now: datetime, every: timedelta, new: int, stamp: str = "") -> Feed:
        """Its state once it was read."""
        return replace(
            self, read=now, due=now + every, held=None, failures=0, fault="", remedy="", stamp=stamp, brought=self.brought + new,
            latest=now if new else self.latest,
        )  # fmt: skip

    def failed(self, now: datetime, every: timedelta, error: ReportError) -> Feed:
        """Its state once it could not be read: twice the pause for each failure after the first, and what the host asks for.

        A file is looked at as often as before: that is no burden to anybody.
        """
        doubled = every * 2 ** min(self.failures, 20) if is_address(self.address) else every
        held = now + _pause(error) if error.later else None
        due = max(now + min(doubled, max(LONGEST, every)), held or now)
        return replace(self, due=due, held=held, failures=self.failures + 1, fault=error.fault, remedy=error.remedy)

    def held_by(self, now: datetime, error: ReportError) -> Feed:
        """Its state once a page that it leads to wants to be left alone: so is the feed, and its host if it is the page's."""
        until = now + _pause(error)
        return replace(self, due=max(self.due, until), held=until if origin(error.where) == origin(self.address) else None)


def enlist(store: Store, addresses: Sequence[str], now: datetime, every: timedelta) -> None:
    """Watch these from now on and no others; what was read before keeps its state, but is due no later than its pause is over."""
    with store.step():
        store.insert("feeds", [_row(Feed(address, True, None, now)) for address in addresses])
        store.choose(addresses)
        store.execute(f"UPDATE feeds SET watched = address {CHOSEN}")
        store.execute(
            """
            UPDATE feeds SET due = greatest(least(due, read + to_seconds(?)), coalesce(held, read))
            WHERE failures = 0 AND read IS NOT NULL
            """,
            [int(every.total_seconds())],
        )


def watched(store: Store) -> list[Feed]:
    """What is watched, by when it is due."""
    return [Feed(**row) for row in store.rows("SELECT * FROM feeds WHERE watched ORDER BY due, address")]


def note(store: Store, feeds: Collection[Feed]) -> None:
    """Write down how some feeds stand; where a host asked to be left alone, all of its feeds are."""
    store.choose(feed.address for feed in feeds)
    store.execute(f"DELETE FROM feeds WHERE address {CHOSEN}")
    store.insert("feeds", [_row(feed) for feed in feeds])
    for host, held in _held(feeds).items():
        beside = [feed.address for feed in watched(store) if origin(feed.address) == host]
        store.choose(beside)
        later = "due = greatest(due, $held), held = greatest(coalesce(held, $held), $held)"
        store.execute(f"UPDATE feeds SET {later} WHERE address {CHOSEN}", {"held": held})


def _pause(error: ReportError) -> timedelta:
    """How long a host is left alone that asks for it."""
    return min(timedelta(seconds=error.later), _PATIENCE)


def _held(feeds: Iterable[Feed]) -> dict[str, datetime]:
    """Until when each host that asked for it is left alone."""
    found: dict[str, datetime] = {}
    for feed in feeds:
        host = origin(feed.address)
        if feed.held and host:
            found[host] = max(feed.held, found.get(host, feed.held))
    return found


def origin(address: str) -> str:
    """The host of a feed on the web, with scheme and port; empty of files."""
    try:
        return Location.of(address).origin if is_address(address) else ""
    except ReportError:
        return ""


def _row(feed: Feed) -> dict[str, object]:
    return {name: getattr(feed, name) for name in Feed.__slots__}
