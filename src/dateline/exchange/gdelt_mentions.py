"""GDELT 2.0 mentions: 16 columns, tab-separated, without a head line; a row for every mention of every row of the events file.

By the same codebook as ``exchange.gdelt``. Offsets count characters of the report's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from dateline.exchange.dyads import number, pairs, row_number
from dateline.exchange.events import Party, told
from dateline.exchange.separated import write_tabbed
from dateline.exchange.writing import Export
from dateline.record.publishing import TELLER
from dateline.record.store import Query
from dateline.record.tellings import party_key

_WEB, _CITATION = 1, 2
_ABSENT = -1


def write(export: Export) -> None:
    """Write the mentions file."""
    write_tabbed(export, "gdelt-mentions", _rows(export), header=False)


def _rows(export: Export) -> Iterator[dict[str, Any]]:
    asked = told(export.question)
    mentions = Query(
        f"""
        SELECT e.event, e.type, e.actors, e.recipients, e.added, m.actors AS acting, m.recipients AS receiving, m.trigger, m.confidence,
               r.report AS named, {TELLER} AS publisher, r.url AS address, r.gathered, length(r.text) AS length
        FROM ({asked.sql}) e JOIN members b USING (event) JOIN mentions m USING (mention)
             JOIN reports r ON r.report = m.report AND r.version = m.version
        ORDER BY coalesce(e."from", e.first_told) NULLS LAST, e.event, r.published NULLS LAST, m.report, m.mention
        """,
        asked.values,
    )
    for event, tellings in groupby(export.store.stream(mentions), lambda mention: str(mention["event"])):
        for mention in tellings:
            actors, recipients = (tuple(Party(**party) for party in mention[side]) for side in ("actors", "recipients"))
            for nth, (actor, recipient) in enumerate(pairs(mention["type"], actors, recipients)):
                yield _row(mention, row_number(number(event), nth), actor, recipient)
        export.step()


def _row(mention: dict[str, Any], row: int, actor: Party | None, recipient: Party | None) -> dict[str, Any]:
    named = [*mention["acting"], *mention["receiving"]]  # of a mutual act both are actors
    return {
        "GLOBALEVENTID": row,
        "EventTimeDate": mention["added"],
        "MentionTimeDate": mention["gathered"],
        "MentionType": _WEB if mention["address"] else _CITATION,
        "MentionSourceName": mention["publisher"],
        "MentionIdentifier": mention["address"] or mention["named"],
        "Actor1CharOffset": _offset(named, actor),
        "Actor2CharOffset": _offset(named[::-1], recipient),
        "ActionCharOffset": mention["trigger"]["start"],
        "InRawText": 1,
        "Confidence": round(100 * mention["confidence"]),
        "MentionDocLen": mention["length"],
    }


def _offset(named: list[dict[str, Any]], party: Party | None) -> int:
    """Where a mention names a party; -1 where it does not."""
    if party is None:
        return _ABSENT
    key = party_key(party._asdict())
    return next((int(one["start"]) for one in named if party_key(one) == key), _ABSENT)
