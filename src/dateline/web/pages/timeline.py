"""Timeline: events day by day in the words of their surest telling, under a drawing of how many there are."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.web.charting import STEPS, classes, main_part, step_for, without
from dateline.web.pacing import InTurn
from dateline.web.pages.asking import asked_of, form
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter(route_class=InTurn)


@router.get("/timeline")
def timeline(request: Request, by: str = "") -> Response:
    """Events that meet some conditions, day by day."""
    asked, view = asked_of(request), browser(request)
    if by and by not in STEPS:
        raise InputError("by", f"{by!r} is no step of time", ", ".join(STEPS))
    found = view.page(asked.question, asked.facets, asked.sort, asked.cursor, asked.limit)
    steps, early = main_part(view.days(asked.question, asked.facets, "year"))
    by = by or (step_for(steps[0].day, steps[-1].day.replace(month=12, day=31)) if steps else "month")
    drawn = [step for step in view.days(asked.question, asked.facets, by) if step.day >= steps[0].day] if steps else []
    days = [(day, list(lines)) for day, lines in groupby(found.lines, key=lambda line: line.day)]
    figure = classes(f"Events by {by} and class{without(early, steps)}", drawn, by)
    return page(request, "timeline.html", page=found, days=days, figure=figure, by=by, steps=STEPS, **form(asked, "/timeline"))
