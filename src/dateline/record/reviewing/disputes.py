"""Mentions that two people see differently, and that nobody has settled since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.record.reviewing.judgements import NOTHING, Both, both, label
from dateline.record.store import CHOSEN, Store
from dateline.record.values import FIELDS


def unplaced(store: Store, disputes: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Of :func:`disputed` those of mentions that tell of no event any more, since they are rejected: by the mention, in words."""
    store.choose(disputes)
    events = {row["event"] for row in store.rows(f"SELECT event FROM events WHERE event {CHOSEN}")}
    return {place: said for place, said in disputes.items() if place not in events}


def disputed(store: Store) -> dict[str, Sequence[str]]:
    """By event, or where it has none any more by the mention: what two people see differently, in words."""
    where = {
        row["anchor"]: row["place"]
        for row in store.rows(
            """
            SELECT h.anchor, coalesce(b.event, h.anchor) AS place FROM anchored h LEFT JOIN members b USING (mention)
            """
        )
    }
    last = {row["anchor"]: row["made"] for row in store.rows("SELECT anchor, max(made) AS made FROM corrections GROUP BY anchor")}
    found: dict[str, list[str]] = defaultdict(list)
    for two in both(store):
        opinion = max(two.one, two.other, key=lambda judgement: judgement.made)
        if two.independent and last[two.one.anchor] < opinion.made and (said := _apart(two)):
            found[where[two.one.anchor]].append(said)
    return dict(found)


def _apart(two: Both) -> str:
    """What two people see differently; empty where they agree."""
    one, other = two.one.fields, two.other.fields
    if one is None and other is None:
        return ""
    if one is None or other is None:
        kept: Mapping[str, Any] = one or other or {}
        takes, rejects = (two.one.who, two.other.who) if other is None else (two.other.who, two.one.who)
        return f"{takes} takes it for {kept['type']}, {rejects} for {NOTHING}"
    fields = [name for name in FIELDS if label(name, one[name]) != label(name, other[name])]
    ones, others = (two.one.who, one), (two.other.who, other)
    return "; ".join(_told(name, ones, others) for name in fields)


def _told(name: str, *both: tuple[str, Mapping[str, Any]]) -> str:
    return f"{name} is " + ", ".join(f"{label(name, fields[name])} to {who}" for who, fields in both)
