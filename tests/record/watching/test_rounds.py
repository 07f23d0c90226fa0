"""Watching a site that is slow, broken, huge, hostile or merely changing: the watch goes on, says so, and takes nothing it should not."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dateline.errors import RecordError
from dateline.model import Coding, Report
from dateline.record.asking import Question
from dateline.record.watching.listing import Listing
from dateline.record.watching.plan import Plan
from dateline.record.watching.queries import Watched
from dateline.record.watching.visiting import Stopped

from .conftest import MINUTES, START, Desk, act, entry, feed

GOOD = "http://news.example/good"
BAD = "http://other.example/bad"


def bomb() -> bytes:
    """Half a gigabyte of a feed, packed into half a megabyte."""
    packer = zlib.compressobj(9, wbits=31)
    begin = b"<rss version='2.0'><channel>"
    return packer.compress(begin) + b"".join(packer.compress(b" " * 2**20) for _ in range(500)) + packer.flush()


def bad(site: Any, how: str) -> None:
    """Have the site's second feed be bad in some way."""
    if how == "slow":
        site.drip("/bad", b"HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'><channel><item>")
    elif how == "no answer":
        site.drip("/bad", b"")
    else:
        answers: dict[str, tuple[bytes, int, dict[str, str]]] = {
            "huge": (feed(entry(7, "x" * 2**18)), 200, {}),
            "a bomb": (bomb(), 200, {"Content_Encoding": "gzip"}),
            "damaged": (gzip.compress(feed(entry(7)))[:-8] + b"12345678", 200, {"Content_Encoding": "gzip"}),
            "a private host": (b"", 302, {"Location": "http://10.0.0.1/feed"}),
            "the own machine": (b"", 301, {"Location": "http://localhost/feed"}),
            "another protocol": (b"", 302, {"Location": "file:///etc/passwd"}),
            "in circles": (b"", 302, {"Location": "/bad"}),
            "gone": (b"", 410, {}),
            "failing": (feed(entry(7)), 500, {}),
            "a page": (b"<html><body><p>France condemned Iran on Monday.</p></body></html>", 200, {}),
            "binary": (bytes(range(256)) * 99, 200, {}),
            "empty": (b"", 200, {}),
            "entities": (b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel>&b;</channel></rss>", 200, {}),
        }
        body, status, headers = answers[how]
        site.put("/bad", body, status, **headers)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("slow", "took longer than 0.5 seconds"),
        ("no answer", "took longer than 0.5 seconds"),
        ("huge", "larger than 262,144 bytes"),
        ("a bomb", "larger than 262,144 bytes"),
        ("damaged", "the packed data are damaged"),
        ("a private host", "redirects to http://10.0.0.1/feed: 10.0.0.1 is no public host"),
        ("the own machine", "redirects to http://localhost/feed: localhost (127.0.0.1) is no public host"),
        ("another protocol", "redirects to file:///etc/passwd: not a web address"),
        ("in circles", "redirects more than 5 times"),
        ("gone", "the server says 410 Gone"),
        ("failing", "the server says 500 Internal Server Error"),
        ("a page", "neither RSS nor Atom"),
        ("binary", "neither RSS nor Atom"),
        ("empty", "empty"),
        ("entities", "a feed without entries"),
    ],
)
def test_a_bad_feed_stops_no_other_and_gives_nothing(site: Any, desk: Desk, how: str, said: str) -> None:
    """Connections to other hosts than the two of the site fail the test."""
    site.put("/good", feed(entry(1)))
    bad(site, how)
    desk.fetcher = lambda made=desk.fetcher, **settings: made({"localhost": "127.0.0.1"}, **settings)  # type: ignore[misc]
    assert desk.watch(BAD, GOOD) == [act(1)]
    state = desk.states()
    assert (state[GOOD].failures, state[GOOD].brought, state[GOOD].fault) == (0, 1, "")
    assert (state[BAD].failures, state[BAD].brought) == (1, 0)
    assert said in state[BAD].fault
    assert any(line.startswith(f"{BAD}: ") and said in line and "next try at 2024-05-06 12:05 UTC" in line for line in desk.time.said)
    assert [row["url"] for row in desk.rows("SELECT url FROM reports")] == ["http://news.example/1"]


