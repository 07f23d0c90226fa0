"""What is new: events that a query has not been told of, what became of those it has, and alerts.

An event is new to a query once, under whatever id; what was there when the query was first watched is not new. All that is found is noted
in one step, as told and as waiting to be told, so nothing is lost between the two and nothing found twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dateline.model import content_hash
from dateline.record import asking
from dateline.record.alerts.finding import FIRST, NEW_PAIR, Thresholds, find
from dateline.record.alerts.series import Alert
from dateline.record.describing import described
from dateline.record.store import CHOSEN, Store
from dateline.record.watching import outbox
from dateline.record.watching.following import follow
from dateline.record.watching.queries import Watched
from dateline.record.watching.state import changes, state_of

Row = dict[str, Any]

EVENT, UPDATE, WITHDRAWN, ALERT = "event", "update", "withdrawn", "alert"
_LATE = timedelta(days=13)  # alerts lie in the last two weeks: what happened comes to be known late


@dataclass(slots=True)
class _Piece:
    """A piece of news under way, and the queries that it is for."""

    kind: str
    subject: str
    what: Row
    queries: list[Watched] = field(default_factory=list)

    @property
    def changed(self) -> str:
        """What changed, as a text that is the same for the same."""
        return json.dumps(self.what.get("changed"), sort_keys=True)

    def written(self, found: datetime) -> tuple[str, str, str, Row, list[str]]:
        """As the outbox takes it."""
        keys = sorted({query.key for query in self.queries})
        id_ = content_hash(self.kind, self.subject, *keys, found.isoformat(), self.changed)
        names = [query.name for query in self.queries if query.name]
        told = {"id": id_, "kind": self.kind, "found": f"{found.isoformat(timespec='seconds')}Z", "subject": self.subject, "queries": names}
        outlets = dict.fromkeys(outlet for query in self.queries for outlet in query.outlets)
        return id_, self.kind, self.subject, told | self.what, list(outlets)


def begin(store: Store, queries: Iterable[Watched], now: datetime, thresholds: Thresholds, backlog: bool = False) -> None:
    """Begin to watch for queries that were not watched before: what the record has by now is not new, unless the backlog is to be told."""
    known = {row["query"] for row in store.rows("SELECT query FROM queries")}
    for query in queries:
        if query.key in known:
            continue
        with store.step():
            if not backlog:
                _remember(store, query, _new(store, query))
                for alert in _alerts(store, query, now, thresholds) if query.alerts else ():
                    _remember_alert(store, query, alert)
            store.insert("queries", [{"query": query.key, "name": query.name, "begun": now}])


def look(store: Store, queries: Sequence[Watched], now: datetime, thresholds: Thresholds) -> int:
    """Find what is new to some queries and write it down to be told; gives how many pieces there are."""
    alike: dict[str, list[Watched]] = defaultdict(list)
    for query in queries:
        alike[query.key].append(query)
    with store.step():
        gone = follow(store)
        pieces: dict[tuple[str, ...], _Piece] = {}
        for same in alike.values():
            for piece in (
                *_events(store, same[0]),
                *_updates(store, same[0]),
                *_withdrawn(same[0], gone),
                *_alarms(store, same, now, thresholds),
            ):
                for query in same:
                    if _wants(query, piece.kind):
                        pieces.setdefault((piece.kind, piece.subject, piece.changed), piece).queries.append(query)
        outbox.write(store, now, [piece.written(now) for piece in pieces.values()])
    return len(pieces)


def _wants(query: Watched, kind: str) -> bool:
    """Whether a query is to be told of news of a kind."""
    return query.updates if kind in (UPDATE, WITHDRAWN) else query.alerts if kind == ALERT else True


def _events(store: Store, query: Watched) -> list[_Piece]:
    """Events that a query has not been told of; from now on it has."""
    new = _new(store, query)
    _remember(store, query, new)
    return [_Piece(EVENT, row["event"], {"event": row}) for row in described(store, new)]


def _new(store: Store, query: Watched) -> list[str]:
    asked = asking.events(query.question)
    rows = store.rows(
        f"""
        WITH asked AS ({asked.sql}) SELECT event FROM asked
        WHERE event NOT IN (SELECT now FROM told WHERE query = $query UNION ALL SELECT event FROM told WHERE query = $query)
        """,
        dict(asked.values) | {"query": query.key},
    )
    return [row["event"] for row in rows]


def _remember(store: Store, query: Watched, events: Sequence[str]) -> None:
    """Note that a query has been told of events, as they stand."""
    store.choose(events)
    rows = store.rows(
        f"""
        SELECT e.*, CAST(hash(e) AS VARCHAR) AS seen, m.report, m.trigger.start AS starts
        FROM events e JOIN mentions m ON m.mention = e.event WHERE e.event {CHOSEN}
        """
    )
    store.insert(
        "told",
        [
            {"query": query.key, "event": r["event"], "now": r["event"], "state": json.dumps(state_of(r))}
            | {name: r[name] for name in ("report", "starts", "seen")}
            for r in rows
        ],
    )


def _updates(store: Store, query: Watched) -> list[_Piece]:
    """Events that a query has been told of and that are materially another by now."""
    rows = store.rows(
        """
        SELECT t.now, min_by(t.event, t.event <> t.now) AS subject, min_by(t.state, t.event <> t.now) AS state,
               CAST(any_value(hash(e)) AS VARCHAR) AS seen
        FROM told t JOIN events e ON e.event = t.now WHERE t.query = ? AND t.seen <> CAST(hash(e) AS VARCHAR)
        GROUP BY t.now ORDER BY t.now
        """,
        [query.key],
    )
    found = []
    by = {row["event"]: row for row in described(store, [row["now"] for row in rows])}
    for row in rows:
        state = state_of(by[row["now"]])
        changed = changes(json.loads(row["state"]), state)
        noted = json.dumps(state) if changed else row["state"]  # of sources, each is counted from those last told
        store.execute("UPDATE told SET state = ?, seen = ? WHERE query = ? AND now = ?", [noted, row["seen"], query.key, row["now"]])
        if changed:
            found.append(_Piece(UPDATE, row["subject"], {"changed": changed, "event": by[row["now"]]}))
    return found


def _withdrawn(query: Watched, gone: Iterable[Mapping[str, Any]]) -> list[_Piece]:
    """Events that a query has been told of and that no report tells any more."""
    rows = (row for row in gone if row["query"] == query.key)
    return [_Piece(WITHDRAWN, r["event"], {"was": json.loads(r["state"]), "report": r["report"]}) for r in rows]


def _alarms(store: Store, same: Sequence[Watched], now: datetime, thresholds: Thresholds) -> list[_Piece]:
    """Alerts that queries of the same conditions have not been told of, if any wants them; from now on they have."""
    found, query = [], same[0]
    for alert in _alerts(store, query, now, thresholds) if any(one.alerts for one in same) else ():
        if not _told(store, query, alert, thresholds):
            _remember_alert(store, query, alert)
            subject = content_hash(query.key, alert.kind, alert.series.words, str(alert.since))
            found.append(_Piece(ALERT, subject, {"alert": alert.row() | {"events": described(store, alert.events)}}))
    return found


def _alerts(store: Store, query: Watched, now: datetime, thresholds: Thresholds) -> tuple[Alert, ...]:
    today: date = now.date()
    return find(store, query.question, today - _LATE, today, thresholds).alerts


def _told(store: Store, query: Watched, alert: Alert, thresholds: Thresholds) -> bool:
    """Whether the query was told the same before: a surge of that week, a first of that time."""
    days = {FIRST: thresholds.first, NEW_PAIR: thresholds.pair}.get(alert.kind, 1)
    rows = store.rows(
        "SELECT 1 FROM alerted WHERE query = ? AND kind = ? AND series = ? AND abs(day - CAST(? AS DATE)) < ?",
        [query.key, alert.kind, alert.series.words, alert.since, days],
    )
    return bool(rows)


def _remember_alert(store: Store, query: Watched, alert: Alert) -> None:
    row = {"query": query.key, "kind": alert.kind, "series": alert.series.words, "day": alert.since}
    store.insert("alerted", [row])
