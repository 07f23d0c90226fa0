"""A real browser before a real server on this machine. Skipped where no Chromium is at hand: ``tools/browser.sh`` installs Debian's."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass
class Visit:
    """An open page, with what it complained of and what it asked of others than its own server."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open an address, and wait until it is loaded."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def listen(self) -> None:
        """Note complaints and requests from now on."""
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request", lambda asked: None if asked.url.startswith((self.address, "data:", "blob:")) else self.left.append(asked.url)
        )


@contextmanager
def serving(path: Path, **told: Any) -> Iterator[str]:
    """A server of a record, told more where that is needed; gives its address."""
    import uvicorn

    from dateline.web.app import create_app
    from dateline.web.settings import Settings

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(Settings(path, port=port, **told)), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = os.environ.get("DATELINE_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no Chromium is installed (tools/browser.sh installs Debian's, or name one in DATELINE_BROWSER)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(record: Path) -> Iterator[str]:
    """The address of a server of the record that all tests read."""
    with serving(record) as served:
        yield served


@pytest.fixture
def visiting(chromium: Any, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens pages: of the common record, or of the server at another address; takes what a browser may be told, such as its size."""
    contexts = []

    def visit(at: str = "", **told: Any) -> Visit:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | told))
        context.set_default_timeout(60_000)  # a machine may be busy
        contexts.append(context)
        opened = Visit(context.new_page(), at or address)
        opened.listen()
        return opened

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(visiting: Callable[..., Visit]) -> Visit:
    """A page of the common record, as wide as a screen on a desk."""
    return visiting()