def test_of_a_broken_feed_what_can_be_read_is_taken(site: Any, desk: Desk) -> None:
    site.put("/bad", feed(entry(1), "<item><description>No <b>end</description>", entry(2)).replace(b"</channel></rss>", b"<item><descr"))
    site.put("/good", feed(entry(3)))
    assert sorted(desk.watch(BAD, GOOD)) == sorted(map(act, (1, 2, 3)))
    assert desk.states()[BAD].failures == 0
    assert any("could not be read: dateline ingest --failures" in line for line in desk.time.said)


def test_a_feed_that_changes_is_told_by_what_is_new(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)), ETag='"1"')
    assert desk.watch(GOOD) == [act(1)]
    edited = entry(1, f"{act(1)} It had warned of it.")
    site.put("/good", feed(entry(2), edited), ETag='"2"')
    desk.time.now += 5 * MINUTES
    assert desk.watch(GOOD) == [act(2)]
    assert desk.rows("SELECT count(*) AS n FROM reports") == [{"n": 3}]


def test_a_feed_that_has_not_changed_costs_one_answer_without_body(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)), ETag='"1"')
    desk.watch(GOOD, minutes=11)
    assert [headers.get("If-None-Match") for _, headers in site.asked] == [None, '"1"', '"1"']
    assert len(desk.out.news) == 1
    desk.time.now += 5 * MINUTES
    desk.watch(GOOD)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_each_failure_doubles_the_pause_until_it_is_read_again(site: Any, desk: Desk) -> None:
    site.put("/bad", status=500)
    asked = []
    desk.time.meanwhile = lambda: asked.append(desk.time.now - START)
    desk.watch(BAD, minutes=80)
    assert len(site.asked) == 5
    assert asked == [timedelta(minutes=m) for m in (5, 15, 35, 75, 155)]
    site.put("/bad", feed(entry(1)))
    assert desk.watch(BAD) == [act(1)]
    assert f"{BAD}: read again, after 5 failures" in desk.time.said
    assert desk.states()[BAD].failures == 0


def test_a_host_that_says_when_to_come_back_is_left_alone_until_then(site: Any, desk: Desk) -> None:
    other = "http://other.example/other"
    site.put("/bad", status=429, Retry_After="1800")
    site.put("/other", feed(entry(2)))
    site.put("/good", feed(entry(1)))
    assert desk.watch(BAD, other, GOOD, minutes=29) == [act(1)]
    assert site.paths.count("/bad") == 1
    assert site.paths.count("/other") == 0
    assert site.paths.count("/good") == 6
    site.put("/bad", feed(entry(3)))
    desk.watch(BAD, other, GOOD, minutes=1)
    assert site.paths.count("/other") == 1
    assert sorted(desk.out.words) == sorted(map(act, (1, 2, 3)))


def test_a_start_does_not_ask_a_host_that_wants_rest(site: Any, desk: Desk) -> None:
    site.put("/bad", status=503, Retry_After="1800")
    for _ in range(3):
        desk.watch(BAD, once=True)
    assert site.paths == ["/bad"]


def test_a_feed_of_thousands_does_not_keep_the_others_waiting(site: Any, desk: Desk) -> None:
    site.put("/bad", feed(*(entry(n, "Nothing happened in the capital today.") for n in range(250))))
    site.put("/good", feed(entry(1)))
    assert desk.watch(BAD, GOOD) == [act(1)]
    assert desk.states()[BAD].brought == 200
    assert f"{BAD}: 250 new entries, 200 of them taken; the rest is read next time" in desk.time.said
    desk.watch(BAD, GOOD, minutes=1)
    assert desk.states()[BAD].brought == 250


PAGE = "<html><body><article><p>{}</p></article></body></html>".format("Kenya accused Somalia of an attack on Sunday. " * 20)


