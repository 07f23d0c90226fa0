"""Coverage: reports by source and day, so that a gap in the sources is not read as peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.record.browsing.answers import Coverage, Covered
from dateline.web.charting import STEPS, step_for
from dateline.web.pacing import InTurn
from dateline.web.pages.asking import asked_of
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter(route_class=InTurn)

_LEVELS = 5  # shades
_MOST = 120  # steps of a table
_ALL = 10**6  # sources


@dataclass(frozen=True, slots=True)
class Cell:
    """Reports of a source in a step; ``gap`` where it has none there but has some before, ``level`` 1 to 5 of the most."""

    count: int
    level: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A source with its cells, the newest first, and how many steps since its first report have none."""

    source: Covered
    cells: tuple[Cell, ...]
    gaps: int


@router.get("/coverage")
def coverage(request: Request, by: str = "") -> Response:
    """From which sources and days there are reports."""
    asked, view = asked_of(request), browser(request)
    if by and by not in STEPS:
        raise InputError("by", f"{by!r} is no step of time", ", ".join(STEPS))
    since, until = asked.question.since, asked.question.until
    found = view.coverage(since, until, "month")
    by = by or _fitting(found)
    found = view.coverage(since, until, by)
    left_out = max(0, len(found.steps) - _MOST)
    before = since - timedelta(1) if since and since > date.min else None
    begun = {source.source for source in view.coverage(until=before, by="year", most=_ALL).sources} if before else set()
    rows = [_row(source, left_out, source.source in begun) for source in found.sources]
    shown = [(step, _end(step, by)) for step in reversed(found.steps[left_out:])]
    return page(request, "coverage.html", coverage=found, shown=shown, left_out=left_out, rows=rows, by=by, steps=STEPS, asked=asked)


def _fitting(found: Coverage) -> str:
    days = [day for source in found.sources for day in (source.first, source.last) if day]
    return step_for(min(days), max(days)) if days else "month"


def _row(source: Covered, left_out: int, begun: bool) -> Row:
    """A source without its first cells; ``begun``: whether it has reports from before them all, so that none is blank."""
    first = -1 if begun else next((n for n, count in enumerate(source.reports) if count), len(source.reports))
    most = max(source.reports, default=0)
    cells = [Cell(count, -(-count * _LEVELS // most) if most else 0, not count and n > first) for n, count in enumerate(source.reports)]
    return Row(source, tuple(reversed(cells[left_out:])), sum(cell.gap for cell in cells))


def _end(step: date, by: str) -> date:
    """The last day of a step of time."""
    after = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[by]
    following = step + timedelta(after)
    return (following if by in ("day", "week") else following.replace(day=1)) - timedelta(1)
