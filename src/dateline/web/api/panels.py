"""Panels: events or scores by unit and step of time, for statistics."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from starlette.responses import Response

from dateline.record.asking import done_only
from dateline.record.panels import Panel
from dateline.record.store import Query as Asked
from dateline.record.store import Store
from dateline.web.api import schemas
from dateline.web.api.actors import By
from dateline.web.api.answering import Kind, RowsForm, as_json, as_rows, offered, plain, wanted
from dateline.web.api.parameters import Conditions
from dateline.web.api.routing import at_length, routes
from dateline.web.problems import Problem

router = routes("panel")
MOST = 500_000
"""Rows of a panel."""


@router.get("/panel", response_model=schemas.Panel, tags=["panel"], responses=offered(Kind.CSV, Kind.PARQUET, about="A panel"))
def panel(
    request: Request,
    conditions: Conditions,
    unit: Annotated[Literal["dyad", "actor", "recipient", "type", "country"], Query(description="What has a row a step")] = "dyad",
    by: Annotated[By, Query(description="Step of time")] = "month",
    measure: Annotated[Literal["count", "score", "mean"], Query(description="Events, or the sum or mean of their scores")] = "count",
    fill: Annotated[bool, Query(description="A row for every unit and step, zero where nothing happened")] = False,
    directed: Annotated[bool, Query(description="Of dyads: whether it matters who acted")] = True,
    codes: Annotated[Literal["iso3", "cow", "gw"], Query(description="Countries also as Correlates of War or Gleditsch-Ward")] = "iso3",
    format: RowsForm = None,
) -> Response:
    """Events or scores by unit and step of time, as a whole. Only what occurred is counted, unless `factuality` says otherwise."""
    kind = wanted(request, format, Kind.JSON, Kind.CSV, Kind.PARQUET)
    asked = Panel(done_only(conditions.narrowed), unit, by, measure, fill, directed, codes)
    with at_length(request) as store:
        _bound(store, asked)
        query = asked.query()
        if kind is not Kind.JSON:
            return as_rows(kind, store, query, "panel")
        columns, rows = store.columns(query), store.ask(query)
    return as_json(schemas.Panel(columns=columns, rows=plain(rows)))


def _bound(store: Store, asked: Panel) -> None:
    """Make sure that a panel has not too many rows, before it is made.

    Raises:
        Problem: 422 if it has.
    """
    question, by = asked.question, asked.by
    told = Panel(question, asked.unit, by, asked.measure, False, asked.directed).query()
    begin = f"DATE '{question.since}'" if question.since else f"min({by})"
    end = f"DATE '{question.until}'" if question.until else f"max({by})"
    counted = f"count(DISTINCT ({', '.join(asked.names)})) * (date_diff('{by}', {begin}, {end}) + 1)" if asked.fill else "count(*)"
    (row,) = store.ask(Asked(f"SELECT coalesce({counted}, 0) AS rows FROM ({told.sql})", told.values))
    if row["rows"] > MOST:
        remedy = f"{MOST:,} at most: narrow it down, take a wider step, or use dateline panel in the shell"
        raise Problem(422, f"The panel would have {row['rows']:,} rows", remedy, "fill" if asked.fill else "by")
