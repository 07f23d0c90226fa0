"""RSS and Atom feeds: what an entry tells, in which form and encoding, and what is a feed at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Report
from dateline.reading import feeds
from dateline.reading.feeds import calendar_day, is_feed
from dateline.reading.unread import Unread

from .findings import ATOM, RSS, STORY, item, only, told
from .findings import read_feed as read

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>The Old Post</title>
<items><rdf:Seq><rdf:li rdf:resource="https://example.org/1"/></rdf:Seq></items></channel>{}</rdf:RDF>"""


# What an entry tells


def test_rss() -> None:
    entry = f"""<item><title>Norway recalls &lt;i&gt;envoy&lt;/i&gt;</title><link>https://example.org/a?b=1&amp;c=2</link>
    <guid isPermaLink="false">n-1</guid><pubDate>Tue, 25 May 2021 23:30:00 -0500</pubDate><category>World</category>
    <description>Norway recalled …</description>
    <content:encoded><![CDATA[<p>{STORY}</p><p>Minsk&nbsp;protested.</p>]]></content:encoded></item>"""
    assert only(RSS.format(entry)) == Report(
        id="n-1",
        text=f"{STORY}\n\nMinsk protested.",
        published=date(2021, 5, 25),
        source="The Daily & Sunday Post",
        title="Norway recalls envoy",
        url="https://example.org/a?b=1&c=2",
    )


def test_atom() -> None:
    entry = f"""<entry><title>Norway recalls envoy</title><id>tag:example.org,2021:1</id><link rel="self" href="/self"/>
    <link href="https://example.org/1"/><updated>2021-05-26T01:00:00+09:00</updated><summary>Norway …</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>Minsk <b>protested</b>.</p></div></content></entry>"""
    assert only(ATOM.format(entry)) == Report(
        id="tag:example.org,2021:1",
        text=f"{STORY}\n\nMinsk protested.",
        published=date(2021, 5, 26),
        source="Post & Mail",
        title="Norway recalls envoy",
        url="https://example.org/1",
    )


def test_rss_1_0() -> None:
    entry = f"""<item rdf:about="https://example.org/1"><title>Norway recalls envoy</title><link>https://example.org/1</link>
    <description>{STORY}</description><dc:date>2003-05-26T08:00:00Z</dc:date></item>"""
    known = ("https://example.org/1", STORY, date(2003, 5, 26), "The Old Post", "Norway recalls envoy", "https://example.org/1")
    assert only(RDF.format(entry)) == Report(*known)


def entry(inner: str) -> str:
    return ATOM.format(f"<entry>{inner}</entry>")


NAMESPACE = ' xmlns="http://www.w3.org/2005/Atom"'
SUMMARY = f"<summary>{STORY}</summary>"
ESCAPED = f"<content mode='escaped' type='text/html'>{STORY}</content>"
FORMS = {
    "plain": entry(f"<content>{STORY}</content>"),
    "HTML": entry(f'<content type="html">&lt;p>{STORY}&lt;/p></content>'),
    "a picture": entry(f"{SUMMARY}<content type='image/png'>iVBORw0KGgo</content>"),
    "content elsewhere": entry(f"{SUMMARY}<content src='/1'/>"),
    "another namespace": entry(SUMMARY).replace(NAMESPACE, ' xmlns="http://www.w3.org/2005/atom"'),
    "no namespace": entry(SUMMARY).replace(NAMESPACE, ""),
    "with prefix": f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:summary>{STORY}</a:summary></a:entry></a:feed>',
    "Atom 0.3": f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>{ESCAPED}</entry></feed>',
    "content alone": RSS.format(item("", more=f"<content:encoded>{STORY}</content:encoded>")),
    "two descriptions": RSS.format(item("Short.", more=f"<description>{STORY}</description>")),
    "CDATA escaped": RSS.format(item(f"&lt;![CDATA[{STORY}]]&gt;")),
    "title repeated": RSS.format(item(f"Title 1&lt;br&gt;{STORY}")),
    "capitals": f"<RSS><CHANNEL>{item().upper()}</CHANNEL></RSS>".replace(STORY.upper(), STORY),
    "blank in a tag": RSS.format(item().replace("item>", "item >")),
    "one commented out": RSS.format(f"<!-- {item('Old.')} -->{item()}"),
}


@pytest.mark.parametrize("feed", FORMS.values(), ids=FORMS.keys())
def test_one_text_in_every_form(feed: str) -> None:
    assert told(read(feed)) == [STORY]


@pytest.mark.parametrize(
    ("link", "url", "identifier"),
    [
        ("<link>https://example.org/1</link>", "https://example.org/1", "https://example.org/1"),
        ("<link>/1</link>", "https://feeds.example/1", "https://feeds.example/1"),
        ("<link> https://example.org/\n  1 </link>", "https://example.org/1", "https://example.org/1"),
        ("<guid>https://example.org/2</guid>", "https://example.org/2", "https://example.org/2"),
        ("<link>/1</link><guid isPermaLink='false'>7</guid>", "https://feeds.example/1", "7"),
        ("<link>javascript:alert(1)</link><guid isPermaLink='false'>7</guid>", "", "7"),
        ("<link>http://[</link><guid>7</guid>", "", "7"),
        ("<guid isPermaLink='false'>7\n 8</guid>", "", "7 8"),
        ("", "", Report.identify(STORY, None)),
    ],
)
def test_address_and_identifier(link: str, url: str, identifier: str) -> None:
    found = only(RSS.format(f"<item>{link}<description>{STORY}</description></item>"), url="https://feeds.example/rss")
    assert (found.url, found.id) == (url, identifier)


