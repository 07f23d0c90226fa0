"""How often the coder is right, of what was judged and of what was drawn by lot."""

from __future__ import annotations

from hashlib import md5
from typing import Any

import pytest

from dateline.record import corrections
from dateline.record.reviewing.intervals import wilson
from dateline.record.reviewing.precision import EVERY, precision
from dateline.record.store import Store


def lines(store: Store) -> dict[str, dict[str, Any]]:
    return {line["type"]: line for line in precision(store)}


def test_nothing_judged_is_no_precision(store: Store) -> None:
    (first, *_) = precision(store)
    assert (first["type"], first["coded"], first["judged"], first["precision"], first["low"]) == ("MOBILIZE", 2, 0, None, None)
    with Store.open(":memory:") as empty:
        assert precision(empty) == []


def test_right_is_what_stands_with_its_type_and_whole_what_stands_in_every_field(store: Store) -> None:
    corrections.accept(store, "a-fired", "ana")
    corrections.correct(store, "b-fired", {"factuality": "negated"}, "ana", "denied")
    corrections.correct(store, "c-condemned", {"type": "REJECT", "mode": None}, "ana", "a refusal")
    corrections.reject(store, "d-praised", "ana", "no event")
    found = lines(store)
    assert [(found[t]["judged"], found[t]["right"], found[t]["whole"]) for t in ("MOBILIZE", "ACCUSE", "SUPPORT")] == [
        (2, 2, 1),
        (1, 0, 0),
        (1, 0, 0),
    ]
    every = found[EVERY]
    assert (every["coded"], every["judged"], every["right"], every["precision"]) == (5, 4, 2, 0.5)
    assert (every["low"], every["high"]) == wilson(2, 4)


def test_what_is_taken_back_is_not_judged(store: Store) -> None:
    corrections.reject(store, "d-praised", "ana", "no event")
    corrections.undo(store, corrections.listed(store)[0]["correction"], "ana")
    assert lines(store)["SUPPORT"]["judged"] == 0


def test_what_a_person_added_is_not_the_coders(store: Store) -> None:
    fields = {
        "type": "ACCUSE",
        "trigger": "said",
        "quote": "Seoul's military said",
        "actors": [{"text": "Seoul's military", "country": "KOR"}],
    }
    corrections.add(store, "b", fields, "ana", "missed")
    assert (lines(store)["ACCUSE"]["coded"], lines(store)["ACCUSE"]["judged"]) == (1, 0)


def test_drawn_is_what_was_judged_of_the_order_of_the_lot_without_a_gap(store: Store) -> None:
    names = sorted(("a-fired", "b-fired", "c-condemned", "d-praised", "e-attacked"), key=lambda name: md5(name.encode()).hexdigest())
    for name in (names[0], names[1], names[3]):
        corrections.accept(store, name, "ana")
    every = lines(store)[EVERY]
    assert (every["judged"], every["drawn"], every["drawn_right"], every["drawn_precision"]) == (3, 2, 2, 1.0)
    corrections.reject(store, names[2], "ana", "no event")
    assert lines(store)[EVERY]["drawn"] == 4
    assert lines(store)[EVERY]["drawn_precision"] == pytest.approx(3 / 4)
