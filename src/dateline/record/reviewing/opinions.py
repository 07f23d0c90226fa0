"""Second opinions: what a person thinks of a mention without having seen what others said of it.

An opinion is kept beside the record and changes nothing in it. It measures how far people agree; where it differs from what holds, the
mention comes back into the queue.
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
from dateline.record.values import FIELDS, complete


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
    said = {"anchor": row["anchor"], "kind": kind, "fields": values} | signed("opinion", who, reason, reasoned=False)
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
