"""Reports into the record: each once, edited ones beside their earlier versions, failures written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.errors import InputError, ReportError
from dateline.model import Coding, Report
from dateline.reading.unread import Found, Unread
from dateline.record.gathering import Gathered, gather, settle_failures
from dateline.record.store import Store

CONDEMNED = Report("a", "France condemned Iran's missile test on Monday.", date(2024, 5, 7), "Wire")
EDITED = Report("a", "France condemned Iran's two missile tests on Monday.", date(2024, 5, 7), "Wire")
MET = Report("b", "The foreign ministers of Kenya and Somalia met in Nairobi.", date(2024, 5, 8), "Wire")
UNREADABLE = ReportError("c.txt", "is empty", "leave it out")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def run(store: Store, coder: Coder, *reports: Found) -> Gathered:
    return list(gather(store, iter(reports), coder.code))[-1]


def kept(store: Store) -> list[dict[str, Any]]:
    return store.rows("SELECT report, text, current FROM reports ORDER BY text")


def test_what_a_report_tells_is_kept_with_its_words(store: Store, coder: Coder) -> None:
    assert run(store, coder, CONDEMNED).new == 1
    found = store.rows(
        """
        SELECT type, actors[1].country AS actor, recipients[1].country AS recipient, time,
               substr(text, trigger.start + 1, trigger.stop - trigger.start) AS words
        FROM mentions JOIN reports USING (report, version) WHERE type = 'ACCUSE'
        """
    )
    assert [(m["type"], m["actor"], m["recipient"], m["words"]) for m in found] == [("ACCUSE", "FRA", "IRN", "condemned")]
    assert found[0]["time"]["from"] == date(2024, 5, 6)


def test_claims_are_kept_apart_from_events(store: Store, coder: Coder) -> None:
    run(
        store,
        coder,
        Report("c", "North Korea fired a missile on Sunday, its seventh launch since the start of the year.", date(2022, 2, 4)),
    )
    assert store.rows("SELECT kind, number FROM claims") == [{"kind": "ordinal", "number": 7}]


def test_a_claim_of_a_large_number_is_kept(store: Store, coder: Coder) -> None:
    report = Report("many", "Kenya has been told that 5 billion people were killed since January.", date(2024, 1, 30))
    coding = coder.code(report)
    assert [claim.number for claim in coding.claims] == [5_000_000_000]
    for _ in gather(store, [report], lambda _: coding):
        pass
    assert store.rows("SELECT number FROM claims") == [{"number": 5_000_000_000}]


def test_a_report_that_is_there_is_not_coded_again(store: Store, coder: Coder) -> None:
    run(store, coder, CONDEMNED, MET)

    def refuse(_: Report) -> Coding | InputError:
        raise AssertionError("coded again")

    *_, state = gather(store, iter([CONDEMNED, MET]), refuse)
    assert state == Gathered(known=2)


def refused() -> Report:
    raise AssertionError("taken apart again")


def test_what_was_read_before_is_not_taken_apart_again(store: Store, coder: Coder) -> None:
    assert run(store, coder, Unread("1", lambda: MET)).new == 1
    assert run(store, coder, Unread("1", refused)) == Gathered(known=1)


def test_another_page_of_the_same_words_is_taken_apart_once(store: Store, coder: Coder) -> None:
    run(store, coder, Unread("1", lambda: MET))
    assert run(store, coder, Unread("2", lambda: MET)) == Gathered(known=1)
    assert run(store, coder, Unread("2", refused)) == Gathered(known=1)


def test_what_could_not_be_read_is_tried_again(store: Store, coder: Coder) -> None:
    def broken() -> Report:
        raise UNREADABLE

    assert run(store, coder, Unread("1", broken)) == Gathered(failed=1)
    assert run(store, coder, Unread("1", lambda: MET)).new == 1


def test_an_edited_report_keeps_its_earlier_version(store: Store, coder: Coder) -> None:
    run(store, coder, CONDEMNED)
    state = run(store, coder, EDITED)
    assert (state.new, state.edited) == (1, 1)
    assert [(row["text"], row["current"]) for row in kept(store)] == [(CONDEMNED.text, False), (EDITED.text, True)]


def test_a_version_of_an_earlier_day_does_not_take_the_place_of_a_later_one(store: Store, coder: Coder) -> None:
    earlier = Report("a", EDITED.text, date(2024, 5, 6), "Wire")
    run(store, coder, CONDEMNED)
    run(store, coder, earlier)
    assert [(row["text"], row["current"]) for row in kept(store)] == [(CONDEMNED.text, True), (EDITED.text, False)]


def test_what_could_not_be_read_is_written_down(store: Store, coder: Coder) -> None:
    assert run(store, coder, UNREADABLE, MET).failed == 1
    assert store.rows("SELECT * FROM failures") == [{"place": "c.txt", "fault": "is empty", "remedy": "leave it out"}]


@pytest.mark.parametrize(
    ("source", "place", "gone"),
    [
        ("a.txt", "a.txt", True),
        ("a.jsonl", "a.jsonl:7", True),
        ("a.warc", "a.warc@231+4096 https://example.org/", True),
        ("a.rss", "a.rss, entry 2", True),
        ("news", "news/old/a.txt:7", True),
        ("news/", "news/a.txt", True),
        ("a.txt", "b.txt", False),
        ("a", "a.txt", False),
        ("news", "news, old.txt", False),
        ("/", "/news/a.txt", False),
    ],
)
def test_what_can_be_read_by_now_is_no_failure_any_more(store: Store, source: str, place: str, gone: bool) -> None:
    store.insert("failures", [{"place": place, "fault": "empty", "remedy": ""}])
    settle_failures(store, [source], [])
    assert store.rows("SELECT place FROM failures") == ([] if gone else [{"place": place}])


def test_what_cannot_be_read_still_stays_on_the_list(store: Store, coder: Coder) -> None:
    run(store, coder, UNREADABLE)
    settle_failures(store, ["c.txt"], [UNREADABLE])
    assert len(store.rows("SELECT * FROM failures")) == 1


def test_a_run_that_is_broken_off_keeps_what_it_had(store: Store, coder: Coder) -> None:
    def broken() -> Iterator[Report]:
        yield CONDEMNED
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(gather(store, broken(), coder.code))
    assert [row["report"] for row in kept(store)] == ["a"]
