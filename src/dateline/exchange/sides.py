"""On which side of violence a party stands: a state's, an armed group's, or civilians'."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.exchange import crosswalks
from dateline.exchange.events import Party
from dateline.model import INTERNATIONAL


def side_of(parties: Sequence[Party]) -> str:
    """``state``, ``armed`` or ``civilian``, by the first party of whom it is known; empty where it is of none.

    >>> side_of([Party("the army", "PRK", "MIL", "")]), side_of([Party("villagers", "", "CVL", "")]), side_of([Party("it", "", "", "")])
    ('state', 'civilian', '')
    """
    return next(filter(None, map(_side, parties)), "")


def _side(party: Party) -> str:
    if party.sector:
        return crosswalks.sector(party.sector).side
    if party.country in ("IMG", "ISM"):
        return "armed"
    return "state" if party.country and party.country not in INTERNATIONAL else ""
