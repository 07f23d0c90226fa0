"""What is to be reviewed first: events about which something is likely wrong and on which much hangs, each with the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.reviewing.disputes import disputed
from dateline.record.reviewing.doubting import doubts
from dateline.record.store import CHOSEN, Query, Store


@dataclass(frozen=True, slots=True)
class Item:
    """An event that waits to be reviewed.

    Attributes:
        event: its row, of the table ``events``.
        place: in the queue, from 1.
        doubt: the chance that something about it is wrong; ``importance``: how much hangs on it, 1 for one source that tells of an act
            without weight; ``weight``: both multiplied, by which the queue is ordered.
        why: what speaks for it, in words, what counts most first.
        mention: the one to begin with: the surest that nobody has judged; ``None`` where all have been.
    """

    event: dict[str, Any]
    place: int
    doubt: float
    importance: float
    weight: float
    why: tuple[str, ...]
    mention: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The events that wait to be reviewed: some, and how many there are in all."""

    items: list[Item]
    total: int


def queue(store: Store, question: Question | None = None, limit: int = 20, after: int = 0) -> list[Item]:
    """The events that wait to be reviewed, what weighs most first; as :func:`waiting` gives them."""
    return waiting(store, question, limit, after).items


def waiting(store: Store, question: Question | None = None, limit: int = 20, after: int = 0) -> Waiting:
    """The events that wait to be reviewed, what weighs most first.

    Doubts, each a chance that something is wrong, are taken for independent: together they are 1 less the product of what is left.

    Args:
        question: which events are asked for.
        limit: how many, ``after`` how many that are passed over.
    """
    disputes = disputed(store)
    rows = store.ask(_ranked(question or Question(), disputes, limit, after))
    store.choose(row["event"] for row in rows)
    events = {row["event"]: row for row in store.rows(f"SELECT * FROM events WHERE event {CHOSEN}")}
    mentions, first = _mentions(store), _first(store)
    items = []
    for place, row in enumerate(rows, after + 1):
        event = events[row["event"]]
        found = doubts(event, row, mentions[event["event"]], disputes.get(event["event"], ()))
        why = (*(doubt.words for doubt in found), *_importance(event), _sum(row))
        items.append(Item(event, place, row["doubt"], row["importance"], row["weight"], why, first.get(event["event"])))
    return Waiting(items, rows[0]["total"] if rows else 0)


