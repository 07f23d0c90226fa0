"""Corrections laid over what a coder gives for one version of a report; nothing here reads or writes a record.

A correction holds wherever its words stand, whatever the coder makes of them: fields that a person gave stay, the others are the coder's.
What a person accepted, corrected or added is told even where the coder no longer finds it; what a person rejected is not told even where it
does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.coding import codebook
from dateline.record.anchoring import SPANNED, Anchor, Row, Saying, Shift, shift
from dateline.record.rows import Key, mention_id
from dateline.record.successors import pair

APPLIED, REJECTED, UNDONE, ORPHANED = "applied", "rejected", "undone", "orphaned"
PAST = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added", "undo": "taken back"}
"""What each kind of correction is called once it is made."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a version tells with its corrections, and where each anchor holds (rows of the table ``anchored``)."""

    rows: list[Row]
    anchored: list[Row]


def apply(key: Key, text: str, rows: Sequence[Row], anchors: Sequence[Anchor]) -> Applied:
    """Lay corrections over a coder's rows of one version of a report.

    Args:
        text: of the version.
        rows: of the table ``mentions``; ``anchors``: those of the report, in the order of their names.
    """
    shifts = {anchor.anchor: shift(anchor, key.version, text) for anchor in anchors}
    olds = {anchor.anchor: _moved(anchor, by) for anchor in anchors if isinstance(by := shifts[anchor.anchor], Shift)}
    coded, laying = pair(olds, rows), _Laying(key, rows)
    places = []
    for anchor in anchors:
        by, name = shifts[anchor.anchor], anchor.anchor
        held = place(anchor, key, ORPHANED, why=by) if isinstance(by, str) else laying.lay(anchor, by, olds[name], coded.get(name))
        places.append(held)
    return Applied(laying.rows, places)


class _Laying:
    """What a version tells while corrections are laid over it, one anchor after another."""

    def __init__(self, key: Key, rows: Sequence[Row]) -> None:
        self._key = key
        self._told = {row["mention"]: row for row in rows}
        self._made: dict[str, Row] = {}

    @property
    def rows(self) -> list[Row]:
        """What it tells now."""
        return [*self._told.values(), *self._made.values()]

    def lay(self, anchor: Anchor, by: Shift, seen: Row, found: Row | None) -> Row:
        """Lay over it what is in force of one mention; gives where that holds.

        Args:
            seen: the mention as it was when somebody first said something of it; ``found``: as the coder gives it, if it does.
        """
        force = anchor.in_force
        if not force:
            return place(anchor, self._key, UNDONE, found["mention"] if found else None)
        if force[-1].kind == "reject":
            return place(anchor, self._key, REJECTED, covers=self._take(found))
        row = _corrected(self._key, found or seen, force, by, from_coder=found is not None)
        if why := self._unfit(row):
            return place(anchor, self._key, ORPHANED, why=why)
        covers = self._take(found) + self._take(self._told.get(row["mention"]))
        self._made[row["mention"]] = row
        return place(anchor, self._key, APPLIED, row["mention"], covers)

    def _take(self, row: Row | None) -> list[Row]:
        """Take a coder's row out of what is told, to be kept."""
        return [self._told.pop(row["mention"])] if row and row["mention"] in self._told else []

    def _unfit(self, row: Row) -> str:
        """Why a corrected mention cannot be told; empty where it can."""
        if row["type"] not in codebook.load():
            return f"the codebook has no type {row['type']!r}"
        return f"another correction tells the same act already ({row['mention']})" if row["mention"] in self._made else ""


def _moved(anchor: Anchor, by: Shift) -> Row:
    """The mention that an anchor was made of, with its spans where they stand now."""
    seen = anchor.seen
    trigger = by.span(seen["trigger"]) or seen["trigger"]
    spans = {"trigger": trigger, "quote": by.span(seen["quote"]) or seen["quote"]}
    others = {name: by.spans(seen[name]) for name in ("also", "retold")}
    placed = {name: by.value(seen[name], trigger) for name in SPANNED}
    return {**seen, **spans, **others, **placed, "beside": by.spans(anchor.beside)}


def _corrected(key: Key, base: Row, force: Sequence[Saying], by: Shift, *, from_coder: bool) -> Row:
    """A mention as people say that it is."""
    row = {name: value for name, value in base.items() if name != "beside"} | key._asdict()
    steps: list[Row] = [] if force[0].kind == "add" and not from_coder else list(base["reason"])
    for saying in force:
        fields = dict(saying.fields)
        for name in ("trigger", "quote"):
            if name in fields:
                fields[name] = by.span(fields[name]) or fields[name]
        trigger = fields.get("trigger", row["trigger"])
        fields |= {name: by.value(fields[name], trigger) for name in SPANNED if name in fields}
        if saying.kind != "reject":
            steps.append({"stage": PAST[saying.kind], "text": _told(saying, row)})
        row |= fields
    known = codebook.load()
    if row["mode"] and row["type"] in known and row["mode"] not in {mode.name for mode in known[row["type"]].modes}:
        row["mode"] = None  # that of a type which it is no longer
    row["mention"] = mention_id(key, row["type"], row["trigger"]["start"], row["trigger"]["stop"])
    row["score"] = known.score(row["type"], row["mode"]) if row["type"] in known else None
    return row | {"confidence": 1.0, "reason": steps}


def _told(saying: Saying, row: Row) -> str:
    """What a correction says, by whom, when and why, in words."""
    changed = [f"{name} {words(value)}, not {words(row[name])}" for name, value in sorted(saying.fields.items()) if value != row[name]]
    what = "; ".join(changed) + "; " if saying.kind == "correct" and changed else ""
    return f"{what}by {saying.who} on {saying.made}" + (f": {saying.reason}" if saying.reason else "")


def words(value: Any) -> str:
    """A value of a column of mentions, in short."""
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(map(words, value))
    if not isinstance(value, dict):
        return str(value)
    if "best" in value:
        return f"{value['kind']} {_number(value)}"
    if "from" in value:
        return str(value["from"]) if value["from"] == value["to"] else f"{value['from']} to {value['to']}"
    codes = " ".join(filter(None, (value.get("country"), value.get("sector"))))
    return f"{value['text']} ({codes})" if codes else str(value.get("text", f"{value.get('start')}-{value.get('stop')}"))


def _number(value: Row) -> str:
    low, best, high = (value.get(name) for name in ("low", "best", "high"))
    if low == high:
        return f"{best:g}"
    return f"at least {best:g}" if high is None else f"at most {best:g}" if low is None else f"{low:g} to {high:g}"


def place(anchor: Anchor, key: Key, state: str, mention: str | None = None, covers: Sequence[Row] = (), why: str = "") -> Row:
    """A row of the table ``anchored``: where an anchor holds, and the coder's mentions that it takes the place of."""
    return {"anchor": anchor.anchor, **key._asdict(), "mention": mention, "coded": list(covers), "state": state, "why": why}
