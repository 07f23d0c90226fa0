"""What parties are called in other layouts: the registry's name, the country's, CAMEO's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.exchange import crosswalks
from dateline.exchange.events import Party
from dateline.grounding.naming import registry

Naming = Callable[[Party], str]
"""Gives the name of a party."""


class Code(NamedTuple):
    """A party in CAMEO: country, known group, role, and second role of what is no country's."""

    country: str
    group: str
    role: str
    second: str = ""

    @property
    def whole(self) -> str:
        """The parts one after another: ``PRKMIL``, ``IGOUNOJUD``."""
        return f"{self.country}{self.role}{self.group}{self.second}"


def code(party: Party) -> Code:
    """A party's code in CAMEO.

    >>> code(Party("the army", "PRK", "MIL", "")).whole, code(Party("the United Nations", "UNO", "", "")).whole
    ('PRKMIL', 'IGOUNO')
    """
    role = crosswalks.sector(party.sector).cameo
    if body := crosswalks.body(party.country):
        return Code(body.country, body.group, body.role or role, role if body.role and role != body.role else "")
    return Code(crosswalks.country(party.country).cameo, "", role)


def registered(own: tuple[str, ...] = ()) -> Naming:
    """Names by the registry, and by the user's files beside it; of a party that neither has, the fullest name in the reports.

    Raises:
        DataError: if a file cannot be read.
    """
    known = registry.load(own)

    def name(party: Party) -> str:
        entity = known.identified(party.entity) if party.entity else None
        return entity.name if entity else party.text

    return name
