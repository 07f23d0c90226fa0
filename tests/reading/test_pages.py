"""HTML pages: the article, its headline, publisher and day, without the surroundings."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import ReportError
from dateline.reading.pages import read_page

PAGE = """<!DOCTYPE html>
<html lang="en"><head>{charset}
<title>Norway recalls envoy from Belarus | The Daily Post</title>
<meta property="og:title" content="Norway recalls envoy from Belarus">
<meta property="og:site_name" content="The Daily Post">
<meta property="article:published_time" content="2021-05-26T08:30:00+02:00">
<link rel="canonical" href="https://example.org/norway">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Norway recalls envoy from Belarus</h1>
<p>Norway recalled its ambassador from Belarus on Tuesday, two days after a passenger aircraft was forced to land in Minsk.</p>
<p>Foreign Minister Ine Eriksen Søreide said the government in Minsk had to release the journalist who was taken off the plane.</p>
<p>Belarus rejected the demand. A spokesman for its foreign ministry said that the country would not yield to pressure.</p>
</article>
<footer>Copyright 2024 The Daily Post. Subscribe to our newsletter.</footer></body></html>"""


def page(charset: str = "", encoding: str = "utf-8") -> bytes:
    return PAGE.format(charset=f'<meta charset="{charset}">' if charset else "").encode(encoding)


def test_article_without_its_surroundings() -> None:
    paragraphs = read_page(page(), "a.html").text.split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["Norway", "Foreign", "Belarus"]


def test_what_the_page_says_of_itself() -> None:
    found = read_page(page(), "a.html")
    known = (found.title, found.source, found.url, found.published)
    assert known == ("Norway recalls envoy from Belarus", "The Daily Post", "https://example.org/norway", date(2021, 5, 26))


@pytest.mark.parametrize(
    ("charset", "encoding"), [("", "utf-8"), ("iso-8859-1", "latin-1"), ("", "cp1252"), ("windows-1252", "cp1252"), ("nonsense", "cp1252")]
)
def test_encodings(charset: str, encoding: str) -> None:
    assert "Søreide" in read_page(page(charset, encoding), "a.html").text


def test_the_encoding_that_a_page_was_sent_with_goes_before_its_own() -> None:
    assert "Søreide" in read_page(page("koi8-r", "cp1252"), "a.html", "windows-1252").text


def test_the_address_tells_publisher_and_day_of_a_page_that_does_not() -> None:
    silent = (
        page()
        .replace(b"article:published_time", b"x")
        .replace(b"og:site_name", b"x")
        .replace(b'rel="canonical"', b"")
        .replace(b" | The", b"")
    )
    found = read_page(silent, "a.html", url="https://example.org/2021/05/26/norway")
    assert (found.source, found.published) == ("example.org", date(2021, 5, 26))


def test_undated_page_stays_undated() -> None:
    undated = page().replace(b"2021-05-26T08:30:00+02:00", b"yesterday")
    assert read_page(undated, "a.html").published is None


@pytest.mark.parametrize("html", [b"<html></html>", b"<html><body><p> </p></body></html>", b"<" * 50_000])
def test_page_without_article(html: bytes) -> None:
    with pytest.raises(ReportError, match="no article"):
        read_page(html, "a.html")


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<p>a</p>" * 50_001, "more than 50,000 elements"),
        (f"<p {' '.join(f'a{n}=1' for n in range(1_001))}>", "an element with more than 1,000 attributes"),
    ],
)
def test_a_page_that_would_take_hours_is_not_begun(markup: str, fault: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_page(page().replace(b"</article>", markup.encode() + b"</article>"), "a.html")
    assert (caught.value.fault, caught.value.remedy) == (fault, "save its text as a .txt file")


def test_a_long_page_is_read_though_with_less_care() -> None:
    found = read_page(page().replace(b"</article>", b"<p>The talks went on.</p>" * 10_001 + b"</article>"), "a.html")
    assert found.text.startswith("Norway recalled its ambassador")
    assert found.text.endswith("The talks went on.")
