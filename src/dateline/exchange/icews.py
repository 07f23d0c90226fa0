"""CAMEO in the ICEWS layout: 20 columns, tab-separated under a head line; a row for every pair of parties of an event.

By the codebook of the *ICEWS Coded Event Data* (Boschee et al. 2015, Harvard Dataverse). A row is an event here, told by its first report;
ICEWS has a row for every sentence that tells it.
"""

from __future__ import annotations

from typing import Any

from dateline.exchange import crosswalks, places
from dateline.exchange.dyads import Dyad, dyads, number
from dateline.exchange.events import Party
from dateline.exchange.names import Naming
from dateline.exchange.separated import write_tabbed
from dateline.exchange.writing import Export


def write(export: Export) -> None:
    """Write the events file."""
    write_tabbed(export, "icews", (_row(dyad, export.name) for event in export.events() for dyad in dyads(event)), header=True)


def _row(dyad: Dyad, name: Naming) -> dict[str, Any]:
    event = dyad.event
    act, where = crosswalks.cameo(event.type, event.mode), places.parts(event.place)
    return {
        "Event ID": dyad.number,
        "Event Date": event.day,
        **_party("Source", dyad.actor, name),
        "Event Text": act.label,
        "CAMEO Code": act.code,
        "Intensity": act.goldstein,
        **_party("Target", dyad.recipient, name),
        "Story ID": number(event.report) if event.report else None,
        "Publisher": event.source,
        "City": where.city,
        "District": where.district,
        "Province": where.province,
        "Country": crosswalks.country(where.country).name,
        "Latitude": where.latitude,
        "Longitude": where.longitude,
    }


def _party(side: str, party: Party | None, name: Naming) -> dict[str, Any]:
    if party is None:
        return {}
    return {
        f"{side} Name": name(party),
        f"{side} Sectors": crosswalks.sector(party.sector).icews,
        f"{side} Country": crosswalks.country(party.country).name,
    }
