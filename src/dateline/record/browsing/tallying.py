"""Facets, places and partners of what is found: counted by code over the columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from dateline.record.asking import Facets, Question
from dateline.record.browsing.answers import Dot, Facet, Partner, Value
from dateline.record.browsing.answers import Places as Answer
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.conditions import among
from dateline.record.browsing.counting import AtLeast, Found, Listed, Single, grouped, scored, summed
from dateline.record.browsing.names import Names, Places
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
    names, counts = _counted(asked, name, lifted, loosened)
    first = list(names.texts) if name == "confidence" else first_of(names, counts, len(counts) if name in _SHORT else most)
    codes = {value: code for value in (*first, *chosen) if (code := names.find(value)) is not None and code < len(counts)}
    counted = {value: int(counts[code]) for value, code in codes.items()}
    if name == "place":  # a question finds a place by words of its name, so others too that have them
        counted = _by_words(asked, lifted, loosened, first)
    for value in chosen:
        if not counted.get(value):  # asked in other words: a sector, a part of a name
            counted[value] = sum(len(rows) for _, rows in asked.rows(*_choosing(name, (value,), lifted, loosened)))
    kept = first + [value for value in chosen if value not in first]
    more = int(np.count_nonzero(counts)) - len(first) if name != "confidence" else 0
    return Facet(name, tuple(Value(value, counted[value], value in chosen) for value in kept), max(0, more))


def _choosing(name: str, values: tuple[str, ...], question: Question, narrowed: Facets) -> tuple[Question, Facets]:
    """What is asked when some values of a facet are chosen, and no others."""
    given: dict[str, Any] = {"least": float(values[0]) if values else 0.0} if name == "confidence" else {name: values}
    return (question, replace(narrowed, **given)) if hasattr(narrowed, name) else (replace(question, **given), narrowed)


def _counted(asked: _Asked, name: str, question: Question, narrowed: Facets) -> tuple[Names, Ints]:
    """The values of a facet, and how many events there are of each, by its code."""
    names = asked.names
    if name in ("who", "whom"):
        return names.codes, _parties(asked, name, question, narrowed)
    found = asked.rows(question, narrowed)
    match name:
        case "says":
            return names.codes, _countries(asked.view, summed(found, Listed("says_codes"), len(names.codes)))
        case "source":
            return names.sources, summed(found, Listed("publishers"), len(names.sources))
        case "confidence":
            return Names(map(str, LEASTS)), summed(found, AtLeast("confidence", LEASTS), len(LEASTS))
        case "country":
            return names.places.countries, grouped(_at_places(asked, found), names.places.country_of.numbers, len(names.places.countries))
        case "place":
            return names.places.names, grouped(_at_places(asked, found), names.places.name_of.numbers, len(names.places.names))
    named: Names = getattr(names, _COLUMNS[name])
    return named, summed(found, Single(name), len(named))


def _parties(asked: _Asked, name: str, question: Question, narrowed: Facets) -> Ints:
    """Events by country of a side; where sides may stand the other way round, of either, each event once."""
    own, other = ("actor_codes", "recipient_codes") if name == "who" else ("recipient_codes", "actor_codes")
    size = len(asked.names.codes)
    if not question.either:
        return _countries(asked.view, summed(asked.rows(question, narrowed), Listed(own), size))
    forth: list[Found] = []
    back: list[Found] = []
    both: list[Found] = []
    for matcher in asked.view.matchers():
        one = matcher.matching(replace(question, either=False), narrowed)
        turned = matcher.matching(replace(question, who=question.whom, whom=question.who, either=False), narrowed)
        for kept, rows in ((forth, one), (back, turned), (both, among(one, turned, len(matcher.part.segment)))):
            kept.append((matcher.part, rows))
    counts = summed(forth, Listed(own), size) + summed(back, Listed(other), size) - summed(both, Listed("both_codes"), size)
    return _countries(asked.view, counts)


def _countries(view: View, counts: Ints) -> Ints:
    """Counts by code, of those that stand in a country's place."""
    names, given = view.names, counts.copy()
    others = [code for code in np.flatnonzero(counts).tolist() if not names.parties.has_country(names.codes[code])]
    given[others] = 0
    return given


