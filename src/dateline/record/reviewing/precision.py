"""How often the coder is right, type by type, by what people said of the mentions that it gave."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from dateline.record.anchoring import Row
from dateline.record.reviewing.intervals import wilson
from dateline.record.reviewing.judgements import same
from dateline.record.store import Store
from dateline.record.values import FIELDS

EVERY = "all types"
"""What the line over all types is called."""
CODED = """
    SELECT m.mention, m.type, m.report, false AS judged FROM mentions m
    ANTI JOIN (SELECT report, version FROM reports WHERE NOT current) USING (report, version)
    WHERE m.mention NOT IN (SELECT mention FROM anchored WHERE state = 'applied')
    UNION ALL
    SELECT c->>'mention', c->>'type', report, true FROM (
        SELECT unnest(json_extract(coded, '$[*]')) AS c, report FROM anchored WHERE state IN ('applied', 'rejected'))
"""
"""The mentions that the coder gave for reports as they are now, and whether people have judged them."""
LOT = "md5(mention)"
"""The order in which mentions are drawn: as good as by lot, and the same whenever it is asked for."""


class _Outcome(NamedTuple):
    """What people made of a mention of the coder's: whether its type stands, and whether all of it does."""

    type: str
    right: bool
    whole: bool


def precision(store: Store) -> list[dict[str, Any]]:
    """The share of the coder's mentions that are right, by type and over all, those with most mentions first.

    A mention is right if people left it standing with its type, whole if they left every field. The share of all that were judged is that
    of what people chose to look at, and a queue puts the doubtful first; so the same is given for those that were drawn by lot: the
    mentions of a type in an order that has nothing to do with them, as far as all of them have been judged, whoever chose them.

    Gives:
        ``type``; ``coded``: mentions of that type that the coder gave; ``judged``, ``right``, ``whole``; ``precision``, ``low``, ``high``:
        share of right ones with the 95 % interval of Wilson; ``drawn``, ``drawn_right``, ``drawn_precision``, ``drawn_low``,
        ``drawn_high``: the same of those drawn by lot.
    """
    outcomes = _outcomes(store)
    coded = {row["type"]: row["n"] for row in store.rows(f"SELECT type, count(*) AS n FROM ({CODED}) GROUP BY type")}
    drawn, drawn_of_all = (_drawn(store, of) if outcomes else set() for of in ("type", "1"))
    lines = [_line(type_, coded[type_], [o for o in outcomes.values() if o.type == type_], drawn, outcomes) for type_ in coded]
    lines.sort(key=lambda line: (-line["coded"], line["type"]))
    return [*lines, _line(EVERY, sum(coded.values()), list(outcomes.values()), drawn_of_all, outcomes)] if lines else []


def _line(type_: str, coded: int, judged: list[_Outcome], drawn: set[str], outcomes: dict[str, _Outcome]) -> dict[str, Any]:
    lot = [outcome for name, outcome in outcomes.items() if name in drawn and type_ in (EVERY, outcome.type)]
    right, lot_right = (sum(outcome.right for outcome in some) for some in (judged, lot))
    whole = sum(outcome.whole for outcome in judged)
    line = {"type": type_, "coded": coded, "judged": len(judged), "right": right, "whole": whole}
    share = _share("", right, len(judged))
    return line | share | {"drawn": len(lot), "drawn_right": lot_right} | _share("drawn_", lot_right, len(lot))


def _share(prefix: str, hits: int, of: int) -> dict[str, float | None]:
    low, high = wilson(hits, of) if of else (None, None)
    return {f"{prefix}precision": hits / of if of else None, f"{prefix}low": low, f"{prefix}high": high}


def _outcomes(store: Store) -> dict[str, _Outcome]:
    """By mention of the coder's: what people made of it."""
    rows = store.rows(
        """
        SELECT h.coded, CASE WHEN m.mention IS NOT NULL THEN to_json(m)::VARCHAR END AS now
        FROM anchored h LEFT JOIN mentions m USING (mention) WHERE h.state IN ('applied', 'rejected') ORDER BY h.anchor
        """
    )
    found = {}
    for row in rows:
        now = json.loads(row["now"]) if row["now"] else None
        for coded in json.loads(row["coded"]):
            found[str(coded["mention"])] = _outcome(coded, now)
    return found


def _outcome(coded: Row, now: Row | None) -> _Outcome:
    right = now is not None and now["type"] == coded["type"]
    return _Outcome(coded["type"], right, now is not None and len(same(coded, now)) == len(FIELDS))


def _drawn(store: Store, of: str) -> set[str]:
    """The mentions that come, in the order of the lot, before the first that has not been judged; ``of``: by what they are drawn."""
    rows = store.rows(
        f"""
        WITH coded AS ({CODED}), open AS (SELECT {of} AS part, min({LOT}) AS first FROM coded WHERE NOT judged GROUP BY part)
        SELECT c.mention FROM (SELECT *, {of} AS part, {LOT} AS lot FROM coded WHERE judged) c LEFT JOIN open o USING (part)
        WHERE o.first IS NULL OR c.lot < o.first
        """
    )
    return {row["mention"] for row in rows}
