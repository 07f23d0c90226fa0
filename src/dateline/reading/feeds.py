"""RSS and Atom feeds to reports, one an entry.

What cannot be read becomes a :class:`~dateline.errors.ReportError` that names the entry by its number; the other entries
are read all the same.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.decoding import decode, reject_binary
from dateline.reading.entries import Feed, starts_feed
from dateline.reading.markup import plain_text
from dateline.reading.pages import Page, read_page
from dateline.reading.reports import as_report, parse_day
from dateline.reading.unread import Unread, digest_of

if TYPE_CHECKING:
    from dateline.reading.fetching import Fetcher

_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNMARKED = {b"<\0": codecs.BOM_UTF16_LE, b"\0<": codecs.BOM_UTF16_BE}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_ISO_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)")
_LONGEST_DATE = 100  # characters
_ENTRIES = 20_000  # that are read of one feed, for it may come from a stranger: twenty megabytes of nothing but tags would be millions


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so is an RSS or Atom feed.

    Args:
        head: some kilobytes, so that comments before the feed do not hide it.
    """
    marked = _UNMARKED.get(head[:2], b"") + head
    encoding = next((name for mark, name in _MARKS.items() if marked.startswith(mark)), "utf-8")
    return starts_feed(marked.decode(encoding, "replace").removeprefix("\ufeff"))


def read_feed(
    data: bytes,
    where: str,
    published: date | None = None,
    *,
    url: str = "",
    kind: str = "",
    fetcher: Fetcher | None = None,
) -> Iterator[Unread | ReportError]:
    """The reports of a feed, in its order; an entry that has none is an error once it is read.

    The text is the fullest that the entry gives, the day that of the publisher's own clock, where the entry tells it. A
    day that is none, or is written as no feed should, is left out.

    Args:
        data: the whole feed.
        where: how the user named it.
        published: the publication date of entries that give none.
        url, kind: the address and Content-Type that it came with, if it did.
        fetcher: reads the pages of entries without text; without one, these are errors.
    """
    try:
        text, damaged = _text(data, where, kind)
        feed = Feed(text)
    except ReportError as error:
        yield error
        return
    except ValueError:
        yield ReportError(where, "neither RSS nor Atom", "give the address of the feed itself, or a page as .html")
        return
    source = " ".join(_plain(feed.found, "title").split())
    entries = _Entries(feed, where, _joined(url, feed.base), source, published, fetcher, damaged)
    for number in range(1, min(len(feed), _ENTRIES) + 1):
        yield Unread(entries.digest(number), partial(entries.report, number))
    if len(feed) > _ENTRIES:
        yield ReportError(where, f"{len(feed):,} entries, of which {_ENTRIES:,} are read", "cut the feed into several files")
    elif not len(feed):
        yield ReportError(where, "a feed without entries", "there is nothing to code")
    elif not feed.whole and not feed.breaks_off:
        yield ReportError(where, f"the feed breaks off after entry {len(feed)}", "fetch it again")


def read_feed_at(url: str, fetcher: Fetcher, published: date | None = None) -> Iterator[Unread | ReportError]:
    """The reports of the feed at a web address; none if it has not changed since ``fetcher`` last read it.

    Where an entry could not be read, or not all were asked for, the feed counts as not read and is sent whole the next time. An entry is
    to be read, or passed over as known, before the next one is asked for.
    """
    try:
        fetched = fetcher.get(url)
    except ReportError as error:
        yield error
        return
    if fetched.status == 304:
        return
    complete, failed = False, False

    def noting(entry: Unread) -> Report:
        nonlocal failed
        try:
            return entry.take_apart()
        except ReportError:
            failed = True
            raise

    try:
        for found in read_feed(fetched.body, url, published, url=fetched.url, kind=fetched.kind, fetcher=fetcher):
            failed |= isinstance(found, ReportError)
            yield found if isinstance(found, ReportError) else Unread(found.digest, partial(noting, found))
        complete = not failed
    finally:
        if not complete:
            fetcher.forget(fetched.url)


def calendar_day(text: str) -> date | None:
    """The day that a feed's date names, as the publisher's calendar has it: its time zone moves nothing.

    Dates of RSS (RFC 822, with or without a time) and Atom (ISO 8601) are read; ``None`` for others and for days that are none.
    """
    if len(text) > _LONGEST_DATE:
        return None
    try:
        if iso := _ISO_DAY.match(text):
            return parse_day(f"{iso[1]}-{iso[3]}-{iso[4]}")
        fields = parsedate_tz(text if ":" in text else f"{text} 00:00")
        return parse_day(date(*fields[:3]).isoformat()) if fields else None
    except (ValueError, OverflowError):
        return None


