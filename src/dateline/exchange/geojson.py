"""Events as GeoJSON (RFC 7946): a FeatureCollection with a point an event, in WGS 84, longitude first.

An event whose place is not known, or has no coordinates, is a feature without a geometry. Its properties are the columns of the record's
``events`` with the words, source and address of a telling.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import DataError
from dateline.exchange.events import Event
from dateline.exchange.writing import Export
from dateline.record import asking
from dateline.record.store import Query


def write(export: Export) -> None:
    """Write the collection, a feature a line."""
    with export.file() as out:
        out.out.write('{"type": "FeatureCollection", ')
        if box := _box(export):
            out.out.write(f'"bbox": {json.dumps(box)}, ')
        out.out.write('"features": [')
        for event in export.events():
            out.write(f"{',' if out.count else ''}\n{json.dumps(feature(event), ensure_ascii=False)}")
        out.out.write("\n]}\n")


def feature(event: Event) -> dict[str, Any]:
    """An event as a feature."""
    place = event.place
    located = place is not None and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None,
        "properties": {
            "type": event.type,
            "mode": event.mode,
            "factuality": event.factuality,
            "from": event.begins.isoformat() if event.begins else None,
            "to": event.ends.isoformat() if event.ends else None,
            "actors": [party._asdict() for party in event.actors],
            "recipients": [party._asdict() for party in event.recipients],
            "place": {name: value for name, value in place._asdict().items() if name not in ("lat", "lon")} if place else None,
            "quantities": [quantity._asdict() for quantity in event.quantities],
            "contexts": list(event.contexts),
            "score": event.score,
            "confidence": event.confidence,
            "first_told": event.first_told.isoformat() if event.first_told else None,
            "mentions": event.mentions,
            "sources": event.sources,
            "words": event.words,
            "source": event.source,
            "url": event.url,
            "title": event.title,
        },
    }


def _box(export: Export) -> list[float] | None:
    """The box around all points, west, south, east, north; none where there is no point."""
    asked = asking.events(export.question)
    sides = "min(place.lon) AS west, min(place.lat) AS south, max(place.lon) AS east, max(place.lat) AS north"
    located = "place.lon IS NOT NULL AND place.lat IS NOT NULL"
    (box,) = export.store.ask(Query(f"SELECT {sides} FROM ({asked.sql}) WHERE {located}", asked.values))
    return None if box["west"] is None else list(box.values())


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The events of an export, each with the columns of the record's ``events`` and the words, source, address and title of a telling.

    Raises:
        DataError: if the file is no GeoJSON of events.
    """
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(str(path), f"no GeoJSON that can be read: {error}", "name a file that dateline export wrote") from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise DataError(str(path), "no FeatureCollection", "name a file that dateline export wrote")
    for number, one in enumerate(collection.get("features") or (), 1):
        try:
            yield _event(one)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(str(path), f"feature {number} is no event: {error}", "name a file that dateline export wrote") from error


def _event(one: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"event": one["id"], **one["properties"]}
    for name in ("from", "to", "first_told"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    if told["place"]:
        lon, lat = one["geometry"]["coordinates"] if one["geometry"] else (None, None)
        told["place"] = {**told["place"], "lat": lat, "lon": lon}
    return told
