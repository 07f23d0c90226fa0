"""Comparators: how two mentions agree, each by one thing, and how likely they tell of one act.

What each comparator says becomes features of a table (``data/models/merging.toml``) that is fitted on labelled clusters of reports
(``training/fit_merging.py``); every weight has its meaning, so a join can say why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.coding.table import shipped
from dateline.record import stories
from dateline.record.tellings import Telling

TABLE = "merging"
_EARTH = 6371.0  # kilometres
_SOME_WAY, _FAR = 50.0, 300.0  # kilometres
_MANY = 8  # shared words, from which on more of them say no more
_STATE = re.compile(r"[A-Z]{3}")  # as a party is known by its country
_FEW = 3  # days
_LATE = 14  # days between publications after which the same words are likelier another act's
_ALIKE = (("another", 0.1), ("hardly alike", 0.15), ("little alike", 0.2), ("rather alike", 0.3))
"""Bounds of likeness: of two reports of one story in our own clusters, 2 of 100 are under 0.14; of two stories that share type and party,
95 of 100."""


def parties(one: Telling, other: Telling) -> str:
    """Whether the actors, and the recipients, are the same, and if not, whether they are other states or merely told in other words."""
    return f"actors {_shared(one.actors, other.actors)}, recipients {_shared(one.recipients, other.recipients)}"


def day(one: Telling, other: Telling) -> str:
    """How far apart the days lie that the texts give; where one gives none, whether the act may lie in the days before publication."""
    gap = _gap(one.window, other.window)
    if one.time is None or other.time is None:
        return "within reach" if gap == 0 else "nearly within reach" if gap <= _FEW else "out of reach"
    if one.time == other.time:
        return "same day" if one.time[0] == one.time[1] else "same days"
    return "overlapping" if gap == 0 else "a day off" if gap == 1 else "few days off" if gap <= _FEW else "days off"


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


def known(one: Telling, other: Telling) -> str:
    """Whether they name the same person or organisation that the registry knows, or others."""
    if not one.known or not other.known:
        return "nobody"
    return "same" if one.known & other.known else "others"


def story(one: Telling, other: Telling) -> str:
    """How alike the stories of two reports are."""
    if one.report == other.report:
        return "its own"
    alike = stories.alike(one.story, other.story)
    return next((name for name, below in _ALIKE if alike < below), "alike")


def words(one: Telling, other: Telling) -> dict[str, float]:
    """What they share in words, and how often the one that is told less, and the one that is told more, is told."""
    often = sorted((one.told, other.told))
    return {
        "words": _overlap(one.words, other.words),
        "all words": _overlap(one.all_words, other.all_words),
        "many words": min(1.0, len(one.all_words & other.all_words) / _MANY),
        "trigger": float(bool(one.trigger & other.trigger)),
        "names": _overlap(one.names, other.names),
        "called": _overlap(one.called, other.called),
        "told": math.log(often[0]),
        "told more": math.log(often[1]),
    } | ({} if one.report == other.report else {"opening": _overlap(one.opening, other.opening)})


def report(one: Telling, other: Telling) -> str:
    """Whether one report tells both, which mostly tells two acts then."""
    return "one" if one.report == other.report else "two"


COMPARATORS: tuple[Callable[[Telling, Telling], str], ...] = (parties, day, place, numbers, mode, reality, news, known, story, report)


def features(one: Telling, other: Telling) -> dict[str, float]:
    """What all comparators say of two mentions of one type."""
    said = {f"{comparator.__name__}: {comparator(one, other)}": 1.0 for comparator in COMPARATORS}
    return said | words(one, other) | {f"type {one.type}": 1.0}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two mentions of one type telling of one act.

    Attributes:
        features: what the comparators say.
    """

    features: Mapping[str, float]

    @classmethod
    def of(cls, one: Telling, other: Telling) -> Comparison:
        """Compare two mentions."""
        return cls(features(one, other))

    @property
    def probability(self) -> float:
        """How likely they tell of one act."""
        return shipped(TABLE)[0].probability(self.features)

    def reason(self, most: int = 4) -> str:
        """What speaks most for one act, in words."""
        return "; ".join(self._weighed(1, most))

    def against(self, most: int = 4) -> str:
        """What speaks most against it, in words."""
        return "; ".join(self._weighed(-1, most))

    def _weighed(self, sign: int, most: int) -> list[str]:
        """The features that weigh most to one side: 1 for one act, -1 for two."""
        weights = shipped(TABLE)[0].weights
        told = sorted(self.features.items(), key=lambda f: -sign * weights.get(f[0], 0.0) * f[1])
        return [name for name, value in told[:most] if sign * weights.get(name, 0.0) * value > 0]


def floor() -> float:
    """The probability from which on mentions are taken to tell of one act."""
    return shipped(TABLE)[1]


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
    "place: …": "how far apart the places lie that the texts give",
    "numbers: …": "whether the counts that both give can be the same",
    "mode: …": "whether the modes are the same",
    "reality: …": "whether both are told as equally real",
    "news: …": "how far apart the reports were published",
    "known: …": "whether both name a person or an organisation of the registry, and the same",
    "story: …": "how alike the reports' stories are",
    "report: …": "whether one report tells both",
    "words": "share of the shorter sentence's longer words that the other has too",
    "all words": "the same of all sentences that tell the act",
    "many words": "how many longer words these share; eight and more count 1",
    "trigger": "both use the same word for the act",
    "names": "share of the names in one's sentence that the other's has too",
    "called": "share of the words by which one's parties are called that the other has too",
    "told": "how often its report tells the one that is told less (logarithm)",
    "told more": "how often its report tells the other (logarithm)",
    "opening": "share of the names in one report's headline and opening that the other's has too",
    "type …": "how often mentions of the type that share a party and days tell of one act",
}
