"""Answers within bounds of time and size, and answers that are none."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError

from .conftest import fault, inside

NEWS = b"Norway recalled its ambassador."


@pytest.mark.parametrize(
    ("packing", "pack"), [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)]
)
def test_packed_answers_are_unpacked(site: Any, packing: str, pack: Any) -> None:
    assert inside().get(site.put("/", pack(NEWS), Content_Encoding=packing)).body == NEWS


@pytest.mark.parametrize(
    ("packing", "body", "said"),
    [
        ("gzip", NEWS, "the packed data are damaged"),
        ("gzip", gzip.compress(NEWS)[:-8] + b"12345678", "the packed data are damaged"),
        ("br", NEWS, "packed as 'br'"),
    ],
)
def test_packed_answers_that_cannot_be_unpacked(site: Any, packing: str, body: bytes, said: str) -> None:
    assert said in fault(inside(), site.put("/", body, Content_Encoding=packing))


@pytest.mark.parametrize("size", [0, 999, 1000, 1001, 500_000])
@pytest.mark.parametrize("packed", [False, True])
def test_no_body_beyond_the_limit(site: Any, size: int, packed: bool) -> None:
    body = b"x" * size
    url = site.put("/", gzip.compress(body), Content_Encoding="gzip") if packed else site.put("/", body)
    if size <= 1000:
        assert inside(limit=1000).get(url).body == body
    else:
        assert fault(inside(limit=1000), url) == "larger than 1,000 bytes"


def test_a_bomb_is_not_blown_up(site: Any) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(500)) + packer.flush()
    assert fault(inside(limit=2**20), site.put("/", bomb, Content_Encoding="gzip")) == "larger than 1,048,576 bytes"


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nf",
    ],
    ids=["first line", "headers", "body", "chunks"],
)
def test_the_time_limit_is_for_all_of_it(site: Any, before: bytes) -> None:
    """Each byte comes well within the time, and the next; all of them never would."""
    started = time.monotonic()
    assert fault(inside(timeout=0.3), site.drip("/", before)) == "took longer than 0.3 seconds"
    assert time.monotonic() - started < 5


def test_a_server_that_takes_the_call_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert fault(inside(timeout=0.2), f"http://127.0.0.1:{silent.getsockname()[1]}/") == "took longer than 0.2 seconds"
        assert fault(inside(timeout=0.2), f"https://127.0.0.1:{silent.getsockname()[1]}/") == "took longer than 0.2 seconds"


def test_no_server(site: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert fault(inside(), f"http://127.0.0.1:{port}/") == "cannot be read: the host takes no connection, or breaks it off"


def test_no_secure_connection(site: Any) -> None:
    assert fault(inside(), f"https://127.0.0.1:{site.port}/") == "cannot be read: no secure connection comes about"


def test_an_answer_that_breaks_off(site: Any) -> None:
    assert fault(inside(), site.put("/", NEWS, Content_Length="1000")) == "cannot be read: the answer breaks off"


@pytest.fixture(scope="module")
def parrot() -> Iterator[tuple[str, list[bytes]]]:
    """A server that answers whatever it is told to, HTTP or not."""
    said = [b""]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                call, _ = server.accept()
                with call:
                    if said[0] == b"stop":
                        return
                    call.recv(65536)
                    call.sendall(said[0])

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", said
        said[0] = b"stop"
        socket.create_connection(server.getsockname()).close()
        thread.join()


_LINES = """HTTP/1.1 200 OK|HTTP/1.0 301 x|HTTP/9 2 |HTTP/1.1 100 x|Content-Length: -1|Content-Length: 1, 2|Transfer-Encoding: chunked|zz|\
5|Content-Encoding: gzip, gzip|Location: http://[|ETag: \0| folded|: none|Content-Type: é|Retry-After: ²|""".split("|")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(_LINES), max_size=8).map(lambda lines: "\r\n".join(lines).encode())))
def test_no_answer_breaks_it(parrot: tuple[str, list[bytes]], answer: bytes) -> None:
    url, said = parrot
    said[0] = answer
    try:
        assert inside(keep={}).get(url).status >= 200
    except ReportError as error:
        assert error.remedy
