"""Facets, places and partners of what is found: counted by code over the columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from dateline.record.asking import Facets, Question
from dateline.record.browsing.answers import Dot, Facet, Partner, Places, Value
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.names import Names, parted
from dateline.record.browsing.parts import Found, summed
from dateline.record.browsing.segment import Segment
from dateline.record.browsing.view import View

LEASTS = (0.5, 0.7, 0.8, 0.9)
"""The values of the facet of confidence: at least so much."""
_NAMES = ("who", "whom", "says", "type", "mode", "factuality", "country", "place", "source", "confidence")
_SHORT = ("type", "factuality")  # lists that the codebook closes: shown whole
_ASKED = 100  # places of which it is told how many events asking for them finds: each is a search of all names
_COLUMNS = {"type": "types", "mode": "modes", "factuality": "factualities"}


def facets(view: View, question: Question, narrowed: Facets, most: int) -> tuple[Facet, ...]:
    """The facets of what a question asks for; the counts of each are of what is asked without it."""
    asked = _Asked(view)
    return tuple(_facet(asked, name, question, narrowed, most) for name in _NAMES)


class _Asked:
    """A view with the rows that were found in it: most facets count the same ones."""

    def __init__(self, view: View) -> None:
        self.view, self.names = view, view.names
        self.rows = cache(view.rows)


def _facet(asked: _Asked, name: str, question: Question, narrowed: Facets, most: int) -> Facet:
    least = tuple(str(level) for level in LEASTS if level == question.least)
    chosen: tuple[str, ...] = least if name == "confidence" else getattr(narrowed if hasattr(narrowed, name) else question, name)
    lifted, loosened = _choosing(name, (), question, narrowed)
    counted = _counted(asked, name, lifted, loosened)
    first = sorted(counted, key=lambda value: (-counted[value], value)) if name != "confidence" else list(counted)
    if name == "place":  # a question finds a place by words of its name, so others too that have them
        counted |= _by_words(asked, lifted, loosened, first[:most])
    most = len(first) if name in _SHORT else most
    kept = first[:most] + [value for value in chosen if value not in first[:most]]
    for value in kept:
        if value not in counted or (name == "place" and value not in first[:most]):  # asked in other words: a sector, a part of a name
            counted[value] = sum(len(rows) for _, rows in asked.rows(*_choosing(name, (value,), lifted, loosened)))
    return Facet(name, tuple(Value(value, counted[value], value in chosen) for value in kept), max(0, len(first) - most))


def _choosing(name: str, values: tuple[str, ...], question: Question, narrowed: Facets) -> tuple[Question, Facets]:
    """What is asked when some values of a facet are chosen, and no others."""
    given: dict[str, Any] = {"least": float(values[0]) if values else 0.0} if name == "confidence" else {name: values}
    return (question, replace(narrowed, **given)) if hasattr(narrowed, name) else (replace(question, **given), narrowed)


def _counted(asked: _Asked, name: str, question: Question, narrowed: Facets) -> dict[str, int]:
    if name in ("who", "whom"):
        return _parties(asked, name, question, narrowed)
    found = asked.rows(question, narrowed)
    if name == "says":
        return _countries(asked.view, summed(found, _listed("says_codes"), len(asked.names.codes)))
    if name == "source":
        return _named(asked.names.sources, summed(found, _listed("publishers"), len(asked.names.sources)))
    if name in _COLUMNS:
        names: Names = getattr(asked.names, _COLUMNS[name])
        return _named(names, summed(found, _single(name), len(names)))
    if name == "confidence":
        levels = [sum(int((part.segment["confidence"][rows] >= least).sum()) for part, rows in found) for least in LEASTS]
        return {str(least): count for least, count in zip(LEASTS, levels, strict=True)}
    return _places(asked.view, found, 1 if name == "country" else 0)


def _parties(asked: _Asked, name: str, question: Question, narrowed: Facets) -> dict[str, int]:
    """Events by country of a side; where sides may stand the other way round, of either, each event once."""
    own, other = ("actor_codes", "recipient_codes") if name == "who" else ("recipient_codes", "actor_codes")
    size = len(asked.names.codes)
    if not question.either:
        return _countries(asked.view, summed(asked.rows(question, narrowed), _listed(own), size))
    forth: list[Found] = []
    back: list[Found] = []
    both: list[Found] = []
    for matcher in asked.view.matchers():
        one = matcher.matching(replace(question, either=False), narrowed)
        turned = matcher.matching(replace(question, who=question.whom, whom=question.who, either=False), narrowed)
        for kept, mask in ((forth, one), (back, turned), (both, one & turned)):
            kept.append((matcher.part, np.flatnonzero(mask)))
    counts = summed(forth, _listed(own), size) + summed(back, _listed(other), size) - summed(both, _listed("both_codes"), size)
    return _countries(asked.view, counts)


def _countries(view: View, counts: Ints) -> dict[str, int]:
    """Counts by code, of those that stand in a country's place."""
    return {code: count for code, count in _named(view.names.codes, counts).items() if view.names.parties.has_country(code)}


