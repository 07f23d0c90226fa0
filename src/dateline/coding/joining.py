"""Tellings of one act in one report become one event mention, the others kept under ``also``.

Two mentions of a type are compared by what they share; a table (``data/models/joining.toml``) says how likely they tell of one act. It is
fitted on mentions of coded reports (``training/fit_joining.py``), and every weight has its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.coding.bearing import with_more
from dateline.coding.table import Table, shipped
from dateline.model import EventMention, Party, Step

TABLE = "joining"
_NEAR = 300  # characters between triggers
_DEFINITE = re.compile(r"(?:['’]s|\b(?:the|its|their|his|her|this|that|these|those))\s(?:\w+\s){0,2}$", re.IGNORECASE)
"""What a definite noun stands behind: an article or whose it is, and two words more at most."""
_STEM = 4  # letters that two words of one stem share: "bombed", "bombing"


def join_tellings(events: Sequence[EventMention], text: str) -> list[EventMention]:
    """Join the tellings of one act; the fullest keeps its words, and takes what only the others say.

    In text order, each joins the earlier act that it most likely tells again, if that is likely enough; a shadow joins the likeliest.
    """
    table, floor = shipped(TABLE)
    joined: list[EventMention] = []
    told, shadows = _parted(sorted(events, key=lambda e: e.trigger), text)
    for event in told:
        at, probability = _likeliest(table, joined, event, text)
        if at is not None and probability >= floor:
            joined[at] = _merge(joined[at], event, probability)
        else:
            joined.append(event)
    for shadow in shadows:
        at, probability = _likeliest(table, joined, shadow, text)
        if at is not None:
            joined[at] = _shadowed(joined[at], shadow, probability)
        else:  # one of two that are each other's
            joined.append(shadow)
    return joined


def _parted(events: Sequence[EventMention], text: str) -> tuple[list[EventMention], list[EventMention]]:
    """Mentions, and their shadows, which tell an act again that another mention of their type tells.

    A shadow counts nothing and names nobody of its own ("condemned the launch"), so that its parties would be guessed from other sentences;
    or it is a definite noun and names the doer alone ("condemned North Korea's launches").
    """
    led = [event for event in events if _names(event.actors, event)]
    shadows = [
        event
        for event in events
        if not (_names(event.recipients, event) or event.quantities)
        and any(_is_shadow(event, one, text) for one in led if one is not event)
    ]
    return [event for event in events if event not in shadows], shadows


def _is_shadow(event: EventMention, one: EventMention, text: str) -> bool:
    """Whether a mention that names no recipient and counts nothing may do no more than tell another again."""
    if one.type != event.type or one.mode != event.mode or _times(one, event) == "apart":
        return False
    if not _names(event.actors, event):
        return True
    same = _shared(one.actors, event.actors) == "same" and one.quote != event.quote and event.time is None
    return same and _DEFINITE.search(text[: event.trigger.start]) is not None


def _names(parties: Sequence[Party], event: EventMention) -> bool:
    """Whether any of some parties stands in the words that tell an event."""
    return any(party.span is not None and event.quote.covers(party.span) for party in parties)


def _likeliest(table: Table, among: Sequence[EventMention], event: EventMention, text: str) -> tuple[int | None, float]:
    """Which of some acts a mention most likely tells again, the first of those equally likely."""
    likely = [(table.probability(pair_features(one, event, text)), -n) for n, one in enumerate(among) if may_join(one, event)]
    probability, at = max(likely, default=(0.0, 1))
    return (None if at > 0 else -at), probability


def may_join(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions are compared at all."""
    return one.type == other.type


