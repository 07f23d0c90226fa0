"""Findings on claims as JSON's objects: the verdict, what it rests on, and what would change it."""

from __future__ import annotations

from typing import Any

from dateline.model import Span
from dateline.record.bounds import span as in_words
from dateline.record.checking import Finding
from dateline.record.stating import Days, Side
from dateline.record.tallying import Fitted


def as_finding(finding: Finding, span: Span | None = None) -> dict[str, Any]:
    """A finding; ``span`` is where the claim stands in its text."""
    stated = finding.statement
    return {
        "claim": stated.words,
        "span": [span.start, span.end] if span else None,
        "kind": stated.kind,
        "series": stated.series,
        "type": stated.type,
        "mode": stated.mode,
        "actors": [_side(side) for side in stated.actors],
        "recipients": [_side(side) for side in stated.recipients],
        "place": stated.place["text"] if stated.place else None,
        "terms": list(stated.terms),
        "number": stated.number,
        "bound": stated.bound,
        "window": _days(stated.window),
        "undated": stated.undated,
        "after": str(stated.after) if stated.after else None,
        "than": _days(stated.than),
        "when": _days(stated.when),
        "as_of": str(finding.today),
        "verdict": finding.verdict.value,
        "answer": finding.answer,
        "rule": finding.rule,
        "events": [_event(one, finding.zone) for one in finding.counted],
        "doubtful": [{**_event(one, finding.zone), "why": why} for one, why in finding.doubtful],
        "changes": [{"rule": c.rule, "verdict": c.verdict.value, "answer": c.answer} for c in finding.changes],
        "remarks": list(finding.remarks),
    }


def _event(one: Fitted, zone: str) -> dict[str, Any]:
    event, days = one.candidate, one.days(zone)
    return {"event": event.event, "day": in_words(days) if days else None, "words": event.words, "source": event.source}


def _side(side: Side) -> dict[str, str]:
    return side._asdict()


def _days(days: Days | None) -> dict[str, str] | None:
    return {"from": str(days[0]), "to": str(days[1])} if days else None
