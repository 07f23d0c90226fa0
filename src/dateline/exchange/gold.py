"""Reports that people have gone through, in the form that gold files are written in: what ``dateline train`` learns from.

A report is gone through when people have accepted, corrected, rejected or added every mention of it; whoever learns from it takes a
sentence without an event for one that tells none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.exchange.native import Record
from dateline.record.store import Store

_JUDGED = "SELECT mention FROM anchored WHERE state = 'applied'"
_SEEN = "SELECT report FROM anchored WHERE state IN ('applied', 'rejected')"
_OPEN = f"SELECT m.report FROM mentions m JOIN reports r USING (report, version) WHERE r.current AND m.mention NOT IN ({_JUDGED})"


def gold(store: Store, *, partly: bool = False) -> Iterator[Record]:
    """The reports that people have gone through, by name.

    Args:
        partly: those too of which they have judged some mentions only; the others are taken as the coder gives them.
    """
    whole = "" if partly else f"AND report NOT IN ({_OPEN})"
    for report in store.rows(f"SELECT * FROM reports WHERE current AND report IN ({_SEEN}) {whole} ORDER BY report"):
        mentions = store.rows(
            "SELECT * FROM mentions WHERE report = ? AND version = ? ORDER BY trigger.start, mention", [report["report"], report["version"]]
        )
        yield {
            "id": report["report"],
            "published": str(report["published"]) if report["published"] else None,
            "source": report["source"],
            "title": report["title"],
            "url": report["url"],
            "text": report["text"],
            "events": [_event(mention, report["text"]) for mention in mentions],
        }


def gone_through(store: Store) -> dict[str, int]:
    """How many reports people have gone through as a ``whole``, and how many ``partly``."""
    (row,) = store.rows(f"SELECT count(DISTINCT report) AS n FROM ({_SEEN}) WHERE report NOT IN ({_OPEN})")
    return {"whole": int(row["n"]), "partly": half_seen(store)}


def half_seen(store: Store) -> int:
    """How many reports have both mentions that people have judged and mentions that they have not."""
    (row,) = store.rows(f"SELECT count(DISTINCT report) AS n FROM ({_SEEN}) WHERE report IN ({_OPEN})")
    return int(row["n"])


def _event(mention: dict[str, Any], text: str) -> Record:
    def words(span: dict[str, int]) -> str:
        return text[span["start"] : span["stop"]]

    time, place = mention["time"], mention["place"]
    return {
        "type": mention["type"],
        "mode": mention["mode"],
        "actors": [_party(party) for party in mention["actors"]],
        "recipients": [_party(party) for party in mention["recipients"]],
        "factuality": mention["factuality"],
        "attribution": _party(mention["attribution"]) if mention["attribution"] else None,
        "time": {"start": str(time["from"]), "end": str(time["to"]), "text": time["text"]} if time else None,
        "place": {"text": place["text"], "country": place["country"]} if place else None,
        "trigger": words(mention["trigger"]),
        "quote": words(mention["quote"]),
        "also": [words(span) for span in mention["also"]],
    }


def _party(party: dict[str, Any]) -> Record:
    return {name: party[name] for name in ("text", "country", "sector")}
