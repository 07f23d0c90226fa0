"""Copies of one story are known as such, whichever came first; they count as one source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.record.copies import find_copies, share
from dateline.record.merging import merge
from dateline.record.store import Store

from .conftest import mention, party, report

DAY = date(2024, 5, 7)
STORY = """
Rebels attacked an army camp in the north on Monday and killed twelve soldiers, the defence ministry said. The attackers came at dawn on
motorcycles and set fire to the barracks before they fled towards the border. The president called a meeting of his security council and
promised that those responsible would be found. No group has said that it carried out the attack, the second in the region this month.
"""
CUT = STORY[: STORY.index("The president")]
EDITED = STORY.replace("the defence ministry said", "according to the defence ministry").replace("Monday", "Monday morning")
ANOTHER = """
Negotiators of both sides met in the capital on Tuesday for the third round of talks about the border, and agreed to meet again in June.
The foreign minister spoke of progress in small steps. Officials close to the talks said that the opening of two crossings was at hand.
"""


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [(STORY, 1.0, 1.0), (CUT, 1.0, 1.0), (EDITED, 0.7, 0.99), (ANOTHER, 0.0, 0.0), ("Too short to tell.", 0.0, 0.0)],
)
def test_what_two_texts_share(other: str, low: float, high: float) -> None:
    assert low <= share(STORY, other) <= high


def copies(store: Store) -> list[tuple[str, str]]:
    return [(r["report"], r["original"]) for r in store.rows("SELECT * FROM copies ORDER BY report")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_the_first_published_is_the_original_whatever_came_first(store: Store, order: tuple[int, ...]) -> None:
    rows = [
        report("agency", DAY, STORY),
        report("paper", DAY, EDITED),
        report("late", DAY + timedelta(1), CUT),
        report("other", DAY, ANOTHER),
    ]
    for n in order:
        store.insert("reports", [rows[n]])
        find_copies(store)
    assert copies(store) == [("late", "agency"), ("paper", "agency")]


def test_copies_count_as_one_source(store: Store) -> None:
    for name, text in (("agency", STORY), ("paper", EDITED)):
        store.insert("reports", [report(name, DAY, text)])
        store.insert("mentions", [mention(name, "ASSAULT", "attacked", text, party("", "REB", "rebels"), party("MLI", "MIL", "army"))])
    store.insert("verdicts", [{"one": "agency-attacked", "other": "paper-attacked", "same": True}])
    merge(store)
    assert store.rows("SELECT mentions, sources FROM events") == [{"mentions": 2, "sources": 1}]
