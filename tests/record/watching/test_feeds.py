"""The state of what is watched: when it is due, and how failures put it off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dateline.errors import ReportError
from dateline.record.store import Store
from dateline.record.watching import feeds
from dateline.record.watching.feeds import Feed

NOW = datetime(2024, 5, 6, 12)
TEN = timedelta(minutes=10)
WEB, FILE = "https://a.example/rss", "news/"


def failure(later: int = 0) -> ReportError:
    return ReportError(WEB, "the server says 503", "try again later", later)


@pytest.mark.parametrize(
    ("address", "failures", "later", "minutes"),
    [
        (WEB, 0, 0, 10),
        (WEB, 1, 0, 20),
        (WEB, 3, 0, 80),
        (WEB, 5, 0, 320),
        (WEB, 6, 0, 360),
        (WEB, 500, 0, 360),
        (WEB, 0, 3600, 60),
        (WEB, 3, 60, 80),
        (WEB, 0, 9_999_999, 7 * 24 * 60),
        (FILE, 3, 0, 10),
    ],
)
def test_each_failure_doubles_the_pause_and_the_host_may_ask_for_more(address: str, failures: int, later: int, minutes: int) -> None:
    feed = Feed(address, True, None, NOW, failures=failures).failed(NOW, TEN, failure(later))
    assert (feed.due - NOW, feed.failures) == (timedelta(minutes=minutes), failures + 1)
    assert (feed.fault, feed.remedy) == ("the server says 503", "try again later")


def test_failures_put_off_no_further_than_it_is_read_anyway() -> None:
    assert Feed(WEB, True, None, NOW, failures=9).failed(NOW, timedelta(days=1), failure()).due == NOW + timedelta(days=1)


def test_success_forgets_failures() -> None:
    feed = Feed(WEB, True, None, NOW, failures=3, fault="f", remedy="r", brought=4).succeeded(NOW, TEN, 2)
    assert (feed.failures, feed.fault, feed.remedy, feed.due) == (0, "", "", NOW + TEN)
    assert (feed.read, feed.brought, feed.latest) == (NOW, 6, NOW)


def test_what_is_watched_anew_is_due_at_once_and_what_was_read_keeps_its_state(store: Store) -> None:
    feeds.enlist(store, [WEB], NOW, TEN)
    (feed,) = feeds.watched(store)
    assert feed == Feed(WEB, True, None, NOW)
    feeds.note(store, [feed.succeeded(NOW, TEN, 1)])
    feeds.enlist(store, [WEB, FILE], NOW + TEN / 2, TEN)
    assert [(f.address, f.due) for f in feeds.watched(store)] == [(FILE, NOW + TEN / 2), (WEB, NOW + TEN)]


@pytest.mark.parametrize(("every", "due"), [(TEN / 5, TEN / 5), (3 * TEN, TEN)])
def test_a_shorter_pause_holds_from_the_start(store: Store, every: timedelta, due: timedelta) -> None:
    feeds.note(store, [Feed(WEB, True, NOW, NOW + TEN)])
    feeds.enlist(store, [WEB], NOW, every)
    assert feeds.watched(store)[0].due == NOW + due


def test_no_start_cuts_short_what_a_host_asked_for(store: Store) -> None:
    held = NOW + timedelta(hours=5)
    feeds.note(store, [Feed(WEB, True, NOW, held, held), Feed(FILE, True, NOW, NOW)])
    feeds.enlist(store, [WEB, FILE], NOW, TEN)
    assert {f.address: f.due for f in feeds.watched(store)} == {WEB: held, FILE: NOW}


def test_failures_outlast_a_start(store: Store) -> None:
    feeds.note(store, [Feed(WEB, True, NOW, NOW + 8 * TEN, failures=4)])
    feeds.enlist(store, [WEB], NOW, TEN)
    assert feeds.watched(store)[0].due == NOW + 8 * TEN


def test_what_is_no_longer_named_is_not_watched(store: Store) -> None:
    feeds.enlist(store, [WEB, FILE], NOW, TEN)
    feeds.enlist(store, [FILE], NOW, TEN)
    assert [f.address for f in feeds.watched(store)] == [FILE]


def test_a_host_that_wants_rest_is_left_alone_with_all_its_feeds(store: Store) -> None:
    other, elsewhere = "https://A.example:443/atom", "https://b.example/rss"
    feeds.enlist(store, [WEB, other, elsewhere], NOW, TEN)
    tired = Feed(WEB, True, None, NOW).failed(NOW, TEN, failure(3600))
    feeds.note(store, [tired])
    hour = NOW + timedelta(hours=1)
    assert {f.address: f.due for f in feeds.watched(store)} == {WEB: hour, other: hour, elsewhere: NOW}
