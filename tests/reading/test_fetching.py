"""Reading from the web: as robots.txt allows, with pauses, and once."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.errors import ReportError
from dateline.reading.fetching import Fetched, Fetcher

from .conftest import fault, inside

NEWS = b"Norway recalled its ambassador."
HOUR = 3600.0


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_what_comes_back(site: Any) -> None:
    url = site.put("/a?b=c", NEWS, Content_Type="text/html; charset=utf-8", ETag='"1"', Last_Modified="Tue, 25 May 2021 08:00:00 GMT")
    assert inside().get(url) == Fetched(url, 200, NEWS, "text/html; charset=utf-8", '"1"', "Tue, 25 May 2021 08:00:00 GMT")


def test_it_says_who_asks_and_keeps_no_cookies(site: Any) -> None:
    url = site.put("/", NEWS, Set_Cookie="visitor=1")
    fetcher = inside(agent="dateline/1.0 (+https://example.org)")
    fetcher.get(url)
    fetcher.get(url)
    headers = site.asked[1][1]
    assert headers["User-Agent"] == "dateline/1.0 (+https://example.org)"
    assert "Cookie" not in headers


@pytest.mark.parametrize("agent", ["", "two\r\nlines: x", "später"])
def test_a_name_that_no_header_can_hold(agent: str) -> None:
    with pytest.raises(ValueError, match="no agent"):
        Fetcher(agent)


# Redirects


def test_redirects_are_followed(site: Any) -> None:
    site.put("/a", status=301, Location="/b?c")
    site.put("/b?c", status=307, Location=f"{site.url}/ä")
    site.put("/%C3%A4", NEWS)
    found = inside().get(f"{site.url}/a")
    assert (found.url, found.body) == (f"{site.url}/%C3%A4", NEWS)


@pytest.mark.parametrize(("hops", "reached"), [(5, True), (6, False)])
def test_five_redirects_and_no_more(site: Any, hops: int, reached: bool) -> None:
    for hop in range(hops):
        site.put(f"/{hop}", status=302, Location=f"/{hop + 1}")
    site.put(f"/{hops}", NEWS)
    if reached:
        assert inside().get(f"{site.url}/0").body == NEWS
    else:
        assert fault(inside(), f"{site.url}/0") == "redirects more than 5 times"
        assert site.paths == [f"/{hop}" for hop in range(6)]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://[", "http://u:p@127.0.0.1/"])
def test_redirects_elsewhere_than_to_the_web(site: Any, target: str) -> None:
    assert fault(inside(), site.put("/", status=302, Location=target)).startswith("redirects to ")


# robots.txt


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: dateline\nDisallow: /news", False),
        ("User-agent: other\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /news\r\n", False),
        ("User-agent: *\nDisallow: //[\nCrawl-delay: ²\nDisallow: /news", False),  # lines that the standard parser breaks on
        ("<html>no rules</html>", True),
        ("\0\xff", True),
    ],
)
def test_robots_txt_is_obeyed(site: Any, rules: str, allowed: bool) -> None:
    site.put("/robots.txt", rules.encode())
    url = site.put("/news", NEWS)
    fetcher = inside(agent="dateline/1.0 (+https://example.org)")
    if allowed:
        assert fetcher.get(url).body == NEWS
    else:
        assert fault(fetcher, url) == "robots.txt forbids it"
        assert site.paths == []


@pytest.mark.parametrize(("status", "allowed"), [(401, False), (403, False), (404, True), (410, True), (500, True), (503, True)])
def test_robots_txt_that_cannot_be_had(site: Any, status: int, allowed: bool) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /", status)
    url = site.put("/news", NEWS)
    if allowed:
        assert inside().get(url).body == NEWS
    else:
        assert fault(inside(), url) == "robots.txt forbids it"


def test_robots_txt_without_end(site: Any) -> None:
    site.drip("/robots.txt", b"HTTP/1.1 200 OK\r\n\r\n")
    assert inside(timeout=0.2).get(site.put("/news", NEWS)).body == NEWS


def test_robots_txt_is_read_once_a_host(site: Any) -> None:
    fetcher = inside()
    for path in ("/a", "/b", "/c"):
        fetcher.get(site.put(path, NEWS))
    assert site.robots == 1


def test_robots_txt_is_read_again_after_a_day(site: Any) -> None:
    url, clock = site.put("/news", NEWS), Clock()
    fetcher = inside(clock=clock, sleep=clock.sleep)
    fetcher.get(url)
    clock.now += 23 * HOUR
    fetcher.get(url)
    site.put("/robots.txt", b"User-agent: *\nDisallow: /")
    clock.now += 2 * HOUR
    assert fault(fetcher, url) == "robots.txt forbids it"
    assert site.robots == 2


def test_each_host_of_a_redirect_is_asked_for_its_rules(site: Any, outside: Any) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed")
    site.put("/open", status=302, Location="http://other.example/closed")
    assert fault(outside(), "http://news.example/open") == "redirects to http://other.example/closed: robots.txt forbids it"
    assert (site.paths, site.robots) == (["/open"], 2)


# Pauses


@pytest.mark.parametrize(
    ("rules", "pauses"),
    [
        ("", [2.0, 2.0]),
        ("User-agent: *\nCrawl-delay: 7", [7.0, 7.0]),
        ("User-agent: *\nCrawl-delay: 0", []),
        ("User-agent: other\nCrawl-delay: 7", [2.0, 2.0]),
        ("User-agent: *\nCrawl-delay: soon", [2.0, 2.0]),
    ],
)
def test_a_pause_between_two_requests(site: Any, rules: str, pauses: list[float]) -> None:
    site.put("/robots.txt", rules.encode())
    url, clock = site.put("/", NEWS), Clock()
    fetcher = inside(pause=2.0, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        fetcher.get(url)
    assert clock.slept == pauses


def test_time_gone_by_is_part_of_the_pause(site: Any) -> None:
    url, clock = site.put("/", NEWS), Clock()
    fetcher = inside(pause=2.0, clock=clock, sleep=clock.sleep)
    fetcher.get(url)
    clock.now += 1.5
    fetcher.get(url)
    clock.now += HOUR
    fetcher.get(url)
    assert clock.slept == [0.5]


def test_hosts_do_not_wait_for_each_other(site: Any, outside: Any) -> None:
    site.put("/", NEWS)
    clock = Clock()
    fetcher = outside(pause=2.0, clock=clock, sleep=clock.sleep)
    fetcher.get("http://news.example/")
    fetcher.get("http://other.example/")
    assert clock.slept == []


def test_redirects_and_failures_count_as_requests(site: Any) -> None:
    url, clock = site.put("/", status=302, Location="/gone"), Clock()
    fetcher = inside(pause=2.0, clock=clock, sleep=clock.sleep)
    fault(fetcher, url)
    fault(fetcher, f"{site.url}/other")
    assert clock.slept == [2.0, 2.0]


def test_a_pause_that_nobody_waits_for(site: Any) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 3600")
    url, clock = site.put("/", NEWS), Clock()
    fetcher = inside(clock=clock, sleep=clock.sleep)
    fetcher.get(url)
    assert "3,600 seconds" in fault(fetcher, url)
    clock.now += HOUR
    assert fetcher.get(url).body == NEWS
    assert clock.slept == []


# What has not changed


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"1"'},
        {"Last_Modified": "Tue, 25 May 2021 08:00:00 GMT"},
        {"ETag": 'W/"1"', "Last_Modified": "Tue, 25 May 2021 08:00:00 GMT"},
    ],
)
def test_what_has_not_changed_costs_one_answer_without_body(site: Any, headers: dict[str, str]) -> None:
    url, keep = site.put("/", NEWS, **headers), {}
    first = inside(keep=keep).get(url)
    again = inside(keep=keep).get(url)
    assert again == Fetched(url, 304, b"", "", first.etag, first.modified)
    assert site.paths == ["/", "/"]
    assert inside(keep=keep).get(url).status == 304


def test_what_has_changed_is_sent(site: Any) -> None:
    url, keep = site.put("/", NEWS, ETag='"1"'), {}
    inside(keep=keep).get(url)
    site.put("/", b"Norway sent him back.", ETag='"2"')
    assert inside(keep=keep).get(url).body == b"Norway sent him back."
    assert keep == {url: ('"2"', "")}


def test_versions_are_those_of_where_a_redirect_ends(site: Any) -> None:
    url, keep = site.put("/old", status=301, Location="/new"), {}
    site.put("/new", NEWS, ETag='"1"')
    assert [inside(keep=keep).get(url).status for _ in range(2)] == [200, 304]
    assert keep == {f"{site.url}/new": ('"1"', "")}


def test_what_is_forgotten_or_asked_for_anyway_is_sent(site: Any) -> None:
    url, fetcher = site.put("/", NEWS, ETag='"1"'), inside(keep={})
    fetcher.get(url)
    assert fetcher.get(url, conditional=False).body == NEWS
    fetcher.forget(url)
    assert fetcher.get(url).body == NEWS


def test_unchanged_though_nobody_asked(site: Any) -> None:
    assert fault(inside(), site.put("/", status=304)) == "the server says 304 Not Modified"


# What the server says


@pytest.mark.parametrize(
    ("status", "headers", "said", "remedy"),
    [
        (404, {}, "the server says 404 Not Found", "check the address"),
        (403, {}, "the server says 403 Forbidden", "it is not open to all; save it yourself and give the file"),
        (429, {"Retry_After": "120"}, "the server says 429 Too Many Requests", "try again in 120 seconds"),
        (429, {"Retry_After": "soon"}, "the server says 429 Too Many Requests", "try again later"),
        (503, {"Retry_After": "Tue, 25 May 2021 08:00:00 GMT"}, "the server says 503 Service Unavailable", "try again later"),
        (500, {}, "the server says 500 Internal Server Error", "try again later"),
        (799, {}, "the server says 799", "try again later"),
        (302, {}, "the server says 302 Found", "check the address"),
    ],
)
def test_what_the_server_says(site: Any, status: int, headers: dict[str, str], said: str, remedy: str) -> None:
    with pytest.raises(ReportError) as raised:
        inside().get(site.put("/", NEWS, status, **headers))
    assert (raised.value.where, raised.value.fault, raised.value.remedy) == (f"{site.url}/", said, remedy)


@pytest.mark.parametrize("later", ["90", "Tue, 25 May 2021 08:01:30 GMT", "Tue, 25 May 2021 10:01:30 +0200"])
def test_how_long_the_server_asks_to_wait_by_its_own_clock(site: Any, later: str) -> None:
    with pytest.raises(ReportError) as raised:
        inside().get(site.put("/", NEWS, 429, Retry_After=later, Date="Tue, 25 May 2021 08:00:00 GMT"))
    assert raised.value.later == 90
