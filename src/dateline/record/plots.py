"""What answers look like as plots: the busiest units, with words for what was asked and what is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.coding import codebook
from dateline.coding.codebook import TypeEntry
from dateline.display import plain
from dateline.drawing.charts import Bar, Bars, Lane, Lanes, Line, Multiples
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.panels import Dyads, Panel
from dateline.record.store import Query, Store

_MOST_UNITS, _MOST_DYADS = 12, 20  # drawn; more cannot be told apart on a page
_MEASURES = {"count": "events", "score": "sum of scores", "mean": "mean score"}


def panel_plot(store: Store, panel: Panel, most: int = _MOST_UNITS) -> Multiples:
    """Small multiples of the units of a panel with most events."""
    ranked = store.ask(panel.busiest())
    values: dict[str, list[float | None]] = defaultdict(list)
    steps: dict[date, None] = {}
    for row in store.ask(panel.drawn(most)):
        values[_name(row, panel.names, panel.directed)].append(row[panel.measure])
        steps[row[panel.by]] = None
    names = [_name(row, panel.names, panel.directed) for row in ranked[:most]]
    measure = _MEASURES[panel.measure]
    each = "" if panel.measure == "mean" else f" a {panel.by}"
    return Multiples(
        f"{measure[0].upper()}{measure[1:]} by {panel.unit} and {panel.by}",
        in_words(panel.question),
        _left_out(panel.unit, len(names), len(ranked), sum(row["events"] for row in ranked[most:]), sum(row["events"] for row in ranked)),
        panel.measure,
        measure + each,
        panel.by,
        tuple(steps),
        tuple(Line(name, tuple(values[name])) for name in names),
    )


def dyads_plot(store: Store, dyads: Dyads, most: int = _MOST_DYADS) -> Bars:
    """Bars of the dyads with most events."""
    query = replace(dyads, codes="iso3").query()
    (all_,) = store.ask(Query(f"SELECT count(*) AS dyads, coalesce(sum(events), 0)::BIGINT AS events FROM ({query.sql})", query.values))
    rows = store.ask(Query(f"{query.sql} LIMIT {int(most)}", query.values))
    bars = tuple(Bar(_name(row, dyads.parties, dyads.directed), row["events"], row["score"] or 0.0) for row in rows)
    left = all_["events"] - sum(bar.events for bar in bars)
    return Bars("Events by dyad", in_words(dyads.question), _left_out("dyad", len(bars), all_["dyads"], left, all_["events"]), bars)


def timeline_plot(store: Store, question: Question, limit: int | None = None) -> Lanes:
    """Days by type of event, cooperation on top, conflict below."""
    query = asking.timeline(question, limit)
    rows = store.ask(Query(f"SELECT type, day, count(*) AS n FROM ({query.sql}) GROUP BY type, day ORDER BY type, day", query.values))
    book = codebook.load()
    days: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in rows:
        if row["day"] is not None:
            days[row["type"]].append((row["day"], row["n"]))
    kinds = sorted((book[name] for name in days), key=lambda kind: (_hostile(kind), -kind.score, kind.type))
    lanes = tuple(Lane(kind.type, _hostile(kind), tuple(days[kind.type])) for kind in kinds)
    undated = sum(row["n"] for row in rows if row["day"] is None)
    left = f" Not drawn, for no day is known: {undated:,}." if undated else ""
    return Lanes(
        "Events by day and type",
        in_words(question),
        f"The larger a mark, the more events on that day; on the right all of a type.{left}",
        lanes,
    )


def _hostile(kind: TypeEntry) -> bool:
    return kind.class_.endswith("conflict")


def in_words(question: Question) -> str:
    """What a question asks for, in a line.

    >>> in_words(Question(who=("USA", "GBR"), since=date(2022, 1, 1), factuality=("occurred",)))
    'who USA or GBR; since 2022-01-01; occurred'
    """
    return "; ".join(_said(question)) or "all events of the record"


def _said(question: Question) -> Iterator[str]:
    several = {"who": question.who, "whom": question.whom, "type": question.type, "place": question.place, "said by": question.says}
    yield from (f"{name} {' or '.join(wanted)}" for name, wanted in several.items() if wanted)
    if question.either:
        yield "either way round"
    if question.text:
        yield f"told with “{question.text}”"
    if question.since or question.until:
        yield " ".join(f"{name} {day}" for name, day in (("since", question.since), ("until", question.until)) if day)
    if question.factuality:
        yield " or ".join(question.factuality)
    if question.least:
        yield f"confidence {question.least:g} or more"


_ARROWS = {True: " → ", False: " – "}


def _name(row: Mapping[str, Any], columns: Sequence[str], directed: bool = True) -> str:
    return _ARROWS[directed].join(plain(row[column] or "place unknown") for column in columns)


def _left_out(unit: str, drawn: int, units: int, events: int, all_events: int) -> str:
    """What is not drawn, in words."""
    if drawn == units:
        return ""
    plural = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    told = f"{events:,} of all {all_events:,} events, an event counting once for each"
    return f"Drawn: {drawn} of {units:,} {plural}, those with most events; on the others fall {told}."
