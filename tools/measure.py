"""How well predicted events agree with gold ones, in our own reading of the gold guide.

The gold beside the checkout has a scorer of its own (``make eval`` uses it there); this one measures ``tests/gold`` wherever the
project stands alone. An event is found when a prediction has its type and a trigger inside one of its tellings, one to one; a dyad is
a (type, actor, recipient) triple of a report, a party being its country, else its sector, else its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Record = Mapping[str, Any]


def measure(pairs: Iterable[tuple[Record, Record]]) -> dict[str, float]:
    """Figures over (gold, predicted) records: F1 of events and dyads, and how often the fields of found events are right."""
    return figures(sum((tally(gold, predicted) for gold, predicted in pairs), Counter()))


def tally(gold: Record, predicted: Record) -> Counter[str]:
    """What one report adds to the figures; tallies of several reports may be added up."""
    found = found_events(gold, predicted)
    ours, theirs = _dyads(predicted), _dyads(gold)
    counted = Counter(
        {
            "events hit": len(found),
            "events predicted": len(predicted["events"]),
            "events gold": len(gold["events"]),
            "dyads hit": (ours & theirs).total(),
            "dyads predicted": ours.total(),
            "dyads gold": theirs.total(),
        }
    )
    for one, other in found:
        for field, right in _agreement(one, other):
            counted.update({f"{field} of": 1, f"{field} right": int(right)})
    return counted


def figures(counted: Mapping[str, int]) -> dict[str, float]:
    """The figures of a tally."""
    found = {f"{what} f1": _f1(counted, what) for what in ("events", "dyads")}
    for name in sorted(n.removesuffix(" of") for n in counted if n.endswith(" of")):
        found[name] = round(counted[f"{name} right"] / counted[f"{name} of"], 3)
    return found


def _f1(counted: Mapping[str, int], what: str) -> float:
    return round(2 * counted[f"{what} hit"] / max(counted[f"{what} predicted"] + counted[f"{what} gold"], 1), 3)


def _party(party: Record) -> str:
    return party.get("country") or party.get("sector") or re.sub(r"\W+", " ", party.get("text", "").casefold()).strip()


def _side(parties: Iterable[Record] | None) -> frozenset[str]:
    return frozenset(map(_party, parties or ())) or frozenset({"nobody"})


def _dyads(record: Record) -> Counter[tuple[str, str, str]]:
    return Counter({(e["type"], a, r) for e in record["events"] for a in _side(e["actors"]) for r in _side(e["recipients"]) if a != r})


def found_events(gold: Record, predicted: Record) -> list[tuple[Record, Record]]:
    """Gold events with the prediction that tells of each, those with the same parties paired first."""
    text = gold["text"]
    candidates = []
    for g, wanted in enumerate(gold["events"]):
        tellings = [(text.find(quote), text.find(quote) + len(quote)) for quote in (wanted["quote"], *wanted.get("also", ()))]
        for p, event in enumerate(predicted["events"]):
            start, end = event["trigger_span"]
            if event["type"] == wanted["type"] and any(begin <= start and end <= stop for begin, stop in tellings):
                same = (_side(event["actors"]) == _side(wanted["actors"])) + (_side(event["recipients"]) == _side(wanted["recipients"]))
                candidates.append((-same, g, p))
    pairs, golds, predictions = [], set[int](), set[int]()
    for _, g, p in sorted(candidates):
        if g not in golds and p not in predictions:
            golds.add(g)
            predictions.add(p)
            pairs.append((gold["events"][g], predicted["events"][p]))
    return pairs


def _agreement(gold: Record, event: Record) -> Iterable[tuple[str, bool]]:
    """Each field that the gold settles, and whether the event has it right."""
    yield "actors", _side(gold["actors"]) == _side(event["actors"])
    yield "recipients", _side(gold["recipients"]) == _side(event["recipients"])
    yield "factuality", gold["factuality"] == event["factuality"]
    wanted, given = gold.get("attribution"), event.get("attribution")
    yield "attribution", _party(wanted) == _party(given) if wanted and given else not wanted and not given
    if gold.get("mode"):
        yield "mode", gold["mode"] == event["mode"]
    if gold.get("time"):
        ours = event.get("time")
        yield "time", bool(ours) and (ours["start"][:10], ours["end"][:10]) == (gold["time"]["start"], gold["time"]["end"])
