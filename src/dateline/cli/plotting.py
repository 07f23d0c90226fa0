"""Plots of answers: on the terminal, or in a file."""

from __future__ import annotations

from rich.text import Text

from dateline.cli.main import say
from dateline.cli.tables import Column, console, table
from dateline.drawing.charts import Chart, shortened
from dateline.drawing.strips import strips
from dateline.drawing.writing import write

_NAME, _FIGURES, _LEAST = 26, 16, 20  # characters of the columns beside a strip, and of the shortest strip


def plot(chart: Chart, path: str) -> None:
    """Write a chart to a file, or draw it on the terminal where the path is empty."""
    if path:
        write(chart, path)
        say(f"{path}: {chart.title.lower()}")
        return
    page = console()
    if chart.empty:
        page.print("no events")
        return
    drawn = strips(chart, max(_LEAST, page.width - _NAME - _FIGURES - 6))
    columns = (Column("", _NAME), Column(drawn.head), Column("", _FIGURES, style="dim"))
    page.print(Text.assemble((chart.title, "bold"), f": {chart.about}"))
    page.print(table(columns, [(shortened(row.name, _NAME), row.strip, row.figures) for row in drawn.rows]))
    page.print(drawn.note)
