"""What was read from a report, as the rows that the record keeps."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.coding import codebook
from dateline.model import Attribution, Claim, Coding, EventMention, Party, Place, Quantity, Report, Span, TimeSpan, content_hash

Row = dict[str, Any]


class Key(NamedTuple):
    """Which report it is, and which version of it, as it was read: before its head gave it a title or a day.

    Attributes:
        report: its page, else the caller's name for it, whatever it says by now.
        version: the hash of what it says: the same text under the same title and day is the same version.
    """

    report: str
    version: str

    @classmethod
    def of(cls, report: Report) -> Key:
        """The key of a report as it was read."""
        return cls(report.url or report.id, content_hash(report.title, str(report.published or ""), report.text))


def report_row(key: Key, coding: Coding, gathered: str) -> Row:
    """The row of one version of a report."""
    report = coding.report
    return {
        **key._asdict(),
        "current": True,
        "published": report.published,
        "source": report.source,
        "title": report.title,
        "url": report.url,
        "text": report.text,
        "warnings": list(coding.warnings),
        "gathered": gathered,
    }


def mention_id(key: Key, type_: str, start: int, stop: int) -> str:
    """The id of an act that a version of a report tells, by its type and where its trigger stands."""
    return content_hash(*key, type_, str(start), str(stop))


def mention_row(key: Key, mention: EventMention) -> Row:
    """The row of one act as a report tells it."""
    return {
        "mention": mention_id(key, mention.type, mention.trigger.start, mention.trigger.end),
        **key._asdict(),
        "type": mention.type,
        "mode": mention.mode,
        "factuality": mention.factuality.value,
        "trigger": _span(mention.trigger),
        "quote": _span(mention.quote),
        "also": [_span(span) for span in mention.also],
        "retold": [_span(span) for span in mention.retold],
        "actors": [_party(party) for party in mention.actors],
        "recipients": [_party(party) for party in mention.recipients],
        "attribution": _speaker(mention.attribution),
        "time": _time(mention.time),
        "place": _place(mention.place),
        "contexts": list(mention.contexts),
        "quantities": [_quantity(quantity) for quantity in mention.quantities],
        "confidence": round(mention.confidence, 3),
        "score": codebook.load().score(mention.type, mention.mode),
        "reason": [{"stage": step.stage, "text": step.text} for step in mention.reason],
    }


def claim_row(key: Key, claim: Claim) -> Row:
    """The row of one claim."""
    counted, when = claim.counted, claim.when
    return {
        "claim": content_hash(*key, claim.kind, str(claim.span.start), str(claim.span.end)),
        **key._asdict(),
        "kind": claim.kind,
        "series": counted.words,
        "number": claim.number,
        "since": _days(claim.window),
        "span": _span(claim.span),
        "trigger": _span(claim.trigger) if claim.trigger else None,
        "attribution": _speaker(claim.attribution),
        "type": counted.type or None,
        "mode": counted.mode,
        "actors": [_party(party) for party in counted.actors],
        "recipients": [_party(party) for party in counted.recipients],
        "place": _place(counted.place),
        "terms": list(counted.terms),
        "bound": claim.bound,
        "measure": claim.measure,
        "undated": claim.undated,
        "after": claim.after,
        "than": _days(claim.than),
        "when": {**(_days(when) or {}), "zone": when.zone} if when else None,
    }


def _days(span: TimeSpan | None) -> Row | None:
    return {"from": span.start, "to": span.end, "text": span.text} if span else None


def _span(span: Span) -> Row:
    return {"start": span.start, "stop": span.end}


def _party(party: Party) -> Row:
    codes = {"text": party.text, "country": party.country, "sector": party.sector, "entity": party.entity}
    return codes | _span(party.span)


def _speaker(attribution: Attribution | None) -> Row | None:
    return _party(attribution.party) if attribution else None


def _time(time: TimeSpan | None) -> Row | None:
    if time is None:
        return None
    return {"from": time.start, "to": time.end, "text": time.text, "granularity": time.granularity, "zone": time.zone}


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    where = {"lat": place.latitude, "lon": place.longitude, "geonames": place.geonames}
    return {"text": place.text, "country": place.country, "admin1": place.admin1, **where, "kind": place.kind, "precision": place.precision}


def _quantity(quantity: Quantity) -> Row:
    bounds = {"low": quantity.low, "best": quantity.best, "high": quantity.high}
    return {"kind": quantity.kind, **bounds, "unit": quantity.unit} | _span(quantity.span)
