"""How often somebody may ask for what costs much: a bucket for each, which fills at a steady rate (token bucket)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import NamedTuple

MOST = 10_000
"""Buckets that are kept; of more the one that was used longest ago is taken for full."""


class Rate(NamedTuple):
    """So many at once, and so many a minute after that."""

    burst: int
    a_minute: float


DEFAULT: Mapping[str, Rate] = {
    "login": Rate(10, 10),
    "check": Rate(10, 20),
    "query": Rate(20, 60),
    "panel": Rate(20, 60),
    "export": Rate(20, 20),
    "answer": Rate(300, 1800),
}
"""What is limited: attempts to log in, drafts that are checked, questions in SQL, panels, whole files, and any other answer of the API."""


class Rates:
    """Who has asked for what how often.

    >>> seconds = iter((0.0, 0.0, 0.0, 30.0))
    >>> rates = Rates({"check": Rate(burst=2, a_minute=2)}, clock=lambda: next(seconds))
    >>> [rates.wait("check", "ana") for _ in range(4)]
    [0.0, 0.0, 30.0, 0.0]
    """

    def __init__(self, rates: Mapping[str, Rate] = DEFAULT, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates, self._clock = dict(rates), clock
        self._full: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, what: str, who: str) -> float:
        """Seconds that somebody must wait before asking for it again; 0 where it is granted, and counted."""
        if what not in self._rates:
            return 0.0
        rate, now, key = self._rates[what], self._clock(), (what, who)
        with self._lock:
            left, since = self._full.pop(key, (float(rate.burst), now))
            left = min(float(rate.burst), left + (now - since) * rate.a_minute / 60)
            granted = left >= 1
            self._full[key] = (left - 1 if granted else left, now)
            while len(self._full) > MOST:
                self._full.popitem(last=False)
        return 0.0 if granted else (1 - left) * 60 / rate.a_minute
