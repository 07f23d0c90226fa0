"""Feeds that are broken, and feeds that mean harm: what can be read is, and the rest is named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading import feeds
from dateline.reading.unread import opened

from .findings import ATOM, RSS, STORY, item, only, told
from .findings import read_feed as read

# Broken feeds


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("Q & A", "Q & A"),
        ("Q&nbsp;&&nbsp;A &rsquo;s", "Q\xa0&\xa0A ’s"),
        ("a\x01b\x0bc\0d", "abcd"),
        ("a&#1;b&#xD800;c&#1114112;d&#99999999999;", "abcd\ufffd"),
        ("<p>Not <b>closed<br> at all & more</p>", "Not closed\n\nat all & more"),
        ("One ]]> two <br>", "One two"),
        ("<p>In <i>order</i>.</p><p>Two.</p>", "In order.\n\nTwo."),
        ("<unknown:tag>Kept.</unknown:tag>", "Kept."),
        ("&undefined; entity", "&undefined; entity"),
    ],
)
def test_broken_xml_is_mended(description: str, text: str) -> None:
    assert told(read(RSS.format(item(description, 1) + item(STORY, 2)))) == [text, STORY]


def test_a_bare_ampersand_in_a_link() -> None:
    assert only(RSS.format(f"<item><link>https://example.org/?a=1&b=2&copy=3</link><description>{STORY}</description></item>")).url == (
        "https://example.org/?a=1&b=2&copy=3"
    )


def test_prefixes_that_nobody_declared() -> None:
    inner = item("", more=f"<content:encoded>{STORY}</content:encoded><x:y z:a='1'>1</x:y>")
    assert only(f"<rss><channel>{inner}</channel></rss>").text == STORY


def test_what_cannot_be_mended_is_named_and_the_rest_is_read() -> None:
    broken = "<item><link>https://example.org/2<description>Text.</description></item>"
    found = read(RSS.format(item(number=1) + broken + item(number=3)))
    assert told([found[0], found[2]]) == [STORY, STORY]
    assert isinstance(found[1], ReportError)
    assert found[1].where == "f.xml, entry 2"
    assert found[1].fault.startswith("not well-formed XML: ")
    assert found[1].remedy


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("</rss>", []),
        ("</channel>", ["f.xml: the feed breaks off after entry 2"]),
        ("</title><link>https://example.org/2<", ["f.xml, entry 2: the feed breaks off in it"]),
        ("<description>Norway", ["f.xml, entry 2: the feed breaks off in it"]),
    ],
)
def test_feeds_that_are_cut_off(end: str, said: list[str]) -> None:
    whole = RSS.format(item(number=1) + "\n" + item(number=2, more="<description>Norway …</description>"))
    feed = whole[: whole.rindex(end) + (len(end) if end != "</rss>" else 6)]
    found = told(read(feed))
    assert [one for one in found if one.startswith("f.xml")] == said
    assert found[0] == STORY


def test_a_feed_is_read_as_far_as_it_goes() -> None:
    """Wherever it is cut, what stands before is read, and something says that it was cut."""
    whole = RSS.format(item("First.", 1) + item("Second.", 2)).rstrip()
    for length in range(whole.index("<title>"), len(whole) - 1):
        found = told(read(whole[:length]))
        texts = [one for one in found if not one.startswith("f.xml")]
        assert texts == ["First.", "Second."][: len(texts)]
        assert len(texts) == whole[:length].count("</item>")
        assert len(found) == len(texts) + 1


def test_entries_without_end() -> None:
    feed = RSS.format(item("One.", 1) + item("Two.", 2)).replace("</item>", "")
    assert told(read(feed)) == ["One.", "Two."]


@pytest.mark.parametrize(
    "before", ["\n\n", "\ufeff\n", "<br />\n<b>Warning</b>: out of memory<br />\n", "<!-- <rss -->", "<!DOCTYPE rss SYSTEM 'x'>"]
)
def test_junk_before_the_feed(before: str) -> None:
    assert only(before + RSS.format(item())).text == STORY


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.4", "a PDF, not text"),
        (b"Norway recalled its ambassador.", "neither RSS nor Atom"),
        (b"<!DOCTYPE html><html><body><p>Norway recalled its ambassador.</p></body></html>", "neither RSS nor Atom"),
        (b"<rss", "neither RSS nor Atom"),
        (b"\xff\xfe\xff", "neither RSS nor Atom"),
        (RSS.format("").encode(), "a feed without entries"),
        (b"<feed/>", "a feed without entries"),
    ],
)
def test_what_is_no_feed(data: bytes, said: str) -> None:
    assert told(read(data)) == [f"f.xml: {said}"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("<item/>", "neither text nor link"),
        ("<item><title>Norway recalls envoy</title></item>", "neither text nor link"),
        (item("<p> </p>"), "no text, only a link to https://example.org/1"),
        (item("x" * 1_000_001), "the text has more than 1,000,000 characters"),
        (item("x" * 9_000_000), "longer than 8,388,608 characters"),
    ],
)
def test_entries_without_a_report(entry: str, said: str) -> None:
    assert told(read(RSS.format(entry + item(number=2)))) == [f"f.xml, entry 1: {said}", STORY]


# Feeds that mean harm


def laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, levels))
    return f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def test_entities_are_never_expanded() -> None:
    assert told(read(laughs(30) + RSS.format(item("&a29; &f;")).partition("?>")[2])) == ["&a29; &f;"]


def many(count: int, each: str) -> str:
    """A text many times, with its number."""
    return "".join(each.format(number) for number in range(count))


HARM = {
    "10,000 broken entries": "".join(item(f"{STORY}<br>", number) for number in range(10_000)),
    "deep XML": item("<b>" * 100_000 + STORY),
    "deep HTML": item("&lt;div&gt;" * 100_000 + STORY),
    "deep entries": "<item>" * 10_000,
    "deep elements": "<a>" * 200_000 + item(),
    "authors": item(more=f"<author>{'a' * 500_000}</author>"),  # a regular expression of feedparser's would take a day
    "categories": item(more=many(50_000, "<category>{0}</category>")),
    "attributes": f"<item {many(50_000, 'a{0}=_1_ ')}><description>{STORY}</description></item>".replace("_", "'"),
    "namespaces": f"<item {many(20_000, 'xmlns:a{0}=_urn:{0}_ ')}><description>{STORY}</description></item>".replace("_", "'"),
    "long names": f"<{'a' * 500_000}:item>",
    "dates": item(more=f"<pubDate>{'1 ' * 300_000}</pubDate>"),
    "comments": "<!--" * 200_000,
    "CDATA": "<![CDATA[" * 100_000,
    "tags without end": "<item " * 100_000,
    "titles without end": f"<item>{'<title>' * 100_000}</item>",
    "references": item("&a" * 300_000),
    "brackets": item("&lt;p&gt;" + "&lt;" * 200_000),
    "quotation marks": item("&lt;a b='" * 50_000),
}


@pytest.mark.parametrize("inner", HARM.values(), ids=HARM.keys())
def test_feeds_that_mean_harm(inner: str) -> None:
    started = time.monotonic()
    assert read(RSS.format(inner))
    assert time.monotonic() - started < 60  # seconds, and a fraction of that on an idle machine; unguarded, hours


def test_all_of_10_000_entries_are_read_one_by_one() -> None:
    found = map(opened, feeds.read_feed(RSS.format("".join(item(number=number) for number in range(10_000))).encode(), "f.xml"))
    first = next(found)
    assert isinstance(first, Report)
    assert first.title == "Title 0"
    assert sum(isinstance(one, Report) for one in found) == 9_999


def test_entries_without_number_are_not_all_read() -> None:
    *read_all, last = feeds.read_feed(RSS.format("<item>" * 100_000).encode(), "f.xml")
    assert len(read_all) == 20_000
    assert str(last) == "f.xml: 100,000 entries, of which 20,000 are read (cut the feed into several files)"


_TAGS = "item entry channel title description link guid content:encoded content summary pubDate dc:date rss feed body source svg".split()
_MARKS = "<![CDATA[ ]]> <!-- --> &amp; & &lt;p&gt; &#x110000; <?xml?> <!DOCTYPE < > /> ' \" é \0 \ufffd".split()
_ODD = ['<link href="http://["/>', "<entry xml:base='//['>", '<content type="image/png" mode="base64">', "<item rdf:about="]
_PARTS = [f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS] + _MARKS + _ODD


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PARTS) | st.text(max_size=5), max_size=40), st.binary(max_size=3), st.sampled_from(["{}", RSS, ATOM]))
def test_no_feed_breaks_it(parts: list[str], junk: bytes, around: str) -> None:
    data = around.replace("{}", f"<item>{''.join(parts)}</item>").encode("utf-8", "replace")
    data = data[: len(data) // 2] + junk + data[len(data) // 2 :]
    feeds.is_feed(data)
    for one in read(data):
        assert isinstance(one, Report) or (one.fault and "\n" not in str(one))
