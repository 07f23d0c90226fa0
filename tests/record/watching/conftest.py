"""A watch over the small web site of the tests, with a clock that only waiting moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.record.asking import Question
from dateline.record.store import Store
from dateline.record.watching import feeds
from dateline.record.watching.feeds import Feed
from dateline.record.watching.outbox import News, Outlet
from dateline.record.watching.plan import Plan, Surroundings
from dateline.record.watching.queries import Watched
from dateline.record.watching.rounds import Watch

START = datetime(2024, 5, 6, 12)
MINUTES = timedelta(minutes=1)


_ACTS = (
    "France condemned Iran on Monday.",
    "Kenya expelled the ambassador of Sudan on Sunday.",
    "Police in Peru arrested 12 protesters in Lima on Saturday.",
    "Japan will send aid to Nepal next week.",
    "Norway and Chile signed a trade agreement on Friday.",
)


def act(number: int) -> str:
    """A sentence that tells an event, one of five."""
    return _ACTS[number % len(_ACTS)]


def entry(number: int, text: str = "") -> str:
    """An entry of a feed, with the text given or one that tells an event."""
    told = f"<pubDate>Mon, 06 May 2024</pubDate><description>{text or act(number)}</description>"
    return f"<item><link>http://news.example/{number}</link>{told}</item>"


def feed(*entries: str, title: str = "Wire") -> bytes:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(entries)}</channel></rss>".encode()


@dataclass
class Told:
    """An outlet that keeps what it is told, and does with it what a test wants."""

    name: str = "out"
    batch: int = 20
    earlier: int = 0
    news: list[News] = field(default_factory=list)
    then: Callable[[News], None] = lambda news: None

    def tell(self, earlier: Sequence[News], new: Sequence[News]) -> None:
        for one in new:
            self.news.append(one)
            self.then(one)

    @property
    def words(self) -> list[str]:
        return [one.content["event"]["words"] for one in self.news if "event" in one.content]


@dataclass
class Time:
    """A clock that only waiting moves, and a watch that stops once it has run for so long."""

    now: datetime = START
    end: datetime = START
    said: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)
        self.meanwhile()

    def stopped(self) -> bool:
        return self.now > self.end


@dataclass
class Desk:
    """Everything that a watch needs, and what came of it."""

    path: Path
    coder: Coder
    fetcher: Callable[..., Any]
    time: Time = field(default_factory=Time)
    out: Told = field(default_factory=Told)

    def watch(self, *sources: str, minutes: float = 0, once: bool = False, outlets: Sequence[Outlet] = (), **query: Any) -> list[str]:
        """Watch for so long, five minutes between two readings; gives the words of the events told in that time."""
        told = outlets or [self.out]
        before = len(self.out.news)
        self.time.end = self.time.now + timedelta(minutes=minutes)
        names = tuple(outlet.name for outlet in told)
        plan = Plan(str(self.path), lambda: sources, [Watched("", Question(), outlets=names, **query)], told, every=5 * MINUTES)
        self.run(plan, once)
        return self.out.words[before:]

    def run(self, plan: Plan, once: bool = False) -> None:
        time = self.time
        seconds = lambda: (time.now - START).total_seconds()  # noqa: E731
        fetcher = lambda seen: self.fetcher(keep=seen, limit=2**18, timeout=0.5, clock=seconds, sleep=time.wait)  # noqa: E731
        Watch(plan, Surroundings(lambda: time.now, time.wait, time.stopped, time.said.append, self.coder.code, dict, fetcher)).run(once)

    def states(self) -> dict[str, Feed]:
        with Store.open(self.path) as store:
            return {one.address: one for one in feeds.watched(store)}

    def rows(self, sql: str) -> list[dict[str, Any]]:
        with Store.open(self.path) as store:
            return store.rows(sql)


@pytest.fixture
def desk(tmp_path: Path, rules: Coder, outside: Callable[..., Any]) -> Desk:
    return Desk(tmp_path / "r.duckdb", rules, outside)
