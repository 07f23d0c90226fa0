"""Charts as figures of matplotlib, made without its global state. The only importer of matplotlib, loaded when a plot is asked for."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from importlib import resources
from typing import Any

import matplotlib.style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure as Plain
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dateline.drawing.charts import Bars, Chart, Lanes, Line, Multiples, shortened

_STYLE = "print.mplstyle"
_WIDTH = 7.0  # inches: a page with margins
_HEAD, _FOOT, _NOTE, _ROW = 0.62, 0.48, 0.18, 1.25  # inches: title, axis, note, one row of small plots
_BAR = 0.19  # inches a bar or lane
_COOPERATION, _CONFLICT = "C0", "C1"
_MARKS = {False: (_COOPERATION, "o"), True: (_CONFLICT, "D")}  # told apart in grey, too
_GREY = "#555555"
_NAME = 34  # characters of a unit's name
_AREA = 14.0  # square points of the mark of one event
_UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}  # the same bytes whenever they are written


class Figure(Plain):
    """A figure that a notebook shows as it is written to files."""

    def savefig(self, fname: Any, **options: Any) -> None:
        """As matplotlib's, in the style of the figure."""
        with _style():
            super().savefig(fname, **options)

    def written(self, kind: str) -> bytes:
        """The figure as a file: ``svg``, ``pdf`` or ``png``; the same bytes from the same rows."""
        out = io.BytesIO()
        self.savefig(out, format=kind, metadata=_UNDATED[kind])
        return out.getvalue()

    def _repr_svg_(self) -> str:
        return self.written("svg").decode("utf-8")


def figure(chart: Chart) -> Figure:
    """Draw a chart that is not empty."""
    with _style():
        if isinstance(chart, Multiples):
            return _multiples(chart)
        return _lanes(chart) if isinstance(chart, Lanes) else _bars(chart)


def _style() -> AbstractContextManager[None]:
    """Ours over matplotlib's own, whatever the user has set."""
    own = resources.files("dateline") / "data" / "drawing" / _STYLE
    made: AbstractContextManager[None] = matplotlib.style.context(["default", str(own)])
    return made


def _framed(chart: Chart, height: float) -> tuple[Figure, float, float]:
    """An empty figure with its words; gives where the plots begin and end, as shares of its height."""
    foot = _FOOT + (_NOTE if chart.note else 0.0)
    whole = _HEAD + height + foot
    made = Figure(figsize=(_WIDTH, whole))
    left = 0.1 / _WIDTH
    made.text(left, 1 - 0.10 / whole, chart.title, size=10, weight="bold", va="top", ha="left")
    made.text(left, 1 - 0.29 / whole, chart.about, size=8, color=_GREY, va="top", ha="left")
    if chart.note:
        made.text(left, 0.06 / whole, chart.note, size=7, color=_GREY, va="bottom", ha="left")
    return made, foot / whole, 1 - _HEAD / whole


# Small multiples ------------------------------------------------------------------------------------------------------


def _multiples(chart: Multiples) -> Figure:
    across = 1 if len(chart.lines) == 1 else 2 if len(chart.lines) <= 4 else 3
    down = math.ceil(len(chart.lines) / across)
    height = (_ROW if down > 1 else 2.0) * down
    made, bottom, top = _framed(chart, height)
    made.subplots_adjust(left=0.09, right=0.965, bottom=bottom, top=top, wspace=0.12, hspace=0.34)
    grid = made.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    spots: list[Axes] = [axes for row in grid for axes in row]
    for axes, line in zip(spots, chart.lines, strict=False):
        _line(axes, chart, line)
    for n in range(len(chart.lines), len(spots)):
        spots[n].set_visible(False)
        spots[n - across].tick_params(labelbottom=True)
    first = spots[0]
    _dates(first, chart.steps[0], chart.steps[-1], most=4 if across == 3 else 6)
    if not chart.signed:
        first.set_ylim(bottom=0)
        first.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    else:
        first.yaxis.set_major_locator(MaxNLocator(nbins=5))
        _legend(made, [Patch(color=_COOPERATION), Patch(color=_CONFLICT)])
    made.supylabel(chart.label, x=0.015, size=8, color="#333333")
    return made