def test_pages_that_are_slow_to_come_are_read_next_time(site: Any, desk: Desk) -> None:
    """The host wants forty seconds between two requests."""
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 40")
    links = [f"http://other.example/page{n}" for n in range(6)]
    for n in range(6):
        site.put(f"/page{n}", PAGE.encode())
    site.put("/bad", feed(*("<item><link>" + link + "</link></item>" for link in links)))
    site.put("/good", feed(entry(1)))
    desk.watch(BAD, GOOD, minutes=10, once=True)
    assert site.paths.count("/good") == 1
    assert any("took longer than 120 seconds" in line for line in desk.time.said)
    first = len([path for path in site.paths if path.startswith("/page")])
    assert 0 < first < 6
    for _ in range(2):
        desk.time.now += 10 * MINUTES
        desk.watch(BAD, GOOD, minutes=10, once=True)
    assert sorted(path for path in site.paths if path.startswith("/page")) == [f"/page{n}" for n in range(6)]


def jump(desk: Desk) -> None:
    """Let two hours pass in place of five minutes."""
    desk.time.now += 115 * MINUTES


def test_a_page_that_cannot_be_read_is_left_alone_for_a_while(site: Any, desk: Desk) -> None:
    site.put("/page", status=403)
    site.put("/good", feed(f"<item><link>http://news.example/page</link></item>{entry(1)}"))
    desk.time.meanwhile = lambda: jump(desk)
    desk.watch(GOOD, minutes=14 * 60)
    assert (site.paths.count("/good"), site.paths.count("/page")) == (8, 3)


def test_pages_whose_host_wants_rest_are_left_alone_with_all_its_feeds(site: Any, desk: Desk) -> None:
    for n in range(3):
        site.put(f"/page{n}", status=429, Retry_After="1800")
    site.put("/bad", feed(entry(1), *(f"<item><link>http://other.example/page{n}</link></item>" for n in range(3))))
    assert desk.watch(BAD, minutes=29) == [act(1)]
    assert site.paths == ["/bad", "/page0"]
    state = desk.states()[BAD]
    assert (state.failures, state.due) == (0, START + 30 * MINUTES)
    assert f"{BAD}: http://other.example/page0 wants to be left alone for a while; the rest is read next time" in desk.time.said


def test_a_page_is_read_once_over_restarts(site: Any, desk: Desk) -> None:
    site.put("/page", PAGE.encode())
    site.put("/good", feed("<item><link>http://news.example/page</link></item>"))
    for _ in range(3):
        desk.watch(GOOD, once=True)
    assert (site.paths.count("/good"), site.paths.count("/page")) == (3, 1)


def test_what_could_not_be_read_is_off_the_list_once_it_can(site: Any, desk: Desk) -> None:
    site.put("/page", status=403)
    site.put("/good", feed("<item><link>http://news.example/page</link></item>"))
    desk.watch(GOOD, minutes=6)
    listed = "SELECT fault FROM failures"
    assert ["403" in row["fault"] for row in desk.rows(listed)] == [True]
    site.put("/page", PAGE.encode())
    desk.time.now += 7 * 60 * MINUTES
    desk.watch(GOOD)
    assert desk.rows(listed) == []


def test_a_fault_of_ours_in_one_report_costs_no_other(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)))
    site.put(
        "/bad", feed(*(f"<item><pubDate>{'9' * 50}</pubDate><link>http://[</link><description>{c}</description></item>" for c in "ab"))
    )
    assert act(1) in desk.watch(BAD, GOOD)


# Files and lists of feeds


def test_a_file_is_read_again_once_it_looks_changed(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(entry(1)))
    then = path.stat()
    assert desk.watch(str(path)) == [act(1)]
    path.write_bytes(feed(entry(1)).replace(b"Kenya", b"Ghana"))
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    desk.time.now += 5 * MINUTES
    assert desk.watch(str(path)) == []
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns + 1))
    desk.time.now += 5 * MINUTES
    assert desk.watch(str(path)) == [act(1).replace("Kenya", "Ghana")]


def test_a_folder_that_files_are_put_into(tmp_path: Path, desk: Desk) -> None:
    folder = tmp_path / "in"
    assert desk.watch(str(folder)) == []
    assert desk.states()[str(folder)].fault == "no such file or folder"
    folder.mkdir()
    (folder / "one.rss").write_bytes(feed(entry(1)))
    desk.time.now += 5 * MINUTES
    assert desk.watch(str(folder)) == [act(1)]


OPML = "<opml><body>{}</body></opml>"