def _text(data: bytes, where: str, kind: str) -> tuple[str, bool]:
    """The text of a feed, and whether bytes of it could not be read; these became U+FFFD."""
    data = _UNMARKED.get(data[:2], b"") + data
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding == "utf-8":
        data = data.replace(b"\0", b"")
    if not data.strip():
        raise ReportError(where, "empty", "there is nothing to code")
    reject_binary(data, where)
    in_xml, in_http = _ENCODING.match(data.removeprefix(codecs.BOM_UTF8)), _CHARSET.search(kind)
    declared = in_http[1] if in_http else in_xml[1].decode("ascii") if in_xml else ""
    try:
        return decode(data, where, declared), False
    except ReportError:
        return data.decode(encoding, "replace").removeprefix("\ufeff"), True


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of a feed, with all that they are read by.

    Attributes:
        where: how the user named the feed; ``base``: the address that its links start from; ``source``: its publisher.
        published: the day of entries that give none.
        damaged: whether bytes of the feed could not be read.
    """

    feed: Feed
    where: str
    base: str
    source: str
    published: date | None
    fetcher: Fetcher | None
    damaged: bool

    def digest(self, number: int) -> str:
        """Of all that an entry's report rests on, but for the page that it may lead to: while the entry stays, that is read once."""
        return digest_of("entry", self.feed.source(number), self.base, self.source, str(self.published or ""))

    def report(self, number: int) -> Report:
        """The report of an entry.

        Raises:
            ReportError: if it has none.
        """
        entry, place = self.feed.entry(number), f"{self.where}, entry {number}"
        if entry.fault:
            raise ReportError(place, entry.fault, entry.remedy)
        found, source = entry.found, self.source
        title = " ".join(_plain(found, "title").split())
        paragraphs = _fullest(found).split("\n\n")
        text = "\n\n".join(paragraphs[1:] if paragraphs[0] == title else paragraphs)
        if self.damaged and "\ufffd" in title + text:
            raise ReportError(place, "bytes in it fit no encoding", "save its text as a .txt file in UTF-8")
        link = _web_link(self.base, found.get("link", ""))
        days = (calendar_day(found[name]) for name in ("published", "updated") if name in found)
        day = next(filter(None, days), None)
        if not text:
            page = _page(link, place, self.fetcher)
            text, title, source, day = page.text, title or page.title, source or page.source, day or page.published
        known = {"source": source, "title": title, "url": link}
        name = " ".join(found.get("id", "").split()) or link
        return as_report(text, day, fallback=self.published, identifier=name, where=place, **known)


def _page(link: str, place: str, fetcher: Fetcher | None) -> Page:
    """The page that an entry without text leads to."""
    if not link:
        raise ReportError(place, "neither text nor link", "there is nothing to code")
    if fetcher is None:
        raise ReportError(place, f"no text, only a link to {link}", "give the feed's web address, then linked pages are read too")
    try:
        return read_page(fetcher.get(link, conditional=False).body, link)
    except ReportError as error:
        raise ReportError(place, f"no text, and of the page {error.where}: {error.fault}", error.remedy) from error


def _fullest(found: Mapping[str, Any]) -> str:
    """The longest of the entry's texts."""
    texts = [_words(detail) for detail in found.get("content", ())]
    return max([*texts, _plain(found, "summary")], key=len)


def _plain(found: Mapping[str, Any], name: str) -> str:
    return _words(found.get(f"{name}_detail") or {})


def _words(detail: Mapping[str, Any]) -> str:
    """A text of the feed as plain text; empty for a picture and the like."""
    kind, value = detail.get("type", ""), detail.get("value", "")
    if kind == "text/plain":
        return str(value).strip()
    return plain_text(value) if kind.startswith("text/") or kind.endswith("xml") else ""


def _web_link(base: str, link: str) -> str:
    """The page of an entry; empty where its link leads to none, as an identifier does that feedparser takes for a link."""
    link = "".join(line.strip() for line in link.splitlines())
    joined = _joined(base, link) if link else ""
    try:
        return joined if urlsplit(joined).scheme in ("http", "https", "") else ""
    except ValueError:
        return ""


def _joined(base: str, link: str) -> str:
    """Where a link leads from an address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
