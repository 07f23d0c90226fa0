"""Revisions of a record: every step that writes reports or events is one, and the record knows which events it changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from dateline.record.store import CHOSEN, Store


class Revision(NamedTuple):
    """A revision: its number, and when it was made (UTC); both together are of one record and its copies alone."""

    number: int
    made: datetime


def last(store: Store) -> Revision:
    """The revision that a record is at."""
    (row,) = store.rows("FROM revisions ORDER BY revision DESC LIMIT 1")
    return Revision(row["revision"], row["made"])


def has(store: Store, revision: Revision) -> bool:
    """Whether a record has been at a revision, so that :func:`changed` tells all that is another since."""
    return bool(store.rows("SELECT 1 FROM revisions WHERE revision = ? AND made = ?", revision))


def note(store: Store, events: Iterable[str] = ()) -> None:
    """Note, within the step that does so, that events are written or taken out; without any, that reports came."""
    now = last(store).number + 1
    store.execute("INSERT INTO revisions VALUES (?, ?)", [now, datetime.now(UTC).replace(tzinfo=None)])
    if changed := sorted(set(events)):
        store.choose(changed)
        store.execute(f"DELETE FROM changes WHERE event {CHOSEN}")
        store.execute(f"INSERT INTO changes SELECT name, {now} FROM chosen ORDER BY name")


def changed(store: Store, since: int) -> list[str]:
    """Events that were written or taken out after a revision."""
    return [row["event"] for row in store.rows("SELECT event FROM changes WHERE revision > ? ORDER BY event", [since])]
