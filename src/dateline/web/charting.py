"""Figures as data: what ``static/charts.js`` draws, and what the table beside each drawing says to those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.coding.codebook import CLASSES
from dateline.record.browsing.answers import Places, Step
from dateline.web import naming
from dateline.web.centres import centre
from dateline.web.showing import side

STEPS = ("day", "week", "month", "quarter", "year")
_WITHIN = (("day", 62), ("week", 400), ("month", 5000), ("quarter", 12_000))  # days that a step is fine enough for
_FEW = 0.02  # of the events, which may lie before what is drawn
_EXACT = ("city", "site", "admin2")  # how exactly a place is known whose dot is filled


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing.

    Attributes:
        kind: the drawing that the script knows by that name: ``scores``, ``classes``, ``types``, ``map``.
        title: what it shows and how it is counted.
        by: step of time, empty for a map.
        columns: of the table; ``rows``: a row each, the values in the same order, as text or numbers.
        sides: of columns that are types, whether they are of cooperation or of conflict.
    """

    kind: str
    title: str
    by: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sides: tuple[str, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """What the script is given."""
        return {"by": self.by, "columns": self.columns, "rows": self.rows, "sides": self.sides}


def step_for(first: date | None, last: date | None) -> str:
    """The step of time that draws the days between two well.

    >>> step_for(date(2022, 1, 1), date(2022, 2, 1)), step_for(date(2020, 1, 1), date(2024, 1, 1)), step_for(None, None)
    ('day', 'month', 'month')
    """
    if first is None or last is None:
        return "month"
    return next((by for by, most in _WITHIN if (last - first).days <= most), "year")


def main_part(steps: Sequence[Step]) -> tuple[Sequence[Step], int]:
    """Steps without a thin beginning, such as history that is told in passing, and how many events that has."""
    left_out, few = 0, sum(step.events for step in steps) * _FEW
    for number, step in enumerate(steps):
        if left_out + step.events > few:
            return steps[number:], left_out
        left_out += step.events
    return steps, 0


def without(left_out: int, steps: Sequence[Step]) -> str:
    """What a title says of a beginning that is left out."""
    return f"; {left_out:,} before {steps[0].day} left out" if left_out else ""


def scores(title: str, steps: Sequence[Step], by: str) -> Figure:
    """Sums of scores above and below nought by step of time."""
    rows = tuple((str(s.day), round(s.cooperation, 1), round(s.conflict, 1), s.events) for s in steps)
    return Figure("scores", title, by, (by, "cooperation", "conflict", "events"), rows)


def classes(title: str, steps: Sequence[Step], by: str) -> Figure:
    """Events of each class of the codebook by step of time."""
    rows = tuple((str(s.day), *(s.classes.get(name, 0) for name in CLASSES)) for s in steps)
    return Figure("classes", title, by, (by, *CLASSES), rows)


def types(title: str, steps: Sequence[Step], by: str, names: Sequence[str]) -> Figure:
    """Events of each of some types by step of time."""
    rows = tuple((str(s.day), *(s.types.get(name, 0) for name in names)) for s in steps)
    return Figure("types", title, by, (by, *names), rows, tuple(side({"type": name}) for name in names))


def atlas(title: str, places: Places) -> Figure:
    """Events by place; those that are known to their country only at its middle, those of a country without one left to the table."""
    columns = ("name", "country", "only", "latitude", "longitude", "known", "exact", "events", "score", "asked")
    rows = []
    for dot in places.dots:
        if told := _told(dot.place, dot.country, dot.latitude, dot.longitude, dot.precision):
            rows.append((*told, dot.events, round(dot.score, 1), dot.asked))
    return Figure("map", title, "", columns, tuple(rows))


@lru_cache(maxsize=20_000)
def _told(place: str, country: str, latitude: float | None, longitude: float | None, precision: str) -> tuple[Any, ...]:
    """What the drawing is told of a place, whatever happened there; nothing if it has no position."""
    at = (latitude, longitude) if latitude is not None and longitude is not None else centre(country)
    if at is None:
        return ()
    own = (place or naming.country(country), country, not place, round(at[0], 3), round(at[1], 3))
    return (*own, naming.precision(precision), precision in _EXACT)
