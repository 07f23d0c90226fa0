"""Dateline's own form: one JSON object a line, one line a report.

The fields of the coding guide come first; spans, confidence, contexts, quantities, score and reason stand beside them.
Keys always come in the same order and every key is always there, so two runs give the same bytes. Spans are
``[start, end)`` in characters of ``text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateline.coding import codebook
from dateline.model import Attribution, Claim, Coding, EventMention, Party, Place, Quantity, Span, TimeSpan

Record = dict[str, Any]

# Legal inside JSON strings, but many readers take them for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_line(record: Record) -> str:
    """A record as one line of JSON, without its line end.

    >>> as_line({"text": "São Paulo"})
    '{"text": "São Paulo"}'
    """
    return json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)


def as_record(coding: Coding, *, dropped: bool = False) -> Record:
    """What was read from a report, as JSON's objects and arrays; with ``dropped``, what was not coded too."""
    report = coding.report
    text = report.text
    record: Record = {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "source": report.source,
        "title": report.title,
        "url": report.url,
        "text": text,
        "events": [_event(event, text) for event in coding.events],
        "claims": [_claim(claim, text) for claim in coding.claims],
        "warnings": list(coding.warnings),
    }
    if dropped:
        record["dropped"] = [
            {"trigger": d.trigger.of(text), "trigger_span": _span(d.trigger), "entry": d.entry, "why": d.why} for d in coding.dropped
        ]
    return record


def _event(event: EventMention, text: str) -> Record:
    return {
        "type": event.type,
        "mode": event.mode,
        "actors": [_party(party) for party in event.actors],
        "recipients": [_party(party) for party in event.recipients],
        "factuality": event.factuality.value,
        "attribution": _attribution(event.attribution, text),
        "time": _time(event.time),
        "place": _place(event.place),
        "trigger": event.trigger.of(text),
        "trigger_span": _span(event.trigger),
        "quote": event.quote.of(text),
        "quote_span": _span(event.quote),
        "also": [span.of(text) for span in event.also],
        "also_spans": _spans(event.also),
        "retold_spans": _spans(event.retold),
        "confidence": round(event.confidence, 3),
        "contexts": list(event.contexts),
        "quantities": [_quantity(quantity, text) for quantity in event.quantities],
        "score": codebook.load().score(event.type, event.mode),
        "reason": [{"stage": step.stage, "text": step.text} for step in event.reason],
    }


def _party(party: Party) -> Record:
    return {"text": party.text, "country": party.country, "sector": party.sector, "entity": party.entity, "span": _span(party.span)}


def _attribution(attribution: Attribution | None, text: str) -> Record | None:
    if attribution is None:
        return None
    return {**_party(attribution.party), "cue": attribution.cue.of(text), "cue_span": _span(attribution.cue)}


def _time(time: TimeSpan | None) -> Record | None:
    if time is None:
        return None
    days = {"start": time.start.isoformat(), "end": time.end.isoformat()}
    return {**days, "text": time.text, "granularity": time.granularity, "zone": time.zone, "span": _span(time.span)}


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    where = {"latitude": place.latitude, "longitude": place.longitude, "geonames": place.geonames}
    kind = {"admin1": place.admin1, "kind": place.kind, "precision": place.precision}
    return {"text": place.text, "country": place.country, **where, **kind, "span": _span(place.span)}


def _quantity(quantity: Quantity, text: str) -> Record:
    bounds = {"low": _number(quantity.low), "best": _number(quantity.best), "high": _number(quantity.high)}
    return {"kind": quantity.kind, **bounds, "unit": quantity.unit, "text": quantity.span.of(text), "span": _span(quantity.span)}


def _claim(claim: Claim, text: str) -> Record:
    counted = claim.counted
    return {
        "kind": claim.kind,
        "series": counted.words,
        "number": claim.number,
        "bound": claim.bound,
        "window": _time(claim.window),
        "type": counted.type,
        "mode": counted.mode,
        "actors": [_party(party) for party in counted.actors],
        "recipients": [_party(party) for party in counted.recipients],
        "place": _place(counted.place),
        "terms": list(counted.terms),
        "measure": claim.measure,
        "undated": claim.undated,
        "after": claim.after.isoformat() if claim.after else None,
        "than": _time(claim.than),
        "when": _time(claim.when),
        "text": claim.span.of(text),
        "span": _span(claim.span),
        "trigger_span": _span(claim.trigger) if claim.trigger else None,
        "attribution": _attribution(claim.attribution, text),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(span) for span in spans]


def _number(value: float | None) -> float | int | None:
    """12 rather than 12.0: most numbers in news are counts."""
    return int(value) if value is not None and float(value).is_integer() else value
