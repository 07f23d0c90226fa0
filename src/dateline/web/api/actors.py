"""Those who take part in events: listed, and each with its partners, types and steps of time."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import Path, Query, Request
from starlette.responses import Response

from dateline.record.store import Query as Asked
from dateline.web.api import cursors, schemas
from dateline.web.api.answering import Kind, RowsForm, as_json, as_rows, linked, offered, onward, wanted
from dateline.web.api.parameters import Conditions, Cursor, Limit, OnlyQuestion, Value
from dateline.web.api.routing import routes
from dateline.web.reach import browser, turns

router = routes()
By = Literal["day", "week", "month", "quarter", "year"]
_COLUMNS = {
    "key": "VARCHAR", "text": "VARCHAR", "country": "VARCHAR", "sector": "VARCHAR", "entity": "VARCHAR",
    "events": "BIGINT", "acts": "BIGINT", "receives": "BIGINT", "first": "DATE", "last": "DATE",
}  # fmt: skip


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
    rows = browser(request).involved(conditions.question, conditions.facets, name.strip(), after, limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    paged = onward(request, cursors.written(last.events, last.key) if last else "")
    told = [asdict(row) for row in rows[:limit]]
    if kind is Kind.JSON:
        return as_json(schemas.Actors.model_validate({**dict(paged), "actors": told}), linked(paged))
    as_told = {"rows": json.dumps(told, default=str), "form": json.dumps([_COLUMNS])}
    with turns(request).reading() as store:
        return as_rows(kind, store, Asked("SELECT unnest(from_json($rows, $form), recursive := true)", as_told), "actors", linked(paged))


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
