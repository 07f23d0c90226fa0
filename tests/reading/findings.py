"""What the tests of reading share: small feeds, what was found in a source as plain values, and damage to good data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading import feeds
from dateline.reading.unread import Found, opened

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Daily &amp; Sunday Post</title><link>https://example.org/</link>
{}
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Post &amp;amp; Mail</title><id>urn:f</id>{}</feed>"""
STORY = "Norway recalled its ambassador from Belarus on Tuesday."

Placed = list[tuple[str, Report | ReportError]]

fuzz = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], derandomize=True
)
flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), max_size=4)
"""Bits to flip: where, as a share of the length, and which."""


def item(text: str = STORY, number: int = 1, more: str = "") -> str:
    """An item of RSS."""
    described = f"<description>{text}</description>" if text else ""
    return f"<item><title>Title {number}</title><link>https://example.org/{number}</link>{described}{more}</item>"


def read_feed(feed: str | bytes, **known: Any) -> list[Report | ReportError]:
    """What a feed holds."""
    return list(map(opened, feeds.read_feed(feed.encode() if isinstance(feed, str) else feed, "f.xml", **known)))


def only(feed: str | bytes, **known: Any) -> Report:
    """The one report of a feed."""
    [found] = read_feed(feed, **known)
    assert isinstance(found, Report), found
    return found


def told(found: Iterable[Found]) -> list[str]:
    """The texts, and the errors with their place."""
    return [f"{one.where}: {one.fault}" if isinstance(one, ReportError) else one.text for one in map(opened, found)]


def placed(found: Placed) -> list[tuple[str, str]]:
    """The place of each, and its text or what is wrong."""
    return [(place, one.fault if isinstance(one, ReportError) else one.text) for place, one in found]


def days(found: Placed) -> list[date | str | None]:
    """The day of each, or what is wrong."""
    return [one.fault if isinstance(one, ReportError) else one.published for _, one in found]


def check(found: Placed, name: str) -> None:
    """All that is found is a report, or an error of one line that names its place and the remedy."""
    assert found
    for place, one in found:
        assert place.startswith(name)
        if isinstance(one, ReportError):
            assert place in one.where
            assert one.remedy
            assert "\n" not in str(one)
        else:
            assert one.text.strip()


def damaged(data: bytes, flips: list[tuple[float, int]], cut: float) -> bytes:
    """The data with some bits flipped, cut off at a share of their length."""
    copy = bytearray(data)
    for share, bit in flips:
        copy[int(share * len(copy))] ^= 1 << bit
    return bytes(copy[: int(cut * len(copy))])
