"""Whether an event is one of those that a claim counts, by all that narrows the series: kinds, names, outcomes, places, words.

An answer is yes, no, or not told. An event that a report calls a missile launch may have been that of an ICBM; one that a list names as
another missile was not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.coding import kinds
from dateline.coding.kinds import split
from dateline.record.series import Candidate
from dateline.record.stating import Side, Statement

_NOTHING = frozenset({"", "unknown", "na", "n/a", "none", "null", "nan", "-", "?"})
_IDLE = frozenset({"test", "launch", "firing", "type", "of", "the", "a", "an", "and"})


@dataclass(frozen=True)
class Terms:
    """What narrows a series.

    Attributes:
        kinds, systems, outcomes: as :mod:`~dateline.coding.kinds` knows them.
        others: words that it does not know, a group a term.
    """

    kinds: frozenset[str]
    systems: frozenset[str]
    outcomes: frozenset[str]
    others: tuple[tuple[str, ...], ...]

    @cached_property
    def all_kinds(self) -> frozenset[str]:
        """The kinds that are named, and those of the systems."""
        known = kinds.load()
        return self.kinds.union(*(known.systems[name] for name in self.systems))


def terms_of(phrases: Sequence[str]) -> Terms:
    """What phrases name.

    >>> terms = terms_of(["failed icbm", "hwasong-15", "northern"])
    >>> terms.kinds, terms.systems
    (frozenset({'intercontinental ballistic missile'}), frozenset({'Hwasong-15'}))
    >>> terms.outcomes, terms.others
    (frozenset({'failure'}), (('northern',),))
    """
    known = kinds.load()
    named_kinds, systems, outcomes = set[str](), set[str](), set[str]()
    others = []
    for phrase in phrases:
        found, names, left = known.named(phrase)
        named_kinds |= found
        systems |= names
        outcomes |= {known.outcomes[word] for word in left if word in known.outcomes}
        rest = tuple(word for word in left if word not in known.outcomes and word not in _IDLE)
        if rest:
            others.append(rest)
    return Terms(frozenset(named_kinds), frozenset(systems), frozenset(outcomes), tuple(others))


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an event is of a series; ``None`` where that is not told; and why it is not, or may not be."""

    answer: bool | None
    why: str = ""


