"""Mentions drawn by lot to be judged: those that measure how often the coder is right, and those that wait for a second opinion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dateline.record.publishing import TELLER
from dateline.record.reviewing.opinions import standing
from dateline.record.reviewing.precision import CODED, LOT
from dateline.record.store import CHOSEN, Store


def sample(store: Store, types: Sequence[str] = (), limit: int = 20) -> list[dict[str, Any]]:
    """The next mentions to be judged so that precision can be told without choosing: of each type in turn, in the order of the lot.

    Args:
        types: these alone.

    Gives:
        rows of ``mentions`` with ``event``, ``words`` (before the trigger, it, and after), ``source``, ``title``, ``published`` and
        ``why``.
    """
    asked = "WHERE list_contains($types, type)" if types else ""
    rows = store.rows(
        f"""
        WITH coded AS MATERIALIZED (SELECT mention, type, {LOT} AS lot, judged FROM ({CODED}) {asked}),
        types AS (
            SELECT type, count(*) AS of, min_by({{'mention': mention, 'lot': lot}}, lot, {int(limit)}) FILTER (NOT judged) AS first
            FROM coded GROUP BY type
        ),
        next AS (
            SELECT type, of, next.mention, next.lot, row_number() OVER (PARTITION BY type ORDER BY next.lot) AS number
            FROM (SELECT type, of, unnest(first) AS next FROM types)
        )
        SELECT mention, type, of, number + (SELECT count(*) FROM coded c WHERE judged AND c.type = next.type AND c.lot < next.lot) AS place
        FROM next ORDER BY place, type LIMIT {int(limit)}
        """,
        {"types": [type_.upper() for type_ in types]} if types else {},
    )
    store.choose(row["mention"] for row in rows)
    found = store.rows(
        f"""
        WITH own AS MATERIALIZED (FROM mentions WHERE mention {CHOSEN}),
        told AS (SELECT r.*, {TELLER} AS teller FROM reports r SEMI JOIN own USING (report))
        SELECT own.*, b.event, r.text, r.source, r.teller, r.title, r.published
        FROM own JOIN told r USING (report, version) LEFT JOIN (FROM members WHERE mention {CHOSEN}) b USING (mention)
        """
    )
    by = {row["mention"]: _worded(row) for row in found}
    return [by[lot["mention"]] | {"why": (_drawn(lot),)} for lot in rows]


def types_of(store: Store) -> list[str]:
    """The types that mentions can be drawn of."""
    return [row["type"] for row in store.rows(f"SELECT DISTINCT type FROM ({CODED}) ORDER BY type")]


def _drawn(lot: dict[str, Any]) -> str:
    return f"drawn by lot: {lot['place']:,} of {lot['of']:,} that the coder gave {lot['type']}"


def second(store: Store, who: str, limit: int = 20) -> list[dict[str, Any]]:
    """Mentions that others have judged and one person has not, in the order of the lot; as the coder gave them, and not what was said.

    Gives:
        rows of ``mentions`` with ``anchor``, ``words``, ``source``, ``title``, ``published`` and ``why``.
    """
    store.choose(row["anchor"] for row in standing(store) if row["who"] == who)
    rows = store.rows(
        f"""
        SELECT a.anchor, a.seen, r.text, r.source, {TELLER} AS teller, r.title, r.published, md5(a.anchor) AS lot,
               string_agg(DISTINCT c.who, ', ' ORDER BY c.who) AS others
        FROM anchors a JOIN corrections c USING (anchor) JOIN anchored h USING (anchor)
             JOIN reports r ON r.report = a.report AND r.version = a.version
        WHERE h.state IN ('applied', 'rejected') AND c.kind IN ('accept', 'correct', 'reject')
          AND NOT EXISTS (SELECT 1 FROM corrections o WHERE o.anchor = a.anchor AND (o.who = $who OR o.kind = 'add'))
          AND NOT a.anchor {CHOSEN}
        GROUP BY ALL ORDER BY lot LIMIT {int(limit)}
        """,
        {"who": who},
    )
    why = f"judged it and {who} has not: what both think measures how far they agree"
    return [_seen(row, f"{row['others']} {why}") for row in rows]


def _seen(row: dict[str, Any], why: str) -> dict[str, Any]:
    kept = {name: row[name] for name in ("anchor", "text", "source", "teller", "title", "published")}
    return _worded({**json.loads(row["seen"]), **kept}) | {"why": (why,)}


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    """A mention with its sentence: what stands before the trigger, it, and what comes after."""
    text, quote, trigger = row.pop("text"), row["quote"], row["trigger"]
    cuts = (quote["start"], trigger["start"], trigger["stop"], quote["stop"])
    return row | {"words": tuple(text[a:b] for a, b in pairwise(cuts))}
