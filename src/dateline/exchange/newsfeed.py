"""News of a watch as an Atom file (RFC 4287): the newest first, as many as it is to hold, replaced in one step.

An entry is an event, and keeps its id when there is news of it; so a reader shows the update in the place of what it had.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid5

from lxml import etree

from dateline.display import counted
from dateline.errors import OutletError
from dateline.exchange.atom import ATOM, IDS, element, link, moment, person
from dateline.exchange.newslines import change_words, days, headline
from dateline.record.watching.outbox import News


class NewsFeed:
    """An outlet that is an Atom file.

    Attributes:
        earlier, batch: how many entries it holds at most.
    """

    def __init__(self, path: str, most: int = 100, title: str = "Political events") -> None:
        self._path, self._title = Path(path), title
        self.name = f"atom {self._path.absolute()}"
        self.earlier = self.batch = most

    def tell(self, earlier: Sequence[News], new: Sequence[News]) -> None:
        """Write the file anew: what is new, and what it held before as far as there is room.

        Raises:
            OutletError: if it cannot be written; the file that was there stays.
        """
        newest = {news.subject: news for news in (*earlier, *new)}
        shown = sorted(newest.values(), key=lambda news: -news.number)[: self.batch]
        passing = self._path.with_name(f".{self._path.name}.part")
        try:
            with passing.open("wb") as out:
                out.write(document(self._title, self.name, shown))
                out.flush()
                os.fsync(out.fileno())
            os.replace(passing, self._path)
        except OSError as error:
            with suppress(OSError):
                passing.unlink()
            raise OutletError(str(self._path), error.strerror or "cannot be written", "name a file that can be written") from error


def document(title: str, name: str, news: Sequence[News]) -> bytes:
    """A feed of news, in the order given.

    Args:
        name: what tells the feed from others; it keeps its id as long as it keeps its name.
    """
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    updated = max((one.found for one in news), default=datetime(1970, 1, 1))
    feed.extend(element(tag, text) for tag, text in (("title", title), ("id", uuid5(IDS, name).urn), ("updated", moment(updated))))
    feed.append(person("Dateline"))
    feed.extend(_entry(one) for one in news)
    written: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _entry(news: News) -> Any:
    told = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM})
    told.append(element("id", uuid5(IDS, news.subject).urn))
    told.append(element("title", headline(news)))
    told.append(element("updated", moment(news.found)))
    event = news.content.get("event")
    if event:
        told.append(person(event["source"]))
        told.extend(link(event["url"]))
        for term in filter(None, (event["type"], event["mode"] and f"{event['type']}/{event['mode']}", event["factuality"])):
            told.append(element("category", "", term=term))
    for name in news.content["queries"]:
        told.append(element("category", "", scheme="query", term=name))
    told.append(element("content", _content(news), type="text"))
    return told


def _content(news: News) -> str:
    """What a reader shows: the words, and what they rest on."""
    content = news.content
    if news.kind == "alert":
        alert = content["alert"]
        events = (f"{days(event)}: {event['words']} ({event['source']}, event {event['event']})" for event in alert["events"])
        return "\n".join((alert["text"], f"Model: {alert['model']}.", f"Threshold: {alert['threshold']}.", *events))
    if news.kind == "withdrawn":
        return f"Told first by {content['report']}, which was edited, or whose telling a person has rejected."
    event = content["event"]
    changed = f"Changed: {change_words(content['changed'])}" if news.kind == "update" else ""
    counts = (counted(event[f"{noun}s"], noun) for noun in ("mention", "source"))
    told = f"{days(event)}; {' of '.join(counts)}; event {event['event']}"
    return "\n".join(filter(None, (changed, event["words"], told)))
