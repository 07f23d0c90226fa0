"""Second opinions: what a person thinks of a mention without having seen what others said of it.

An opinion is kept beside the record and changes nothing in it. It measures how far people agree; where it differs from what holds, the
mention comes back into the queue. Whoever gave it may take it back; nothing said is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.errors import InputError
from dateline.model import content_hash
from dateline.record.anchoring import Row
from dateline.record.publishing import TELLER
from dateline.record.signing import signed
from dateline.record.store import Store
from dateline.record.undoing import undone
from dateline.record.values import FIELDS, complete

_LISTS = "dateline review opinions lists yours"


def give(store: Store, mention: str, kind: str, fields: Mapping[str, Any], who: str, reason: str = "") -> str:
    """Keep a second opinion; gives its id.

    Args:
        mention: its id now, or that which it had when it was first judged; it may be rejected by now.
        kind: accept, correct or reject.
        fields: of a correction, as :func:`~dateline.record.corrections.correct` takes them, over what the coder gave.

    Raises:
        InputError: if nobody has judged the mention yet, the person has said something of it already, or a value cannot stand there.
    """
    row = coded(store, mention)
    if kind not in ("accept", "correct", "reject"):
        raise InputError(kind, "is no opinion", "one of accept, correct, reject")
    if store.rows("SELECT 1 FROM corrections WHERE anchor = ? AND who = ?", [row["anchor"], who.strip()]):
        raise InputError(mention, f"{who.strip()} has judged it already", "a second opinion is that of another person")
    if kind == "correct" and not fields:
        raise InputError(mention, "nothing to correct", f"name one of {', '.join(FIELDS)}")
    values = complete(fields, row, row["trigger"], row["type"]) if kind == "correct" else {}
    return _append(store, row["anchor"], kind, values, who, reason)


def undo(store: Store, opinion: str, who: str, reason: str = "") -> None:
    """Take an opinion back, or take back that it was taken back.

    Args:
        opinion: its id, or the first letters of that.

    Raises:
        InputError: if there is none, it was taken back already, or another person gave it.
    """
    found = [row for row in listed(store) if row["opinion"].startswith(opinion)]
    if len(found) != 1:
        raise InputError(opinion, f"{len(found)} opinions begin so" if found else "no such opinion", _LISTS)
    (row,) = found
    if row["who"] != who.strip():
        raise InputError(opinion, f"is an opinion of {row['who']}", "who gave it takes it back: agreement is between people")
    if row["state"] == "undone":
        raise InputError(opinion, "was taken back already", f"{_LISTS}; undo that which took it back")
    _append(store, row["anchor"], "undo", {}, who, reason, row["opinion"])


def listed(store: Store, who: str = "") -> list[Row]:
    """All opinions, or those of one person, the earliest first.

    Gives:
        rows of ``opinions`` with ``state``: applied or undone; of the mention that each is of ``words`` (the trigger), ``report``,
        ``version``, ``teller`` and ``published``.
    """
    rows = store.rows(
        f"""
        SELECT o.*, r.report, r.version, {TELLER} AS teller, r.published,
               substr(r.text, (a.seen->'trigger'->>'start')::INTEGER + 1,
                      (a.seen->'trigger'->>'stop')::INTEGER - (a.seen->'trigger'->>'start')::INTEGER) AS words
        FROM opinions o JOIN anchors a USING (anchor) JOIN reports r ON r.report = a.report AND r.version = a.version
        WHERE $who IN ('', o.who) ORDER BY number
        """,
        {"who": who},
    )
    gone = undone((row["opinion"], row["undoes"]) for row in rows)
    state = {True: "undone", False: "applied"}
    return [row | {"fields": json.loads(row["fields"]), "state": state[row["opinion"] in gone]} for row in rows]


def standing(store: Store) -> list[Row]:
    """Those of :func:`listed` that were not taken back."""
    return [row for row in listed(store) if row["kind"] != "undo" and row["state"] == "applied"]


def _append(store: Store, anchor: str, kind: str, fields: Row, who: str, reason: str, undoes: str | None = None) -> str:
    said = {"anchor": anchor, "kind": kind, "fields": fields, "undoes": undoes} | signed("opinion", who, reason, reasoned=False)
    number = store.rows("SELECT coalesce(max(number), 0) + 1 AS n FROM opinions")[0]["n"]
    name = content_hash("opinion", str(number), json.dumps(said, sort_keys=True))
    with store.step():
        store.insert("opinions", [{"number": number, "opinion": name} | said])
    return name


def coded(store: Store, mention: str) -> Row:
    """A mention that somebody has judged as it was before, with ``anchor`` and its report's ``text``, ``source``, ``title``, ``url`` and
    ``published``.

    Raises:
        InputError: if there is none, or several.
    """
    found = store.rows(
        f"""
        SELECT a.anchor, a.seen, r.report, r.version, r.text, r.source, {TELLER} AS teller, r.title, r.url, r.published
        FROM anchors a JOIN anchored h USING (anchor) JOIN reports r ON r.report = a.report AND r.version = a.version
        WHERE starts_with(a.anchor, $name) OR starts_with(h.mention, $name)
        """,
        {"name": mention},
    )
    if len(found) != 1:
        fault = f"{len(found)} mentions that were judged begin so" if found else "nobody has judged such a mention"
        raise InputError(mention, fault, "dateline review queue --second lists those that wait for a second opinion")
    (row,) = found
    return {**json.loads(row.pop("seen")), **row}