def _ranked(question: Question, disputes: dict[str, Sequence[str]], limit: int, after: int) -> Query:
    condition, values = asking.where(question)
    weights = _weights()
    doubt, importance = weights["doubts"], weights["importance"]
    bound = {
        "disputed": sorted(disputes),
        "disagreement": doubt["disagreement"],
        "reviewers": doubt["reviewers"],
        "twin": doubt["twin"],
        "gravity": importance["gravity"],
        "deaths": importance["deaths"],
    }
    return Query(
        f"""
        WITH asked AS (SELECT e.event, e.confidence, e.mentions, e.sources, e.score, e.quantities FROM events e WHERE {condition}),
        decided AS (SELECT one, other, same FROM verdicts UNION ALL SELECT other, one, same FROM verdicts),
        pinned AS (
            SELECT DISTINCT one AS mention
            FROM decided d JOIN members b ON b.mention = d.one JOIN members o ON o.mention = d.other
            WHERE d.same AND b.event = o.event
        ),
        paired AS (SELECT one, other, probability FROM pairs UNION ALL SELECT other, one, probability FROM pairs),
        links AS (
            SELECT b.event, b.mention, max(CASE WHEN o.event = b.event THEN p.probability END) AS held,
                   max(CASE WHEN o.event <> b.event AND d.one IS NULL THEN p.probability END) AS twin,
                   arg_max(o.event, p.probability) FILTER (o.event <> b.event AND d.one IS NULL) AS other
            FROM members b JOIN paired p ON p.one = b.mention JOIN members o ON o.mention = p.other
                 LEFT JOIN decided d ON d.one = p.one AND d.other = p.other
            GROUP BY ALL
        ),
        merged AS (
            SELECT event, min(held) FILTER (p.mention IS NULL) AS link,
                   arg_min(l.mention, held) FILTER (p.mention IS NULL) AS weakest,
                   max(twin) AS twin, arg_max(other, twin) AS other
            FROM links l LEFT JOIN pinned p USING (mention) GROUP BY event
        ),
        told AS (
            SELECT b.event, bool_and(m.mention IN (SELECT mention FROM anchored WHERE state = 'applied')) AS judged,
                   (count(DISTINCT m.type) > 1)::INTEGER + (count(DISTINCT m.factuality) > 1)::INTEGER
                   + (count(DISTINCT (m.time."from", m.time."to")) FILTER (m.time IS NOT NULL) > 1)::INTEGER
                   + (count(DISTINCT list_sort(list_transform(m.actors, lambda p: coalesce(nullif(p.country, ''), p.sector))))
                      FILTER (len(m.actors) > 0) > 1)::INTEGER AS disagree
            FROM asked JOIN members b USING (event) JOIN mentions m USING (mention) WHERE asked.mentions > 1 GROUP BY b.event
        ),
        weighed AS (
            SELECT a.event, g.link, g.weakest, g.other, CASE WHEN g.twin >= $twin THEN g.twin END AS twin,
                   1 - a.confidence * coalesce(CASE WHEN a.mentions > 1 THEN g.link END, 1)
                       * (1 - coalesce(CASE WHEN g.twin >= $twin THEN g.twin END, 0))
                       * CASE WHEN t.judged THEN 1 ELSE power(1 - $disagreement, coalesce(t.disagree, 0)) END
                       * CASE WHEN list_contains($disputed, a.event) THEN 1 - $reviewers ELSE 1 END AS doubt,
                   log2(1 + a.sources) * (1 + $gravity * abs(coalesce(a.score, 0)) / 10
                       + $deaths * log10(1 + coalesce(list_max(list_transform(
                             list_filter(a.quantities, lambda q: q.kind = 'killed'), lambda q: q.best)), 0))) AS importance
            FROM asked a LEFT JOIN merged g USING (event) LEFT JOIN told t USING (event)
        )
        SELECT *, doubt * importance AS weight, count(*) OVER () AS total FROM weighed
        WHERE doubt > 0.0005 ORDER BY weight DESC, event LIMIT {int(limit)} OFFSET {int(after)}
        """,
        values | bound,
    )


@cache
def _weights() -> dict[str, dict[str, float]]:
    return read_toml(data() / "reviewing" / "queue.toml")


def _mentions(store: Store) -> dict[str, list[dict[str, Any]]]:
    """By chosen event: its mentions, each with its report's source."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = store.rows(
        f"""
        SELECT m.*, b.event, r.source FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version)
        WHERE b.event {CHOSEN} ORDER BY m.mention
        """
    )
    for row in rows:
        found[row["event"]].append(row)
    return found


def _first(store: Store) -> dict[str, str]:
    """By chosen event: the surest mention that nobody has judged."""
    rows = store.rows(
        f"""
        SELECT b.event, arg_max(m.mention, (m.confidence, m.mention)) AS mention FROM members b JOIN mentions m USING (mention)
        WHERE b.event {CHOSEN} AND m.mention NOT IN (SELECT mention FROM anchored WHERE state = 'applied') GROUP BY b.event
        """
    )
    return {row["event"]: row["mention"] for row in rows}


def _importance(event: dict[str, Any]) -> list[str]:
    said = [f"{event['sources']:,} {'source tells' if event['sources'] == 1 else 'sources tell'} of it"]
    killed = max((q["best"] for q in event["quantities"] if q["kind"] == "killed"), default=0)
    if killed:
        said.append(f"{killed:,.0f} killed")
    if event["score"]:
        what = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
        said.append(f"{what} counts {event['score']:+g} on the scale from -10 to 10")
    return said


def _sum(row: dict[str, Any]) -> str:
    return f"in doubt by {row['doubt']:.2f}, times {row['importance']:.2f} for what hangs on it: {row['weight']:.2f}"
