"""Charts for a terminal: values over time as strips of blocks, told apart without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.drawing.charts import Bars, Chart, Lanes, Multiples

_BLOCKS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"


@dataclass(frozen=True, slots=True)
class Strip:
    """A row: the unit's name, its strip, and its figures in words."""

    name: str
    strip: str
    figures: str


@dataclass(frozen=True, slots=True)
class Strips:
    """Rows under a head, which says what time a strip runs over; ``note`` says what a character stands for and what is left out."""

    head: str
    rows: tuple[Strip, ...]
    note: str


def strips(chart: Chart, width: int) -> Strips:
    """A chart as rows of text.

    Args:
        width: characters that a strip may take; longer times are told several steps a character.
    """
    if isinstance(chart, Bars):
        return _bars(chart, width)
    return _lanes(chart, width) if isinstance(chart, Lanes) else _multiples(chart, width)


def strip(values: Sequence[float | None], most: float) -> str:
    """Values as blocks, ``most`` being the highest; a dot where there is none.

    >>> strip([0, 1, 4, None, 8], 8)
    '·▁▄·█'
    """
    return "".join(_BLOCKS[max(1, math.ceil(len(_BLOCKS) * value / most)) - 1] if value else _NOTHING for value in values)


def _multiples(chart: Multiples, width: int) -> Strips:
    each = math.ceil(len(chart.steps) / width)
    lines = [(line.name, _joined(line.values, each, chart.measure == "mean")) for line in chart.lines]
    most = max((abs(value) for _, values in lines for value in values if value), default=1.0)
    rows: list[Strip] = []
    for name, values in lines:
        if chart.signed:
            rows += _both_ways(name, values, most)
        else:
            rows.append(Strip(name, strip(values, most), f"{sum(filter(None, values)):,.0f}"))
    step = f"a {chart.by}" if each == 1 else f"{each} {chart.by}s"
    note = f"A character is {step}, a full block stands for {most:,.4g}." + (f" {chart.note}" if chart.note else "")
    if chart.signed:
        note = f"+ cooperation, − conflict, and the furthest value of each. {note}"
    return Strips(_time(chart.steps[0], chart.steps[-1]), tuple(rows), note)


def _joined(values: Sequence[float | None], each: int, mean: bool) -> list[float | None]:
    """Values taken together: the sum of so many steps, or their mean."""
    found: list[float | None] = []
    for n in range(0, len(values), each):
        some = [value for value in values[n : n + each] if value is not None]
        found.append(None if not some else sum(some) / (len(some) if mean else 1))
    return found


def _both_ways(name: str, values: Sequence[float | None], most: float) -> Iterator[Strip]:
    """A strip for what lies above zero, and one for what lies below, as far as there is any."""
    told = False
    for sign, mark in ((1, "+"), (-1, "−")):
        some = [sign * value if value and sign * value > 0 else None for value in values]
        if any(some) or (sign < 0 and not told):
            furthest = max(filter(None, some), default=0.0)
            yield Strip("" if told else name, f"{mark} {strip(some, most)}", f"{sign * furthest:+,.4g}" if furthest else "0")
            told = True


def _lanes(chart: Lanes, width: int) -> Strips:
    told = [day for lane in chart.lanes for day, _ in lane.days]
    first, last = min(told), max(told)
    each = math.ceil(((last - first).days + 1) / width)
    counted = [[0] * ((last - first).days // each + 1) for _ in chart.lanes]
    for counts, lane in zip(counted, chart.lanes, strict=True):
        for day, count in lane.days:
            counts[(day - first).days // each] += count
    most = max(max(counts) for counts in counted)
    rows = [Strip(lane.name, strip(counts, most), f"{lane.total:,}") for lane, counts in zip(chart.lanes, counted, strict=True)]
    step = "a day" if each == 1 else f"{each} days"
    note = f"A character is {step}, a full block stands for {most:,}." + (f" {chart.note}" if chart.note else "")
    return Strips(_time(first, last), tuple(rows), note)


def _bars(chart: Bars, width: int) -> Strips:
    most = max(bar.events for bar in chart.bars)
    rows = [Strip(bar.name, "█" * max(1, round(width * bar.events / most)), f"{bar.events:,} ({bar.score:+,.1f})") for bar in chart.bars]
    return Strips("events", tuple(rows), "In brackets the sum of their scores." + (f" {chart.note}" if chart.note else ""))


def _time(first: date, last: date) -> str:
    return f"{first} to {last}"
