"""What the tests share: one loaded coder, for loading takes about a second, and a small web site on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.coding.coder import Coder, Settings
from dateline.reading.fetching import Fetcher

PUBLIC = {"news.example": "93.184.215.14", "other.example": "93.184.215.15"}


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped parser, lexicon and registry."""
    return Coder()


@pytest.fixture(scope="session")
def rules() -> Coder:
    """The lexicon and its rules alone, for tests of what a rule does; what the learned reader makes of it is measured, not listed."""
    return Coder(Settings(learned=False))


@dataclass
class Site:
    """What the site answers, and what it was asked.

    Attributes:
        asked: path and headers of every request, in order, but for robots.txt.
        robots: how often robots.txt was asked for.
        posted: path, headers and content of everything that was posted, in order.
    """

    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    robots: int = 0
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    _answers: dict[str, tuple[int, dict[str, str], bytes | Callable[[Callable[[bytes], object]], None]]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def put(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Have the site answer so; returns the address."""
        self._answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.url + path

    def drip(self, path: str, before: bytes) -> str:
        """Have the site begin an answer and then send a byte now and again, without end."""

        def send(write: Callable[[bytes], object]) -> None:
            write(before)
            while not self.closing.wait(0.01):
                write(b"x")

        self._answers[path] = (0, {}, send)
        return self.url + path

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        if request.command == "POST":
            content = request.rfile.read(int(request.headers["Content-Length"]))
            self.posted.append((request.path, dict(request.headers.items()), content))
        elif request.path == "/robots.txt":
            self.robots += 1
        else:
            self.asked.append((request.path, dict(request.headers.items())))
        status, headers, body = self._answers.get(request.path, (404, {}, b""))
        if not isinstance(body, bytes):
            body(request.wfile.write)
            return
        known = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        if any(known) and known == (headers.get("ETag"), headers.get("Last-Modified")):
            status, body = 304, b""
        request.send_response_only(status)
        for name, value in ({} if status == 304 else {"Content-Length": str(len(body))} | headers).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                made.answer(self)
            except OSError:  # the reader hung up
                self.close_connection = True

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.closing.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def outside(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Fetcher]:
    """Makes fetchers in the public network as far as the tests have it: two hosts, ``news.example`` and ``other.example``, both the site.

    A connection to any other address fails the test. The fetcher takes settings, and ``names`` besides those two.
    """
    connect = socket.create_connection

    def routed(address: tuple[str, int], **options: Any) -> socket.socket:
        assert address[0] in PUBLIC.values(), f"{address[0]} was connected to"
        return connect(("127.0.0.1", site.port), **options)

    def made(names: dict[str, str] | None = None, **settings: Any) -> Fetcher:
        known = PUBLIC | (names or {})
        return Fetcher(**{"pause": 0.0, "timeout": 10.0, "resolve": lambda host, port: (known.get(host, host),)} | settings)

    monkeypatch.setattr(socket, "create_connection", routed)
    return made
