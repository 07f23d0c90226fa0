"""News of a watch as a line each: for people, or as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.exchange.native import as_line
from dateline.record.watching.outbox import News

_WORDS = 160  # characters of a sentence that are shown


def as_json(news: News) -> str:
    """All that is told, as one line of JSON."""
    return as_line(news.content)


def as_text(news: News) -> str:
    """The gist in one line: what kind of news, when, who to whom, what, in whose words, how many tell it, and the event's id."""
    content = news.content
    if news.kind == "alert":
        return f"alert: {headline(news)} ({', '.join(event['event'] for event in content['alert']['events'])})"
    if news.kind == "withdrawn":
        return f"withdrawn: {headline(news)}, {news.subject}"
    event = content["event"]
    changed = f"; {change_words(content['changed'])}" if news.kind == "update" else ""
    words = _line(event["words"])
    quoted = words if len(words) <= _WORDS else f"{words[:_WORDS].rstrip()}…"
    return f"{'new' if news.kind == 'event' else 'update'}: {headline(news)}{changed}: {quoted} ({_told(event)}), {event['event']}"


def headline(news: News) -> str:
    """What news is about, in a few words."""
    content = news.content
    if news.kind == "alert":
        return _line(content["alert"]["text"])
    if news.kind == "withdrawn":
        was = content["was"]
        sides = " → ".join(filter(None, (", ".join(was[side]) for side in ("actors", "recipients"))))
        return _line(f"{sides or 'somebody'} {was['type']}, told by no report any more")
    event = content["event"]
    what = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
    real = "" if event["factuality"] == "occurred" else f" ({event['factuality']})"
    sides = " → ".join(filter(None, map(_names, (event["actors"], event["recipients"]))))
    return _line(f"{days(event)}  {sides or 'somebody'}  {what}{real}")


def days(event: Mapping[str, Any]) -> str:
    """The day or days of an event."""
    if event["from"] is None:
        return "day unknown"
    return str(event["from"]) if event["from"] == event["to"] else f"{event['from']} to {event['to']}"


def change_words(changed: Mapping[str, Mapping[str, Any]]) -> str:
    """What changed materially: ``sources 1 → 3, killed 4 → 6``."""
    return _line(", ".join(f"{name} {_value(was_is['was'])} → {_value(was_is['is'])}" for name, was_is in changed.items()))


def _line(text: str) -> str:
    return " ".join(text.split())


def _value(value: Any) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        best = value[1] if len(value) == 3 and isinstance(value[1], int | float) else None
        return f"{best:,.0f}" if best is not None else " ".join(map(str, dict.fromkeys(value)))
    return str(value)


def _names(side: Sequence[Mapping[str, Any]]) -> str:
    codes = [" ".join(filter(None, (party["country"], party["sector"]))) for party in side]
    return ", ".join(f"{p['text']} ({code})" if code else str(p["text"]) for p, code in zip(side, codes, strict=True))


def _told(event: Mapping[str, Any]) -> str:
    others = event["sources"] - 1
    return _line(f"{event['source']}{f' and {others} more' if others > 0 else ''}")