def test_links_start_where_the_feed_says() -> None:
    feed = ATOM.replace("<feed", '<feed xml:base="/news/"').format(f"<entry><link href='1'/><summary>{STORY}</summary></entry>")
    assert only(feed, url="https://example.org/feeds/all").url == "https://example.org/news/1"
    assert only(feed).url == "/news/1"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 25 May 2021 23:30:00 -0500", date(2021, 5, 25)),
        ("Tue, 25 May 2021 00:30:00 +0900", date(2021, 5, 25)),
        ("25 May 21 08:00 GMT", date(2021, 5, 25)),
        ("25 May 2021", date(2021, 5, 25)),
        ("Tuesday, May 25, 2021 8:30 PM EDT", date(2021, 5, 25)),
        ("Tue May 25 08:30:00 2021", date(2021, 5, 25)),
        ("2021-05-25T23:59:60.5+14:00", date(2021, 5, 25)),
        ("2021-05-25 08:00", date(2021, 5, 25)),
        ("20210525T080000Z", date(2021, 5, 25)),
        ("Sun, 31 Feb 2021 08:00:00 GMT", None),
        ("2021-13-01", None),
        ("2021-05", None),
        ("25/05/2021", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("yesterday", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_the_day_is_that_of_the_publisher(written: str, day: date | None) -> None:
    assert calendar_day(written) == day


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("<pubDate>Tue, 25 May 2021 08:00:00 GMT</pubDate><updated>2021-06-01</updated>", date(2021, 5, 25)),
        ("<updated>2021-06-01</updated>", date(2021, 6, 1)),
        ("<pubDate>soon</pubDate><updated>2021-06-01</updated>", date(2021, 6, 1)),
        ("<pubDate>31 Feb 2021</pubDate>", None),
        ("<pubDate/>", None),
    ],
)
def test_published_else_updated_else_none(dates: str, day: date | None) -> None:
    assert only(RSS.format(item(more=dates))).published == day
    assert only(RSS.format(item(more=dates)), published=date(2000, 1, 1)).published == (day or date(2000, 1, 1))


@given(st.text(max_size=40))
def test_no_date_breaks_it(text: str) -> None:
    calendar_day(text)


def digests(feed: str, published: date | None = None) -> list[str]:
    return [one.digest for one in feeds.read_feed(feed.encode(), "f.xml", published) if isinstance(one, Unread)]


def test_an_entry_is_known_by_what_it_says_whatever_the_feed_says_beside() -> None:
    known = digests(RSS.format(item(number=1)))
    assert digests(RSS.format(f"<lastBuildDate>Tue, 25 May 2021</lastBuildDate>{item('New.', 2)}{item(number=1)}"))[1:] == known
    assert digests(RSS.format(item(number=1, more="<pubDate>Tue, 25 May 2021</pubDate>"))) != known
    assert digests(RSS.format(item(number=1)), date(2021, 5, 25)) != known
    assert digests(RSS.replace("Daily", "Weekly").format(item(number=1))) != known, "another publisher"


# Encodings


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("iso-8859-1", "latin-1"),
        ("windows-1250", "cp1250"),
        ("iso-8859-1", "utf-8"),  # declared wrongly
        ("UTF-8", "cp1252"),
        ("nonsense", "cp1252"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    data = RSS.replace("UTF-8", declared).format(item("Viktor Orbán")).encode(encoding)
    assert is_feed(data[:300])
    assert only(data).text == "Viktor Orbán"


def test_the_server_names_the_encoding() -> None:
    data = RSS.replace(' encoding="UTF-8"', "").format(item("Вода и хлеб")).encode("koi8-r")
    assert only(data, kind="application/rss+xml; charset=koi8-r").text == "Вода и хлеб"


def test_bytes_that_fit_no_encoding_spoil_their_entry_alone() -> None:
    data = RSS.format(item("Søreide", 1) + item("Søre\xffide", 2) + item("Søreide", 3)).encode().replace("\xff".encode(), b"\xff")
    assert told(read(data)) == ["Søreide", "f.xml, entry 2: bytes in it fit no encoding", "Søreide"]


# Sniffing


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        (RSS.encode(), True),
        (ATOM.encode(), True),
        (RDF.encode(), True),
        (b"\xef\xbb\xbf\r\n<RSS version='0.91'>", True),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- rss --><!DOCTYPE rss PUBLIC '-//N//RSS' 'x'><rss version='0.91'>", True),
        (b"<!DOCTYPE rss [<!ENTITY a 'b>'>]><rss>", True),
        (b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", True),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:foaf='http://xmlns.com/foaf/0.1/'>", False),
        (b"<html><body><rss>", False),
        (b"<!DOCTYPE html><html><body><p>Norway</p></body></html>", False),
        (b"<rssfeed>", False),
        (b"<?xml version='1.0'?><sitemap>", False),
        (b"Norway <rss>", False),
        (b'{"text": "<rss>"}', False),
        (b"\x1f\x8b\x08", False),
        (b"", False),
    ],
)
def test_is_it_a_feed(head: bytes, feed: bool) -> None:
    assert is_feed(head) is feed
