"""Comparators: how two mentions agree, each by one thing, and how likely they tell of one act.

What each comparator says becomes features of a table (``data/models/merging.toml``) that is fitted on labelled clusters of reports
(``training/fit_merging.py``); every weight has its meaning, so a join can say why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from dateline.coding.table import shipped
from dateline.record.tellings import Telling

TABLE = "merging"
_EARTH = 6371.0  # kilometres
_SOME_WAY, _FAR = 50.0, 300.0  # kilometres
_HALF = 0.5
_STATE = re.compile(r"[A-Z]{3}")  # as a party is known by its country
_LATE = 14  # days between publications after which the same words are likelier another act's


def parties(one: Telling, other: Telling) -> str:
    """Whether the actors, and the recipients, are the same, and if not, whether they are other states or merely told in other words."""
    return f"actors {_shared(one.actors, other.actors)}, recipients {_shared(one.recipients, other.recipients)}"


def day(one: Telling, other: Telling) -> str:
    """How far apart the days lie that the texts give: the same day, overlapping, a day, some days; unknown where one gives none."""
    if one.time is None or other.time is None:
        return "within reach" if _gap(one.window, other.window) == 0 else "out of reach"
    if one.time == other.time:
        return "same day" if one.time[0] == one.time[1] else "same days"
    gap = _gap(one.time, other.time)
    return "overlapping" if gap == 0 else "a day off" if gap == 1 else "days off"


def place(one: Telling, other: Telling) -> str:
    """Where: the same spot, near, in the same country, elsewhere; unknown where one text does not say."""
    if one.point and other.point:
        far = kilometres(one.point, other.point)
        if far <= _SOME_WAY:
            return "same place"
        if far <= _FAR:
            return "near"
    if not one.country or not other.country:
        return "unknown"
    return "same country" if one.country == other.country else "elsewhere"


def numbers(one: Telling, other: Telling) -> str:
    """Whether the counts that both give (killed, arrested, …) can be the same."""
    both = one.counts.keys() & other.counts.keys()
    if not both:
        return "unknown"
    meet = [one.counts[k][0] <= other.counts[k][1] and other.counts[k][0] <= one.counts[k][1] for k in both]
    return "same" if all(meet) else "other"


def mode(one: Telling, other: Telling) -> str:
    """Whether the modes are the same, differ, or one is open."""
    return "open" if not one.mode or not other.mode else "same" if one.mode == other.mode else "other"


def reality(one: Telling, other: Telling) -> str:
    """Whether both are told as equally real."""
    return "same" if one.factuality == other.factuality else " and ".join(sorted((one.factuality, other.factuality)))


def news(one: Telling, other: Telling) -> str:
    """How far apart the reports were published."""
    if one.published is None or other.published is None:
        return "unknown"
    days = abs((one.published - other.published).days)
    return (
        "same day"
        if days == 0
        else "next day"
        if days == 1
        else "same week"
        if days <= 7
        else "same fortnight"
        if days <= _LATE
        else "later"
    )


def words(one: Telling, other: Telling) -> dict[str, float]:
    """Words that the two sentences share, whether they share that of the act, and the names that the two reports' stories share."""
    shared = {"words": _overlap(one.words, other.words), "trigger": float(bool(one.trigger & other.trigger))}
    return shared | ({} if one.report == other.report else {"story": _overlap(one.story, other.story)})


def report(one: Telling, other: Telling) -> str:
    """Whether one report tells both, which mostly tells two acts then."""
    return "one" if one.report == other.report else "two"


COMPARATORS: tuple[Callable[[Telling, Telling], str], ...] = (parties, day, place, numbers, mode, reality, news, report)


def features(one: Telling, other: Telling) -> dict[str, float]:
    """What all comparators say of two mentions of one type."""
    said = {comparator.__name__: comparator(one, other) for comparator in COMPARATORS}
    found = {f"{name}: {value}": 1.0 for name, value in said.items()} | words(one, other)
    actors = said["parties"].partition(",")[0]
    by_words = (f"day: {said['day']}, words", f"{actors}, words")
    return found | {f"type {one.type}": 1.0} | dict.fromkeys(by_words, found["words"])


def probability(one: Telling, other: Telling) -> float:
    """How likely two mentions of one type tell of one act.

    The table was fitted on clusters of a few reports. In an archive, two acts of busy parties of which one has no day of its own are mostly
    two; they must share half of their words, or their reports half of the names of their stories, or they are.
    """
    undated = one.report != other.report and (one.time is None or other.time is None)
    if undated and max(_overlap(one.words, other.words), _overlap(one.story, other.story)) < _HALF:
        return 0.0
    return shipped(TABLE)[0].probability(features(one, other))


def floor() -> float:
    """The probability from which on mentions are taken to tell of one act."""
    return shipped(TABLE)[1]


def reason(one: Telling, other: Telling, most: int = 4) -> str:
    """What spoke most for two mentions being one act, in words."""
    return "; ".join(_weighed(one, other, 1, most))


def against(one: Telling, other: Telling, most: int = 4) -> str:
    """What spoke most against two mentions being one act, in words."""
    return "; ".join(_weighed(one, other, -1, most))


def _weighed(one: Telling, other: Telling, sign: int, most: int) -> list[str]:
    """The features that weigh most to one side: 1 for one act, -1 for two."""
    weights = shipped(TABLE)[0].weights
    told = sorted(features(one, other).items(), key=lambda f: -sign * weights.get(f[0], 0.0) * f[1])
    return [name for name, value in told[:most] if sign * weights.get(name, 0.0) * value > 0]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance over the globe between two points in degrees (haversine)."""
    (a, b), (c, d) = (map(math.radians, point) for point in (one, other))
    chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(chord)))


def _shared(ones: frozenset[str], others: frozenset[str]) -> str:
    if not ones or not others:
        return "nobody" if ones == others else "silent"
    if ones == others:
        return "same"
    if ones & others:
        return "some"
    return "other states" if all(_STATE.fullmatch(party) for party in ones | others) else "others"


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two spans of days; 0 where they overlap."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def _overlap(ones: frozenset[str], others: frozenset[str]) -> float:
    return len(ones & others) / max(1, min(len(ones), len(others)))


MEANINGS: Mapping[str, str] = {
    "parties: …": "whether the actors, and the recipients, are the same, some of them, other states, others, or one mention is silent",
    "day: …": "how far apart the days lie that the texts give",
    "day: …, words": "shared words, by how far apart the days lie",
    "actors …, words": "shared words, by whether the actors are the same: several states may say the same of one thing on one day",
    "place: …": "how far apart the places lie that the texts give",
    "numbers: …": "whether the counts that both give can be the same",
    "mode: …": "whether the modes are the same",
    "reality: …": "whether both are told as equally real",
    "news: …": "how far apart the reports were published",
    "words": "share of the shorter sentence's longer words that the other has too",
    "story": "share of the names in one report's headline and opening that the other's has too",
    "report: …": "whether one report tells both",
    "trigger": "both use the same word for the act",
    "type …": "how often mentions of the type that share a party and days tell of one act",
}
