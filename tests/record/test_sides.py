"""Who does it to whom in an event that several mentions tell: as they tell it together, and never somebody to himself."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.record.events import event_row

from .conftest import mention, party

IND, CHN, USA = party("IND", "MIL", "Indian troops"), party("CHN", "MIL", "Chinese soldiers"), party("USA", "GOV", "Washington")
NOBODY: dict[str, object] = {}
Told = tuple[dict[str, object], dict[str, object], float]


@pytest.mark.parametrize(
    ("told", "actors", "recipients"),
    [
        ([(IND, CHN, 0.9)], {"IND"}, {"CHN"}),
        ([(IND, CHN, 0.9), (NOBODY, CHN, 0.9)], {"IND"}, {"CHN"}),
        ([(IND, NOBODY, 0.9), (USA, NOBODY, 0.9)], {"IND", "USA"}, set()),  # half of them name each
        ([(IND, CHN, 0.7), (CHN, IND, 0.9)], {"CHN"}, {"IND"}),  # each side says it of the other: as the surest has it
        ([(IND, CHN, 0.7), (CHN, IND, 0.9), (IND, CHN, 0.7)], {"IND"}, {"CHN"}),  # as more have it
        ([(IND, CHN, 0.7), (CHN, IND, 0.9), (IND, NOBODY, 0.8)], {"CHN"}, {"IND"}),  # those that name both sides decide
        ([(IND, NOBODY, 0.7), (NOBODY, IND, 0.9)], set(), {"IND"}),
        ([(CHN, CHN, 0.9), (CHN, IND, 0.8)], {"CHN"}, {"CHN", "IND"}),  # who does it to himself in one telling is not turned
    ],
)
def test_sides_are_of_mentions_that_tell_it_the_same_way_round(told: list[Told], actors: set[str], recipients: set[str]) -> None:
    rows = [
        mention(f"r{n}", "ASSAULT", "attacked", "They attacked them.", actor, target, confidence=sure) | {
            "published": date(2020, 6, 16), "source": f"Wire {n}", "original": f"r{n}"
        }
        for n, (actor, target, sure) in enumerate(told)
    ]  # fmt: skip
    for row in rows:
        row["actors"], row["recipients"] = ([p for p in row[side] if p] for side in ("actors", "recipients"))
    found = event_row(rows)
    assert {p["country"] for p in found["actors"]} == actors
    assert {p["country"] for p in found["recipients"]} == recipients
