"""How an event of the record is cited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline import __version__
from dateline.display import counted, plain
from dateline.web.showing import days, parties, what

_ESCAPED = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def title(event: Mapping[str, Any], to: str = "→") -> str:
    """An event in a few words, without a day where no telling gives one: ``North Korea (PRK): MOBILIZE / weapons-test, 2022-01-30``."""
    whom = f" {to} {parties(event['recipients'])}" if event["recipients"] else ""
    day = f", {days(event)}" if event["from"] else ""
    return f"{parties(event['actors']) or 'nobody named'}{whom}: {what(event)}{day}"


def bibtex(event: Mapping[str, Any], address: str, seen: date) -> str:
    """An event as an entry of BibTeX, with the day on which it was ``seen``: a record grows."""
    fields = {
        "title": f"{{{_safe(title(event, 'to'))}}}",
        "howpublished": f"{{Dateline {__version__}, record of events coded from {event_count(event)}}}",
        "year": f"{{{(event['from'] or event['first_told'] or seen).year}}}",
        "url": f"{{{address}}}",
        "urldate": f"{{{seen}}}",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{dateline-{event['event']},\n{lines}\n}}\n"


def event_count(event: Mapping[str, Any]) -> str:
    """In how many reports an event is told."""
    count = len({m["report"] for m in event["mentions"]})
    return counted(count, "news report")


def _safe(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in plain(text))
