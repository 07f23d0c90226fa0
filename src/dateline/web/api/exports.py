"""The events of a question as whole files in the forms that other people load."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import Path as InPath
from fastapi import Query, Request
from starlette.responses import Response

from dateline.exchange.exporting import FORMATS, export
from dateline.exchange.manifest import NAME
from dateline.web.api.parameters import Ofquestion
from dateline.web.api.routing import routes
from dateline.web.problems import Problem
from dateline.web.reach import browser, turns

router = routes("export")
MOST = 100_000
"""Events of an export."""
_ZIP = "application/zip"
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
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES = dict.fromkeys(sorted({_ZIP, *(media for _, media in _ENDINGS.values())}), _BINARY)
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"description": "The file", "content": _FILES}}
Name = Literal[
    "native", "native-csv", "datapackage", "polecat", "plover", "icews", "gdelt",
    "gdelt-mentions", "acled", "ged", "geojson", "stata", "atom",
]  # fmt: skip


@router.get("/export/{form}", tags=["export"], response_class=Response, responses=_ANSWERS)
def whole(
    request: Request,
    question: Ofquestion,
    form: Annotated[Name, InPath(description="What `dateline export --format` takes")],
    manifest: Annotated[bool, Query(description="The file and its manifest, as a ZIP archive")] = False,
) -> Response:
    """All events that meet conditions, in the form that others load; of several files, a ZIP archive with a manifest."""
    total = browser(request).page(question, limit=1).total
    if total > MOST:
        raise Problem(
            422, f"There are {total:,} such events", f"{MOST:,} at most: narrow it down, or use dateline export in the shell", "form"
        )
    how = FORMATS[form]
    ending, media = _ENDINGS.get(form, ("", _ZIP))
    with TemporaryDirectory() as folder:
        target = Path(folder) / (f"events.{ending}" if ending else "events")
        with turns(request).reading() as store:
            export(store, question, form, target)
        if how.folder:
            return _file(_packed(target), f"{form}.zip", _ZIP)
        if manifest:
            return _file(_packed(target.parent), f"{form}.zip", _ZIP)
        return _file(target.read_bytes(), f"{form}.{ending}", media)


def _packed(folder: Path) -> bytes:
    """The files of a folder as an archive; without their times, so the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir(), key=lambda file: (file.name.endswith(NAME), file.name)):
            archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _file(content: bytes, name: str, media: str) -> Response:
    return Response(content, headers={"content-disposition": f'attachment; filename="{name}"'}, media_type=media)
