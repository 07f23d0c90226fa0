"""Charts to figures and files, where the library for it is there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.drawing.charts import Chart
from dateline.errors import InputError, SetupError

if TYPE_CHECKING:
    from dateline.drawing.figures import Figure

KINDS = ("png", "svg", "pdf")
_LIBRARY = "matplotlib"


def figure(chart: Chart) -> Figure:
    """A chart as a figure of matplotlib.

    Raises:
        InputError: if there is nothing to draw.
        SetupError: if matplotlib is not installed.
    """
    if chart.empty:
        raise InputError(chart.title, "no events, so nothing to draw", "ask for more")
    if find_spec(_LIBRARY) is None:
        raise SetupError(f"plots need {_LIBRARY}, which is not installed (pip install 'dateline[plot]')")
    from dateline.drawing.figures import figure as drawn

    return drawn(chart)


def write(chart: Chart, path: str | Path) -> None:
    """Write a chart to a file; its kind is told by its suffix, and the same rows give the same bytes.

    Raises:
        InputError: if it is of no kind that can be written, cannot be written, or there is nothing to draw.
        SetupError: if matplotlib is not installed.
    """
    kind = kind_of(path)
    content = figure(chart).written(kind)
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise InputError(str(path), str(error.strerror).lower(), "name a file that can be written") from error


def kind_of(path: str | Path) -> str:
    """``png``, ``svg`` or ``pdf``, by the suffix.

    Raises:
        InputError: if it is another.
    """
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise InputError(str(path), f"plots are not written as {kind or 'files without a suffix'}", f"name it .{', .'.join(KINDS)}")
    return kind
