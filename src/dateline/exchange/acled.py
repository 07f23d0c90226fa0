"""Conflict and protest in the columns of ACLED: CSV, 31 columns, a row an event. The vocabulary is ACLED's; none of its data is used.

By the *ACLED Codebook* (2024). Acts that ACLED does not collect (words, aid, talks …) are left out and counted. Where its event type
depends on whom violence was done to and the reports do not say, the type is left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from dateline.exchange import crosswalks
from dateline.exchange.dyads import number
from dateline.exchange.events import Event, Party
from dateline.exchange.places import parts
from dateline.exchange.separated import write_csv
from dateline.exchange.sides import side_of
from dateline.exchange.writing import Export

_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
_NEAR = {"city": 1, "site": 1, "admin2": 2, "admin1": 3, "country": 3, "region": 3}


def write(export: Export) -> None:
    """Write the events file."""
    write_csv(export, "acled", _rows(export))


def _rows(export: Export) -> Iterator[dict[str, Any]]:
    for event in export.events():
        category = crosswalks.category(event.type, event.mode, side_of(event.recipients))
        if category is None:
            export.leave_out("of a kind that ACLED does not collect")
        else:
            yield _row(event, category)


def _row(event: Event, category: crosswalks.Category) -> dict[str, Any]:
    sides = (event.recipients, event.actors) if category.turned else (event.actors, event.recipients)
    crowd, killed = event.quantity("crowd"), event.quantity("killed")
    first, second = _group(sides[0], event, category.event), _group(sides[1], event)
    against_civilians = category.disorder == "Political violence" and side_of(event.recipients) == "civilian"
    return {
        "event_id_cnty": f"{event.place.country if event.place else ''}{number(event.id)}",
        "event_date": event.day,
        "year": event.day.year if event.day else None,
        "time_precision": _time_precision(event),
        "disorder_type": category.disorder,
        "event_type": category.event,
        "sub_event_type": category.sub_event,
        **_party("1", sides[0], first),
        **_party("2", sides[1], second),
        "interaction": f"{first}-{second}" if first and second else f"{first or second} only" if first or second else None,
        "civilian_targeting": "Civilian targeting" if against_civilians else None,
        **_where(event),
        "source": event.source,
        "notes": event.words,
        "fatalities": killed.best if killed else None,
        "tags": f"crowd size={crowd.best:.0f}" if crowd else None,
        "timestamp": event.changed.replace(tzinfo=UTC).timestamp() if event.changed else None,
    }


def _where(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    country, where = crosswalks.country(place.country), parts(place)
    return {
        "iso": country.numeric,
        "region": country.acled,
        "country": country.name,
        "admin1": where.province,
        "admin2": where.district,
        "location": place.text,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _NEAR.get(place.precision),
    }


def _party(which: str, side: Sequence[Party], group: str) -> dict[str, Any]:
    if not side:
        return {}
    others = "; ".join(party.text for party in side[1:])
    return {f"actor{which}": side[0].text, f"assoc_actor_{which}": others, f"inter{which}": group}


def _group(side: Sequence[Party], event: Event, type_: str = "") -> str:
    """What the first party of a side is: a state's forces by whether they are at home, a crowd by the event ``type_`` that it makes."""
    if not side:
        return ""
    group = crosswalks.sector(side[0].sector).acled if side[0].country or side[0].sector else ""
    at_home = event.place is None or side[0].country in ("", event.place.country)
    if group == "State forces" and not at_home:
        return "External/Other forces"
    return _CROWDS.get(type_, group) if group == "Civilians" else group


def _time_precision(event: Event) -> int:
    if event.begins is None or event.ends is None:
        return 3
    days = (event.ends - event.begins).days
    return 1 if days == 0 else 2 if days < 7 else 3