def _places(view: View, found: Sequence[Found], part: int) -> dict[str, int]:
    """Events by name (0) or country (1) of their place."""
    given: Counter[str] = Counter()
    for place, count in _named(view.names.places, summed(found, _single("place"), len(view.names.places))).items():
        if value := parted(place)[part]:
            given[value] += count
    return dict(given)


def _by_words(asked: _Asked, question: Question, narrowed: Facets, values: Iterable[str]) -> dict[str, int]:
    counts = summed(asked.rows(question, narrowed), _single("place"), len(asked.names.places))
    return {value: int(counts[np.flatnonzero(asked.names.places.wanted([value]))].sum()) for value in values}


def places(view: View, question: Question, narrowed: Facets, most: int) -> Places:
    """Where the events are that a question asks for."""
    size, found = len(view.names.places), view.rows(question, narrowed)
    counts, scores = (summed(found, count("place"), size) for count in (_single, _scored))
    anywhere = counts
    if question.place or narrowed.country:
        anywhere = summed(view.rows(replace(question, place=()), replace(narrowed, country=())), _single("place"), size)
    dots, countries, only = [], Counter[str](), Counter[str]()
    sums: dict[str, float] = defaultdict(float)
    for code in np.flatnonzero(counts).tolist():
        spot, events, score = view.spot(code), int(counts[code]), float(scores[code])
        if spot.latitude is not None:
            dots.append(Dot(spot.text, spot.country, spot.latitude, spot.longitude, spot.precision, events, round(score, 3)))
        elif spot.country:
            only[spot.country] += events
            sums[spot.country] += score
        if spot.country:
            countries[spot.country] += events
    dots += [Dot("", country, None, None, "country", events, round(sums[country], 3)) for country, events in only.items()]
    dots.sort(key=lambda dot: (-dot.events, dot.place, dot.country, dot.latitude or 0.0, dot.longitude or 0.0))
    known, total = sum(dot.events for dot in dots), sum(len(rows) for _, rows in found)
    first = [replace(dot, asked=_asked_for(view, dot, anywhere) if dot.place else countries[dot.country]) for dot in dots[:_ASKED]]
    return Places((*first, *dots[_ASKED:])[:most], values(countries), only.total(), total - known, total)


def _asked_for(view: View, dot: Dot, counts: Ints) -> int:
    """The events that a question for a dot's place and country finds, of counts by place."""
    names = view.names.places
    of = names.wanted(Question(place=(dot.place,)).place)
    return int(counts[of & names.within([dot.country]) if dot.country else of].sum())


def types(view: View, found: Sequence[Found]) -> tuple[Value, ...]:
    """Events by type."""
    return values(_named(view.names.types, summed(found, _single("type"), len(view.names.types))))


def partners(view: View, code: str, done: Sequence[Found], received: Sequence[Found], most: int) -> tuple[Partner, ...]:
    """Countries that an actor deals with: those that receive what it does, and those that do what it receives."""
    size, table = len(view.names.codes), defaultdict[str, list[float]](lambda: [0, 0, 0.0])
    for way, found, side in ((0, done, "recipient_codes"), (1, received, "actor_codes")):
        scores = summed(found, _scored(side), size)
        for other, count in _countries(view, summed(found, _listed(side), size)).items():
            own = table[other]
            own[way] += count
            own[2] += float(scores[view.names.codes.code(other)])
    table.pop(code, None)
    first = sorted(table, key=lambda other: (-table[other][0] - table[other][1], other))[:most]
    return tuple(Partner(other, int(table[other][0]), int(table[other][1]), round(table[other][2], 3)) for other in first)


def values(counted: dict[str, int]) -> tuple[Value, ...]:
    """Values by count, most first."""
    return tuple(Value(value, count) for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _named(names: Names, counts: Ints) -> dict[str, int]:
    return {names[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}


def _single(column: str) -> Callable[[Segment, Ints], Any]:
    """A count of rows by code of a column."""

    def count(segment: Segment, rows: Ints) -> Any:
        codes = segment[column][rows]
        return np.bincount(codes[codes >= 0], minlength=1)

    return count


def _listed(column: str) -> Callable[[Segment, Ints], Any]:
    """A count of rows by code of a column of lists."""
    return lambda segment, rows: np.bincount(segment.lists[column].within(rows), minlength=1)


def _scored(column: str) -> Callable[[Segment, Ints], Any]:
    """A sum of scores by code of a column."""

    def total(segment: Segment, rows: Ints) -> Any:
        scores = np.nan_to_num(segment["score"][rows])
        if column in segment.lists:
            own = segment.lists[column]
            return np.bincount(own.within(rows), np.repeat(scores, own.lengths(rows)), 1)
        codes = segment[column][rows]
        return np.bincount(codes[codes >= 0], scores[codes >= 0], 1)

    return total
