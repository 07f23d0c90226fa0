"""News to the outlets: at least once, in order, doubles by their id; one that fails holds up no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from dateline.errors import OutletError
from dateline.record.asking import Question
from dateline.record.store import Store
from dateline.record.watching import outbox
from dateline.record.watching.outbox import News
from dateline.record.watching.plan import Plan
from dateline.record.watching.queries import Watched

from .conftest import MINUTES, START, Desk, Told, entry, feed

GOOD = "http://news.example/good"


class Killed(BaseException):
    """The process ends here."""


def kill(news: News) -> None:
    raise Killed


def fail(**how: Any) -> Any:
    def then(news: News) -> None:
        raise OutletError("out", "no answer", "try again later", **how)

    return then


@pytest.fixture
def three(site: Any, desk: Desk) -> Desk:
    """A desk whose feed has three events."""
    site.put("/good", feed(*(entry(n) for n in range(3))))
    return desk


def numbers(told: Told) -> list[int]:
    return [one.number for one in told.news]


def test_what_was_told_and_not_noted_is_told_again_with_the_same_id(three: Desk) -> None:
    three.out.batch = 1
    three.out.then = lambda news: kill(news) if news.number == 2 else None
    with pytest.raises(Killed):
        three.watch(GOOD)
    assert numbers(three.out) == [1, 2]
    three.out.then = lambda news: None
    three.watch(GOOD)
    assert numbers(three.out) == [1, 2, 2, 3]
    assert len({one.id for one in three.out.news}) == 3
    three.watch(GOOD, minutes=11)
    assert numbers(three.out) == [1, 2, 2, 3]


def test_what_was_found_and_not_told_is_told_at_the_next_start(three: Desk) -> None:
    deaf = Told(batch=0)  # takes nothing
    three.watch(GOOD, outlets=[deaf])
    assert three.rows("SELECT count(*) AS n FROM news") == [{"n": 3}]
    three.watch(GOOD)
    assert numbers(three.out) == [1, 2, 3]


class Fatal(tuple[str, ...]):
    """Outlets at whose sight the process ends."""

    def __iter__(self) -> Iterator[str]:
        raise Killed


def test_what_was_noted_as_told_and_not_as_to_be_told_is_found_at_the_next_start(three: Desk) -> None:
    """Killed in the step that finds what is new, all of that step is taken back."""
    with pytest.raises(Killed):
        three.run(Plan(str(three.path), lambda: [GOOD], [Watched("", Question(), outlets=Fatal())], [three.out]))
    assert three.rows("SELECT count(*) AS n FROM events") == [{"n": 3}]
    assert three.rows("SELECT count(*) AS n FROM told") == [{"n": 0}]
    three.watch(GOOD)
    assert numbers(three.out) == [1, 2, 3]


def test_an_outlet_that_fails_is_tried_again_with_growing_pauses_and_the_others_are_told(three: Desk) -> None:
    failing = Told("hook", batch=1, then=fail())
    three.watch(GOOD, minutes=4, outlets=[failing, three.out])
    assert numbers(three.out) == [1, 2, 3]
    assert set(numbers(failing)) == {1}
    assert three.time.waited[:6] == [5.0, 10.0, 20.0, 40.0, 80.0, 145.0]  # the last until the feed is due
    failing.then = lambda news: None
    failing.news.clear()
    three.watch(GOOD, minutes=10, outlets=[failing, three.out])
    assert numbers(failing) == [1, 2, 3]
    assert len(three.out.news) == 3


def test_a_receiver_may_say_when_to_try_again(three: Desk) -> None:
    three.out.then = fail(later=120)
    three.watch(GOOD, minutes=1)
    assert three.time.waited == [120.0]


def test_what_a_receiver_refuses_for_good_is_noted_and_the_next_told(three: Desk) -> None:
    three.out.batch = 1
    three.out.then = lambda news: fail(refused=True)(news) if news.number == 2 else None
    three.watch(GOOD)
    assert numbers(three.out) == [1, 2, 3]
    with Store.open(three.path) as store:
        (standing,) = outbox.standing(store)
    assert (standing["told"], standing["refused"], standing["waiting"]) == (2, 1, 0)
    assert any("no answer" in line for line in three.time.said)


def test_read_once_it_tries_a_few_times_and_leaves_the_rest_to_the_next_start(three: Desk) -> None:
    three.out.then = fail()
    three.watch(GOOD, minutes=5, once=True)
    assert three.time.waited == [5.0, 10.0, 20.0]
    three.time.now += 5 * MINUTES
    three.out.then = lambda news: None
    three.out.news.clear()
    three.watch(GOOD, once=True)
    assert numbers(three.out) == [1, 2, 3]


def test_read_once_it_tells_all_there_is(three: Desk) -> None:
    three.watch(GOOD, outlets=[Told(batch=0)])
    rows = [
        {"news": f"n{n}", "number": 9 + n, "found": START, "kind": "event", "subject": "s", "content": "{}", "outlets": ["out"]}
        for n in range(500)
    ]
    with Store.open(three.path) as store:
        store.insert("news", rows)
    three.watch(GOOD, once=True)
    assert len(three.out.news) == 503
    assert set(three.time.waited) <= {0.0, 300.0}


def test_how_telling_stands(three: Desk) -> None:
    three.out.then = fail()
    three.watch(GOOD)
    with Store.open(three.path) as store:
        (standing,) = outbox.standing(store)
    assert standing == {
        "outlet": "out", "waiting": 3, "told": 0, "refused": 0, "failures": 1, "due": START + timedelta(seconds=5), "fault": "no answer",
    }  # fmt: skip


def test_an_outlet_sees_again_what_it_was_told_before(site: Any, three: Desk) -> None:
    seen = []

    class Keeper(Told):
        def tell(self, earlier: Any, new: Any) -> None:
            seen.append(([one.number for one in earlier], [one.number for one in new]))

    keeper = Keeper(batch=2, earlier=2)
    three.watch(GOOD, outlets=[keeper])
    assert seen == [([], [1, 2]), ([1, 2], [3])]


def test_what_all_were_told_long_ago_is_forgotten(three: Desk) -> None:
    three.watch(GOOD)
    with Store.open(three.path) as store:
        store.execute("UPDATE news SET number = number - 1001 WHERE number < 3")
        store.execute("INSERT INTO news VALUES ('w', 0, TIMESTAMP '2024-05-06', 'event', 's', '{}', ['out', 'elsewhere'])")
        outbox.forget(store, START + timedelta(days=29))
        assert len(store.rows("SELECT * FROM news")) == 4
        outbox.forget(store, START + timedelta(days=31))
        assert [row["number"] for row in store.rows("SELECT number FROM news ORDER BY number")] == [0, 3]
        assert len(store.rows("SELECT * FROM delivered")) == 1
