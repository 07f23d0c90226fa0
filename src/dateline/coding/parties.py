"""Which parties are the same, and which stand on one side."""

from __future__ import annotations

from dateline.model import Party


def side(party: Party) -> str:
    """The side that a party is on: its country, else the party itself."""
    return party.country or party.key


def identity(party: Party) -> str:
    """Who a party is: its entity, else its words; two groups of one country and sector ("rival militias") are not the same."""
    return party.entity if party.entity not in ("", "person") else party.text.casefold()


# Sectors that act for a state. Parties, armed groups, companies and citizens of one country may stand on different sides of a quarrel.
STATE_SECTORS = frozenset({"", "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})


def camp(party: Party) -> str:
    """The camp that a party belongs to within its country: the state with all that acts for it, or a group of its own."""
    return (
        party.country
        if party.country and party.sector in STATE_SECTORS
        else f"{party.country}:{party.sector}"
        if party.country
        else party.key
    )
