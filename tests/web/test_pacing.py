"""Pages in turn: so many at once, then what is due first; whoever goes away holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from dateline.web.pacing import Pace

Result = TypeVar("Result")


def ran(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end in a thread of its own: that of the tests has a loop already, once a browser has been opened."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def work(pace: Pace, name: str, done: list[str], until: Callable[[], Awaitable[object]], within: float = 1.0) -> None:
    async with pace.turn(within):
        await until()
        done.append(name)


async def at_once() -> None:
    await asyncio.sleep(0)


def test_no_more_are_at_work_than_may_be() -> None:
    most = now = 0

    async def counted() -> None:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1

    async def all_of_them() -> None:
        pace, done = Pace(at_once=2), list[str]()
        await asyncio.gather(*(work(pace, "page", done, counted) for _ in range(9)))
        assert len(done) == 9

    ran(all_of_them())
    assert most == 2


def test_what_is_due_first_goes_first() -> None:
    async def all_of_them() -> list[str]:
        pace, done, held = Pace(at_once=1, clock=lambda: now), list[str](), asyncio.Event()
        now = 0.0
        asked = [asyncio.create_task(work(pace, "first", done, held.wait))]
        for name, at, within in (("long", 0.0, 0.4), ("short", 0.1, 0.1), ("late", 0.35, 0.1), ("later", 0.4, 0.4)):
            await asyncio.sleep(0)
            now = at
            asked.append(asyncio.create_task(work(pace, name, done, at_once, within)))
        await asyncio.sleep(0)
        held.set()
        await asyncio.gather(*asked)
        return done

    assert ran(all_of_them()) == ["first", "short", "long", "late", "later"]


def test_who_goes_away_gives_the_turn_to_the_next() -> None:
    async def all_of_them() -> list[str]:
        pace, done, held = Pace(at_once=1), list[str](), asyncio.Event()
        first, gone, next_ = (asyncio.create_task(work(pace, kind, done, held.wait)) for kind in ("first", "gone", "next"))
        await asyncio.sleep(0)
        gone.cancel()
        held.set()
        await asyncio.gather(first, gone, next_, return_exceptions=True)
        await work(pace, "last", done, at_once)
        return done

    assert ran(all_of_them()) == ["first", "next", "last"]
