"""What a watch is to do, what it gets from outside, and the record that it opens for as long as it must."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dateline.errors import HeldError, InputError
from dateline.model import Coding, Report
from dateline.reading.fetching import Fetcher
from dateline.record.alerts.finding import Thresholds
from dateline.record.store import Store
from dateline.record.watching.outbox import Outlet
from dateline.record.watching.queries import Watched

_AGAIN, _ATTEMPTS = 1.0, 30  # seconds before a record that another process has open is tried again, and how often


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the watch gets from outside.

    Attributes:
        clock: the time, UTC without a zone; ``wait``: lets so many seconds pass, or fewer if the watch is to stop.
        stopped: whether the watch is to stop; ``say``: tells the user what happens.
        code: codes a report, or says why it could not be; ``rests_on``: what it rests on, as of ``dateline.coding.provenance``.
        fetcher: makes what asks the web, given what it is to remember of the addresses it read.
    """

    clock: Callable[[], datetime]
    wait: Callable[[float], object]
    stopped: Callable[[], bool]
    say: Callable[[str], None]
    code: Callable[[Report], Coding | InputError]
    rests_on: Callable[[], Mapping[str, str]]
    fetcher: Callable[[dict[str, tuple[str, str]]], Fetcher]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is watched.

    Attributes:
        path: the record.
        sources: gives the addresses, files and folders that are read, each time anew, for lists of feeds change.
        every: how often each is read.
        backlog: whether what the record has at the first start is told, too.
    """

    path: str
    sources: Callable[[], Sequence[str]]
    queries: Sequence[Watched]
    outlets: Sequence[Outlet]
    every: timedelta = timedelta(minutes=10)
    thresholds: Thresholds = field(default_factory=Thresholds)
    backlog: bool = False


@contextmanager
def opened(plan: Plan, around: Surroundings, make: bool = False) -> Iterator[Store]:
    """The record, once nobody else has it open; made only if it may be, for one that is gone must not be begun anew unnoticed.

    Raises:
        HeldError: if another process keeps it.
        RecordError: if it cannot be opened.
    """
    with _open(plan, around, make) as store:
        yield store


def _open(plan: Plan, around: Surroundings, make: bool) -> Store:
    for _ in range(_ATTEMPTS):
        try:
            return Store.open(plan.path, make=make)
        except HeldError:
            if around.stopped():
                raise
            around.wait(_AGAIN)
    return Store.open(plan.path, make=make)
