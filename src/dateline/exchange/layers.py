"""The layers of ``dateline annotate`` as JSON: one object a report, spans ``[start, end)`` in characters of its text."""

from __future__ import annotations

from typing import Any

from dateline.grounding.says.speakers import Citation
from dateline.grounding.when.times import TimeExpression
from dateline.model import Party, Place, Span
from dateline.reading.annotating import Annotation


def as_layers(annotation: Annotation) -> dict[str, Any]:
    """A report's layers; keys always come in the same order and every key is always there."""
    report, text = annotation.report, annotation.report.text
    return {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "actors": [_actor(party, text) for party in annotation.actors],
        "times": [_time(time) for time in annotation.times],
        "places": [_place(place) for place in annotation.places],
        "attributions": [_attribution(citation) for citation in annotation.attributions],
        "warnings": list(annotation.warnings),
    }


def _actor(party: Party, text: str) -> dict[str, Any]:
    codes = {"country": party.country, "sector": party.sector, "name": party.text, "entity": party.entity}
    return {"start": party.span.start, "end": party.span.end, "text": party.span.of(text), **codes, "because": party.because}


def _time(time: TimeExpression) -> dict[str, Any]:
    days = {"first": time.start.isoformat() if time.start else None, "last": time.end.isoformat() if time.end else None}
    value = {"type": time.kind, "value": time.value, **days, "granularity": time.granularity, "zone": time.zone}
    return {"start": time.span.start, "end": time.span.end, "text": time.text, **value, "because": time.reason}


def _place(place: Place) -> dict[str, Any]:
    where = {"lat": place.latitude, "lon": place.longitude, "country": place.country, "admin1": place.admin1}
    kind = {"use": place.use, "kind": place.kind, "precision": place.precision, "geonames": place.geonames, "because": place.because}
    return {"start": place.span.start, "end": place.span.end, "text": place.text, **where, **kind}


def _attribution(citation: Citation) -> dict[str, Any]:
    spans = {"source": _spans(citation.source), "cue": _spans(citation.cue), "content": _spans(citation.content)}
    return {**spans, "kind": citation.kind, "because": citation.because}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
