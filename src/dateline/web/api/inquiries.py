"""Questions in SQL, within bounds."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from dateline.record.inquiring import Bounds, inquire
from dateline.web.api import schemas
from dateline.web.api.answering import Kind, TextForm, as_csv, as_json, wanted
from dateline.web.api.routing import alone, routes
from dateline.web.reach import settings

router = routes("query")


@router.post(
    "/query", response_model=schemas.Found, tags=["query"], responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
)
def query(request: Request, asked: schemas.Inquiry, format: TextForm = None) -> Response:
    """What one question in SQL (DuckDB's dialect) gives; `SHOW TABLES` and `DESCRIBE events` tell what there is.

    The record is only read, no other file and no network can be reached, and time and memory are bounded.
    """
    kind = wanted(request, format, Kind.JSON, Kind.CSV)
    with alone(request):
        told = inquire(settings(request).db, asked.sql, Bounds(rows=asked.limit))
    if kind is Kind.CSV:
        return as_csv(told["rows"], told["columns"], {"content-disposition": 'attachment; filename="query.csv"'})
    return as_json(schemas.Found(**told))
