"""What the mentions of one event say together: the values that most of them give, and what they disagree on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from dateline.coding import codebook
from dateline.record.publishing import outlet
from dateline.record.tellings import party_key

Row = Mapping[str, Any]


def first_of(mentions: Sequence[Row]) -> Row:
    """The telling that was published first; of one day, the one whose report and words come first by name."""
    return min(mentions, key=lambda m: (m["published"] is None, m["published"], m["report"], m["trigger"]["start"], m["mention"]))


def event_row(mentions: Sequence[Row]) -> dict[str, Any]:
    """The row of an event from the rows of its mentions, each joined with its report.

    A value is the one that has most weight, a mention weighing its confidence; the fullest words and the narrowest days among equals. Who
    and whom are of mentions that tell it the same way round, so that nobody does to himself what two sides say of each other.
    """
    told = sorted(mentions, key=lambda m: m["mention"])
    first = first_of(told)
    type_ = _most(told, lambda m: m["type"])
    mode = _most([m for m in told if m["type"] == type_ and m["mode"]], lambda m: m["mode"])
    days, one_way = _days(told), _one_way(told)
    return {
        "event": first["mention"],
        "type": type_,
        "mode": mode,
        "factuality": _most(told, lambda m: m["factuality"]),
        "from": days[0] if days else None,
        "to": days[1] if days else None,
        "actors": _side(one_way, "actors"),
        "recipients": _side(one_way, "recipients"),
        "place": _place(told),
        "quantities": _quantities(told),
        "contexts": sorted({context for m in told for context in m["contexts"]}),
        "score": codebook.load().score(str(type_), mode),
        "confidence": round(max(m["confidence"] for m in told), 3),
        "first_told": first["published"],
        "mentions": len(told),
        "sources": len(_sources(told)),
    }


def _sources(told: Sequence[Row]) -> set[str]:
    """The publishers that tell of it; all copies of one story count as its original's."""
    originals = {m["original"]: outlet(m) for m in told if m["original"] == m["report"]}
    return {originals.get(m["original"], str(m["original"])) for m in told}


def _most(told: Iterable[Row], value: Callable[[Row], Hashable]) -> Any:
    """The value with the most weight; ``None`` of nothing."""
    weight: dict[Hashable, float] = defaultdict(float)
    for mention in told:
        weight[value(mention)] += mention["confidence"]
    return max(weight, key=lambda v: (round(weight[v], 6), str(v)), default=None)


def _days(told: Sequence[Row]) -> tuple[Any, Any] | None:
    """The days that most give; of those as often given, the fewest."""
    weight: dict[tuple[Any, Any], float] = defaultdict(float)
    for mention in told:
        if mention["time"]:
            weight[mention["time"]["from"], mention["time"]["to"]] += mention["confidence"]
    return max(weight, key=lambda d: (round(weight[d], 6), -(d[1] - d[0]).days, str(d)), default=None)


Ways = tuple[frozenset[str], frozenset[str]]
"""Who acts and who suffers in a mention, by the keys of the parties."""


def _one_way(told: Sequence[Row]) -> list[Row]:
    """The mentions in which nobody suffers what he does in the others: those that agree with the way round that has most weight.

    Mentions that name both sides decide, where there are any.
    """
    way: dict[str, Ways] = {m["mention"]: _way(m) for m in told}
    weight: dict[Ways, float] = defaultdict(float)
    surest: dict[Ways, float] = defaultdict(float)
    for mention in [m for m in told if all(way[m["mention"]])] or told:
        weight[way[mention["mention"]]] += mention["confidence"]
        surest[way[mention["mention"]]] = max(surest[way[mention["mention"]]], mention["confidence"])

    def agreed(one: Ways) -> tuple[float, float, list[list[str]]]:
        return round(sum(weight[other] for other in weight if not _turned(one, other)), 6), surest[one], [sorted(side) for side in one]

    best = max(weight, key=agreed)
    return [mention for mention in told if not _turned(best, way[mention["mention"]])]


def _way(mention: Row) -> Ways:
    actors, recipients = (frozenset(party_key(party) for party in mention[side]) for side in ("actors", "recipients"))
    return actors, recipients


def _turned(one: Ways, other: Ways) -> bool:
    """Whether somebody who acts in the one suffers in the other, or the other way round."""
    (acts, suffers), (acts_too, suffers_too) = one, other
    return bool((acts & suffers_too) - acts_too or (suffers & acts_too) - suffers_too)


def _side(told: Sequence[Row], side: str) -> list[dict[str, Any]]:
    """The parties that at least half of those mentions name that name any, each by its fullest description."""
    naming = [m for m in told if m[side]]
    weight: Counter[str] = Counter()
    best: dict[str, Row] = {}
    for mention in naming:
        for party in {party_key(p): p for p in mention[side]}.values():
            key = party_key(party)
            weight[key] += 1
            if key not in best or _fullness(party) > _fullness(best[key]):
                best[key] = party
    kept = [key for key in weight if 2 * weight[key] >= len(naming)]
    return [{name: best[key][name] for name in ("text", "country", "sector", "entity")} for key in sorted(kept)]


def _fullness(party: Row) -> tuple[bool, bool, int, str]:
    return bool(party["entity"]), bool(party["sector"]), len(party["text"]), party["text"]


def _place(told: Sequence[Row]) -> dict[str, Any] | None:
    """The place that most name, exact ones before wide ones."""
    exact = {"site": 4, "city": 3, "admin2": 2, "admin1": 1}
    weight: dict[tuple[str, str], float] = defaultdict(float)
    by: dict[tuple[str, str], dict[str, Any]] = {}
    for mention in told:
        place = mention["place"]
        if place:
            key = (place["country"], place["geonames"] or place["text"])
            weight[key] += mention["confidence"]
            by.setdefault(key, place)
    best = max(weight, key=lambda k: (exact.get(by[k]["precision"], 0), round(weight[k], 6), k), default=None)
    return by[best] if best else None


def _quantities(told: Sequence[Row]) -> list[dict[str, Any]]:
    """Each kind of number with the least and most that is told, and what was told last as the best."""
    found = []
    for kind, unit in sorted({(q["kind"], q["unit"]) for m in told for q in m["quantities"]}):
        same = [(m["published"], m["mention"], q) for m in told for q in m["quantities"] if (q["kind"], q["unit"]) == (kind, unit)]
        last = max(same, key=lambda s: (s[0] is not None, s[0], s[1]))[2]
        lows = [q["best"] if q["low"] is None else q["low"] for *_, q in same]
        highs = [q["best"] if q["high"] is None else q["high"] for *_, q in same]
        found.append({"kind": kind, "low": min(lows), "best": last["best"], "high": max(highs), "unit": unit})
    return found
