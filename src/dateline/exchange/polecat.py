"""PLOVER events in the layout of POLECAT: 40 columns, tab-separated under a head line; a row for every pair of parties of an event.

By the codebook of POLECAT (Halterman et al. 2023, *PLOVER and POLECAT*, Harvard Dataverse). Types, modes, contexts, sectors and scores are
PLOVER's, as in the record.
"""

from __future__ import annotations

from typing import Any

from dateline import __version__
from dateline.coding import codebook
from dateline.exchange import crosswalks, places
from dateline.exchange.dyads import Dyad, dyads
from dateline.exchange.events import Party
from dateline.exchange.names import Naming
from dateline.exchange.separated import write_tabbed
from dateline.exchange.writing import Export


def write(export: Export) -> None:
    """Write the events file."""
    write_tabbed(export, "polecat", (_row(dyad, export.name) for event in export.events() for dyad in dyads(event)), header=True)


def _row(dyad: Dyad, name: Naming) -> dict[str, Any]:
    event, place = dyad.event, dyad.event.place
    where = places.parts(place)
    return {
        "Event ID": dyad.name,
        "Event Date": event.day,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.score,
        "Quad Code": codebook.load()[event.type].class_.upper(),
        "Contexts": ";".join(event.contexts),
        **_party("Actor", dyad.actor, name),
        **_party("Recipient", dyad.recipient, name),
        "Placename": place.text if place else None,
        "City": where.city,
        "District": where.district,
        "Province": where.province,
        "Country": where.country,
        "Latitude": where.latitude,
        "Longitude": where.longitude,
        "GeoNames ID": place.geonames if place and place.geonames.isdigit() else None,
        "Raw Placename": place.text if place else None,
        "Feature Type": crosswalks.kind(place.kind).feature if place else None,
        "Source": event.source,
        "Publication Date": event.first_told,
        "Language": "English",
        "Version": f"dateline-{__version__}",
    }


def _party(side: str, party: Party | None, name: Naming) -> dict[str, Any]:
    if party is None:
        return {}
    return {
        f"{side} Name": name(party),
        f"{side} Country": party.country,
        f"{side} COW": crosswalks.country(party.country).cow,
        f"Primary {side} Sector": party.sector,
        f"{side} Sectors": party.sector,
        f"{side} Name Raw": party.text,
    }