def test_a_list_of_feeds_may_change_while_it_is_watched(site: Any, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    site.put("/good", feed(entry(1)))
    site.put("/bad", feed(entry(2)))
    lists = [
        OPML.format(f'<outline xmlUrl="{GOOD}"/>'),
        OPML.format(f'<outline xmlUrl="{GOOD}"/><outline xmlUrl="{BAD}"/>'),
        "<opml>",
        "<opml>",
    ]

    def change() -> None:
        path.write_text(lists.pop(0), encoding="utf-8")

    change()
    desk.time.meanwhile = change
    desk.time.end = START + 14 * MINUTES
    listing = Listing([str(path)], desk.time.said.append)
    desk.run(Plan(str(desk.path), listing, [Watched("", Question(), outlets=("out",))], [desk.out], every=5 * MINUTES))
    assert len(desk.out.words) == 2
    assert [line for line in desk.time.said if "the feeds stay as they were" in line] == [
        f"{path}:1: not XML: Premature end of data in tag opml line 1 (export the list of feeds again); the feeds stay as they were"
    ]


def test_a_list_names_no_files_of_this_machine(site: Any, desk: Desk, tmp_path: Path) -> None:
    secret, path = tmp_path / "secret.txt", tmp_path / "feeds.opml"
    secret.write_text(act(1), encoding="utf-8")
    path.write_text(OPML.format(f'<outline xmlUrl="{secret}"/><outline xmlUrl="file://{secret}"/>'), encoding="utf-8")
    assert Listing([str(path)], desk.time.said.append)() == ()
    assert len(desk.time.said) == 2


# The record


HOLD = "import sys; from dateline.record.store import Store; s = Store.open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_record_that_another_process_has_open_is_waited_for(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)))
    desk.watch("http://news.example/none")
    desk.time.waited.clear()
    with subprocess.Popen([sys.executable, "-c", HOLD, desk.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        desk.time.meanwhile = lambda: holder.communicate("") if holder.poll() is None else None
        assert desk.watch(GOOD, minutes=1) == [act(1)]
    assert desk.time.waited[:1] == [1.0]


def test_others_may_ask_the_record_between_two_rounds(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)))
    counts = []
    desk.time.meanwhile = lambda: counts.append(desk.rows("SELECT count(*) AS n FROM events")[0]["n"])
    desk.watch(GOOD, minutes=4)
    assert counts == [1]


def test_a_record_that_is_gone_is_not_begun_anew(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1)))
    desk.time.meanwhile = desk.path.unlink
    with pytest.raises(RecordError, match="there is no record"):
        desk.watch(GOOD, minutes=6)


def test_what_is_known_is_told_before_slow_feeds_are_read(site: Any, desk: Desk) -> None:
    """The first feed's pages take more than a minute."""
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 40")
    site.put("/a", feed(*(f"<item><link>http://news.example/page{n}</link></item>" for n in range(3)), entry(1)))
    site.put("/good", feed(entry(2)))
    asked = []
    desk.out.then = lambda news: asked.append(site.paths.count("/good"))
    desk.watch("http://news.example/a", "http://other.example/good", minutes=10, once=True)
    assert asked == [0, 1]


# Stopping


def test_it_stops_after_the_report_at_hand_and_goes_on_at_the_next_start(site: Any, desk: Desk) -> None:
    site.put("/good", feed(entry(1), entry(2), entry(3)), ETag='"1"')
    coder, coded = desk.coder, []

    def code(report: Report) -> Coding:
        coded.append(report)
        if len(coded) == 2:
            desk.time.end = START - MINUTES
        return coder.code(report)

    desk.coder = SimpleNamespace(code=code)  # type: ignore[assignment]
    assert desk.watch(GOOD) == []
    assert desk.rows("SELECT count(*) AS n FROM reports") == [{"n": 2}]
    assert sorted(desk.watch(GOOD)) == sorted(map(act, (1, 2, 3)))
    assert len(coded) == 3
    assert desk.states()[GOOD].failures == 0


def test_it_stops_between_two_requests(site: Any, desk: Desk) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 40")
    site.put("/bad", feed("<item><link>http://other.example/page</link></item>"))
    site.put("/page", PAGE.encode())

    def stop() -> None:
        raise Stopped

    desk.time.meanwhile = stop
    desk.time.end = START
    with pytest.raises(Stopped):
        desk.watch(BAD)  # out of the wait between two rounds, for the visit had ended
    assert site.paths == ["/bad"]
