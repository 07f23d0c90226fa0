"""Rows of the record as the forms that the API answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.web.api import schemas

Row = Mapping[str, Any]


def event(row: Row, quote: str, publishers: list[str]) -> dict[str, Any]:
    """A row of ``events``."""
    kept = ("type", "mode", "actors", "recipients", "factuality", "contexts", "score", "confidence", "first_told", "mentions", "sources")
    return {name: row[name] for name in kept} | {
        "id": row["event"],
        "time": {"start": row["from"], "end": row["to"]} if row["from"] else None,
        "place": _place(row["place"]),
        "quantities": row["quantities"],
        "quote": quote,
        "publishers": publishers,
    }


def mention(row: Row) -> dict[str, Any]:
    """A row of ``mentions`` joined with its report; ``event`` of the members."""
    text: str = row["text"]
    of_report = ("report", "version", "event", "published", "source", "publisher")
    kept = (*of_report, "type", "mode", "factuality", "confidence", "contexts", "score", "reason")
    time = row["time"]
    return {name: row[name] for name in kept} | {
        "id": row["mention"],
        "actors": [_party(party) for party in row["actors"]],
        "recipients": [_party(party) for party in row["recipients"]],
        "attribution": _party(row["attribution"]) if row["attribution"] else None,
        "time": _days(time) | {name: time[name] or "" for name in ("granularity", "zone")} if time else None,
        "place": _place(row["place"]),
        "trigger": _words(row["trigger"], text),
        "trigger_span": _span(row["trigger"]),
        "quote": _words(row["quote"], text),
        "quote_span": _span(row["quote"]),
        "also": [_words(span, text) for span in row["also"]],
        "also_spans": [_span(span) for span in row["also"]],
        "retold_spans": [_span(span) for span in row["retold"]],
        "quantities": [_quantity(quantity, text) for quantity in row["quantities"]],
    }


def claim(row: Row, text: str) -> dict[str, Any]:
    """A row of ``claims`` of a report's text."""
    return {name: row[name] for name in ("kind", "series", "number")} | {
        "id": row["claim"],
        "window": _days(row["since"]) if row["since"] else None,
        "text": _words(row["span"], text),
        "span": _span(row["span"]),
        "trigger_span": _span(row["trigger"]) if row["trigger"] else None,
        "attribution": _party(row["attribution"]) if row["attribution"] else None,
    }


def headed(row: Row) -> dict[str, Any]:
    """A row of ``reports`` with its original."""
    kept = tuple(name for name in schemas.Headed.model_fields if name != "id")
    return {"id": row["report"]} | {name: row[name] for name in kept}


def correction(row: Row) -> dict[str, Any]:
    """A correction as :func:`dateline.record.corrections.listed` has it."""
    kept = tuple(name for name in schemas.Correction.model_fields if name != "id")
    return {"id": row["correction"]} | {name: row[name] for name in kept}


def _party(party: Row) -> dict[str, Any]:
    return {name: party[name] or "" for name in ("text", "country", "sector", "entity")} | {"span": _span(party)}


def _place(place: Row | None) -> dict[str, Any] | None:
    if place is None:
        return None
    codes = {name: place[name] or "" for name in ("text", "country", "geonames", "admin1", "kind", "precision")}
    return codes | {"latitude": place["lat"], "longitude": place["lon"]}


def _quantity(quantity: Row, text: str) -> dict[str, Any]:
    number = {name: quantity[name] for name in ("kind", "low", "best", "high")}
    return number | {"unit": quantity["unit"] or "", "text": _words(quantity, text), "span": _span(quantity)}


def _days(time: Row) -> dict[str, Any]:
    return {"start": time["from"], "end": time["to"], "text": time["text"] or ""}


def _span(span: Row) -> list[int]:
    return [span["start"], span["stop"]]


def _words(span: Row, text: str) -> str:
    return text[span["start"] : span["stop"]]