def pair_features(one: EventMention, other: EventMention, text: str) -> dict[str, float]:
    """What speaks for two mentions telling of one act (:data:`PAIR_FEATURES` says what each means)."""
    here = one.quote == other.quote
    actors, recipients = _shared(one.actors, other.actors), _shared(one.recipients, other.recipients)
    true = {
        f"type {one.type}",
        f"actors {actors}",
        f"recipients {recipients}",
        f"parties {actors}, {recipients}{', here' if here else ''}",
        f"time {_times(one, other)}",
        f"mode {_agreement(one.mode, other.mode)}",
        *(["here"] if here else []),
        *(["near"] if not here and abs(one.trigger.start - other.trigger.start) < _NEAR else []),
        *(["stem"] if _stem(one, text) == _stem(other, text) else []),
        *(["as real"] if one.factuality == other.factuality else []),
        *(["as cited"] if (one.attribution is None) == (other.attribution is None) else []),
    }
    sure = {"surer": max(one.confidence, other.confidence), "less sure": min(one.confidence, other.confidence)}
    return dict.fromkeys(sorted(true), 1.0) | sure


def _shared(ones: Sequence[Party], others: Sequence[Party]) -> str:
    """What two sides have in common, a state and its organs being one."""
    mine, theirs = {_name(p) for p in ones}, {_name(p) for p in others}
    if not mine or not theirs:
        return "nobody" if mine == theirs else "one side silent"
    return "same" if mine == theirs else "some" if mine & theirs else "others"


def _name(party: Party) -> str:
    return party.country or party.sector or party.text.casefold()


def _times(one: EventMention, other: EventMention) -> str:
    if one.time is None or other.time is None:
        return "unknown"
    if one.time.end < other.time.start or other.time.end < one.time.start:
        return "apart"
    return "same" if (one.time.start, one.time.end) == (other.time.start, other.time.end) else "overlapping"


def _agreement(one: str | None, other: str | None) -> str:
    return "open" if one is None or other is None else "same" if one == other else "other"


def _stem(event: EventMention, text: str) -> str:
    return event.trigger.of(text).split()[-1].casefold()[:_STEM]


def _merge(one: EventMention, other: EventMention, probability: float) -> EventMention:
    """The fuller telling with the other's quote under ``also``, and what only the other says."""
    full, less = (one, other) if _fullness(one) >= _fullness(other) else (other, one)
    also = {*full.also, *less.also, *([less.quote] if less.quote != full.quote else [])} - {full.quote}
    return replace(
        full,
        mode=full.mode or less.mode,
        actors=full.actors if len(full.actors) >= len(less.actors) else less.actors,
        recipients=full.recipients or less.recipients,
        attribution=full.attribution if full.attribution is None or less.attribution is not None else None,
        time=full.time or less.time,
        place=full.place or less.place,
        quantities=with_more(full.quantities, less.quantities),
        also=tuple(sorted(also)),
        retold=tuple(sorted({*full.retold, *less.retold, less.trigger})),
        confidence=max(full.confidence, less.confidence),
        reason=(*full.reason, _also_told(less, probability)),
    )


def _shadowed(one: EventMention, shadow: EventMention, probability: float) -> EventMention:
    """The act with another place that tells it, from which nothing else is taken."""
    return replace(
        one,
        also=tuple(sorted({*one.also, shadow.quote} - {one.quote})),
        retold=tuple(sorted({*one.retold, shadow.trigger})),
        reason=(*one.reason, _also_told(shadow, probability)),
    )


def _also_told(other: EventMention, probability: float) -> Step:
    return Step("joined", f"also told at {other.trigger.start}-{other.trigger.end}: {probability:.2f}")


def _fullness(event: EventMention) -> tuple[float, int]:
    filled = 2 * bool(event.recipients) + bool(event.time) + bool(event.place) + bool(event.mode) + 2 * event.confidence
    return filled, -event.trigger.start


PAIR_FEATURES: Mapping[str, str] = {
    "here": "one sentence tells both",
    "near": "two sentences tell them, less than 300 characters apart",
    "stem": "the triggers begin alike",
    "as real": "both are told as equally real",
    "as cited": "both or neither cite a speaker",
    "surer": "the confidence of the surer one",
    "less sure": "the confidence of the other",
    "actors …": "whether the actors are the same, some the same, others, or one mention has none",
    "recipients …": "the same of recipients",
    "parties …": "both together, and whether one sentence tells both",
    "time …": "whether their days are the same, overlap, lie apart, or are not known",
    "mode …": "whether their modes are the same, or one has none",
    "type …": "how usual retelling is for the type",
}
