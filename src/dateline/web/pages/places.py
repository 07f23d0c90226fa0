"""Map: events by place, as exactly as their places are known."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.charting import atlas
from dateline.web.pacing import InTurn
from dateline.web.pages.asking import asked_of, form
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter(route_class=InTurn)
_LISTED = 100  # places of the table: of so many the view tells how many events their links find


@router.get("/map")
def places(request: Request) -> Response:
    """Where the events are that meet some conditions."""
    asked = asked_of(request)
    found = browser(request).places(asked.question, asked.facets)
    figure = atlas("Events by place; the larger, the more", found)
    listed = found.dots[:_LISTED]
    return page(request, "map.html", places=found, listed=listed, figure=figure, **form(asked, "/map"))
