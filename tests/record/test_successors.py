"""Which mention tells the act that another told before: by its words, whatever its id and type."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.record.successors import pair, successor

Row = dict[str, Any]


def told(mention: str, type_: str, start: int, stop: int, *retold: tuple[int, int], sentence: tuple[int, int] = (0, 50)) -> Row:
    return {
        "mention": mention, "type": type_, "trigger": {"start": start, "stop": stop},
        "quote": {"start": sentence[0], "stop": sentence[1]}, "retold": [{"start": a, "stop": b} for a, b in retold],
    }  # fmt: skip


OLD = told("old", "ACCUSE", 10, 15)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([told("moved", "ACCUSE", 12, 20), told("same words", "REJECT", 10, 15)], "same words"),
        ([told("far", "ACCUSE", 30, 35), told("overlapping", "REJECT", 12, 20)], "overlapping"),
        ([told("joined", "ACCUSE", 60, 65, (10, 15), sentence=(55, 90))], "joined"),
        ([told("far", "ACCUSE", 40, 45), told("near", "ACCUSE", 20, 25)], "near"),
        ([told("another type", "REJECT", 20, 25)], None),
        ([told("another sentence", "ACCUSE", 60, 65, sentence=(55, 90))], None),
    ],
)
def test_the_words_decide(rows: list[Row], expected: str | None) -> None:
    found = successor(OLD, rows)
    assert (found and found["mention"]) == expected


def test_one_mention_is_the_successor_of_one() -> None:
    first, second = told("1", "ACCUSE", 10, 15), told("2", "ACCUSE", 12, 18)
    found = pair({"first": first, "second": second}, [told("new", "ACCUSE", 10, 15)])
    assert {name: row["mention"] for name, row in found.items()} == {"first": "new"}


def test_what_stood_beside_it_is_another_act() -> None:
    old = OLD | {"beside": [{"type": "ACCUSE", "start": 30, "stop": 35}]}
    assert pair({"old": old}, [told("beside", "ACCUSE", 30, 35)]) == {}
