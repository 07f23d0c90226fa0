"""What people say of single mentions: accepted, corrected, rejected, missed, and taken back. Nothing said is ever changed or removed.

A correction is kept by the words that tell the act (:mod:`~dateline.record.anchoring`), so it holds for whatever the coder makes of them
later. What it says is in the record at once: the mention, the event that it tells of, and every answer and export show it, and its reason
says by whom.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dateline.errors import InputError
from dateline.model import content_hash
from dateline.record.anchoring import Row, undone_sayings
from dateline.record.applying import APPLIED, ORPHANED, UNDONE
from dateline.record.merging import merge
from dateline.record.rewriting import where
from dateline.record.rows import Key, mention_id
from dateline.record.settling import as_told, saying, settle
from dateline.record.signing import signed
from dateline.record.store import Store
from dateline.record.values import FIELDS, WORDS, complete, find_words

_LISTS = "dateline show EVENT --json lists the mentions of an event"


def accept(store: Store, mention: str, who: str, reason: str = "") -> str:
    """Say that a mention is coded as it should be: all that stands there stays, whatever the coder finds later; gives its id.

    Raises:
        InputError: if there is no such mention of a report as it is now.
    """
    row = find(store, mention)
    return _said_of(store, row, "accept", {name: row[name] for name in FIELDS}, who, reason)


def correct(store: Store, mention: str, fields: Mapping[str, Any], who: str, reason: str) -> str:
    """Say what else stands in some fields of a mention; gives the id that it has then.

    Args:
        fields: by column of ``mentions``, values as :func:`~dateline.record.values.complete` takes them.

    Raises:
        InputError: if there is no such mention, a value cannot stand there, or the report tells that act already.
    """
    row = find(store, mention)
    if not fields:
        raise InputError(mention, "nothing to correct", f"name one of {', '.join(FIELDS)}")
    values = complete(fields, _report(store, row["report"]), row["trigger"], row["type"])
    return _said_of(store, row, "correct", values, who, reason)


def reject(store: Store, mention: str, who: str, reason: str) -> None:
    """Say that a mention tells no event, or the one of another mention.

    Raises:
        InputError: if there is no such mention of a report as it is now.
    """
    _said_of(store, find(store, mention), "reject", {}, who, reason)


def add(store: Store, report: str, fields: Mapping[str, Any], who: str, reason: str) -> str:
    """Add an event that the coder missed; gives the id of the mention.

    Args:
        report: its name in the record.
        fields: as of :func:`correct`, with ``type``, ``actors``, and the words of ``trigger`` and ``quote``; what is left out is empty.

    Raises:
        InputError: if there is no such report, a value is missing or cannot stand there, or the report tells that act already.
    """
    told = _report(store, report)
    if lacking := [name for name in ("type", "actors", *WORDS) if not fields.get(name)]:
        raise InputError(report, f"an event needs {', '.join(lacking)}", "give the words that tell it as they stand in the report")
    key, quote = Key(told["report"], told["version"]), find_words(told, "quote", fields["quote"])
    trigger = find_words(told, "trigger", fields["trigger"], quote)
    empty: Row = {
        "mode": None,
        "factuality": "occurred",
        "recipients": [],
        "attribution": None,
        "time": None,
        "place": None,
        "quantities": [],
    }
    given = {name: value for name, value in fields.items() if name not in WORDS}
    row = empty | complete(given, told, trigger, "") | {"trigger": trigger, "quote": quote}
    mention = mention_id(key, row["type"], trigger["start"], trigger["stop"])
    if as_told(store, mention):
        raise InputError(report, f"tells that act already: {mention}", f"dateline correct {mention} changes it")
    seen = {"mention": mention, **key._asdict(), **row, "also": [], "retold": [], "contexts": [], "reason": []}
    with store.step():
        anchor = _anchor(store, seen)
        _append(store, anchor, "add", row, who, reason)
        _hold(store, [key.report])
    return _now(store, anchor, mention)


def undo(store: Store, correction: str, who: str, reason: str = "") -> None:
    """Take a correction back, or take back that it was taken back.

    Args:
        correction: its id, or the first letters of that.

    Raises:
        InputError: if there is none, or it was taken back already.
    """
    found = store.rows(
        "SELECT c.*, a.report FROM corrections c JOIN anchors a USING (anchor) WHERE starts_with(correction, ?) ORDER BY number",
        [correction],
    )
    if len(found) != 1:
        raise InputError(
            correction, f"{len(found)} corrections begin so" if found else "no such correction", "dateline corrections lists them"
        )
    (row,) = found
    said = [saying(r) for r in store.rows("SELECT * FROM corrections WHERE anchor = ? ORDER BY number", [row["anchor"]])]
    if row["correction"] in undone_sayings(said):
        raise InputError(correction, "was taken back already", "dateline corrections shows by which correction; undo that one")
    with store.step():
        _append(store, row["anchor"], "undo", {}, who, reason, row["correction"])
        _hold(store, [row["report"]])


def find(store: Store, mention: str) -> Row:
    """A mention of a report as it is now, as JSON has it, from its id, an id that it had, or the first letters of one.

    Raises:
        InputError: if there is none, or several.
    """
    found = {r["mention"] for r in store.rows("SELECT mention FROM mentions WHERE starts_with(mention, ?)", [mention])}
    found |= {where(store, r["mention"]) for r in store.rows("SELECT mention FROM moved WHERE starts_with(mention, ?)", [mention])}
    if len(found) != 1:
        raise InputError(mention, f"{len(found)} mentions begin so" if found else "no such mention", _LISTS)
    row = as_told(store, found.pop())
    if row is None:
        raise InputError(mention, "is told no more", _LISTS)
    if not store.rows("SELECT 1 FROM reports WHERE report = ? AND version = ? AND current", [row["report"], row["version"]]):
        raise InputError(mention, "is of an earlier version of its report", _LISTS)
    return row


def _said_of(store: Store, row: Row, kind: str, fields: Mapping[str, Any], who: str, reason: str) -> str:
    with store.step():
        held = store.rows("SELECT anchor FROM anchored WHERE mention = ?", [row["mention"]])
        anchor = str(held[0]["anchor"]) if held else _anchor(store, row)
        _append(store, anchor, kind, fields, who, reason)
        _hold(store, [row["report"]])
        return _now(store, anchor, row["mention"])


def _anchor(store: Store, seen: Row) -> str:
    """Keep the words that tell a mention, and what the coder gave for it."""
    beside = store.rows(
        """
        SELECT {'type': type, 'start': trigger.start, 'stop': trigger.stop} AS one
        FROM mentions WHERE report = $report AND version = $version AND mention <> $mention
        AND quote.start < $stop AND $start < quote.stop ORDER BY trigger.start
        """,
        {name: seen[name] for name in ("report", "version", "mention")} | seen["quote"],
    )
    own = {name: seen[name] for name in ("report", "version")}
    anchor = str(seen["mention"])
    while store.rows("SELECT 1 FROM anchors WHERE anchor = ?", [anchor]):  # another mention had that id when it was corrected
        anchor = content_hash(anchor)
    store.insert("anchors", [{"anchor": anchor, **own, "seen": seen, "beside": [row["one"] for row in beside]}])
    return anchor


def _append(store: Store, anchor: str, kind: str, fields: Mapping[str, Any], who: str, reason: str, undoes: str | None = None) -> None:
    number = store.rows("SELECT coalesce(max(number), 0) + 1 AS n FROM corrections")[0]["n"]
    signature = signed("correction", who, reason, reasoned=kind in ("correct", "reject", "add"))
    said = {"anchor": anchor, "kind": kind, "fields": dict(fields), "undoes": undoes} | signature
    name = content_hash(str(number), json.dumps(said, sort_keys=True))
    store.insert("corrections", [{"number": number, "correction": name, "event": _event(store, anchor)} | said])


def _event(store: Store, anchor: str) -> str | None:
    """The event that a mention tells of, else that which it told of when somebody last said something of it."""
    (row,) = store.rows(
        """
        SELECT coalesce(
            (SELECT b.event FROM anchored h JOIN members b USING (mention) WHERE h.anchor = a.anchor),
            (SELECT b.event FROM members b WHERE b.mention = a.seen->>'mention'),
            (SELECT arg_max(c.event, c.number) FROM corrections c WHERE c.anchor = a.anchor AND c.event IS NOT NULL)
        ) AS event FROM anchors a WHERE a.anchor = ?
        """,
        [anchor],
    )
    return str(row["event"]) if row["event"] else None


def _hold(store: Store, reports: Sequence[str]) -> None:
    settle(store, reports)
    merge(store, reports=False)


def _now(store: Store, anchor: str, mention: str) -> str:
    """The id of a corrected mention now; of one that is told no more, that which it had."""
    (place,) = store.rows("SELECT * FROM anchored WHERE anchor = ?", [anchor])
    if place["state"] == ORPHANED:
        raise InputError(mention, str(place["why"]), "reject one of the two")
    return str(place["mention"] or mention)


def _report(store: Store, name: str) -> Row:
    for row in store.rows("SELECT report, version, text, source FROM reports WHERE report = ? AND current", [name]):
        return row
    raise InputError(name, "the record has no such report", "name it as dateline show does")


def anchors_of(store: Store, mentions: Collection[str]) -> set[str]:
    """What corrections of some mentions are kept by."""
    rows = store.rows("SELECT anchor FROM anchored WHERE list_contains($mentions, mention)", {"mentions": list(mentions)})
    return {row["anchor"] for row in rows}


def listed(store: Store, anchors: Collection[str] | None = None) -> list[dict[str, Any]]:
    """All corrections, the earliest first, each with the words that it is of, where it holds, and whether it does.

    Args:
        anchors: those of these alone.

    Gives:
        ``correction``, ``kind``, ``fields``, ``undoes``, ``who``, ``made``, ``reason``; ``report``, ``words`` (the trigger) and ``quote``;
        ``mention``: the one that it corrects now; ``state``: applied, rejected, undone or orphaned, with ``why``.
    """
    rows = store.rows(
        """
        SELECT c.*, a.report, h.mention, h.state, h.why,
               substr(r.text, (a.seen->'trigger'->>'start')::INTEGER + 1,
                      (a.seen->'trigger'->>'stop')::INTEGER - (a.seen->'trigger'->>'start')::INTEGER) AS words,
               substr(r.text, (a.seen->'quote'->>'start')::INTEGER + 1,
                      (a.seen->'quote'->>'stop')::INTEGER - (a.seen->'quote'->>'start')::INTEGER) AS quote
        FROM corrections c JOIN anchors a USING (anchor) JOIN anchored h USING (anchor)
        JOIN reports r ON r.report = a.report AND r.version = a.version
        WHERE $all OR list_contains($anchors, c.anchor) ORDER BY number
        """,
        {"all": anchors is None, "anchors": sorted(anchors or ())},
    )
    by: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by.setdefault(row["anchor"], []).append(row)
    taken_back = {correction for several in by.values() for correction in undone_sayings([saying(row) for row in several])}
    for row in rows:
        row["fields"] = json.loads(row["fields"])
        if row["correction"] in taken_back or row["kind"] == "undo":
            row["state"] = UNDONE if row["correction"] in taken_back else APPLIED
    return rows
