"""What people decide of events: that two are one, that a mention tells of another. Nothing decided is ever changed or removed.

A decision is kept by mention, so it outlives coding anew; what all that are in force come to stands in the table ``verdicts``, which
merging obeys.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import InputError
from dateline.model import content_hash
from dateline.record.looking import event_of, resolve
from dateline.record.merging import merge
from dateline.record.signing import signed
from dateline.record.store import CHOSEN, Store
from dateline.record.undoing import undone

Pairs = dict[tuple[str, str], bool]

DECIDED = {"join": "joined", "split": "split off", "confirm": "confirmed as one", "part": "kept apart", "undo": "taken back"}
"""What each kind of decision is called once it is made."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    Attributes:
        kind: join, split, confirm, part or undo.
        ones, others: the mentions of either side when it was decided.
        undoes: the decision that is taken back.
    """

    decision: str
    kind: str
    ones: Sequence[str]
    others: Sequence[str]
    undoes: str | None


def join(store: Store, one: str, other: str, who: str, reason: str) -> str:
    """Make two events one; gives its id.

    Raises:
        InputError: if either is not there, or they are one already.
    """
    first, second = _two(store, one, other)
    _decide(store, "join", first, second, who, reason)
    return event_of(store, first[0])


def part(store: Store, one: str, other: str, who: str, reason: str) -> None:
    """Say that two events are two, however much they look like one.

    Raises:
        InputError: if either is not there, or they are one.
    """
    _decide(store, "part", *_two(store, one, other), who, reason)


def confirm(store: Store, event: str, who: str, reason: str = "") -> None:
    """Say that all mentions of an event tell of one act; they stay together.

    Raises:
        InputError: if there is no such event, or it has one mention only.
    """
    told = _mentions(store, resolve(store, event))
    if len(told) < 2:
        raise InputError(event, "has one mention only: there is nothing joined", f"dateline correct {told[0]} --accept says it is right")
    _decide(store, "confirm", told, (), who, reason, reasoned=False)


def split(store: Store, event: str, mention: str, who: str, reason: str) -> str:
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
    _decide(store, "split", found, [m for m in told if m != found[0]], who, reason)
    return event_of(store, found[0])


def undo(store: Store, decision: str, who: str, reason: str = "") -> None:
    """Take a decision back, or take back that it was taken back.

    Args:
        decision: its id, or the first letters of that.

    Raises:
        InputError: if there is none, or it was taken back already.
    """
    found = store.rows("SELECT decision, ones, others FROM decisions WHERE starts_with(decision, ?)", [decision])
    if len(found) != 1:
        raise InputError(decision, f"{len(found)} decisions begin so" if found else "no such decision", "dateline corrections lists them")
    (row,) = found
    if row["decision"] in _undone(_all(store)):
        raise InputError(decision, "was taken back already", "dateline corrections shows by which; undo that one")
    _decide(store, "undo", row["ones"], row["others"], who, reason, row["decision"], reasoned=False)


def listed(store: Store) -> list[dict[str, Any]]:
    """All decisions, the earliest first.

    Gives:
        ``decision``, ``kind``, ``ones`` and ``others`` (under the ids that the mentions have now), ``undoes``, ``who``, ``made``,
        ``reason``, and ``state``: applied or undone.
    """
    rows = store.rows("SELECT * FROM decisions ORDER BY number")
    now = [{"ones": d.ones, "others": d.others} for d in _of_now(store, [_decision(row) for row in rows])]
    taken_back = _undone(map(_decision, rows))
    return [row | sides | {"state": "undone" if row["decision"] in taken_back else "applied"} for row, sides in zip(rows, now, strict=True)]


def come_to(decisions: Sequence[Decision]) -> Pairs:
    """What decisions come to together: by pair of mentions, the lesser first, whether they tell of one act.

    What is decided of two mentions takes the place of what was decided of them before.
    """
    pairs: Pairs = {}
    taken_back = _undone(decisions)
    for decision in decisions:
        if decision.kind == "undo" or decision.decision in taken_back:
            continue
        same = decision.kind in ("join", "confirm")
        ones, others = set(decision.ones), set(decision.others) or set(decision.ones)
        for pair in [p for p in pairs if (p[0] in ones and p[1] in others) or (p[0] in others and p[1] in ones)]:
            del pairs[pair]
        first, *rest = sorted(ones | others)
        decided = ((first, other) for other in rest) if same else ((a, b) for a in ones for b in others)
        pairs |= {(min(a, b), max(a, b)): same for a, b in decided if a != b}
    return pairs


def _two(store: Store, one: str, other: str) -> tuple[list[str], list[str]]:
    events = resolve(store, one), resolve(store, other)
    if events[0] == events[1]:
        raise InputError(other, f"is the same event as {one} already", "dateline show tells all of it")
    return _mentions(store, events[0]), _mentions(store, events[1])


def _mentions(store: Store, event: str) -> list[str]:
    return [r["mention"] for r in store.rows("SELECT mention FROM members WHERE event = ? ORDER BY mention", [event])]


def _decide(
    store: Store,
    kind: str,
    ones: Sequence[str],
    others: Sequence[str],
    who: str,
    reason: str,
    undoes: str | None = None,
    *,
    reasoned: bool = True,
) -> None:
    """Keep a decision and let it hold."""
    sides = {"kind": kind, "ones": list(ones), "others": list(others), "undoes": undoes}
    decided = sides | signed("decision", who, reason, reasoned=reasoned)
    with store.step():
        number = store.rows("SELECT coalesce(max(number), 0) + 1 AS n FROM decisions")[0]["n"]
        name = content_hash(str(number), json.dumps(decided, sort_keys=True))
        store.insert("decisions", [{"number": number, "decision": name} | decided])
        merge(store, _settle(store), reports=False)


def _settle(store: Store) -> set[str]:
    """Bring ``verdicts`` to what the decisions come to; gives the mentions of which something else holds now."""
    wanted = come_to(_of_now(store, _all(store))).items()
    stand = {(row["one"], row["other"]): row["same"] for row in store.rows("SELECT * FROM verdicts")}.items()
    for (one, other), _ in stand - wanted:
        store.execute("DELETE FROM verdicts WHERE one = ? AND other = ?", [one, other])
    store.insert("verdicts", [{"one": one, "other": other, "same": same} for (one, other), same in sorted(wanted - stand)])
    return {mention for pair, _ in stand ^ wanted for mention in pair}


def _of_now(store: Store, decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions of the mentions that tell the same acts now."""
    now = _now(store, {mention for d in decisions for mention in (*d.ones, *d.others)})
    return [replace(d, ones=[now[m] for m in d.ones], others=[now[m] for m in d.others]) for d in decisions]


def _now(store: Store, mentions: Collection[str]) -> Mapping[str, str]:
    """Under which id each act is told now."""
    found = {mention: mention for mention in mentions}
    been = {mention: {mention} for mention in found}
    edge = set(found)
    while edge:
        store.choose({found[mention] for mention in edge})
        steps = {row["mention"]: str(row["now"]) for row in store.rows(f"SELECT * FROM moved WHERE mention {CHOSEN}")}
        edge = {mention for mention in edge if steps.get(found[mention], mention) not in been[mention]}
        for mention in edge:
            found[mention] = steps[found[mention]]
            been[mention].add(found[mention])
    return found


def _all(store: Store) -> list[Decision]:
    return [_decision(row) for row in store.rows("SELECT * FROM decisions ORDER BY number")]


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(row["decision"], row["kind"], row["ones"], row["others"], row["undoes"])


def _undone(decisions: Iterable[Decision]) -> set[str]:
    return undone((decision.decision, decision.undoes) for decision in decisions)
