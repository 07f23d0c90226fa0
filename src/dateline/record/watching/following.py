"""What became of events that were told: the same, part of another, another in an edited report, or nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.record.store import CHOSEN, Store
from dateline.record.tellings import party_key

Row = dict[str, Any]


def follow(store: Store) -> list[Row]:
    """Bring the present ids of told events up to date; gives the rows of those that no report tells any more."""
    store.execute("UPDATE told SET now = event WHERE now = '' AND event IN (SELECT event FROM events)")
    lost = store.rows("SELECT * FROM told WHERE now <> '' AND now NOT IN (SELECT event FROM events) ORDER BY query, event")
    if not lost:
        return []
    now = _merged(store, {row["now"] for row in lost} | {row["event"] for row in lost})
    found = {(r["query"], r["event"]): now.get(r["now"]) or now.get(r["event"]) or "" for r in lost}
    found |= _retold(store, [row for row in lost if not found[row["query"], row["event"]]])
    for (query, event), present in found.items():
        store.execute("UPDATE told SET now = ? WHERE query = ? AND event = ?", [present, query, event])
    return [row for row in lost if not found[row["query"], row["event"]]]


def _merged(store: Store, events: Iterable[str]) -> dict[str, str]:
    """The events that some are by now, however often they were merged; those that are still there are themselves."""
    now = {event: event for event in events}
    edge, seen = set(now), set(now)
    while edge:
        store.choose(edge)
        steps = {r["event"]: r["now"] for r in store.rows(f"SELECT * FROM former WHERE event {CHOSEN}")}
        now |= {event: steps[present] for event, present in now.items() if present in steps}
        edge = set(steps.values()) - seen
        seen |= edge
    store.choose(now.values())
    there = {r["event"] for r in store.rows(f"SELECT event FROM events WHERE event {CHOSEN}")}
    return {event: present for event, present in now.items() if present in there}


def _retold(store: Store, lost: Sequence[Row]) -> dict[tuple[str, str], str]:
    """The events that edited reports tell in place of those that they told first: of the same type and parties, the nearest in the text.

    Each takes the place of one, as long as there are others.
    """
    store.choose(row["report"] for row in lost)
    told = store.rows(
        f"""
        SELECT m.report, b.event, m.type, m.actors, m.recipients, m.trigger.start AS starts
        FROM members b JOIN mentions m USING (mention) WHERE m.report {CHOSEN} ORDER BY m.report, starts, b.event
        """
    )
    here: dict[str, list[Row]] = defaultdict(list)
    for row in told:
        here[row["report"]].append(row)
    found: dict[tuple[str, str], str] = {}
    taken: set[tuple[str, str]] = set()
    for row in lost:
        state = json.loads(row["state"])
        alike = [m for m in here[row["report"]] if _alike(state, m)]
        best = min(alike, key=lambda m: ((row["query"], m["event"]) in taken, abs(m["starts"] - row["starts"])), default=None)
        if best is not None:
            found[row["query"], row["event"]] = best["event"]
            taken.add((row["query"], best["event"]))
    return found


def _alike(state: Row, mention: Row) -> bool:
    """Whether a mention may tell the event of a state: the same type, and on each side a party of the same, if both name any."""
    if state["type"].partition("/")[0] != mention["type"]:
        return False
    sides = ((set(state[side]), set(map(party_key, mention[side]))) for side in ("actors", "recipients"))
    return all(ours & theirs or not (ours and theirs) for ours, theirs in sides)
