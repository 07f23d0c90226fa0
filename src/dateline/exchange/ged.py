"""Deadly violence in the columns of the UCDP Georeferenced Event Dataset: CSV, 49 columns, a row an event. None of its data is used.

By the *UCDP GED Codebook* (Sundberg and Melander 2013; version 24). UCDP counts events in which an organised actor used armed force and
somebody died of it; others are left out and counted. Its own numbers of conflicts, dyads and sides are empty, and so is who died: a
report's toll is put under deaths of people of unknown side.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dateline.exchange import crosswalks
from dateline.exchange.dyads import number
from dateline.exchange.events import Event, Party, Place, Quantity
from dateline.exchange.places import parts
from dateline.exchange.separated import write_csv
from dateline.exchange.sides import side_of
from dateline.exchange.writing import Export


def write(export: Export) -> None:
    """Write the events file."""
    write_csv(export, "ged", _rows(export))


def _rows(export: Export) -> Iterator[dict[str, Any]]:
    for event in export.events():
        killed = event.quantity("killed")
        if event.type != "ASSAULT":
            export.leave_out("no violence")
        elif killed is None or killed.best < 1:
            export.leave_out("violence of which the reports tell no deaths")
        elif event.actors and side_of(event.actors) == "civilian":
            export.leave_out("violence of no organised actor")
        else:
            yield _row(event, killed)


def _row(event: Event, killed: Quantity) -> dict[str, Any]:
    one, other = _names(event.actors), _names(event.recipients)
    begins, ends = event.begins or event.first_told, event.ends or event.first_told
    return {
        "id": number(event.id),
        "relid": event.id,
        "year": begins.year if begins else None,
        "type_of_violence": _violence(side_of(event.actors), side_of(event.recipients)),
        "dyad_name": f"{one} - {other}" if one and other else None,
        "side_a": one,
        "side_b": other,
        "number_of_sources": event.sources,
        "source_article": ", ".join(filter(None, (event.source, str(event.first_told or ""), event.title))),
        "source_office": event.source,
        "source_date": event.first_told,
        "source_headline": event.title,
        **_where(event.place),
        "event_clarity": 1 if event.begins is not None and event.begins == event.ends and event.place else 2,
        "date_prec": _date_precision(event.begins, event.ends),
        "date_start": begins,
        "date_end": ends,
        "deaths_unknown": killed.best,
        "best": killed.best,
        "high": killed.best if killed.high is None else killed.high,
        "low": killed.best if killed.low is None else killed.low,
        "gwnoa": _state(event.actors),
        "gwnob": _state(event.recipients),
    }


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    country, where = crosswalks.country(place.country), parts(place)
    named = {
        "where_prec": crosswalks.kind(place.kind).ucdp,
        "where_coordinates": place.text,
        "adm_1": where.province,
        "adm_2": where.district,
        "country": country.name,
        "country_id": country.gw,
        "region": country.ucdp,
    }
    if place.lat is None or place.lon is None:
        return named
    point = {"latitude": place.lat, "longitude": place.lon, "geom_wkt": f"POINT ({place.lon} {place.lat})"}
    return named | point | {"priogrid_gid": cell(place.lat, place.lon)}


def cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell of a point: half degrees, 720 to a row, numbered from 1 in the south-west (Tollefsen, Strand and Buhaug 2012).

    >>> cell(-90, -180), cell(39.15, 127.44)
    (1, 186375)
    """
    row, column = min(math.floor((latitude + 90) * 2), 359), min(math.floor((longitude + 180) * 2), 719)
    return 720 * row + column + 1


def _violence(one: str, other: str) -> int | None:
    """1 where a state fights, 2 between armed groups, 3 against civilians; nothing where a side is not known."""
    if not one or not other:
        return None
    if other == "civilian":
        return 3
    return 1 if "state" in (one, other) else 2


def _names(side: Sequence[Party]) -> str | None:
    """The name of a side as UCDP writes it."""
    if side and side_of(side) == "civilian":
        return "Civilians"
    return ", ".join(dict.fromkeys(map(_name, side))) or None


def _name(party: Party) -> str:
    state = crosswalks.country(party.country).name if side_of([party]) == "state" else ""
    return f"Government of {state}" if state else party.text


def _state(side: Sequence[Party]) -> str | None:
    """The Gleditsch and Ward number of a side that is a state's."""
    return crosswalks.country(side[0].country).gw if side and side_of(side[:1]) == "state" else None


def _date_precision(begins: date | None, ends: date | None) -> int:
    if begins is None or ends is None:
        return 5
    days = (ends - begins).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5
