"""Which of its namesakes each toponym of a report means: the reading of all names together that hangs together best.

A name has one sense in a report, save where a qualifier says otherwise ("Portland, Maine"). Each sense starts with what its population
and kind make it worth, and gains by every other name of the report that has a likely sense near it, in the same division, or holding
it. The likelihoods are reckoned anew a few times, so that sure names settle the doubtful ones: Henderson County lies in five states,
Athens in twelve, both together in Texas.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.grounding.where.candidates import Candidate, contains
from dateline.grounding.where.gazetteer import Toponym, key

_MOST_SENSES = 16
_ROUNDS = 4
_EARTH = 6371.0
_WATERS = frozenset({"sea", "strait"})
_LOCAL = frozenset({"civic capital", "before a dash", "unit", "capitals"})


@dataclass(slots=True)
class Name:
    """A name of the report with all its mentions of one sense.

    Attributes:
        senses: what it may mean.
        mentions: indices of the candidates.
        weight: how surely it names a place at all, 0 to 1.
        likely: the senses' probabilities.
        support: what the other names of the report add to the best sense.
    """

    senses: tuple[Toponym, ...]
    mentions: list[int] = field(default_factory=list)
    weight: float = 0.0
    likely: tuple[float, ...] = ()
    support: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one candidate was read as: the place, its probability among its namesakes, and the report's support for it."""

    place: Toponym
    likely: float
    support: float


def resolve(candidates: Sequence[Candidate], home: str, weights: Mapping[str, float]) -> list[Reading]:
    """A reading for each candidate, in order.

    Args:
        home: ISO3 of the dateline's country; empty where unknown.
        weights: the lexicon's table ``[senses]``.
    """
    names = _names(candidates)
    if not names:
        return []
    for name in names:
        name.weight = max(1 / (1 + math.exp(-candidates[m].cue)) for m in name.mentions)
    _weigh(names, candidates, home, weights)
    found: dict[int, Reading] = {}
    for name in names:
        best = max(range(len(name.senses)), key=lambda i: (name.likely[i], -i))
        for mention in name.mentions:
            found[mention] = Reading(name.senses[best], name.likely[best], name.support[best])
    return [found[n] for n in range(len(candidates))]


# ------------------------------------------------------------------ names


def _names(candidates: Sequence[Candidate]) -> list[Name]:
    """Candidates by name and qualifier; an unqualified one goes with its only qualified namesake."""
    qualified: dict[str, dict[str, tuple[Toponym, ...]]] = {}
    for candidate in candidates:
        if candidate.within:
            inside = _inside(candidate, candidate.within)
            if inside:
                qualified.setdefault(_root(candidate), {})[key(candidate.within.name)] = inside
    found: dict[tuple[str, str], Name] = {}
    for n, candidate in enumerate(candidates):
        root = _root(candidate)
        known = qualified.get(root, {})
        qualifier = key(candidate.within.name) if candidate.within else ""
        if qualifier not in known:
            qualifier = next(iter(known)) if len(known) == 1 and not candidate.demonym else ""
        senses = known.get(qualifier) or candidate.senses
        name = found.setdefault((root, qualifier), Name(senses))
        if len(senses) < len(name.senses):
            name.senses = senses
        name.mentions.append(n)
    return list(found.values())


def _root(candidate: Candidate) -> str:
    """Mentions with one root are one name; a demonym is a name apart."""
    if candidate.demonym:
        return f"{key(candidate.name)} people"
    return f"{key(candidate.name)} county" if "counties" in candidate.features else key(candidate.name)


def _inside(candidate: Candidate, region: Candidate) -> tuple[Toponym, ...]:
    holders = [r for r in region.senses if r.kind in ("country", "admin1", "admin2")]
    return tuple(s for s in candidate.senses if any(contains(r, s) for r in holders))


# ------------------------------------------------------------------ likelihoods


