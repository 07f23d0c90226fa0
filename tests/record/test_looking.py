"""One event as a person looks at it: what its mentions disagree on and who says which; and what a person decides of it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import InputError
from dateline.record.looking import look
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.record.verdicts import join, split

from .conftest import mention, on, party, report

REBELS, ARMY = party("", "REB", "rebels"), party("MLI", "MIL", "army")
ONE = "Rebels attacked the army camp on Monday, killing at least 12 soldiers, a spokesman said."
TWO = "Rebels attacked the army camp on Tuesday and killed 20 soldiers."


def killed(low: float, high: float | None) -> dict[str, object]:
    return {"kind": "killed", "low": low, "best": low, "high": high, "unit": "", "start": 0, "stop": 1}


@pytest.fixture
def told(store: Store) -> Store:
    """Two reports of one attack that a person has joined."""
    rows = [
        ("a", date(2024, 5, 7), ONE, on(date(2024, 5, 6)), killed(12, None), party("MLI", "GOV", "spokesman")),
        ("b", date(2024, 5, 8), TWO, on(date(2024, 5, 7)), killed(20, 20), None),
    ]
    for name, day, text, time, toll, speaker in rows:
        store.insert("reports", [report(name, day, text, source=f"Wire {name.upper()}")])
        one = mention(name, "ASSAULT", "attacked", text, REBELS, ARMY, time=time, quantities=[toll], attribution=speaker)
        store.insert("mentions", [one])
    store.insert("verdicts", [{"one": "a-attacked", "other": "b-attacked", "same": True}])
    merge(store)
    return store


def test_what_mentions_disagree_on_stands_side_by_side_with_who_says_it(told: Store) -> None:
    assert look(told, "a-")["disagreements"] == {
        "day": [
            {"value": "2024-05-06", "said_by": ["Wire A (citing spokesman)"], "mentions": ["a-attacked"]},
            {"value": "2024-05-07", "said_by": ["Wire B"], "mentions": ["b-attacked"]},
        ],
        "killed": [
            {"value": "20", "said_by": ["Wire B"], "mentions": ["b-attacked"]},
            {"value": "at least 12", "said_by": ["Wire A (citing spokesman)"], "mentions": ["a-attacked"]},
        ],
    }


def test_a_telling_without_a_source_is_known_by_its_title(told: Store) -> None:
    told.execute("UPDATE reports SET source = '', title = 'Twenty dead' WHERE report = 'b'")
    assert look(told, "a-")["disagreements"]["killed"][0]["said_by"] == ["“Twenty dead”"]
    told.execute("UPDATE reports SET title = '' WHERE report = 'b'")
    assert look(told, "a-")["disagreements"]["killed"][0]["said_by"] == ["b"]


def test_what_speaks_against_a_join_stands_beside_what_speaks_for_it(told: Store) -> None:
    (pair,) = look(told, "a-")["joined"]
    assert "day: a day off" in pair["against"].split("; ")
    assert not set(pair["reason"].split("; ")) & set(pair["against"].split("; "))


def test_every_mention_shows_its_words(told: Store) -> None:
    assert [m["words"][1] for m in look(told, "a-attacked")["mentions"]] == ["attacked", "attacked"]


@pytest.mark.parametrize("event", ["z", "nothing"])
def test_an_event_that_is_not_there(told: Store, event: str) -> None:
    with pytest.raises(InputError, match="no such event"):
        look(told, event)


def test_a_mention_is_taken_out_and_put_back(told: Store) -> None:
    assert split(told, "a-", "b-", "ana", "why") == "b-attacked"
    assert [r["event"] for r in told.rows("SELECT event FROM events ORDER BY event")] == ["a-attacked", "b-attacked"]
    assert join(told, "a-", "b-", "ana", "why") == "a-attacked"
    assert [r["event"] for r in told.rows("SELECT event FROM events")] == ["a-attacked"]
    assert look(told, "b-")["event"] == "a-attacked", "the id that is no more leads on"


def test_what_was_decided_outlives_merging_anew(told: Store) -> None:
    split(told, "a-", "b-", "ana", "why")
    told.execute("DELETE FROM members")
    told.execute("DELETE FROM events")
    merge(told)
    assert len(told.rows("SELECT event FROM events")) == 2


def test_the_only_mention_of_an_event_cannot_be_taken_out(told: Store) -> None:
    split(told, "a-", "b-", "ana", "why")
    with pytest.raises(InputError, match="tells of the event alone"):
        split(told, "a-", "a-", "ana", "why")


def test_as_many_of_one_state_as_there_may_be_are_no_disagreement(store: Store) -> None:
    """A minister and a general of Mali are Mali, as the minister alone is."""
    several = [[party("MLI", "GOV", "minister")], [party("MLI", "GOV", "minister"), party("MLI", "MIL", "general")]]
    for name, text, recipients in zip("ab", (ONE, TWO), several, strict=True):
        store.insert("reports", [report(name, date(2024, 5, 7), text)])
        store.insert("mentions", [mention(name, "ASSAULT", "attacked", text, REBELS, recipients=recipients, time=on(date(2024, 5, 6)))])
    store.insert("verdicts", [{"one": "a-attacked", "other": "b-attacked", "same": True}])
    merge(store)
    assert "recipients" not in look(store, "a-attacked")["disagreements"]
