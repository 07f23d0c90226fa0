"""Events as an Atom feed: read by a feed reader without complaint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from dateline.record.asking import Question

from .conftest import Exporting

_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(exporting: Exporting, tmp_path: Path) -> Any:
    exporting("atom")
    return feedparser.parse((tmp_path / "out").read_bytes())


def test_a_reader_finds_no_fault(feed: Any) -> None:
    assert (feed.bozo, feed.version, len(feed.entries)) == (False, "atom10", 10)


def test_it_has_what_rfc_4287_asks_for(exporting: Exporting, tmp_path: Path) -> None:
    exporting("atom")
    root = etree.parse(str(tmp_path / "out")).getroot()
    assert root.tag == f"{_ATOM}feed"
    for parent in (root, *root.iter(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{_ATOM}{name}")) == 1
    assert root.find(f"{_ATOM}author/{_ATOM}name").text
    ids = [entry.find(f"{_ATOM}id").text for entry in root.iter(f"{_ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_what_came_in_last_stands_first(feed: Any) -> None:
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated == updated[0]


def test_an_entry(feed: Any) -> None:
    entry = next(entry for entry in feed.entries if "MOBILIZE" in entry.title)
    assert entry.title == "North Korea: MOBILIZE/weapons-test"
    assert entry.link == "https://one.example/1"
    assert entry.author == "Wire One"
    assert [tag.term for tag in entry.tags] == ["MOBILIZE", "MOBILIZE/weapons-test", "occurred"]
    assert "2022-01-30; Wonsan; 2 mentions; event 000000000000" in entry.summary


def test_plans_are_told_as_plans(feed: Any) -> None:
    assert any(entry.title == "Japan → North Korea: SANCTION (future)" for entry in feed.entries)


def test_an_event_is_the_same_entry_in_every_feed(feed: Any, exporting: Exporting, tmp_path: Path) -> None:
    exporting("atom", Question(type=("PROTEST",)), "protest")
    (entry,) = feedparser.parse((tmp_path / "protest").read_bytes()).entries
    assert entry.id in {other.id for other in feed.entries}


def test_characters_that_xml_cannot_hold_are_replaced(feed: Any) -> None:
    entry = next(entry for entry in feed.entries if "crowd-control" in entry.title)
    assert "nobody was named \ufffd here" in entry.summary


def test_a_feed_of_nothing_is_one(exporting: Exporting, tmp_path: Path) -> None:
    exporting("atom", Question(who=("FIN",)))
    found = feedparser.parse((tmp_path / "out").read_bytes())
    assert (found.bozo, found.entries) == (False, [])