def _weigh(names: Sequence[Name], candidates: Sequence[Candidate], home: str, weights: Mapping[str, float]) -> None:
    named = {s.admin1_code + s.country for n in names for s in n.senses[:1] if s.kind == "admin1"}
    for name in names:
        name.senses = _preselect(name.senses, named)
    senses = [sense for name in names for sense in name.senses]
    sizes = [len(name.senses) for name in names]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(names)), sizes)
    prior = np.array([_prior(s, candidates[names[o].mentions[0]], home, weights) for s, o in zip(senses, owner.tolist(), strict=True)])
    close = _closeness(senses, weights)
    close[owner[:, None] == owner[None, :]] = 0.0
    trust = np.array([n.weight * (weights["demonym"] if candidates[n.mentions[0]].demonym else 1.0) for n in names])
    likely = _softmax(prior, owner, starts)
    support = np.zeros(len(senses))
    for _ in range(_ROUNDS):
        best = np.maximum.reduceat(close * likely[None, :], starts, axis=1)
        support = best @ trust
        likely = _softmax(prior + weights["support"] * np.minimum(support, weights["enough"]), owner, starts)
    for n, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        names[n].likely = tuple(likely[start : start + size].tolist())
        names[n].support = tuple(support[start : start + size].tolist())


def _preselect(senses: tuple[Toponym, ...], named: set[str]) -> tuple[Toponym, ...]:
    """The most prominent namesakes, those in divisions that the report names first."""
    if len(senses) <= _MOST_SENSES:
        return senses
    here = [s for s in senses if s.admin1_code + s.country in named]
    return (*here, *(s for s in senses if s not in here))[:_MOST_SENSES]


def _prior(sense: Toponym, mention: Candidate, home: str, weights: Mapping[str, float]) -> float:
    """What a sense is worth before the report's other names are asked."""
    known = sense.kind in _WATERS or sense.source != "GeoNames"
    worth = weights["known"] if known else weights["people"] * math.log10(max(sense.population, 0) + 100) + weights.get(sense.kind, 0.0)
    written = key(mention.name)
    if key(sense.name) not in (written, f"{written} city"):
        county = sense.kind == "admin2" and key(sense.name).startswith(written)
        worth += weights["bare county" if county else "alias"]
    if sense.kind in ("country", "capital") and mention.features & _LOCAL:
        worth += weights["local country"]
    worth += weights.get(sense.country, 0.0)
    if sense.kind == "admin1" and any(_is_seat(other, sense) for other in mention.senses):
        worth += weights["seat"]
    if home and sense.country == home:
        worth += weights["home"]
    if "unit" in mention.features and sense.kind == "admin2":
        worth += weights["unit"]
    return worth


def _is_seat(city: Toponym, division: Toponym) -> bool:
    """Whether a city gives its name to the division and is a good part of it: "Homs" is the city."""
    same = city.kind in ("city", "capital") and city.country == division.country and city.admin1_code == division.admin1_code
    return same and 8 * city.population > division.population


def _softmax(logits: NDArray[np.float64], owner: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    shifted = np.exp(logits - np.maximum.reduceat(logits, starts)[owner])
    result: NDArray[np.float64] = shifted / np.add.reduceat(shifted, starts)[owner]
    return result


def _closeness(senses: Sequence[Toponym], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """For each pair of senses how much the second, if meant, speaks for the first."""
    latitude = np.radians([s.latitude for s in senses])
    longitude = np.radians([s.longitude for s in senses])
    points = np.stack((np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)), axis=1)
    distance = _EARTH * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    countries = {c: n for n, c in enumerate(dict.fromkeys(s.country for s in senses))}
    country = np.array([countries[s.country] for s in senses])
    divisions = {c: n for n, c in enumerate(dict.fromkeys((s.country, s.admin1_code) for s in senses))}
    division = np.array([divisions[s.country, s.admin1_code] for s in senses])
    kinds = np.array([s.kind for s in senses])
    known = np.array([bool(s.country) for s in senses])
    divided = np.array([bool(s.admin1_code) for s in senses])
    same_country = (country[:, None] == country[None, :]) & known[:, None]
    same_division = same_country & (division[:, None] == division[None, :]) & divided[:, None]
    local = ~np.isin(kinds, ("country", "continent", "admin1", "region", "sea"))
    close = np.where(local[:, None] & local[None, :], np.exp(-distance / weights["reach"]), 0.0) * weights["near"]
    close += np.where(same_division, weights["division"], 0.0)
    close += np.where(same_country, weights["country held"], 0.0)
    close += np.where(same_division & (kinds == "admin1")[None, :], weights["in division"], 0.0)
    close += np.where(same_country & (kinds == "country")[None, :], weights["in country"], 0.0)
    result: NDArray[np.float64] = close
    return result
