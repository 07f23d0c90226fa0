"""News of a watch as an Atom file: valid, no longer than it may be, and replaced in one step."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from dateline.errors import OutletError
from dateline.exchange.newsfeed import NewsFeed, document
from dateline.model import Report
from dateline.reading.feeds import read_feed
from dateline.reading.unread import opened

from .conftest import ALERT, Newsroom

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGED = {"sources": {"was": 1, "is": 3}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.xml"


def titles(path: Path) -> list[str]:
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo
    return [entry.title for entry in found.entries]


def test_all_that_atom_asks_for_is_there(room: Newsroom, path: Path) -> None:
    """RFC 4287: id, title and updated of feed and entries, an author for each entry, ids no two alike, times with a zone."""
    told = [room.news(), room.news("update", "s2", changed=CHANGED), room.news("alert", "s3", alert=ALERT)]
    told.append(room.news("withdrawn", "s4", was={"actors": [], "recipients": [], "type": "ACCUSE"}, report="r"))
    NewsFeed(str(path)).tell([], told)
    root = etree.fromstring(path.read_bytes())
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        ids, names, times = (element.findall(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert [len(found) for found in (ids, names, times)] == [1, 1, 1]
        assert ids[0].text.startswith("urn:uuid:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", times[0].text)
        assert names[0].text
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Dateline"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 4
    assert root.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_dateline_reads_it_back(room: Newsroom, path: Path) -> None:
    NewsFeed(str(path)).tell([], [room.news()])
    (found,) = map(opened, read_feed(path.read_bytes(), "news.xml"))
    assert isinstance(found, Report)
    assert (found.published, found.url, found.source) == (date(2022, 1, 31), "https://a.example/1?b=c&d=e", "Political events")
    assert found.text.startswith("North Korea fired a missile")


def test_the_newest_come_first_and_the_oldest_go(room: Newsroom, path: Path) -> None:
    told = [room.news(subject=f"s{n}", factuality=f"f{n}") for n in range(6)]
    NewsFeed(str(path), most=4).tell(told[:3], told[3:])
    assert [title.partition("(f")[2] for title in titles(path)] == ["5)", "4)", "3)", "2)"]


def test_an_update_takes_the_place_of_what_was_told_and_keeps_its_id(room: Newsroom, path: Path) -> None:
    first, other, update = room.news(), room.news(subject="s2"), room.news("update", changed=CHANGED)
    NewsFeed(str(path)).tell([], [first])
    (before,) = feedparser.parse(path.read_bytes()).entries
    NewsFeed(str(path)).tell([first], [other, update])
    after, _ = feedparser.parse(path.read_bytes()).entries
    assert after.id == before.id
    assert after.updated > before.updated
    assert after.content[0].value.startswith("Changed: sources 1 → 3")


def test_told_twice_it_is_the_same_file(room: Newsroom, path: Path) -> None:
    told = [room.news(), room.news(subject="s2")]
    NewsFeed(str(path)).tell([], told)
    content = path.read_bytes()
    NewsFeed(str(path)).tell(told[:1], told[1:])
    assert path.read_bytes() == content


@pytest.mark.parametrize(("words", "shown"), [("a\x00b\x0b]]>&<b>", "a\ufffdb\ufffd]]>&<b>"), ("\ud800", "\ufffd")])
def test_no_text_breaks_it(room: Newsroom, words: str, shown: str) -> None:
    news = room.news(words=words, source=words, url=f"https://a.example/{words}")
    (entry,) = feedparser.parse(document("t", "n", [news])).entries
    assert entry.content[0].value.startswith(shown)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/\n", ""])
def test_only_pages_on_the_web_are_linked(room: Newsroom, url: str) -> None:
    (entry,) = feedparser.parse(document("t", "n", [room.news(url=url)])).entries
    assert not entry.get("links")


def test_a_file_that_cannot_be_written(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(OutletError, match="No such file or directory"):
        NewsFeed(str(tmp_path / "none" / "news.xml")).tell([], [room.news()])


def test_what_was_there_stays_where_it_cannot_be_replaced(room: Newsroom, path: Path) -> None:
    NewsFeed(str(path)).tell([], [room.news()])
    content = path.read_bytes()
    os.mkdir(path.with_name(f".{path.name}.part"))
    with pytest.raises(OutletError):
        NewsFeed(str(path)).tell([], [room.news()])
    assert path.read_bytes() == content


def test_nobody_ever_sees_half_a_file(room: Newsroom, path: Path) -> None:
    feed = NewsFeed(str(path))
    feed.tell([], [room.news()])
    with path.open("rb") as opened:
        feed.tell([], [room.news(words="w" * 100_000)])
        assert opened.read().endswith(b"</feed>\n")
    assert list(path.parent.iterdir()) == [path]
