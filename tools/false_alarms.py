"""How often alerts come by chance: surges where nothing changes or only more is read, and firsts of steady series.

    python tools/false_alarms.py [--pasts 300] [--seed 1]

Prints tables in Markdown. A surge is to come by chance in one week of 1,000 (``dateline.record.alerts.surges.Bounds``).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator

from dateline.record.alerts.counts import Past
from dateline.record.alerts.finding import Thresholds, find
from dateline.record.alerts.surges import SURGE, Bounds, Exposure
from dateline.record.asking import Question
from dateline.record.store import Store

BOUNDS = Bounds()
MEANS = (0.2, 1.0, 5.0, 20.0)
NEXT = 4000  # weeks drawn after each past
Weeks = np.ndarray[Any, np.dtype[np.int64]]
Draw = Callable[[Generator, float, int], tuple[Weeks, Weeks]]
"""The counts of so many past weeks with a mean, and of many weeks that may come next."""


def spread(share: float) -> Draw:
    """Independent weeks, Poisson (0) or negative binomial with variance mean + share·mean²."""

    def draw(rng: Generator, mean: float, weeks: int) -> tuple[Weeks, Weeks]:
        own = lambda n: rng.poisson(mean if not share else rng.gamma(1 / share, mean * share, n), n)  # noqa: E731
        return own(weeks), own(NEXT)

    return draw


def drifting(rng: Generator, mean: float, weeks: int) -> tuple[Weeks, Weeks]:
    """Poisson around a level that wanders: its logarithm is an autoregression, 0.8 from week to week, of standard deviation 0.7."""
    level, rest = 0.7 * rng.standard_normal(), 0.7 * np.sqrt(1 - 0.8**2)
    levels = [level := 0.8 * level + rest * rng.standard_normal() for _ in range(weeks)]
    following = 0.8 * level + rest * rng.standard_normal(NEXT)
    scale = mean / np.exp(0.7**2 / 2)
    return rng.poisson(scale * np.exp(levels)), rng.poisson(scale * np.exp(following))


def seasonal(rng: Generator, mean: float, weeks: int) -> tuple[Weeks, Weeks]:
    """Poisson around a level that swings by half within a year; the week that comes lies anywhere in it."""
    begin = rng.uniform(0, 52)
    level = mean * (1 + 0.5 * np.sin(2 * np.pi * (begin + np.arange(weeks + 1)) / 52))
    return rng.poisson(level[:-1]), rng.poisson(level[-1], NEXT)


def waves(rng: Generator, mean: float, weeks: int) -> tuple[Weeks, Weeks]:
    """Waves of acts: one begins in every fourth week, brings a geometric number of acts and spreads them over three weeks."""
    size = 4 * mean
    parts = rng.geometric(1 / (1 + size), (3, weeks + NEXT)) - 1
    parts *= rng.random((3, weeks + NEXT)) < 0.25
    whole = sum(np.roll(part, n) // 3 for n, part in enumerate(parts))
    return whole[:weeks], whole[weeks:]


KINDS: dict[str, Draw] = {
    "Poisson": spread(0.0),
    "negative binomial, a = 0.5": spread(0.5),
    "negative binomial, a = 1": spread(1.0),
    "negative binomial, a = 2": spread(2.0),
    "a level that wanders": drifting,
    "a level that swings with the year": seasonal,
    "waves": waves,
}


def by_chance(rng: Generator, draw: Draw, mean: float, weeks: int, pasts: int) -> float:
    """Surges in 1,000 weeks of a series that goes on as it did."""
    found = 0.0
    for _ in range(pasts):
        past, following = draw(rng, mean, weeks)
        found += float((following >= bound(past)).mean())
    return 1000 * found / pasts


def bound(past: Weeks) -> int:
    """The count from which a week is a surge."""
    return max(BOUNDS.events, Past(list(map(int, past))).bound(1 / BOUNDS.weeks))


def caught(rng: Generator, share: float, mean: float, times: int, pasts: int) -> float:
    """The share of weeks with so many times the usual mean that are a surge, after a year."""
    draw = spread(share)
    return float(np.mean([(draw(rng, times * mean, 1)[1] >= bound(draw(rng, mean, 52)[0])).mean() for _ in range(pasts)]))


def read_more(rng: Generator, mean: float, times: float, scaled: bool, pasts: int) -> float:
    """Surges in 1,000 weeks in which so many times the usual was read, and as many times the events were found."""
    found = 0.0
    for _ in range(pasts):
        past = rng.poisson(mean, 52)
        exposure = Exposure.of(list(map(int, rng.poisson(200, 52))), int(rng.poisson(200 * times))) if scaled else Exposure.of([0], 0)
        model = Past(list(map(int, past)), exposure.shares if scaled else ())
        least = max(BOUNDS.events, model.bound(1 / BOUNDS.weeks, exposure.scale))
        found += float((rng.poisson(mean * times, NEXT) >= least).mean())
    return 1000 * found / pasts


# ------------------------------------------------------------------ the whole way, over records

FIRST_WEEK = date(2023, 1, 2)
WEEKS, SERIES, JOINED = 80, 60, 60


def simulated(rng: Generator, store: Store, joining: int) -> None:
    """Fill a record: sixty series of a steady mean, a wire that was always read, and sources that join in the sixtieth week."""
    rows: dict[str, list[dict[str, Any]]] = {"reports": [], "mentions": [], "members": [], "events": []}
    for week in range(WEEKS):
        monday = FIRST_WEEK + timedelta(weeks=week)
        sources = ["wire"] + ([f"local {n}" for n in range(joining)] if week >= JOINED else [])
        for source in sources:
            rows["reports"] += [_report(f"{week} {source} {n}", monday + timedelta(days=n % 7), source) for n in range(40)]
            for series in range(SERIES):
                for n in range(rng.poisson(0.5 + series % 6)):
                    _event(rows, f"{week} {source} {series} {n}", monday + timedelta(days=int(rng.integers(7))), source, series)
    for table, content in rows.items():
        store.insert(table, content)


def _report(name: str, day: date, source: str) -> dict[str, Any]:
    own = {"report": name, "version": "1", "current": True, "published": day, "source": source, "title": "", "url": "", "text": "t"}
    return own | {"warnings": [], "gathered": f"{day} 00:00:00"}


def _event(rows: dict[str, list[dict[str, Any]]], name: str, day: date, source: str, series: int) -> None:
    rows["reports"].append(_report(name, day, source))
    span = {"start": 0, "stop": 1}
    party = {"text": "p", "country": f"{chr(65 + series // 26)}{chr(65 + series % 26)}X", "sector": "", "entity": ""}
    told = {"type": "PROTEST", "mode": None, "factuality": "occurred", "place": None, "contexts": [], "quantities": [], "score": 0.0}
    told |= {"confidence": 0.8, "recipients": []}
    rows["mentions"].append(
        {"mention": name, "report": name, "version": "1", "trigger": span, "quote": span, "also": [], "retold": [], "attribution": None}
        | told
        | {"actors": [party | span], "time": None, "reason": []}
    )
    rows["members"].append({"mention": name, "event": name})
    days = {"from": day, "to": day, "first_told": day, "mentions": 1, "sources": 1}
    rows["events"].append({"event": name, "actors": [party]} | told | days)


def whole_way(rng: Generator, joining: int) -> tuple[int, int, int]:
    """Counts looked at, surges, and surges if sources that have joined counted like all others, in the weeks from the sixtieth on."""
    since, until = FIRST_WEEK + timedelta(weeks=JOINED), FIRST_WEEK + timedelta(weeks=WEEKS, days=-1)
    with Store.open(":memory:") as store:
        simulated(rng, store, joining)
        found = find(store, Question(), since, until)
        surges = sum(alert.kind == SURGE for alert in found.alerts)
        counted = find(store, Question(), since, until, replace(Thresholds(), complete=True))
        return found.counts, surges, sum(alert.kind == SURGE for alert in counted.alerts)


# ------------------------------------------------------------------ firsts


def firsts_by_chance(rng: Generator, every: float, quiet: int = 60, days: int = 2_000_000) -> float:
    """Firsts a year of a steady series with an act every so many days."""
    gaps = rng.exponential(every, int(days / every))
    return float((gaps > quiet).sum() / gaps.sum() * 365.25)


def tables(seed: int, pasts: int) -> Iterator[str]:
    """All tables, line by line."""
    rng = np.random.default_rng(seed)
    yield "| series | weeks of past | " + " | ".join(f"mean {mean:g}" for mean in MEANS) + " |"
    yield "|---|---|" + "---|" * len(MEANS)
    for kind, draw in KINDS.items():
        for weeks in (BOUNDS.least, BOUNDS.past):
            rates = (by_chance(rng, draw, mean, weeks, pasts) for mean in MEANS)
            yield f"| {kind} | {weeks} | " + " | ".join(f"{rate:.1f}" for rate in rates) + " |"
    yield ""
    yield "| caught in one week | " + " | ".join(f"mean {mean:g}" for mean in MEANS) + " |"
    yield "|---|" + "---|" * len(MEANS)
    for share, name in ((0.0, "Poisson"), (0.5, "a = 0.5")):
        for times in (2, 4, 8):
            rates = (caught(rng, share, mean, times, pasts // 3) for mean in MEANS)
            yield f"| {times} times the usual, {name} | " + " | ".join(f"{rate:.0%}" for rate in rates) + " |"
    yield ""
    yield "| read in the week, and found | scaled | not scaled |"
    yield "|---|---|---|"
    for times in (1.0, 1.5, 2.0, 4.0):
        yield f"| {times:g} times the usual | " + " | ".join(f"{read_more(rng, 5.0, times, s, pasts):.1f}" for s in (True, False)) + " |"
    yield ""
    yield "| sources that join | weekly counts | surges | surges if they counted like all others |"
    yield "|---|---|---|---|"
    for joining in (0, 1, 3):
        counts, surges, otherwise = whole_way(rng, joining)
        yield f"| {joining} | {counts:,} | {surges} | {otherwise} |"
    yield ""
    yield "| an act every | firsts in 60 days, a year |"
    yield "|---|---|"
    for every in (7, 14, 30, 60, 120, 365):
        yield f"| {every} days | {firsts_by_chance(rng, every):.2f} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pasts", type=int, default=300, help="pasts that are drawn for each rate")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    for line in tables(chosen.seed, chosen.pasts):
        print(line, flush=True)


if __name__ == "__main__":
    main()
