"""What is to be reviewed first: events about which something is likely wrong and on which much hangs, each with the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.publishing import TELLER
from dateline.record.reviewing.disputes import disputed
from dateline.record.reviewing.doubting import doubts
from dateline.record.reviewing.ranking import LEAST, weighed
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
    """The events that wait to be reviewed, what weighs most first (:func:`~dateline.record.reviewing.ranking.weighed`).

    Args:
        question: which events are asked for.
        limit: how many, ``after`` how many that are passed over.
    """
    condition, values = asking.where(question or Question())
    return _waiting(store, Query(f"SELECT e.* FROM events e WHERE {condition}", values), disputed(store), limit, after)


def waiting_among(store: Store, events: Iterable[str], disputes: dict[str, Sequence[str]], limit: int = 20, after: int = 0) -> Waiting:
    """Those of some events that wait to be reviewed, as :func:`waiting` gives them; ``disputes``: by event, what two see differently."""
    store.choose(events)
    return _waiting(store, Query(f"SELECT e.* FROM events e WHERE event {CHOSEN}", {}), disputes, limit, after)


def _waiting(store: Store, of: Query, disputes: dict[str, Sequence[str]], limit: int, after: int) -> Waiting:
    rows = store.ask(_first_of(of, disputes, limit, after))
    store.choose(row["event"] for row in rows)
    events = {row["event"]: row for row in store.rows(f"SELECT * FROM events WHERE event {CHOSEN}")}
    first, mentions = _first(store), _mentions(store)
    items = []
    for place, row in enumerate(rows, after + 1):
        event = events[row["event"]]
        found = doubts(event, row, mentions[event["event"]], disputes.get(event["event"], ()))
        why = (*(doubt.words for doubt in found), *_importance(event), _sum(row))
        items.append(Item(event, place, row["doubt"], row["importance"], row["weight"], why, first.get(event["event"])))
    return Waiting(items, rows[0]["total"] if rows else 0)


def _first_of(of: Query, disputes: dict[str, Sequence[str]], limit: int, after: int) -> Query:
    """Those of some events that weigh most."""
    every = weighed(of, disputes)
    return Query(
        f"""
        SELECT *, doubt * importance AS weight, count(*) OVER () AS total FROM ({every.sql})
        WHERE doubt > {LEAST} ORDER BY weight DESC, event LIMIT {int(limit)} OFFSET {int(after)}
        """,
        every.values,
    )


def _mentions(store: Store) -> dict[str, list[dict[str, Any]]]:
    """By chosen event: its mentions, each with its ``teller``. Step by step, since one join of it all costs ten times as much."""
    event = {row["mention"]: row["event"] for row in store.rows(f"SELECT event, mention FROM members WHERE event {CHOSEN}")}
    store.choose(event)
    rows = store.rows(f"SELECT * FROM mentions WHERE mention {CHOSEN} ORDER BY mention")
    store.choose(row["report"] for row in rows)
    reports = store.rows(f"SELECT report, version, {TELLER} AS teller FROM reports r WHERE report {CHOSEN}")
    of = {(row["report"], row["version"]): {"teller": row["teller"]} for row in reports}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[event[row["mention"]]].append(row | of[row["report"], row["version"]])
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
