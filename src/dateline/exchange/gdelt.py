"""GDELT 2.0 events: 61 columns, tab-separated, without a head line; a row for every pair of parties of an event.

By *The GDELT Event Database Data Format Codebook V2.0* (2015). Acts are CAMEO's by the crosswalk, places have FIPS codes. What GDELT
measures and Dateline does not (tone, where actors are) is empty.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.exchange import crosswalks, places
from dateline.exchange.dyads import Dyad, dyads
from dateline.exchange.events import Party
from dateline.exchange.names import code
from dateline.exchange.separated import write_tabbed
from dateline.exchange.writing import Export
from dateline.grounding.where import gazetteer


def write(export: Export) -> None:
    """Write the events file."""
    write_tabbed(export, "gdelt", (_row(dyad) for event in export.events() for dyad in dyads(event)), header=False)


def _row(dyad: Dyad) -> dict[str, Any]:
    event = dyad.event
    act, where = crosswalks.cameo(event.type, event.mode), places.gdelt(event.place, gazetteer.load())
    return {
        "GLOBALEVENTID": dyad.number,
        **_days(event.day),
        **_party("Actor1", dyad.actor),
        **_party("Actor2", dyad.recipient),
        "IsRootEvent": event.lead,
        "EventCode": act.code,
        "EventBaseCode": act.base,
        "EventRootCode": act.root,
        "QuadClass": act.quad,
        "GoldsteinScale": act.goldstein,
        "NumMentions": event.mentions,
        "NumSources": event.sources,
        "NumArticles": event.reports,
        "ActionGeo_Type": where.type,
        "ActionGeo_FullName": where.name,
        "ActionGeo_CountryCode": where.country,
        "ActionGeo_ADM1Code": where.adm1,
        "ActionGeo_Lat": where.latitude,
        "ActionGeo_Long": where.longitude,
        "ActionGeo_FeatureID": where.feature,
        "DATEADDED": event.added,
        "SOURCEURL": event.url,
    }


def _days(day: date | None) -> dict[str, Any]:
    if day is None:
        return {}
    return {"SQLDATE": day, "MonthYear": f"{day:%Y%m}", "Year": day.year, "FractionDate": fraction(day)}


def fraction(day: date) -> float:
    """A day as a year and the part of it that has passed, months taken as 30 days, as GDELT's data have it.

    >>> fraction(date(2015, 2, 18))
    2015.1315
    """
    return round(day.year + (30 * (day.month - 1) + day.day) / 365, 4)


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    known = code(party)
    return {
        f"{side}Code": known.whole,
        f"{side}Name": party.text,
        f"{side}CountryCode": known.country,
        f"{side}KnownGroupCode": known.group,
        f"{side}Type1Code": known.role,
        f"{side}Type2Code": known.second,
    }