class Fitting:
    """Tells of events whether they are of one series."""

    def __init__(self, statement: Statement, vocabulary: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """``vocabulary`` gives what lists say of such events, by column: it tells which columns speak of what."""
        self.terms = terms_of(statement.terms)
        self._statement, self._known = statement, kinds.load()
        said = vocabulary() if self.terms.others else ()
        self._columns = {words: list(dict.fromkeys(c for c, value in said if _says(c, value, words))) for words in self.terms.others}
        self._known_fits: dict[tuple[object, ...], Fit] = {}

    @property
    def unheard(self) -> list[str]:
        """Words that narrow the series and that no event of the record tells anything of."""
        return [" ".join(words) for words, columns in self._columns.items() if not columns]

    def of(self, candidate: Candidate) -> Fit:
        """Whether an event is of the series; of several of which the same is told it is asked once."""
        key = (
            candidate.list, candidate.note or candidate.words, candidate.days and candidate.days[1].year, candidate.settled,
            str(candidate.place), str(candidate.recipients), *candidate.details.items(), *_units(candidate),
        )  # fmt: skip
        if key not in self._known_fits:
            self._known_fits[key] = self._fit(candidate)
        return self._known_fits[key]

    def _fit(self, candidate: Candidate) -> Fit:
        evidence = _Evidence(candidate)
        fits = [Fit(True)] if candidate.settled else [Fit(None, "its kind is not told")]
        fits += [self._kind(kind, evidence) for kind in sorted(self.terms.kinds)]
        fits += [self._system(name, evidence) for name in sorted(self.terms.systems)]
        fits += [self._outcome(outcome, evidence) for outcome in sorted(self.terms.outcomes)]
        fits += [self._other(words, candidate) for words in self.terms.others]
        fits += [_at(self._statement.place, candidate)] if self._statement.place else []
        fits += [_on(self._statement.recipients, candidate)] if self._statement.recipients else []
        no = next((fit for fit in fits if fit.answer is False), None)
        return no or next((fit for fit in fits if fit.answer is None), Fit(True))

    def _kind(self, kind: str, evidence: _Evidence) -> Fit:
        told = self._known.above(evidence.kinds)
        if kind in told:
            return Fit(True)
        if self._known.are_disputed(evidence.kinds, kind):
            return Fit(None, f"some count {_article(evidence.called)} {evidence.called} as {_article(kind)} {kind}")
        if self._known.are_apart(evidence.kinds, [kind]) or evidence.systems:
            return Fit(False, evidence.called)
        if evidence.spoken and self._known.are_apart(evidence.spoken, [kind]):
            return Fit(False, f"its words speak of a {', '.join(sorted(evidence.spoken))}")
        return Fit(None, f"nothing tells whether it was {_article(kind)} {kind}")

    def _system(self, name: str, evidence: _Evidence) -> Fit:
        if name in evidence.systems:
            return Fit(True)
        own = self._known.systems[name]
        if evidence.systems or self._known.are_apart(evidence.kinds, own):
            return Fit(False, evidence.called)
        if evidence.spoken and self._known.are_apart(evidence.spoken, own):
            return Fit(False, f"its words speak of a {', '.join(sorted(evidence.spoken))}")
        if evidence.year is not None and evidence.year < self._known.since.get(name, 0):
            return Fit(False, f"{name} was not there before {self._known.since[name]}")
        return Fit(None, f"nothing tells whether it was {_article(name)} {name}")

    def _outcome(self, outcome: str, evidence: _Evidence) -> Fit:
        if outcome in evidence.outcomes:
            return Fit(True)
        return Fit(False, "its outcome") if evidence.outcomes else Fit(None, "how it went is not told")

    def _other(self, words: tuple[str, ...], candidate: Candidate) -> Fit:
        if set(words) <= set(split(candidate.words)) and not candidate.list:
            return Fit(True)
        for column in self._columns[words]:
            value = _value(candidate, column)
            if _says(column, value, words):
                return Fit(True)
            if value.casefold() not in _NOTHING:
                return Fit(False, f"{column}: {value}")
        return Fit(None, f"nothing tells whether it was {' '.join(words)}")


class _Evidence:
    """What is told of the kind of weapon of one event, of its outcome, and its year."""

    def __init__(self, candidate: Candidate) -> None:
        known = kinds.load()
        told = [*candidate.details.values(), *_units(candidate)]
        told += [] if candidate.list else [candidate.words]
        self.kinds, self.systems, self.outcomes = set[str](), set[str](), set[str]()
        for text in told:
            found, names, left = known.named(text)
            outcomes = {known.outcomes[word] for word in left if word in known.outcomes}
            if candidate.list and len(left) > len(outcomes):
                continue  # "sea-of-japan" names no weapon, nor does a remark
            self.kinds |= found
            self.systems |= names
            self.outcomes |= outcomes
        self.kinds |= {kind for name in self.systems for kind in known.systems[name]}
        self.called = ", ".join(sorted(self.systems)) or ", ".join(sorted(self.kinds)) or "weapon"
        self.year = candidate.days[1].year if candidate.days else None
        self._note = candidate.note

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The range that a list's remark speaks of, where it names no weapon and speaks of no other kind."""
        known = kinds.load()
        found, _, _ = known.named(self._note) if not self.systems else (set(), set(), [])
        narrow = {kind for kind in found if len(known.wider[kind]) > 2}
        ranges = {kind for kind in narrow if kind in known.apart[0]}
        return frozenset(ranges) if len(ranges) == 1 and not {"space rocket", "cruise missile"} & found else frozenset()


def _units(candidate: Candidate) -> list[str]:
    return [str(q["unit"]) for q in candidate.quantities if q["kind"] == "weapons"]


def _value(candidate: Candidate, column: str) -> str:
    if column != "place":
        return candidate.details.get(column, "")
    return str(candidate.place["text"]) if candidate.place else ""


def _says(column: str, value: str, words: tuple[str, ...]) -> bool:
    """Whether a cell says what some words name; a place may be part of a longer name."""
    said = [word for word in split(value) if word not in _IDLE]
    return set(words) <= set(said) if column == "place" else bool(said) and said == list(words)


def _at(place: Mapping[str, object], candidate: Candidate) -> Fit:
    """Whether an event was where the claim says."""
    country = place["kind"] == "country" or place["precision"] == "country"
    if candidate.place is None:
        there = country and any(p["country"] == place["country"] for p in candidate.recipients)  # what is done to a country is done there
        return Fit(True) if there else Fit(None, "where it was is not told")
    elsewhere = Fit(False, f"it was in {candidate.place['text']}")
    if country:
        return Fit(True) if place["country"] == candidate.place["country"] else elsewhere
    if candidate.place["precision"] == "country":
        return Fit(None, "where exactly it was is not told") if place["country"] == candidate.place["country"] else elsewhere
    named = place["geonames"] and place["geonames"] == candidate.place["geonames"]
    return Fit(True) if named or set(split(str(place["text"]))) <= set(split(str(candidate.place["text"]))) else elsewhere


def _on(recipients: Sequence[Side], candidate: Candidate) -> Fit:
    """Whether an event was done to those whom the claim names."""
    if not candidate.recipients:
        return Fit(None, "to whom it was done is not told")
    wanted = {side.country or side.text.casefold() for side in recipients}
    found = {str(p["country"] or p["text"].casefold()) for p in candidate.recipients}
    return Fit(True) if wanted & found else Fit(False, "it was done to others")


def _article(noun: str) -> str:
    return "an" if noun[:1].casefold() in "aeiou" else "a"
