"""One event with all that the record has of it: its mentions side by side, and what they disagree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.errors import InputError
from dateline.record.comparing import Comparison
from dateline.record.corrections import anchors_of, listed
from dateline.record.publishing import TELLER
from dateline.record.store import Store
from dateline.record.tellings import party_key, telling

_FIELDS: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("day", lambda m: _days(m["time"])),
    ("place", lambda m: m["place"]["text"] if m["place"] else ""),
    ("actors", lambda m: ", ".join(sorted(set(map(party_key, m["actors"]))))),
    ("recipients", lambda m: ", ".join(sorted(set(map(party_key, m["recipients"]))))),
    ("mode", lambda m: m["mode"] or ""),
    ("factuality", lambda m: m["factuality"]),
)


def resolve(store: Store, event: str) -> str:
    """The id of an event from its first letters, or from that of an event which was merged into it.

    Raises:
        InputError: if there is none, or several.
    """
    found = {r["event"] for r in store.rows("SELECT event FROM events WHERE starts_with(event, ?)", [event])}
    found |= {_now(store, r["now"]) for r in store.rows("SELECT now FROM former WHERE starts_with(event, ?)", [event])}
    if len(found) != 1:
        raise InputError(event, "no such event" if not found else f"{len(found)} events begin so", "dateline events lists them")
    return str(found.pop())


def event_of(store: Store, mention: str) -> str:
    """The event that a mention tells of, which may be named by another telling."""
    return str(store.rows("SELECT event FROM members WHERE mention = ?", [mention])[0]["event"])


def _now(store: Store, event: str) -> str:
    """What an event became, however often it was merged."""
    seen: set[str] = set()
    while event not in seen:
        seen.add(event)
        for row in store.rows("SELECT now FROM former WHERE event = ?", [event]):
            event = str(row["now"])
    return event


def look(store: Store, event: str) -> dict[str, Any]:
    """An event with its mentions, what they disagree on and who says which, what speaks for and against each two of them telling of one
    act, and who corrected them.

    Raises:
        InputError: if there is no such event.
    """
    event = resolve(store, event)
    (row,) = store.rows("SELECT * FROM events WHERE event = ?", [event])
    mentions = store.rows(
        f"""
        SELECT m.*, r.published, r.source, {TELLER} AS teller, r.title, r.url, r.text
        FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version)
        WHERE b.event = ? ORDER BY r.published NULLS LAST, m.report, m.mention
        """,
        [event],
    )
    ids = [m["mention"] for m in mentions]
    joined = store.rows(
        "SELECT * FROM pairs WHERE list_contains($ids, one) AND list_contains($ids, other) ORDER BY probability DESC, one, other",
        {"ids": ids},
    )
    told = {m["mention"]: telling(m) for m in mentions} if joined else {}
    joined = [pair | {"against": Comparison.of(told[pair["one"]], told[pair["other"]]).against()} for pair in joined]
    found = {"disagreements": disagreements(mentions), "mentions": [_told(m) for m in mentions], "joined": joined}
    return row | found | {"corrections": listed(store, anchors_of(store, ids))}


def disagreements(mentions: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """By field: the values that mentions give, where they give more than one, each with the sources and the mentions that give it."""
    fields = [*_FIELDS, *((kind, _counted(kind)) for kind in sorted({q["kind"] for m in mentions for q in m["quantities"]}))]
    found = {}
    for name, value in fields:
        said: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for mention in mentions:
            if value(mention):
                said[value(mention)].append(mention)
        if len(said) > 1:
            found[name] = [_opinion(v, by) for v, by in sorted(said.items(), key=lambda s: (-len(s[1]), s[0]))]
    return found


def _opinion(value: str, by: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"value": value, "said_by": sorted(set(map(_who, by))), "mentions": [mention["mention"] for mention in by]}


def _counted(kind: str) -> Callable[[dict[str, Any]], str]:
    def value(mention: dict[str, Any]) -> str:
        return next((bounds(q) for q in mention["quantities"] if q["kind"] == kind), "")

    return value


def bounds(quantity: Mapping[str, Any]) -> str:
    """A number as the wording bounds it: ``12``, ``at least 12``, ``10 to 20``."""
    low, high = quantity["low"], quantity["high"]
    if low == high:
        return f"{quantity['best']:,.0f}"
    return f"at least {low:,.0f}" if high is None else f"at most {high:,.0f}" if low is None else f"{low:,.0f} to {high:,.0f}"


def _who(mention: dict[str, Any]) -> str:
    """The source of a telling, with whom it cites."""
    source = str(mention["teller"])
    return f"{source} (citing {mention['attribution']['text']})" if mention["attribution"] else source


def _days(time: dict[str, Any] | None) -> str:
    if time is None:
        return ""
    return str(time["from"]) if time["from"] == time["to"] else f"{time['from']} to {time['to']}"


def _told(mention: dict[str, Any]) -> dict[str, Any]:
    text, quote, trigger = mention["text"], mention["quote"], mention["trigger"]
    words = (text[quote["start"] : trigger["start"]], text[trigger["start"] : trigger["stop"]], text[trigger["stop"] : quote["stop"]])
    kept = (
        "mention",
        "report",
        "published",
        "source",
        "teller",
        "title",
        "url",
        "type",
        "mode",
        "factuality",
        "time",
        "actors",
        "recipients",
        "confidence",
        "trigger",
        "quote",
        "version",
        "place",
        "attribution",
        "quantities",
        "contexts",
        "reason",
    )
    says = mention["attribution"]["text"] if mention["attribution"] else None
    return {name: mention[name] for name in kept} | {"says": says, "words": words}
