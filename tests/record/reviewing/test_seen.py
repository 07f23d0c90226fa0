"""Two people at once: whoever comes second is told what the first did, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.errors import OvertakenError
from dateline.record import corrections, verdicts
from dateline.record.merging import merge
from dateline.record.reviewing import seen
from dateline.record.reviewing.history import history
from dateline.record.store import Store

FIRST: dict[str, Callable[[Store], object]] = {
    "accepted by ana": lambda s: corrections.accept(s, "c-condemned", "ana"),
    "corrected by ana": lambda s: corrections.correct(s, "c-condemned", {"factuality": "negated"}, "ana", "denied"),
    "rejected by ana": lambda s: corrections.reject(s, "c-condemned", "ana", "not said"),
    "type REJECT": lambda s: corrections.correct(s, "c-condemned", {"type": "REJECT", "mode": None}, "ana", "a refusal"),
}


@pytest.mark.parametrize("told", FIRST)
def test_the_second_is_told_what_the_first_did_to_a_mention(store: Store, told: str) -> None:
    mark = seen.of_mention(store, "c-condemned")
    FIRST[told](store)
    before = history(store)
    with pytest.raises(OvertakenError) as caught:
        seen.deciding_on_mention(store, "c-condemned", mark, lambda: corrections.accept(store, "c-condemned", "bob"))
    assert len(caught.value.since) == 1
    assert told in caught.value.since[0]
    assert "ana" in caught.value.since[0]
    assert history(store) == before


def test_whoever_has_looked_again_may_decide(store: Store) -> None:
    FIRST["corrected by ana"](store)
    now = corrections.find(store, "c-condemned")["mention"]
    mark = seen.of_mention(store, now)
    seen.deciding_on_mention(store, now, mark, lambda: corrections.reject(store, now, "bob", "no event"))
    assert [(row["kind"], row["who"]) for row in history(store)] == [("correct", "ana"), ("reject", "bob")]


def test_what_is_done_to_others_is_no_hindrance(store: Store) -> None:
    mark = seen.of_mention(store, "c-condemned")
    corrections.reject(store, "d-praised", "ana", "no event")
    seen.deciding_on_mention(store, "c-condemned", mark, lambda: corrections.accept(store, "c-condemned", "bob"))
    assert len(history(store)) == 2


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (lambda s: verdicts.split(s, "a-fired", "b-fired", "ana", "two"), "split off by ana"),
        (lambda s: verdicts.join(s, "a-fired", "c-condemned", "ana", "one"), "joined by ana"),
        (lambda s: corrections.reject(s, "b-fired", "ana", "a drill"), "rejected by ana"),
    ],
)
def test_the_second_is_told_what_the_first_did_to_an_event(store: Store, first: Callable[[Store], object], told: str) -> None:
    mark = seen.of_event_as_it_is(store, "a-fired")
    first(store)
    with pytest.raises(OvertakenError, match=told):
        seen.deciding_on_events(store, {"a-fired": mark}, lambda: verdicts.confirm(store, "a-fired", "bob"))


def test_coding_anew_is_told_too(store: Store) -> None:
    mark = seen.of_event_as_it_is(store, "a-fired")
    store.execute("UPDATE mentions SET factuality = 'future' WHERE mention = 'a-fired'")
    merge(store, ["a-fired"])
    with pytest.raises(OvertakenError, match="coded or merged anew"):
        seen.deciding_on_events(store, {"a-fired": mark}, lambda: verdicts.confirm(store, "a-fired", "bob"))


@pytest.mark.parametrize("mark", ["", "x", "0-0-", "a-b-c"])
def test_a_mark_that_is_none_decides_nothing(store: Store, mark: str) -> None:
    with pytest.raises(OvertakenError):
        seen.deciding_on_mention(store, "c-condemned", mark, lambda: corrections.accept(store, "c-condemned", "bob"))
    with pytest.raises(OvertakenError):
        seen.deciding_on_mention(store, "gone", mark or "0-0-", lambda: corrections.accept(store, "c-condemned", "bob"))
    assert history(store) == []
