"""Words set off in a text: a text cut into pieces, each with what it is marked as. Pieces are plain text; templates escape them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dateline.display import label, when
from dateline.model import Span, TimeSpan

NAMES = {
    "claim": ("claim", "claims"),
    "trigger": ("act", "acts"),
    "actor": ("actor", "actors"),
    "recipient": ("recipient", "recipients"),
    "party": ("other party", "other parties"),
    "time": ("time", "times"),
    "place": ("place", "places"),
    "speaker": ("speaker", "speakers"),
}
"""What one and several of a layer are called."""
LAYERS = tuple(NAMES)
"""What words can be marked as; where several hold, a piece has all of them in this order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text, as ``[start, stop)`` in its characters.

    Attributes:
        layer: one of :data:`LAYERS`.
        tells: what they come to, as a person reads it.
        event: the event that they tell of, so that a page can lead there; empty for none.
        note: what is written behind them, such as a number; empty for nothing.
    """

    start: int
    stop: int
    layer: str
    tells: str
    event: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks; ``notes`` are of those that end with it."""

    text: str
    layers: tuple[str, ...] = ()
    tells: str = ""
    event: str = ""
    notes: tuple[str, ...] = ()


def pieces(text: str, marks: Iterable[Mark], start: int = 0, stop: int | None = None) -> list[Piece]:
    """The text from ``start`` to ``stop``, cut wherever a mark begins or ends; together the pieces are that text.

    >>> [(p.text, p.layers) for p in pieces("Japan condemned it", [Mark(0, 5, "actor", "Japan (JPN)"), Mark(6, 15, "trigger", "ACCUSE")])]
    [('Japan', ('actor',)), (' ', ()), ('condemned', ('trigger',)), (' it', ())]
    """
    end = len(text) if stop is None else min(stop, len(text))
    within = [m for m in marks if m.start < m.stop and m.start < end and m.stop > start]
    cuts = sorted({start, end, *(min(max(cut, start), end) for m in within for cut in (m.start, m.stop))})
    return [_piece(text, within, one, other) for one, other in pairwise(cuts)]


def _piece(text: str, marks: Sequence[Mark], start: int, stop: int) -> Piece:
    here = sorted((m for m in marks if m.start <= start and stop <= m.stop), key=lambda m: LAYERS.index(m.layer))
    return Piece(
        text[start:stop],
        tuple(dict.fromkeys(m.layer for m in here)),
        "; ".join(dict.fromkeys(m.tells for m in here if m.tells)),
        next((m.event for m in here if m.event), ""),
        tuple(m.note for m in here if m.note and m.stop == stop),
    )


def marks_of(mention: Mapping[str, Any], event: str = "") -> list[Mark]:
    """The act of a mention with its parties and speaker, at their words."""
    act = f"{mention['type']} {mention['mode'] or ''}".strip()
    found = [_at(mention["trigger"], "trigger", f"{act}, {mention['factuality']}{_day(mention)}{_place(mention)}", event)]
    for side in ("actor", "recipient"):
        found += [_at(party, side, f"{side}: {label(party)}") for party in mention[f"{side}s"]]
    if mention["attribution"]:
        found.append(_at(mention["attribution"], "speaker", f"says so: {label(mention['attribution'])}"))
    return found


def _at(place: Mapping[str, Any], layer: str, tells: str, event: str = "") -> Mark:
    return Mark(place["start"], place["stop"], layer, tells, event)


def _day(mention: Mapping[str, Any]) -> str:
    time = mention["time"]
    return f", {when(TimeSpan(time['from'], time['to'], '', Span(0, 0)))}" if time else ""


def _place(mention: Mapping[str, Any]) -> str:
    return f", {label(mention['place'])}" if mention["place"] else ""
