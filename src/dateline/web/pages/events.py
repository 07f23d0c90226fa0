"""Events: searched and narrowed down, all that the page shows in its address."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.record import asking
from dateline.web.asked import read
from dateline.web.reach import turns
from dateline.web.templating import page

router = APIRouter()


@router.get("/")
def home() -> Response:
    """The first page is that of events."""
    return RedirectResponse("/events", 303)


@router.get("/events")
def events(request: Request) -> Response:
    """Events that meet some conditions."""
    asked = read(request.query_params.multi_items())
    with turns(request).reading() as store:
        rows = store.ask(asking.events(asked.question, asked.limit))
    return page(request, "events.html", asked=asked, rows=rows)
