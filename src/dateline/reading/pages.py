"""HTML pages to reports: the article without its surroundings, its headline, publisher and publication date."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.errors import ReportError
from dateline.reading.decoding import decode
from dateline.reading.markup import weight

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# Fixed, so that a page is dated alike whenever it is read.
_EARLIEST, _LATEST = "1990-01-01", "2100-01-01"

# News pages have some hundred elements, the longest of live blogs some thousand, and a few attributes each. What is beyond was made to be
# slow: the parser compares every attribute of a tag with every other.
_ELEMENTS, _ATTRIBUTES = 50_000, 1_000
# Beyond these the extractor does without second opinions, whose time grows with the square of the paragraphs.
_MANY, _LONG = 10_000, 2**21
_BY_HAND = "save its text as a .txt file"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells of its article."""

    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None


def read_page(data: bytes, where: str, charset: str = "", url: str = "") -> Page:
    """The article of an HTML page; a blank line stands between its paragraphs.

    Args:
        data: the whole page.
        where: how the user named it.
        charset: the encoding that it was sent with; goes before the one that it names itself.
        url: where it was fetched, for pages that do not say so; tells publisher and day of some.

    Raises:
        ReportError: if the bytes are no text, the page holds no article, or more markup than a page of one can have.
    """
    declared = _CHARSET.search(data, 0, 4096)
    html = decode(data, where, charset, declared[1].decode("ascii") if declared else "")
    elements, attributes = weight(html)
    if elements > _ELEMENTS:
        raise ReportError(where, f"more than {_ELEMENTS:,} elements", _BY_HAND)
    if attributes > _ATTRIBUTES:
        raise ReportError(where, f"an element with more than {_ATTRIBUTES:,} attributes", _BY_HAND)
    try:
        found = _extract(html, url, fast=elements > _MANY or len(html) > _LONG)
    except Exception as error:  # a fault of the extractor in one page must not cost the user the other ten thousand
        raise ReportError(where, f"the page cannot be taken apart: {type(error).__name__}", _BY_HAND) from error
    if found is None or not found.text.strip():
        raise ReportError(where, "no article found in the page", _BY_HAND)
    return found


def looks_like_page(head: bytes) -> bool:
    """Whether a file that begins so is an HTML page."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith((b"<!--", b"<?xml")) and b"<html" in start)


def _extract(html: str, url: str, *, fast: bool) -> Page | None:
    import trafilatura

    _hush()
    days = {"original_date": True, "extensive_search": False, "min_date": _EARLIEST, "max_date": _LATEST}
    options: dict[str, Any] = {
        "with_metadata": True, "include_comments": False, "include_tables": False, "date_extraction_params": days, "fast": fast,
    }  # fmt: skip
    found: Any = trafilatura.bare_extraction(html, url or None, **options)
    if found is None:
        return None
    title = (found.title or "").strip()
    paragraphs = [line.strip() for line in (found.text or "").splitlines() if line.strip()]
    if paragraphs and paragraphs[0] == title:
        del paragraphs[0]
    return Page("\n\n".join(paragraphs), title, found.sitename or "", found.url or "", _day(found.date))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _hush() -> None:
    """Keep the extractor's remarks from standard error: what matters of them becomes a ReportError."""
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
