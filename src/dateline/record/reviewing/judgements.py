"""What each person thinks of each mention that people have judged, as one row that can be compared with another's."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.record.anchoring import Row, undone_sayings
from dateline.record.applying import words
from dateline.record.reviewing.opinions import standing
from dateline.record.settling import saying
from dateline.record.store import Store
from dateline.record.values import FIELDS

NOTHING = "no event"
"""What stands for a mention that a person rejects."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person thinks of one mention.

    Attributes:
        anchor: what corrections of the mention are kept by.
        fields: by name, what stands there; ``None`` if the person thinks that it tells no event.
        made: when the person last said something of it.
    """

    anchor: str
    who: str
    fields: Mapping[str, Any] | None
    made: datetime


@dataclass(frozen=True, slots=True)
class Both:
    """Two people's judgements of one mention.

    Attributes:
        independent: whether neither knew what the other had said.
    """

    one: Judgement
    other: Judgement
    independent: bool


def both(store: Store) -> list[Both]:
    """Every mention that two people have judged, once for each two of them, the lesser name first.

    A second opinion is compared with what others had said until then; what they said afterwards they may have said knowing it. People
    who corrected the record one after another have seen what stood there.
    """
    said, opinions = _said(store), _opinions(store)
    found = []
    for anchor, rows in said.items():
        seen = json.loads(rows[0]["seen"])
        blind = [_opinion(seen, opinion) for opinion in opinions.get(anchor, ())]
        for number, opinion in enumerate(blind):
            before = judged(anchor, seen, [row for row in rows if row["made"] <= opinion.made])
            first = {j.who: j for j in (*before.values(), *blind[:number]) if j.who != opinion.who}
            found += [_both(other, opinion, independent=True) for other in first.values()]
        last = sorted(judged(anchor, seen, rows).values(), key=lambda j: j.who)
        found += [_both(one, other, independent=False) for n, one in enumerate(last) for other in last[n + 1 :]]
    return found


def judged(anchor: str, seen: Row, rows: Sequence[Row]) -> dict[str, Judgement]:
    """What each person thought of a mention when he or she last said something of it that is not taken back.

    Whoever corrects a field leaves the others as they stood.

    Args:
        seen: the mention as it was before anybody said anything; ``rows``: of the table ``corrections``, the earliest first.
    """
    sayings = [saying(row) for row in rows]
    taken_back = undone_sayings(sayings)
    fields = {name: seen[name] for name in FIELDS}
    found: dict[str, Judgement] = {}
    for row, said in zip(rows, sayings, strict=True):
        if said.kind == "undo" or said.correction in taken_back:
            continue
        fields = fields | {name: value for name, value in said.fields.items() if name in FIELDS}
        found[said.who] = Judgement(anchor, said.who, None if said.kind == "reject" else fields, row["made"])
    return found


def label(name: str, value: Any) -> str:
    """A value of a field as a category: parties and speakers by their codes, places and days as they are told."""
    if name in ("actors", "recipients"):
        return ", ".join(sorted(map(_codes, value))) or "nobody"
    if name == "attribution":
        return _codes(value) if value else "nobody"
    if name == "place":
        return f"{value['text']} {value['country']}" if value else "none"
    return words(value)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The fields in which two rows of one mention say the same."""
    return [name for name in FIELDS if label(name, one[name]) == label(name, other[name])]


def _codes(party: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (party["country"], party["sector"]))) or str(party["text"]).casefold()


def _both(one: Judgement, other: Judgement, *, independent: bool) -> Both:
    first, second = sorted((one, other), key=lambda j: j.who)
    return Both(first, second, independent)


def _said(store: Store) -> dict[str, list[Row]]:
    """The corrections of each mention, the earliest first."""
    rows = store.rows("SELECT c.*, a.seen FROM corrections c JOIN anchors a USING (anchor) ORDER BY number")
    return _by_anchor(rows)


def _opinions(store: Store) -> dict[str, list[Row]]:
    """The second opinions of each mention that stand, of each person the last."""
    last = {(row["anchor"], row["who"]): row for row in standing(store)}
    return _by_anchor(sorted(last.values(), key=lambda row: row["number"]))


def _by_anchor(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row["anchor"]].append(row)
    return by


def _opinion(seen: Row, row: Row) -> Judgement:
    fields = {name: seen[name] for name in FIELDS} | row["fields"]
    return Judgement(row["anchor"], row["who"], None if row["kind"] == "reject" else fields, row["made"])
