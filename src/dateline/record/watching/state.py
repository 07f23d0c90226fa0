"""What of an event is material: a change in it is worth telling those who were told of the event before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from dateline.record.tellings import party_key

State = dict[str, Any]

SOURCES = (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Numbers of publishers that are worth telling when an event reaches them: the second says more than the fortieth."""


def state_of(event: Mapping[str, Any]) -> State:
    """What is material of an event's row, as JSON has it: type, factuality, days, place, parties, numbers, publishers."""
    place = event["place"]
    return {
        "type": f"{event['type']}/{event['mode']}" if event["mode"] else event["type"],
        "factuality": event["factuality"],
        "days": [str(event["from"]), str(event["to"])] if event["from"] else None,
        "place": f"{place['text']} ({place['country']})" if place else None,
        "actors": sorted(map(party_key, event["actors"])),
        "recipients": sorted(map(party_key, event["recipients"])),
        **{f"{q['kind']} {q['unit']}".strip(): [q["low"], q["best"], q["high"]] for q in event["quantities"]},
        "sources": event["sources"],
    }


def changes(before: State, now: State) -> dict[str, dict[str, Any]]:
    """What changed materially, with what it was and is.

    >>> changes({"sources": 1, "killed": [3, 3, 3]}, {"sources": 2, "killed": [3, 5, 5]})
    {'killed': {'was': [3, 3, 3], 'is': [3, 5, 5]}, 'sources': {'was': 1, 'is': 2}}
    >>> changes({"sources": 11}, {"sources": 19})
    {}
    """
    names = [name for name in dict.fromkeys([*now, *before]) if name != "sources" and before.get(name) != now.get(name)]
    changed = {name: {"was": before.get(name), "is": now.get(name)} for name in names}
    if bisect_right(SOURCES, now["sources"]) > bisect_right(SOURCES, before["sources"]):
        changed["sources"] = {"was": before["sources"], "is": now["sources"]}
    return changed
