"""Charts as lines of text."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.drawing.charts import Bar, Bars, Lane, Lanes, Line, Multiples
from dateline.drawing.strips import Strip, strips

MONTHS = tuple(date(2022, month, 1) for month in range(1, 7))


def panel(*lines: Line, measure: str = "count") -> Multiples:
    return Multiples("title", "about", "", measure, "events a month", "month", MONTHS, lines)


def test_units_share_one_scale() -> None:
    drawn = strips(panel(Line("FRA", (8, 0, 4, 0, 0, 1)), Line("PRK", (0, 1, 0, 0, 0, 0))), 40)
    assert drawn.head == "2022-01-01 to 2022-06-01"
    assert drawn.rows == (Strip("FRA", "█·▄··▁", "13"), Strip("PRK", "·▁····", "1"))


def test_a_long_time_takes_several_steps_a_character() -> None:
    drawn = strips(panel(Line("FRA", (1, 1, 0, 0, 4, 0))), 3)
    assert drawn.rows == (Strip("FRA", "▄·█", "6"),)
    assert "A character is 2 months" in drawn.note


def test_scores_have_a_strip_each_way_as_far_as_there_is_any() -> None:
    drawn = strips(panel(Line("FRA", (-8, 0, 4, 0, 0, 0)), Line("PRK", (-1, 0, 0, 0, 0, 0)), Line("CHE", (0,) * 6), measure="score"), 40)
    assert [(row.name, row.strip, row.figures) for row in drawn.rows] == [
        ("FRA", "+ ··▄···", "+4"),
        ("", "− █·····", "-8"),
        ("PRK", "− ▁·····", "-1"),
        ("CHE", "− ······", "0"),
    ]


def test_means_are_taken_together_as_means() -> None:
    drawn = strips(panel(Line("FRA", (2, 4, None, None, 3, None)), measure="mean"), 3)
    assert drawn.rows == (Strip("FRA", "+ █·█", "+3"),)


def test_lanes_of_days() -> None:
    monday = date(2022, 1, 3)
    chart = Lanes("title", "about", "", (Lane("CONSULT", False, ((monday, 1), (monday + timedelta(3), 2))),))
    assert strips(chart, 40).rows == (Strip("CONSULT", "▄··█", "3"),)
    assert strips(chart, 2).rows == (Strip("CONSULT", "▄█", "3"),)


def test_bars() -> None:
    chart = Bars("title", "about", "", (Bar("FRA → PRK", 4, -6.0), Bar("PRK → FRA", 1, 2.5)))
    assert strips(chart, 8).rows == (Strip("FRA → PRK", "████████", "4 (-6.0)"), Strip("PRK → FRA", "██", "1 (+2.5)"))
