"""Web addresses taken apart, and hosts inside that are never asked."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.reading.addresses import Location, is_public
from dateline.reading.fetching import Fetcher

NEWS = b"Norway recalled its ambassador."


def fault(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ReportError) as raised:
        fetcher.get(url)
    return raised.value.fault


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTPS://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org.:8080/a b?c=ü", "http://example.org:8080/a%20b?c=%C3%BC"),
        (" http://[2001:DB8::1]/ ", "http://[2001:db8::1]/"),
    ],
)
def test_an_address_is_written_one_way(written: str, asked: str) -> None:
    assert Location.of(written).url == asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),  # the first, as a network without IPv4 writes it
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:db8::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://a b/",
        "http://h:99999/",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    assert fault(Fetcher(), url) == "not a web address"


def test_a_password_is_neither_sent_nor_repeated() -> None:
    with pytest.raises(ReportError, match="carries a user name") as raised:
        Fetcher().get("http://reader:secret@example.org/")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_names_of_the_own_machine_are_refused(site: Any, host: str) -> None:
    site.put("/", NEWS)
    assert "no public host" in fault(Fetcher(), f"http://{host}:{site.port}/")
    assert (site.asked, site.robots) == ([], 0)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://inner.example/", "https://[::1]/"]
)
def test_a_redirect_inside_is_refused(site: Any, outside: Any, target: str) -> None:
    site.put("/", status=302, Location=target)
    assert "no public host" in fault(outside({"localhost": "127.0.0.1", "inner.example": "192.168.0.1"}), "http://news.example/")
    assert site.paths == ["/"]


def test_a_redirect_of_robots_txt_inside_is_not_followed(site: Any, outside: Any) -> None:
    site.put("/robots.txt", status=302, Location="http://127.0.0.1/secret")
    site.put("/", NEWS)
    assert outside().get("http://news.example/").body == NEWS
    assert site.paths == ["/"]


def test_a_host_with_one_address_inside_is_refused(site: Any, outside: Any) -> None:
    fetcher = outside(resolve=lambda host, port: ("93.184.215.14", "10.0.0.1"))
    assert fault(fetcher, "http://news.example/") == "news.example (10.0.0.1) is no public host"


def test_the_address_that_was_judged_is_the_one_connected_to(site: Any, outside: Any) -> None:
    """A name that stands for another address each time it is looked up: none is asked that was not judged (see ``outside``)."""
    site.put("/", NEWS)
    answers = iter(["93.184.215.14", "93.184.215.15", "127.0.0.1"])  # for robots.txt, the page, and the page again
    fetcher = outside(resolve=lambda host, port: (next(answers),))
    assert fetcher.get("http://news.example/").body == NEWS
    assert site.asked[0][1]["Host"] == "news.example"
    assert fault(fetcher, "http://news.example/") == "news.example (127.0.0.1) is no public host"


def test_the_next_address_is_tried_where_one_takes_no_connection(site: Any) -> None:
    site.put("/", NEWS)
    fetcher = Fetcher(allow_private=True, resolve=lambda host, port: ("::1", "127.0.0.1"))
    assert fetcher.get(f"http://news.example:{site.port}/").body == NEWS


def test_a_host_that_is_not_there() -> None:
    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert fault(Fetcher(resolve=unknown), "http://news.example/") == "there is no host news.example"


@settings(max_examples=200)
@given(st.text(max_size=30), st.sampled_from(["", "http://", "https://[", "http://a@", "//"]))
def test_no_address_breaks_it(text: str, start: str) -> None:
    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise OSError

    with pytest.raises(ReportError):
        Fetcher(resolve=unknown).get(start + text)
