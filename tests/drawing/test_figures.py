"""Charts as figures and files: titles and labels are there, what is drawn fits, and the same rows give the same bytes."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.drawing.charts import Bar, Bars, Chart, Lane, Lanes, Line, Multiples
from dateline.drawing.writing import figure, kind_of, write
from dateline.errors import InputError, SetupError

pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")

if TYPE_CHECKING:
    from dateline.drawing.figures import Figure

DAYS = tuple(date(2022, 1, 1) + timedelta(n) for n in range(60))
NAMES = [f"U{n:02} → “the Supreme Council of the Armed Forces”, $5 & <more>" for n in range(12)]


def panel(units: int, steps: int = 60, measure: str = "count") -> Multiples:
    least = 0 if measure == "count" else -3
    lines = tuple(Line(name, tuple((n * k) % 7 + least for k in range(steps))) for n, name in enumerate(NAMES[:units], 1))
    return Multiples("Events by dyad and day", "who U", "Drawn are some.", measure, "events a day", "day", DAYS[:steps], lines)


CHARTS: dict[str, Chart] = {
    "one unit": panel(1),
    "four units": panel(4),
    "eleven units": panel(11),
    "one step": panel(3, 1),
    "scores": panel(12, measure="score"),
    "a mean with gaps": Multiples("Mean", "all", "", "mean", "mean score", "day", DAYS[:3], (Line("A", (None, -1.5, None)),)),
    "lanes": Lanes("Events by day", "all", "", (Lane("CONSULT", False, ((DAYS[0], 3),)), Lane("ASSAULT", True, ((DAYS[9], 1),)))),
    "one day": Lanes("Events by day", "all", "", (Lane("CONSULT", False, ((DAYS[0], 3),)),)),
    "bars": Bars("Events by dyad", "all", "", tuple(Bar(name, n, 3.0 - n) for n, name in enumerate(NAMES, 1))),
}


def words(drawn: Figure) -> set[str]:
    from matplotlib.text import Text

    return {found.get_text() for found in drawn.findobj(Text) if found.get_visible()}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_figure_says_what_it_shows(chart: Chart) -> None:
    shown = words(figure(chart))
    assert {chart.title, chart.about, chart.note} <= shown
    if isinstance(chart, Multiples):
        assert chart.label in shown


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_nothing_stands_outside_the_page(chart: Chart) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    drawn = figure(chart)
    canvas = FigureCanvasAgg(drawn)
    canvas.draw()
    page = drawn.bbox
    for found in drawn.findobj(Text):
        if found.get_visible() and found.get_text() and found.axes is None:
            box = found.get_window_extent(canvas.get_renderer())
            assert page.x0 <= box.x0 and box.x1 <= page.x1 + 1, found.get_text()


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_the_same_rows_give_the_same_file(kind: str, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(CHARTS["scores"], tmp_path / f"{name}.{kind}")
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"other.{kind}").read_bytes()


def test_an_svg_holds_its_words_as_words(tmp_path: Path) -> None:
    write(panel(1), tmp_path / "p.svg")
    assert "Events by dyad and day" in (tmp_path / "p.svg").read_text(encoding="utf-8")


def test_what_the_user_has_set_does_not_change_a_figure() -> None:
    import matplotlib

    usual = figure(panel(1)).written("svg")
    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 20, "svg.hashsalt": None}):
        assert figure(panel(1)).written("svg") == usual


def test_a_notebook_shows_it() -> None:
    assert figure(panel(1))._repr_svg_().rstrip().endswith("</svg>")


@pytest.mark.parametrize(("path", "kind"), [("a.svg", "svg"), ("b.PNG", "png"), ("c.d.pdf", "pdf")])
def test_the_suffix_tells_the_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize("path", ["a.jpeg", "plot", "svg"])
def test_other_kinds_are_refused(path: str) -> None:
    with pytest.raises(InputError, match=r"name it \.png, \.svg, \.pdf"):
        kind_of(path)


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        figure(Lanes("Events by day", "all", "", ()))


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a file that can be written"):
        write(panel(1), tmp_path / "nowhere" / "p.svg")


def test_without_the_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SetupError, match=r"pip install 'dateline\[plot\]'"):
        figure(panel(1))
