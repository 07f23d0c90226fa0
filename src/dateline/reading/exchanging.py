"""One request over HTTP and its answer, within a time and a size."""

from __future__ import annotations

import http.client
import math
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import HTTPResponse

from dateline.reading.addresses import Location

PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""The Content-Encodings that are read."""


class TimeIsUp(Exception):
    """The time for one request is over."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        body: unpacked, and cut where the caller set the limit; empty unless the status is one of success and the packing is read.
        kind, etag, modified, location: the headers Content-Type, ETag, Last-Modified and Location; empty without them.
        packing: the Content-Encoding, in lower case.
        later: seconds to wait, from Retry-After, a number or a date; 0 where it does not say.
    """

    status: int
    body: bytes
    kind: str
    etag: str
    modified: str
    location: str
    packing: str
    later: int


def exchange(
    place: Location, addresses: tuple[str, ...], headers: Mapping[str, str], seconds: float, limit: int, content: bytes | None = None
) -> Answer:
    """Ask for a place at the first of its host's IP addresses that takes the connection, and read the answer.

    Args:
        seconds: how long all of it may take.
        limit: bytes of the body to read at most, unpacked.
        content: what is to be posted there; without it, the place is only asked for.

    Raises:
        TimeIsUp: if it takes longer.
        OSError, http.client.HTTPException, urllib3.exceptions.HTTPError: if the connection or the answer breaks.
    """
    end = time.monotonic() + seconds
    try:
        with _connected(addresses, place.port, end) as plain, _secured(plain, place, end) as sock, _cut_off(sock, end):
            connection = HTTPConnection(place.host, place.port, timeout=_left(end))
            connection.auto_open = 0  # else it would look the name up and connect by itself
            connection.sock = sock
            method, named = "GET" if content is None else "POST", {"Host": place.origin.partition("://")[2], **headers}
            connection.request(method, place.path, content, named, preload_content=False)
            with connection.getresponse() as response:
                return _answer(response, limit)
    except TimeoutError as error:
        raise TimeIsUp from error


def _answer(response: HTTPResponse, limit: int) -> Answer:
    def header(name: str) -> str:
        value = response.headers.get(name, "").strip()
        return value if value.isprintable() else ""

    packing = header("Content-Encoding").lower()
    wanted = 200 <= response.status < 300 and packing in PACKINGS
    return Answer(
        status=response.status,
        body=response.read(limit, decode_content=True) if wanted else b"",
        kind=header("Content-Type"),
        etag=header("ETag"),
        modified=header("Last-Modified"),
        location=_as_utf8(header("Location")),
        packing=packing,
        later=_seconds(header("Retry-After"), header("Date")),
    )


def _seconds(later: str, sent: str) -> int:
    """How long a Retry-After asks to wait; of a date, as long as it lies ahead of the server's own clock."""
    if later.isascii() and later.isdigit():
        return int(later) if len(later) < 8 else 0
    moment = _moment(later)
    return max(0, math.ceil((moment - (_moment(sent) or datetime.now(UTC))).total_seconds())) if moment else 0


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _as_utf8(value: str) -> str:
    """A header that was sent as UTF-8, which HTTP takes for Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(addresses: tuple[str, ...], port: int, end: float) -> socket.socket:
    failed: OSError = ConnectionError("the host has no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(end))
        except TimeoutError:
            raise
        except OSError as error:
            failed = error
    raise failed


@contextmanager
def _secured(sock: socket.socket, place: Location, end: float) -> Iterator[socket.socket]:
    """The socket, under TLS for https; the certificate must be good for the host's name."""
    if place.scheme == "http":
        yield sock
        return
    sock.settimeout(_left(end))  # for the handshake as a whole
    with _trust().wrap_socket(sock, server_hostname=place.host) as secure:
        yield secure


@cache
def _trust() -> ssl.SSLContext:
    """Whom the system trusts."""
    return ssl.create_default_context()


@contextmanager
def _cut_off(sock: socket.socket, end: float) -> Iterator[None]:
    """Break the connection off when the time is up: a time limit for each read would not stop a server that sends a byte a second.

    Raises:
        TimeoutError: if it was broken off.
    """
    cut = threading.Event()

    def break_off() -> None:
        cut.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of the plain socket: under TLS a farewell would wait for an answer

    timer = threading.Timer(_left(end), break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, HTTPError, ValueError) as error:
        if cut.is_set() or isinstance(error, ReadTimeoutError):
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if cut.is_set():
        raise TimeoutError  # what was read ended early, though it may look complete
