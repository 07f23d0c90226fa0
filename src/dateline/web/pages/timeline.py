"""Timeline: events day by day in the words of their surest telling, under a drawing of how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.record.browsing.answers import Step
from dateline.web.charting import STEPS, classes, step_for
from dateline.web.pages.asking import asked_of, form
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter()

_FEW = 0.02  # of the events may lie before what is drawn


@router.get("/timeline")
def timeline(request: Request, by: str = "") -> Response:
    """Events that meet some conditions, day by day."""
    asked, view = asked_of(request), browser(request)
    if by and by not in STEPS:
        raise InputError("by", f"{by!r} is no step of time", ", ".join(STEPS))
    found = view.page(asked.question, asked.facets, asked.sort, asked.cursor, asked.limit)
    steps, early = _main(view.days(asked.question, asked.facets, "year"))
    by = by or (step_for(steps[0].day, steps[-1].day.replace(month=12, day=31)) if steps else "month")
    drawn = [step for step in view.days(asked.question, asked.facets, by) if step.day >= steps[0].day] if steps else []
    days = [(day, list(lines)) for day, lines in groupby(found.lines, key=lambda line: line.day)]
    without = f"; {early:,} before {steps[0].day.year} are left out" if early else ""
    figure = classes(f"Events by {by} and class{without}", drawn, by)
    return page(request, "timeline.html", page=found, days=days, figure=figure, by=by, steps=STEPS, **form(asked, "/timeline"))


def _main(years: Sequence[Step]) -> tuple[Sequence[Step], int]:
    """The years without a thin beginning, such as history told in passing, and how many events that has."""
    left_out, few = 0, sum(year.events for year in years) * _FEW
    for number, year in enumerate(years):
        if left_out + year.events > few:
            return years[number:], left_out
        left_out += year.events
    return years, 0
