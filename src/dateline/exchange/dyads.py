"""Events by pairs of parties, as layouts with one actor and one recipient a row want them, and their numbers.

Every actor is paired with every recipient. An act without a recipient whose type is mutual (talks, joint undertakings: the codebook has all
sides as actors) is paired among its actors, in both directions, as CAMEO codes meetings. Other acts without a recipient are a row an actor.

Rows are numbered so that a number leads back to its event: ids of events are hashes of 48 bits, and the n-th pair adds n × 2^48. The first
32 pairs of an event so have numbers that a double holds exactly.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from dateline.exchange.events import Event, Party

MUTUAL = frozenset({"CONSULT", "COOPERATE"})
"""Types of which the codebook has all sides as actors where none visits, hosts or gives."""

_BITS = 48
_HASH = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Dyad:
    """An event as the act of one party on another.

    Attributes:
        nth: which pair of the event it is, from 0.
        actor, recipient: ``None`` where the reports name nobody.
    """

    event: Event
    nth: int
    actor: Party | None
    recipient: Party | None

    @property
    def number(self) -> int:
        """The row's number; :func:`event_of` leads back."""
        return row_number(number(self.event.id), self.nth)

    @property
    def name(self) -> str:
        """The row's name: that of the event for its first pair, with ``-2``, ``-3`` … for others."""
        return self.event.id if self.nth == 0 else f"{self.event.id}-{self.nth + 1}"


def dyads(event: Event) -> Iterator[Dyad]:
    """An event by pairs of its parties, always in the same order; at least one."""
    for nth, (actor, recipient) in enumerate(pairs(event.type, event.actors, event.recipients)):
        yield Dyad(event, nth, actor, recipient)


def pairs(type_: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> Iterator[tuple[Party | None, Party | None]]:
    """Who acts on whom in an act of a type."""
    if type_ in MUTUAL and not recipients and len(actors) > 1:
        yield from permutations(actors, 2)
    else:
        yield from product(actors or (None,), recipients or (None,))


def number(identifier: str) -> int:
    """An id of the record as a number of 48 bits: what its hexadecimal digits say; of an id that is no hash, the hash's.

    >>> number("0000000000ff")
    255
    """
    if not _HASH.fullmatch(identifier):
        identifier = hashlib.sha256(identifier.encode()).hexdigest()[:12]
    return int(identifier, 16)


def row_number(event: int, nth: int) -> int:
    """The number of an event's row for its nth pair; :func:`event_of` leads back."""
    return event + (nth << _BITS)


def event_of(row: int) -> str:
    """The id of the event that a row's number stands for.

    >>> event_of(255 + (3 << 48))
    '0000000000ff'
    """
    return f"{row & ((1 << _BITS) - 1):012x}"