def _at_places(asked: _Asked, found: Sequence[Found]) -> Ints:
    return summed(found, Single("place"), len(asked.names.places))


def _by_words(asked: _Asked, question: Question, narrowed: Facets, values: Iterable[str]) -> dict[str, int]:
    """Events by what a question for a place finds."""
    counts = _at_places(asked, asked.rows(question, narrowed))
    return {value: _called(asked.names.places, counts, value) for value in values}


def _called(places: Places, counts: Ints, name: str, country: str = "") -> int:
    return sum(int(counts[code]) for code in places.called(name, country) if code < len(counts))


def places(view: View, question: Question, narrowed: Facets, most: int) -> Answer:
    """Where the events are that a question asks for."""
    names, found = view.names.places, view.rows(question, narrowed)
    counts, scores = summed(found, Single("place"), len(names)), scored(found, "place", len(names))
    anywhere = counts
    if question.place or narrowed.country:
        anywhere = summed(view.rows(replace(question, place=()), replace(narrowed, country=())), Single("place"), len(names))
    size, known = len(names.countries), min(len(counts), len(names.located.numbers))  # names may come meanwhile
    counts, scores, of, located = counts[:known], scores[:known], names.country_of.numbers[:known], names.located.numbers[:known] == 1
    by_country = grouped(counts, of, size)
    loose = np.where(located, -1, of)  # of places that are known to their country only
    only, sums = grouped(counts, loose, size), grouped(scores, loose, size)
    codes = _frequent(np.where(located, counts, 0), most)
    at_dots = zip(map(view.spot, codes), counts[codes].tolist(), np.round(scores[codes], 3).tolist(), strict=True)
    dots = [Dot(at.text, at.country, at.latitude, at.longitude, at.precision, n, score) for at, n, score in at_dots]
    for code in np.flatnonzero(only).tolist():
        dots.append(Dot("", names.countries[code], None, None, "country", int(only[code]), round(float(sums[code]), 3)))
    dots.sort(key=lambda dot: (-dot.events, dot.place, dot.country, dot.latitude or 0.0, dot.longitude or 0.0))
    somewhere, total = int(counts[located].sum() + only.sum()), sum(len(rows) for _, rows in found)
    countries = _named(names.countries, by_country)
    for n, dot in enumerate(dots[:_ASKED]):
        asked = _called(names, anywhere, dot.place, dot.country) if dot.place else countries.get(dot.country, 0)
        dots[n] = dot._replace(asked=asked)
    return Answer(tuple(dots[:most]), values(countries), int(only.sum()), total - somewhere, total)


def first_of(names: Names, counts: Ints, most: int) -> list[str]:
    """Those that are counted most often, of equals the first by name."""
    counted = [(-int(counts[code]), names[code]) for code in _frequent(counts, most)]
    return [name for _, name in sorted(counted)[:most]]


def _frequent(counts: Ints, most: int) -> list[int]:
    """The codes that are counted most often; of the last equals all."""
    codes = np.flatnonzero(counts)
    if len(codes) > most:
        codes = codes[counts[codes] >= np.partition(counts[codes], -most)[-most]]
    frequent: list[int] = codes.tolist()
    return frequent


def types(view: View, found: Sequence[Found]) -> tuple[Value, ...]:
    """Events by type."""
    return values(_named(view.names.types, summed(found, Single("type"), len(view.names.types))))


def partners(view: View, code: str, done: Sequence[Found], received: Sequence[Found], most: int) -> tuple[Partner, ...]:
    """Countries that an actor deals with: those that receive what it does, and those that do what it receives."""
    size, table = len(view.names.codes), defaultdict[str, list[float]](lambda: [0, 0, 0.0])
    for way, found, side in ((0, done, "recipient_codes"), (1, received, "actor_codes")):
        scores = scored(found, side, size)
        for other, count in _named(view.names.codes, _countries(view, summed(found, Listed(side), size))).items():
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
