"""The forms that an answer comes in: JSON, CSV, Parquet and Atom, by ``format`` or else by the header Accept."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from dateline.exchange.sheets import write_csv
from dateline.record.store import Query as Asked
from dateline.record.store import Store
from dateline.web.api import schemas
from dateline.web.problems import MEDIA_TYPE, Problem


class Kind(StrEnum):
    """A form of an answer."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    ATOM = "atom"


MEDIA = {
    Kind.JSON: "application/json",
    Kind.CSV: "text/csv",
    Kind.PARQUET: "application/vnd.apache.parquet",
    Kind.ATOM: "application/atom+xml",
}
_BINARY = {"type": "string", "format": "binary"}
TROUBLES: dict[int | str, dict[str, Any]] = {
    status: {"description": about, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Trouble"}}}}
    for status, about in {
        400: "The body cannot be read",
        401: "Nobody comes in without a token",
        404: "There is no such thing",
        406: "It does not come in that form",
        413: "The body is too long",
        415: "The body is no JSON",
        422: "A parameter cannot be used; `parameter` names it, `remedy` says what can be",
        429: "Asked too often; Retry-After says when it may be again",
        503: "The record is held by another process; Retry-After says when to try again",
    }.items()
}
"""What may go wrong, for the description of every address."""

_CHOICE = Query(description="The form of the answer; else the header Accept chooses")
AnyForm = Annotated[Literal["json", "csv", "parquet", "atom"] | None, _CHOICE]
RowsForm = Annotated[Literal["json", "csv", "parquet"] | None, _CHOICE]
TextForm = Annotated[Literal["json", "csv"] | None, _CHOICE]


def offered(*kinds: Kind, about: str = "The answer") -> dict[int | str, dict[str, Any]]:
    """The description of what an address answers beside its JSON."""
    schema = {Kind.CSV: {"type": "string"}, Kind.PARQUET: _BINARY, Kind.ATOM: {"type": "string"}}
    content = {MEDIA[kind]: {"schema": schema[kind]} for kind in kinds if kind in schema}
    return {200: {"description": about, "content": content}}


def wanted(request: Request, format: str | None, *kinds: Kind) -> Kind:
    """The form that is wanted of those that there are; the first where any will do.

    Raises:
        Problem: 406 if none will do.
    """
    if format is not None:
        return Kind(format)
    ranges = [_range(part) for part in request.headers.get("accept", "*/*").split(",")]
    liked = {kind: _liking(MEDIA[kind], ranges) for kind in kinds}
    best = max(kinds, key=lambda kind: liked[kind])  # the first among equals
    if liked[best][0] <= 0:
        raise Problem(
            406, "It does not come in a form that Accept names", f"there are {', '.join(MEDIA[kind] for kind in kinds)}", "Accept"
        )
    return best


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((value for name, _, value in (p.partition("=") for p in parameters) if name.strip() == "q"), "1")
    try:
        return media.lower(), float(quality)
    except ValueError:
        return media.lower(), 0.0


def _liking(media: str, ranges: Iterable[tuple[str, float]]) -> tuple[float, int]:
    """How much a media type is liked, and how exactly it is named: by the range that names it most exactly (RFC 9110, 12.5.1)."""
    exactness = {media: 2, f"{media.partition('/')[0]}/*": 1, "*/*": 0}
    exact, quality = max(((exactness[name], quality) for name, quality in ranges if name in exactness), default=(0, 0.0))
    return quality, exact


def as_json(model: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """A form as JSON."""
    return Response(model.model_dump_json(), headers=dict(headers or {}), media_type=MEDIA[Kind.JSON])


def as_rows(kind: Kind, store: Store, query: Asked, name: str, headers: Mapping[str, str] | None = None) -> Response:
    """What a question to the record gives, as CSV or Parquet, to be saved under a name."""
    sent = {**(headers or {}), "content-disposition": f'attachment; filename="{name}.{kind}"'}
    if kind is Kind.PARQUET:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "rows.parquet"
            store.export(query, path)
            return Response(path.read_bytes(), headers=sent, media_type=MEDIA[kind])
    return as_csv(store.ask(query), store.columns(query), sent)


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], headers: Mapping[str, str]) -> Response:
    """Rows as CSV; cells that a spreadsheet would take for formulas are made safe."""
    out = io.StringIO()
    write_csv(out, rows, columns)
    return Response(out.getvalue(), headers=dict(headers), media_type=f"{MEDIA[Kind.CSV]}; charset=utf-8")


def plain(value: Any) -> Any:
    """A value of the record as JSON has it."""
    return json.loads(json.dumps(value, default=_told, ensure_ascii=False, allow_nan=False))


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def onward(request: Request, cursor: str) -> schemas.Paged:
    """Where the next page is."""
    if not cursor:
        return schemas.Paged(next=None, next_url=None)
    return schemas.Paged(next=cursor, next_url=str(request.url.include_query_params(cursor=cursor)))


def linked(page: schemas.Paged) -> dict[str, str]:
    """The same as the header Link (RFC 8288)."""
    return {"link": f'<{page.next_url}>; rel="next"'} if page.next_url else {}
