"""News of a watch as a line each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.exchange.newslines import as_json, as_text

from .conftest import ALERT, Newsroom

SIDES = "North Korea (PRK)"
CHANGED = {
    "sources": {"was": 1, "is": 3},
    "killed": {"was": [2.0, 2.0, 2.0], "is": [2.0, 5.0, 5.0]},
    "place": {"was": None, "is": "Wonsan (PRK)"},
}
WORDS = "North Korea fired a missile into the sea."


@pytest.mark.parametrize(
    ("kind", "what", "line"),
    [
        ("event", {}, f"new: 2022-01-30 {SIDES} MOBILIZE/weapons-test: {WORDS} (Wire A and 1 more), 665c60a2d1f0"),
        (
            "event",
            {"mode": None, "factuality": "future", "from": None, "sources": 1, "actors": [], "words": "w " * 200},
            f"new: day unknown somebody MOBILIZE (future): {'w ' * 79}w… (Wire A), 665c60a2d1f0",
        ),
        (
            "update",
            {"changed": CHANGED},
            f"update: 2022-01-30 {SIDES} MOBILIZE/weapons-test; sources 1 → 3, killed 2 → 5, place none → Wonsan (PRK): {WORDS} "
            "(Wire A and 1 more), 665c60a2d1f0",
        ),
        (
            "withdrawn",
            {"was": {"actors": ["USA"], "recipients": ["PRK"], "type": "ACCUSE"}, "report": "r"},
            "withdrawn: USA → PRK ACCUSE, told by no report any more, 665c60a2d1f0",
        ),
        ("alert", {"alert": ALERT}, "alert: PRK: first in 83 days (665c60a2d1f0)"),
    ],
)
def test_the_gist_in_a_line(room: Newsroom, kind: str, what: dict[str, Any], line: str) -> None:
    assert as_text(room.news(kind, **what)) == line


def test_json_has_all_that_is_told(room: Newsroom) -> None:
    news = room.news(queries=("korea",))
    line = as_json(news)
    assert "\n" not in line
    assert json.loads(line) == news.content
