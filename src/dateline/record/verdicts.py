"""What a person decides of an event: that two are one, or that a mention tells of another; kept by mention, so it outlives coding anew."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.errors import InputError
from dateline.record.looking import resolve
from dateline.record.merging import merge
from dateline.record.store import Store


def join(store: Store, one: str, other: str) -> str:
    """Make two events one; gives its id.

    Raises:
        InputError: if either is not there, or they are one already.
    """
    events = resolve(store, one), resolve(store, other)
    if events[0] == events[1]:
        raise InputError(other, f"is the same event as {one} already", "dateline show tells all of it")
    first, second = (_mentions(store, event) for event in events)
    with store.step():
        _forget(store, ((a, b) for a in first for b in second))
        _decide(store, [(first[0], other) for other in (*first[1:], *second)], same=True)
    merge(store, first[:1])
    return resolve(store, first[0])


def split(store: Store, event: str, mention: str) -> str:
    """Take a mention out of its event; gives the id of the event that it becomes.

    Raises:
        InputError: if the event has no such mention, or no other.
    """
    event = resolve(store, event)
    told = _mentions(store, event)
    found = [m for m in told if m.startswith(mention)]
    if len(found) != 1 or len(told) < 2:
        fault = (
            "tells of the event alone"
            if found and len(told) < 2
            else "no such mention of the event"
            if not found
            else "several mentions begin so"
        )
        raise InputError(mention, fault, f"dateline show {event} --json lists its mentions")
    with store.step():
        apart = [(found[0], other) for other in told if other != found[0]]
        _forget(store, apart)
        _decide(store, apart, same=False)
    merge(store, told)
    return str(store.rows("SELECT event FROM members WHERE mention = ?", [found[0]])[0]["event"])


def _mentions(store: Store, event: str) -> list[str]:
    return [r["mention"] for r in store.rows("SELECT mention FROM members WHERE event = ? ORDER BY mention", [event])]


def _decide(store: Store, pairs: Iterable[tuple[str, str]], same: bool) -> None:
    store.insert("verdicts", [{"one": min(pair), "other": max(pair), "same": same} for pair in pairs])


def _forget(store: Store, pairs: Iterable[tuple[str, str]]) -> None:
    """Take back what was decided of some pairs before."""
    for pair in pairs:
        store.execute("DELETE FROM verdicts WHERE one = ? AND other = ?", [min(pair), max(pair)])
