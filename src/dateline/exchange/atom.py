"""Events as an Atom feed (RFC 4287), those first of which a report came in last.

Ids are UUIDs made of the ids of events, so an event is the same entry in every feed; an entry is updated when another report tells of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import chain
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from lxml import etree

from dateline.exchange.events import Event, Party
from dateline.exchange.manifest import asked
from dateline.exchange.writing import Export
from dateline.model import Factuality

ATOM = "http://www.w3.org/2005/Atom"
IDS = UUID("7d1f0f3c-6a55-5f4e-8b57-0d9e3f2c4a61")
"""What ids of feeds and entries are made in."""
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_BEGINNING = datetime(1970, 1, 1)


def write(export: Export) -> None:
    """Write the feed."""
    conditions = json.dumps(asked(export.question), default=str, ensure_ascii=False)
    with export.place() as (path, rows), path.open("wb") as out:
        rows.count = write_feed(out, "Political events", conditions, export.events(newest=True))


def write_feed(out: IO[bytes], title: str, name: str, events: Iterable[Event]) -> int:
    """Write a feed of events in the order in which they come; gives their number.

    Args:
        name: what tells the feed from others; it keeps its id as long as it keeps its name.
    """
    written, coming = 0, iter(events)
    first = next(coming, None)
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{ATOM}}}feed", nsmap={None: ATOM}):
            head = [("title", title), ("id", uuid5(IDS, name).urn), ("updated", moment(_changed(first) if first else _BEGINNING))]
            xml.write(*(element(tag, text) for tag, text in head), person("Dateline"))
            for event in chain((first,), coming) if first else ():
                xml.write(entry(event))
                written += 1
    out.write(b"\n")
    return written


def entry(event: Event) -> Any:
    """An event as an entry of a feed."""
    told = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM})
    told.append(element("id", uuid5(IDS, event.id).urn))
    told.append(element("title", _title(event)))
    told.append(element("updated", moment(_changed(event))))
    if event.added:
        told.append(element("published", moment(event.added)))
    if event.source:
        told.append(person(event.source))
    told.extend(link(event.url))
    for term in filter(None, (event.type, event.mode and f"{event.type}/{event.mode}", event.factuality)):
        told.append(element("category", "", term=term))
    told.append(element("content", _content(event), type="text"))
    return told


def _title(event: Event) -> str:
    what = f"{event.type}/{event.mode}" if event.mode else event.type
    how = "" if event.factuality == Factuality.OCCURRED else f" ({event.factuality})"
    sides = " → ".join(filter(None, map(_names, (event.actors, event.recipients))))
    return f"{sides or 'Somebody'}: {what}{how}"


def _names(side: Sequence[Party]) -> str:
    return ", ".join(party.text for party in side)


def _content(event: Event) -> str:
    days = "" if event.begins is None else f"{event.begins}" if event.begins == event.ends else f"{event.begins} to {event.ends}"
    told = f"{event.mentions} {'mention' if event.mentions == 1 else 'mentions'}"
    where = event.place.text if event.place else ""
    return "\n".join(filter(None, (event.words, "; ".join(filter(None, (days, where, told, f"event {event.id}"))))))


def _changed(event: Event) -> datetime:
    """When a report of it came in last; of an event without reports its day."""
    return event.changed or (datetime.combine(event.day, time()) if event.day else _BEGINNING)


def moment(when: datetime) -> str:
    """A moment, UTC, as Atom writes it."""
    return when.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def person(name: str) -> Any:
    """An author."""
    author = etree.Element(f"{{{ATOM}}}author", nsmap={None: ATOM})
    author.append(element("name", name))
    return author


def element(tag: str, text: str, **attributes: str) -> Any:
    """An element of a feed; characters that XML cannot hold become U+FFFD."""
    made = etree.Element(f"{{{ATOM}}}{tag}", {name: _written(value) for name, value in attributes.items()}, nsmap={None: ATOM})
    made.text = _written(text) or None
    return made


def link(url: str) -> Iterator[Any]:
    """The link to a page, if it is one on the web."""
    if urlsplit(url).scheme in ("http", "https") and not re.search(r"\s", url):
        yield element("link", "", rel="alternate", href=url)


def _written(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
