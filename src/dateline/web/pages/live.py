"""Live: events as they come, while another process gathers reports into the record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.record.browsing.sorting import Sort
from dateline.web.pacing import ListInTurn
from dateline.web.pages.asking import asked_of, form
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter(route_class=ListInTurn)

_SHOWN = 50
Revision = Annotated[int, Query(ge=0)]


@router.get("/live")
def live(request: Request) -> Response:
    """The events that were told last, and those that come while it is open."""
    asked = asked_of(request)
    found = browser(request).page(asked.question, asked.facets, Sort.TOLD, "", _SHOWN)
    return page(request, "live.html", page=found, **form(asked, "/live"))


@router.get("/live/since")
def since(request: Request, revision: Revision) -> Response:
    """The rows of what has come since a revision, for the page that has been open since; nothing where nothing has."""
    asked = asked_of(request)
    found = browser(request).changed_since(revision, asked.question, asked.facets, _SHOWN)
    if found.revision == revision:
        return Response(status_code=204)
    return page(request, "since.html", changes=found, asked=asked)


@router.get("/live/arrived")
def arrived(request: Request, revision: Revision) -> Response:
    """How many events have come since a list was opened; nothing where none has."""
    asked = asked_of(request)
    found = browser(request).changed_since(revision, asked.question, asked.facets, 1)
    if not found.events:
        return Response(status_code=204)
    return page(request, "arrived.html", changes=found, asked=asked)
