"""Feeds at their addresses, the pages that their entries lead to, and what is read a second time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.feeds import read_feed, read_feed_at
from dateline.reading.fetching import Fetcher
from dateline.reading.unread import opened

from .conftest import inside
from .findings import RSS, STORY, item, told

PAGE = f"""<!DOCTYPE html><html><head><title>Norway recalls envoy</title>
<meta property="og:site_name" content="The Page"><meta property="article:published_time" content="2021-05-26T08:30:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><p>{STORY} {"It gave no reason for the step it took. " * 8}</p></article></body></html>"""


def test_an_entry_of_a_file_that_is_but_a_link() -> None:
    [error] = map(opened, read_feed(RSS.format(item("")).encode(), "f.xml"))
    assert isinstance(error, ReportError)
    assert str(error) == (
        "f.xml, entry 1: no text, only a link to https://example.org/1 (give the feed's web address, then linked pages are read too)"
    )


def test_a_feed_at_its_address(site: Any) -> None:
    site.put("/old", status=301, Location="/feeds/rss")
    site.put("/feeds/rss", RSS.format(item().replace("https://example.org/1", "../1")).encode(), Content_Type="application/rss+xml")
    [found] = map(opened, read_feed_at(f"{site.url}/old", inside()))
    assert isinstance(found, Report)
    assert (found.text, found.url) == (STORY, f"{site.url}/1")


def test_the_page_of_an_entry_without_text_is_read(site: Any) -> None:
    page = site.put("/1", PAGE.encode())
    entry = f"<item><title>Envoy recalled</title><link>{page}</link></item>"
    [found] = map(opened, read_feed_at(site.put("/rss", RSS.format(entry).encode()), inside()))
    assert isinstance(found, Report)
    assert found.text.startswith(STORY)
    assert (found.id, found.url, found.title, found.source, found.published) == (
        page,
        page,
        "Envoy recalled",
        "The Daily & Sunday Post",
        date(2021, 5, 26),
    )
    assert site.paths == ["/rss", "/1"]


def test_what_neither_feed_nor_entry_tells_the_page_does(site: Any) -> None:
    feed = f"<rss><channel><item><link>{site.put('/1', PAGE.encode())}</link></item></channel></rss>"
    [found] = map(opened, read_feed_at(site.put("/rss", feed.encode()), inside()))
    assert isinstance(found, Report)
    assert (found.title, found.source) == ("Norway recalls envoy", "The Page")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/gone", "no text, and of the page {url}/gone: the server says 404 Not Found"),
        ("/empty", "no text, and of the page {url}/empty: no article found in the page"),
        ("http://10.0.0.1/", "no text, and of the page http://10.0.0.1/: 10.0.0.1 is no public host"),
        ("file:///etc/passwd", "neither text nor link"),
    ],
)
def test_pages_that_cannot_be_read_are_named_with_their_entry(site: Any, link: str, said: str) -> None:
    site.put("/empty", b"<html></html>")
    outside = Fetcher(pause=0.0)  # one that may not read the own machine
    feed = RSS.format(f"<item><link>{link}</link></item>{item(number=2)}").encode()
    fetcher = outside if "10.0.0.1" in link else inside()
    found = read_feed(feed, "feed", url=f"{site.url}/rss", fetcher=fetcher)
    assert told(found) == ["feed, entry 1: " + said.format(url=site.url), STORY]


def test_a_feed_that_cannot_be_had(site: Any) -> None:
    assert told(list(read_feed_at(f"{site.url}/rss", inside()))) == [f"{site.url}/rss: the server says 404 Not Found"]


def test_an_unchanged_feed_gives_nothing_and_costs_one_answer_without_body(site: Any) -> None:
    url, keep = site.put("/rss", RSS.format(item()).encode(), ETag='"1"'), {}
    assert told(list(read_feed_at(url, inside(keep=keep)))) == [STORY]
    assert list(read_feed_at(url, inside(keep=keep))) == []
    assert site.paths == ["/rss", "/rss"]
    assert site.asked[1][1]["If-None-Match"] == '"1"'


def test_a_feed_with_an_entry_that_failed_is_read_again(site: Any) -> None:
    url, fetcher = site.put("/rss", RSS.format(f"<item><link>{site.url}/1</link></item>").encode(), ETag='"1"'), inside(keep={})
    assert "404" in told(read_feed_at(url, fetcher))[0]
    site.put("/1", PAGE.encode(), ETag='"2"')
    assert told(read_feed_at(url, fetcher))[0].startswith(STORY)
    assert list(read_feed_at(url, fetcher)) == []


def test_a_feed_that_was_not_read_to_the_end_is_read_again(site: Any) -> None:
    url, fetcher = site.put("/rss", RSS.format(item(number=1) + item(number=2)).encode(), ETag='"1"'), inside(keep={})
    begun = read_feed_at(url, fetcher)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert told(read_feed_at(url, fetcher)) == [STORY, STORY]


def test_the_page_of_an_entry_that_is_known_is_not_asked_for(site: Any) -> None:
    url = site.put("/rss", RSS.format(f"<item><link>{site.put('/1', PAGE.encode())}</link></item>").encode(), ETag='"1"')
    keep: dict[str, tuple[str, str]] = {}
    assert len(list(read_feed_at(url, inside(keep=keep)))) == 1
    assert site.paths == ["/rss"]
    assert keep, "the feed counts as read"
