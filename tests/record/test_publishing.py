"""Who publishes a report, and what people call the source of one that does not say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.record.conftest import Row, mention, on, party, report

from dateline.exchange.events import events
from dateline.record.asking import Facets, Narrowed, Question
from dateline.record.browsing.browser import Browser
from dateline.record.looking import look
from dateline.record.merging import merge
from dateline.record.publishing import PUBLISHER, TELLER, outlet
from dateline.record.store import Store
from dateline.record.verdicts import join

DAY = date(2024, 5, 3)
WORDS = "Kenya condemned Uganda over the border."
LONG = "Kenya condemned Uganda over the border and over a good many other things besides, said an official who asked not to be named"


@pytest.mark.parametrize(
    ("fields", "publisher", "teller"),
    [
        ({"source": "Wire A", "url": "https://other.example/1"}, "Wire A", "Wire A"),
        ({"url": "https://www.Wire.example:8080/a/1?b=c"}, "wire.example", "wire.example"),
        ({"report": "http://desk@wire.example/1"}, "wire.example", "wire.example"),
        ({"url": "file:///srv/news/1.html", "title": "A row over the border"}, "", "“A row over the border”"),
        ({"title": "A row\n over the border", "report": "kenya.txt"}, "", "“A row over the border”"),
        ({"report": "kenya.txt"}, "", "kenya.txt"),
        ({}, "", f"“{WORDS}”"),
        ({"text": LONG}, "", f"“{LONG[:80].rstrip()}…”"),
        ({"text": " "}, "", "an empty report"),
    ],
)
def test_a_report_is_of_its_source_else_its_host_and_is_called_by_title_name_or_words(
    store: Store, fields: Row, publisher: str, teller: str
) -> None:
    row = report("8e4978a9592a", DAY, WORDS) | {"source": ""} | fields
    store.insert("reports", [row])
    assert store.rows(f"SELECT {PUBLISHER} AS publisher, {TELLER} AS teller FROM reports r") == [{"publisher": publisher, "teller": teller}]
    assert outlet(row) == publisher or (not publisher and outlet(row) == row["report"])


@pytest.fixture
def told_by_three(tmp_path: Path) -> Iterator[Store]:
    """One event, told by two pages of a host and a file, none of which names a source."""
    texts = {"a": WORDS, "b": f"{WORDS} Nobody answered.", "c": f"On Friday {WORDS} It was the first such word in years."}
    urls = {"a": "https://wire.example/1", "b": "https://www.wire.example/2", "c": ""}
    rows = [report(f"8e4978a9592{n}", DAY, text) | {"source": "", "url": urls[n]} for n, text in texts.items()]
    store = Store.open(tmp_path / "record.duckdb")
    store.insert("reports", rows)
    sides = party("KEN", text="Kenya"), party("UGA", text="Uganda")
    store.insert("mentions", [mention(row["report"], "ACCUSE", "condemned", row["text"], *sides, time=on(DAY)) for row in rows])
    merge(store)
    with store:
        while len(told := store.rows("SELECT event FROM events ORDER BY event")) > 1:
            join(store, told[0]["event"], told[1]["event"], "ana", "one row over the border")
        yield store


def test_pages_of_one_host_count_as_one_source(told_by_three: Store) -> None:
    (event,) = told_by_three.rows("SELECT mentions, sources FROM events")
    assert event == {"mentions": 3, "sources": 2}


def test_lists_exports_and_questions_call_a_source_the_same(told_by_three: Store) -> None:
    (event,) = (row["event"] for row in told_by_three.rows("SELECT event FROM events"))
    names = {mention["teller"] for mention in look(told_by_three, event)["mentions"]}
    assert names == {"wire.example", "“On Friday Kenya condemned Uganda over the border. It was the first such word in…”"}
    assert {told.source for told in events(told_by_three, Question())} <= names
    told_by_three.rest()
    browser = Browser.open(told_by_three.path)
    assert set(browser.page(Question()).lines[0].publishers) == names
    for name in names:
        assert [told.id for told in events(told_by_three, Narrowed(facets=Facets(source=(name,))))] == [event]
