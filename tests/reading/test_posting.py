"""Content posted to the web, within the bounds of what is read from it."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from dateline.reading.posting import PostError, post

CONTENT = b'{"kind": "event"}'


def fault(url: str, **settings: Any) -> PostError:
    with pytest.raises(PostError) as raised:
        post(url, CONTENT, {}, **{"allow_private": True, "timeout": 10.0} | settings)
    assert raised.value.remedy
    return raised.value


def test_what_is_posted(site: Any) -> None:
    assert post(site.put("/hook?key=1", status=202), CONTENT, {"Content-Type": "application/json"}, allow_private=True) == 202
    [(path, headers, content)] = site.posted
    assert (path, headers["Content-Type"], headers["User-Agent"], content) == ("/hook?key=1", "application/json", "dateline", CONTENT)


def test_a_private_host_is_not_posted_to_unbidden(site: Any) -> None:
    assert fault(site.put("/hook"), allow_private=False).fault == "127.0.0.1 is no public host"
    assert site.posted == []


def test_a_name_that_stands_for_a_private_host(site: Any) -> None:
    error = fault(f"http://hooks.example:{site.port}/hook", allow_private=False, resolve=lambda host, port: ("127.0.0.1",))
    assert error.fault == "hooks.example (127.0.0.1) is no public host"
    assert site.posted == []


def test_redirects_are_not_followed(site: Any) -> None:
    site.put("/elsewhere")
    error = fault(site.put("/hook", status=307, Location="/elsewhere"))
    assert (error.fault, error.status) == ("the server says 307 Temporary Redirect", 307)
    assert [path for path, *_ in site.posted] == ["/hook"]


def test_the_server_says_when_to_try_again(site: Any) -> None:
    error = fault(site.put("/hook", status=503, Retry_After="120"))
    assert (error.status, error.later) == (503, 120)


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert fault(f"http://127.0.0.1:{silent.getsockname()[1]}/hook", timeout=0.2).fault == "took longer than 0.2 seconds"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/s3cret?key=s3cret", "ftp://a.example/s3cret", "http://s3cret:s3cret@a.example/s3cret"]
)
def test_no_error_tells_the_address_which_may_be_a_secret(site: Any, url: str) -> None:
    error = fault(url.format(port=site.port))
    assert "s3cret" not in str(error)
    assert error.__cause__ is None
