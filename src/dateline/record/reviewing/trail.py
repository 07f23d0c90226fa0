"""What each thing that people said was said of: the mentions on either side with their words, reports and events, to be followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.display import plain
from dateline.record.publishing import TELLER
from dateline.record.store import CHOSEN, Store
from dateline.record.undoing import first_said

Row = dict[str, Any]

_BETWEEN = {"join": "with", "split": "from", "part": "from"}
_MOST = 3  # mentions of a side that are named in a line


def traced(store: Store, rows: Sequence[Row]) -> list[Row]:
    """Some rows of :func:`~dateline.record.reviewing.history.history` with what each is of.

    Gives:
        besides ``sides``, one or two, each of mentions with ``mention``, ``words`` (the trigger), ``report``, ``version``, ``source``,
        ``title``, ``published``, ``told`` (whether it is told still) and ``event``: that which it tells of or, told no more, told of; of a
        mention that left no trace all but ``mention`` is ``None``. ``between``: what stands between two sides, as in *split off from*.
    """
    names = {name for row in rows for name in _names(row)}
    told = _told(store, names)
    gone = _gone(store, rows, names - told.keys())
    kinds = {row["id"]: row for row in rows}
    return [row | {"sides": _sides(row, told, gone), "between": _between(row, kinds)} for row in rows]


def in_line(row: Row) -> str:
    """What a traced row is of, in one line: ``“attacked” (Wire A, 2024-05-07) from “fired” (Wire B, 2024-05-08): event 0a1b2c…``."""
    sides = f" {row['between']} ".join(_side(side) for side in row["sides"])
    events = sorted({one["event"] for side in row["sides"] for one in side if one["event"]})
    return sides + (f": {'event' if len(events) == 1 else 'events'} {', '.join(events)}" if events else "")


def _side(side: Sequence[Row]) -> str:
    named = [
        f"“{plain(one['words'])}” ({plain(one['teller'])}, {one['published'] or 'undated'})" if one["report"] else one["mention"]
        for one in side
    ]
    return ", ".join(named[:_MOST]) + (f" and {len(named) - _MOST:,} more" if len(named) > _MOST else "")


def _named(one: Row) -> str:
    return f"“{plain(one['words'])}” ({plain(one['teller'])}, {one['published'] or 'undated'})" if one["report"] else str(one["mention"])


def _names(row: Row) -> Iterable[str]:
    """The mentions of a row, under the ids that they have now."""
    return (*row["ones"], *row["others"]) if row["of"] == "event" else filter(None, (row["mention"],))


def _sides(row: Row, told: dict[str, Row], gone: dict[str, Row]) -> list[list[Row]]:
    if row["of"] == "mention":
        return [[told[row["mention"]] if row["mention"] in told else gone[row["anchor"]]]]
    return [[told.get(name) or gone.get(name) or _lost(name) for name in side] for side in (row["ones"], row["others"]) if side]


def _between(row: Row, rows: dict[str, Row]) -> str:
    first, _ = first_said(row, rows)
    return _BETWEEN.get(first["kind"], "and") if first else "and"


def _lost(name: str) -> Row:
    absent = ("words", "report", "version", "source", "teller", "title", "published", "event")
    return {"mention": name, "told": False} | dict.fromkeys(absent)


def _told(store: Store, names: Iterable[str]) -> dict[str, Row]:
    """Those of some mentions that are told."""
    store.choose(names)
    rows = store.rows(
        f"""
        WITH own AS MATERIALIZED (FROM mentions WHERE mention {CHOSEN}),
        said AS (SELECT r.*, {TELLER} AS teller FROM reports r SEMI JOIN own USING (report))
        SELECT own.mention, b.event, r.report, r.version, r.source, r.teller, r.title, r.published, true AS told,
               substr(r.text, own.trigger.start + 1, own.trigger.stop - own.trigger.start) AS words
        FROM own JOIN said r USING (report, version) LEFT JOIN (FROM members WHERE mention {CHOSEN}) b USING (mention)
        """
    )
    return {row["mention"]: row for row in rows}


def _gone(store: Store, rows: Sequence[Row], names: set[str]) -> dict[str, Row]:
    """Mentions that people said something of and that are told no more: by what their corrections are kept by, and by their id."""
    store.choose(names | {row["anchor"] for row in rows if row["of"] == "mention"})
    found = store.rows(
        f"""
        SELECT a.anchor, a.seen->>'mention' AS mention, r.report, r.version, r.source, {TELLER} AS teller, r.title, r.published,
               false AS told,
               (SELECT arg_max(c.event, c.number) FROM corrections c WHERE c.anchor = a.anchor AND c.event IS NOT NULL) AS event,
               substr(r.text, (a.seen->'trigger'->>'start')::INTEGER + 1,
                      (a.seen->'trigger'->>'stop')::INTEGER - (a.seen->'trigger'->>'start')::INTEGER) AS words
        FROM anchors a JOIN reports r USING (report, version) WHERE a.anchor {CHOSEN} OR (a.seen->>'mention') {CHOSEN}
        """
    )
    return {row["mention"]: row for row in found} | {row["anchor"]: row for row in found}