def _line(axes: Axes, chart: Multiples, line: Line) -> None:
    axes.set_title(shortened(line.name, _NAME), weight="bold")
    days: Any = chart.steps
    values = [math.nan if value is None else value for value in line.values]
    if not chart.signed:
        axes.fill_between(days, values, color=_COOPERATION, alpha=0.2, linewidth=0)
        axes.plot(days, values, color=_COOPERATION, marker="." if len(days) < 4 else "")
        return
    axes.axhline(0, color="#888888", linewidth=0.6)
    for colour, sign in ((_COOPERATION, 1), (_CONFLICT, -1)):
        shown = [(day, value) for day, value in zip(days, values, strict=True) if sign * value > 0]
        if shown:
            axes.bar([d for d, _ in shown], [v for _, v in shown], width=_width(chart), color=colour, linewidth=0)


def _width(chart: Multiples) -> float:
    """Days that a bar is wide: nearly a step."""
    return 0.85 * {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[chart.by]


def _legend(made: Figure, handles: Sequence[Artist]) -> None:
    """What stands for cooperation and for conflict."""
    words = ("cooperation", "conflict")
    made.legend(handles, words, loc="upper right", ncols=2, bbox_to_anchor=(0.99, 1.0), handlelength=1.0, columnspacing=1.0)


def _dates(axes: Axes, first: date, last: date, most: int) -> None:
    """An axis of days with so many marks at most; a single day stands in the middle of a week."""
    if first == last:
        axes.set_xlim(date2num(first - timedelta(days=3)), date2num(last + timedelta(days=3)))
    locator = AutoDateLocator(minticks=2, maxticks=most)
    formats = ["%Y", "%Y-%m", "%Y-%m-%d", "%H:%M", "%H:%M", "%S"]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=formats, zero_formats=formats, show_offset=False))


# Lanes ----------------------------------------------------------------------------------------------------------------


def _lanes(chart: Lanes) -> Figure:
    made, bottom, top = _framed(chart, max(1.2, _BAR * 1.25 * len(chart.lanes)))
    made.subplots_adjust(left=_margin([lane.name for lane in chart.lanes]), right=0.94, bottom=bottom, top=top)
    axes = made.subplots()
    for row, lane in enumerate(chart.lanes):
        days: Any = [day for day, _ in lane.days]
        colour, marker = _MARKS[lane.hostile]
        sizes = [_AREA * count for _, count in lane.days]
        axes.scatter(days, [row] * len(days), s=sizes, color=colour, marker=marker, alpha=0.65, linewidths=0)
        axes.annotate(f"{lane.total:,}", (1.01, row), xycoords=("axes fraction", "data"), va="center", size=7, color=_GREY)
    _rows(axes, [lane.name for lane in chart.lanes])
    axes.grid(axis="y", linewidth=0.5)
    told = [day for lane in chart.lanes for day, _ in lane.days]
    _dates(axes, min(told), max(told), most=6)
    axes.set_xlabel("day")
    _legend(made, [Line2D([], [], color=c, marker=m, linestyle="", markersize=4) for c, m in _MARKS.values()])
    return made


# Bars -----------------------------------------------------------------------------------------------------------------


def _bars(chart: Bars) -> Figure:
    made, bottom, top = _framed(chart, max(0.9, _BAR * len(chart.bars)))
    made.subplots_adjust(left=_margin([bar.name for bar in chart.bars]), right=0.97, bottom=bottom, top=top, wspace=0.08)
    counts, scores = made.subplots(1, 2, sharey=True)
    rows = range(len(chart.bars))
    drawn = counts.barh(rows, [bar.events for bar in chart.bars], height=0.7, color="#777777")
    counts.bar_label(drawn, padding=2, size=7, color=_GREY)
    colours = [_CONFLICT if bar.score < 0 else _COOPERATION for bar in chart.bars]
    scores.barh(rows, [bar.score for bar in chart.bars], height=0.7, color=colours)
    scores.axvline(0, color="#888888", linewidth=0.6)
    scores.tick_params(axis="y", length=0)
    for axes in (counts, scores):
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    counts.margins(x=0.12)
    counts.set_xlabel("events")
    scores.set_xlabel("sum of their scores")
    _rows(counts, [bar.name for bar in chart.bars])
    _legend(made, [Patch(color=_COOPERATION), Patch(color=_CONFLICT)])
    return made


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """Rows of an axis, the first on top."""
    axes.set_yticks(range(len(names)), [shortened(name, _NAME) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)


def _margin(names: Sequence[str]) -> float:
    """Room for names on the left, as a share of the width."""
    return min(0.36, (0.25 + 0.062 * max(len(shortened(name, _NAME)) for name in names)) / _WIDTH)
