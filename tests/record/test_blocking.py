"""Crowds: where very many mentions share type, party and week, what is compared is bounded, and depends on them alone."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.record.blocking import CROWD
from dateline.record.merging import merge
from dateline.record.store import Store

from .conftest import mention, on, party, report

MONDAY = date(2024, 5, 6)
USA, PRK = party("USA"), party("PRK")
COMMON = "government minister capital president statement senior official sharply foreign relations".split()
TELLINGS = 8  # of each act

Rows = list[tuple[dict[str, Any], dict[str, Any]]]


def accusations(acts: int, tellings: int = TELLINGS) -> Rows:
    """Reports of that many acts on one day by one party, each act with words of its own."""
    chance, rows = random.Random(0), []
    for act in range(acts):
        own = [f"{chr(97 + act % 26)}{chr(97 + act // 26)}{word}" for word in ("harbour", "meeting", "summit", "convoy")]
        for n in range(tellings):
            text = "Washington accused Pyongyang: " + " ".join([*own[: 3 + n % 2], *chance.sample(COMMON, 3)]) + "."
            name = f"act{act:02}-{n}"
            told = mention(name, "ACCUSE", "accused", text, USA, PRK, mode="disapprove", time=on(MONDAY))
            rows.append((report(name, MONDAY + timedelta(1), text), told))
    return rows


def add(store: Store, rows: Rows) -> None:
    store.insert("reports", [r for r, _ in rows])
    store.insert("mentions", [m for _, m in rows])


def merged(store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All that merging has made of the mentions."""
    return store.rows("SELECT one, other, probability FROM pairs ORDER BY ALL"), store.rows("FROM members ORDER BY ALL")


def test_acts_of_a_crowd_are_told_apart_by_what_they_do_not_share_with_it(store: Store) -> None:
    acts = 2 * CROWD // TELLINGS
    add(store, accusations(acts))
    found = merge(store)
    assert found.events == acts
    assert found.compared < acts * TELLINGS * CROWD // 4, "each with its like, not with the crowd"


def test_what_says_nothing_of_its_own_in_a_crowd_is_not_compared(store: Store) -> None:
    text = "Washington accused Pyongyang."
    rows = [(f"r{n:04}", mention(f"r{n:04}", "ACCUSE", "accused", text, USA, PRK, time=on(MONDAY))) for n in range(5 * CROWD)]
    add(store, [(report(name, MONDAY, text), told) for name, told in rows])
    assert merge(store).compared == 0


def test_mentions_of_one_report_are_compared_in_a_crowd_too(store: Store) -> None:
    text = "Washington accused Pyongyang."
    rows = [(f"r{n:04}", mention(f"r{n:04}", "ACCUSE", "accused", text, USA, PRK, time=on(MONDAY))) for n in range(2 * CROWD)]
    rows.append(("r0000", mention("r0000", "ACCUSE", "Pyongyang", text, USA, PRK, time=on(MONDAY))))
    add(store, [(report(name, MONDAY, text), told) for name, told in rows])
    assert merge(store).compared == 1


def test_a_block_without_a_crowd_is_compared_as_a_whole(store: Store) -> None:
    rows = accusations(CROWD // TELLINGS)
    add(store, rows)
    assert merge(store).compared == len(rows) * (len(rows) - 1) // 2


@pytest.mark.parametrize("seed", range(2))
def test_it_does_not_matter_when_a_crowd_gathers(store: Store, seed: int) -> None:
    rows = accusations(CROWD // TELLINGS + 5)
    add(store, rows)
    merge(store)
    pieces = rows[:]
    random.Random(seed).shuffle(pieces)
    with Store.open(":memory:") as other:
        for n in range(0, len(pieces), 60):
            add(other, pieces[n : n + 60])
            merge(other)
        assert merged(other) == merged(store)


def test_what_a_crowd_kept_apart_is_compared_when_the_crowd_is_gone(store: Store) -> None:
    rows = accusations(CROWD // TELLINGS + 5)
    add(store, rows[::2])
    merge(store)
    with Store.open(":memory:") as other:
        add(other, rows)
        merge(other)
        other.choose(own["report"] for own, _ in rows[1::2])
        other.execute("UPDATE reports SET current = false WHERE report IN (SELECT name FROM chosen)")
        merge(other)
        assert merged(other) == merged(store)
