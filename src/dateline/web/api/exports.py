"""The events of a question as whole files in the forms that other people load."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import Path as InPath
from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from dateline.exchange.exporting import FORMATS, export
from dateline.exchange.manifest import NAME
from dateline.record.asking import events
from dateline.record.browsing.sorting import Sort
from dateline.web.api.answering import MEDIA, Kind, as_rows
from dateline.web.api.events import listed
from dateline.web.api.parameters import Conditions
from dateline.web.api.routing import at_length, routes
from dateline.web.asked import Asked
from dateline.web.problems import Problem
from dateline.web.reach import browser

router = routes("export")
MOST = 100_000
"""Events of an export."""
_AT_ONCE = 1000
_ZIP, _LINES = "application/zip", "application/x-ndjson"
_ENDINGS = {
    "polecat": ("tsv", "text/tab-separated-values"),
    "plover": ("tsv", "text/tab-separated-values"),
    "icews": ("tsv", "text/tab-separated-values"),
    "gdelt": ("tsv", "text/tab-separated-values"),
    "gdelt-mentions": ("tsv", "text/tab-separated-values"),
    "acled": ("csv", "text/csv"),
    "ged": ("csv", "text/csv"),
    "geojson": ("geojson", "application/geo+json"),
    "stata": ("dta", "application/x-stata-dta"),
    "atom": ("atom", "application/atom+xml"),
}
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


def _answers(*media: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "The file", "content": dict.fromkeys(media, _BINARY)}}


_ROWS = _answers(MEDIA[Kind.CSV], _LINES, MEDIA[Kind.PARQUET])
_FILES = _answers(*sorted({_ZIP, *(media for _, media in _ENDINGS.values())}))
Form = Literal[
    "native", "native-csv", "datapackage", "polecat", "plover", "icews", "gdelt",
    "gdelt-mentions", "acled", "ged", "geojson", "stata", "atom",
]  # fmt: skip


@router.get("/export", tags=["export"], response_class=Response, responses=_ROWS)
def rows(
    request: Request,
    asked: Conditions,
    format: Annotated[Literal["csv", "json", "parquet"], Query(description="json has an event a line")] = "csv",
) -> Response:
    """All events that meet conditions, as one file."""
    _bound(request, asked)
    if format == "json":
        headers = {"content-disposition": 'attachment; filename="events.jsonl"'}
        return StreamingResponse(_lines(request, asked), headers=headers, media_type=_LINES)
    with at_length(request) as store:
        return as_rows(Kind(format), store, events(asked.narrowed), "events")


@router.get("/export/{form}", tags=["export"], response_class=Response, responses=_FILES)
def files(
    request: Request,
    asked: Conditions,
    form: Annotated[Form, InPath(description="What `dateline export --format` takes")],
    manifest: Annotated[bool, Query(description="The file and its manifest, as a ZIP archive")] = False,
) -> Response:
    """All events that meet conditions, in a form that others load; of several files, a ZIP archive with a manifest."""
    _bound(request, asked)
    how = FORMATS[form]
    ending, media = _ENDINGS.get(form, ("", _ZIP))
    with TemporaryDirectory() as folder:
        target = Path(folder) / (f"events.{ending}" if ending else "events")
        with at_length(request) as store:
            export(store, asked.narrowed, form, target)
        if how.folder:
            return _file(_packed(target), f"{form}.zip", _ZIP)
        if manifest:
            return _file(_packed(target.parent), f"{form}.zip", _ZIP)
        return _file(target.read_bytes(), f"{form}.{ending}", media)


def _bound(request: Request, asked: Asked) -> None:
    """Make sure that there are not too many events.

    Raises:
        Problem: 422 if there are.
    """
    total = browser(request).page(asked.question, asked.facets, limit=1).total
    if total > MOST:
        raise Problem(422, f"There are {total:,} such events", f"{MOST:,} at most: narrow it down, or use dateline export in the shell")


def _lines(request: Request, asked: Asked) -> Iterator[str]:
    """The events as JSON, one a line, a page at a time, so that the record is held for moments only."""
    cursor: str | None = ""
    while cursor is not None:
        found = listed(request, replace(asked, sort=Sort.OLDEST, cursor=cursor, limit=_AT_ONCE))
        for event in found.events:
            yield event.model_dump_json() + "\n"
        cursor = found.next


def _packed(folder: Path) -> bytes:
    """The files of a folder as an archive; without their times, so the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir(), key=lambda file: (file.name.endswith(NAME), file.name)):
            archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _file(content: bytes, name: str, media: str) -> Response:
    return Response(content, headers={"content-disposition": f'attachment; filename="{name}"'}, media_type=media)
