"""Those who take part in events: listed, and each with its partners, types and steps of time."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query, Request
from starlette.responses import Response

from dateline.record.asking import DAY, Question, where
from dateline.record.store import Query as Asked
from dateline.web.api import cursors, schemas
from dateline.web.api.answering import Kind, RowsForm, as_json, as_rows, linked, offered, onward, wanted
from dateline.web.api.parameters import Conditions, Cursor, Limit, OnlyQuestion, Value
from dateline.web.api.routing import at_length, routes
from dateline.web.reach import browser

router = routes()
By = Literal["day", "week", "month", "quarter", "year"]
_KEY = """
    coalesce(nullif(p.entity, ''), nullif(concat_ws(':', nullif(p.country, ''), nullif(p.sector, '')), ''), lower(p.text))
"""


@router.get("/actors", response_model=schemas.Actors, tags=["actors"], responses=offered(Kind.CSV, Kind.PARQUET, about="A page"))
def actors(
    request: Request,
    conditions: Conditions,
    name: Annotated[Value, Query(description="Words of the actor's name")] = "",
    cursor: Cursor = "",
    limit: Limit = 100,
    format: RowsForm = None,
) -> Response:
    """Those who act or receive in events that meet conditions, whoever has most events first."""
    kind = wanted(request, format, Kind.JSON, Kind.CSV, Kind.PARQUET)
    after: tuple[int, str] | None = None
    if cursor:
        events, key = cursors.read(cursor, int, str)
        after = events, key
    query = _listed(conditions.narrowed, name.strip(), after)
    page = Asked(f"{query.sql} LIMIT {limit + 1}", query.values)
    with at_length(request) as store:
        rows = store.ask(page)
        last = rows[limit - 1] if len(rows) > limit else None
        paged = onward(request, cursors.written(last["events"], last["key"]) if last else "")
        if kind is not Kind.JSON:
            return as_rows(kind, store, Asked(f"{query.sql} LIMIT {limit}", query.values), "actors", linked(paged))
    return as_json(schemas.Actors.model_validate({**dict(paged), "actors": rows[:limit]}), linked(paged))


@router.get("/actors/{actor}", response_model=schemas.Dealings, tags=["actors"])
def actor(
    request: Request,
    question: OnlyQuestion,
    actor: Annotated[
        str, Path(pattern=r"^[^\x00]+$", max_length=200, description="In the form of `who`: USA, USA:GOV, a registry id, a name")
    ],
    by: Annotated[By, Query(description="Step of time")] = "month",
) -> Response:
    """What an actor does and undergoes; types, partners and steps of time are of what occurred. Conditions narrow it further."""
    found = browser(request).actor(actor, question, by, latest=1)
    return as_json(
        schemas.Dealings(
            actor=actor,
            events=found.events,
            done=found.done,
            received=found.received,
            first=found.first,
            last=found.last,
            types={value.value: value.count for value in found.types},
            partners=[schemas.Partner(code=p.code, done=p.done, received=p.received, score=p.score) for p in found.partners],
            steps=[
                schemas.Stride(day=s.day, events=s.events, cooperation=s.cooperation, conflict=s.conflict, classes=s.classes, types=s.types)
                for s in found.steps
            ],
        )
    )


def _listed(question: Question, name: str, after: tuple[int, str] | None) -> Asked:
    condition, values = where(question)
    bound: dict[str, Any] = dict(values) | {"name": name}
    on = ""
    if after:
        bound |= {"events": after[0], "key": after[1]}
        on = "HAVING events < $events OR (events = $events AND key > $key)"
    return Asked(
        f"""
        WITH asked AS (SELECT e.event, {DAY} AS day, e.actors, e.recipients FROM events e WHERE {condition}),
        side AS (
            SELECT event, day, unnest(actors) AS p, true AS does FROM asked
            UNION ALL SELECT event, day, unnest(recipients), false FROM asked
        )
        SELECT {_KEY} AS key, arg_max(p, (length(p.text), p.text)).text AS text,
               coalesce(any_value(p.country), '') AS country, coalesce(any_value(p.sector), '') AS sector,
               CASE WHEN count(DISTINCT p.entity) = 1 THEN coalesce(any_value(p.entity), '') ELSE '' END AS entity,
               count(DISTINCT event) AS events, count(DISTINCT event) FILTER (does) AS acts,
               count(DISTINCT event) FILTER (NOT does) AS receives, min(day) AS first, max(day) AS last
        FROM side WHERE contains(lower(p.text), lower($name)) GROUP BY key {on} ORDER BY events DESC, key
        """,
        bound,
    )
