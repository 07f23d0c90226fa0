"""Takes the pictures of the pages that stand in README and docs: of a record of the reports in ``examples/``, in Debian's Chromium.

Usage: python tools/screenshots.py [--db FILE] [--to docs/screenshots]. Without ``--db`` the examples are gathered into a passing record.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
_PATIENCE = 300_000  # milliseconds; what reads a draft is loaded first
DRAFT = """Chinese troops killed 20 Indian soldiers in the Galwan Valley on June 15, 2020, the first deaths there since 1975.
North Korea fired a ballistic missile into the sea on Sunday. It was the seventh missile launch this month."""


def main() -> None:
    """Take all of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", type=Path, help="a record; without, one of the examples")
    options.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    options.add_argument("--only", nargs="*", default=(), help="names of pictures; without, all")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        record = given.db or _gathered(Path(passing) / "record.duckdb")
        given.to.mkdir(parents=True, exist_ok=True)
        with _serving(record) as address, _browser() as browser:
            for name, file in _taken(browser, address, given.to, given.only):
                print(f"{name}: {file.stat().st_size // 1024} kB", file=sys.stderr)


def _taken(browser: Any, address: str, folder: Path, only: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Each picture as it is taken."""
    event, report = _told_most(browser, address)
    pages = {
        "events": ("/events", DESK, "light"),
        "events-dark": ("/events?type=ACCUSE&who=CHN", DESK, "dark"),
        "events-phone": ("/events", PHONE, "light"),
        "event": (event, DESK, "light"),
        "report": (report, DESK, "light"),
        "actor": ("/actors/CHN", DESK, "light"),
        "dyad": ("/dyads/CHN/IND", DESK, "light"),
        "map": ("/map", DESK, "light"),
        "timeline": ("/timeline", DESK, "dark"),
        "coverage": ("/coverage", DESK, "light"),
        "codebook": ("/codebook/ACCUSE", DESK, "light"),
        "check": ("/check", DESK, "light"),
        "review": ("/review", DESK, "light"),
    }
    for name, (path, size, scheme) in ((name, page) for name, page in pages.items() if not only or name in only):
        context = browser.new_context(viewport=size, color_scheme=scheme)
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        answer = page.goto(address + path, wait_until="networkidle")
        if name == "check":
            page.get_by_label("Draft").fill(DRAFT)
            page.get_by_label("As of day").fill("2022-01-31")
            page.get_by_role("button", name="Check").click()
            page.wait_for_load_state("networkidle", timeout=_PATIENCE)
        if answer.ok:
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png", animations="disabled")
            yield name, folder / f"{name}.png"
        context.close()


def _told_most(browser: Any, address: str) -> tuple[str, str]:
    """The paths of an attack that two reports tell of, with what they disagree on, and of a report that tells it."""
    page = browser.new_page()
    page.set_default_timeout(_PATIENCE)
    page.goto(f"{address}/events?type=ASSAULT&who=CHN&whom=IND&sort=sources")
    event = page.locator("tbody .day a").first.get_attribute("href")
    page.goto(address + event)
    report = page.locator(".telling a[href^='/reports/']").last.get_attribute("href")
    page.close()
    return event, f"{report.partition('#')[0]}&layered=1"


def _gathered(path: Path) -> Path:
    command = "from dateline.cli.main import main; main()"
    subprocess.run([sys.executable, "-c", command, "ingest", str(ROOT / "examples"), "--db", str(path)], check=True)
    return path


@contextmanager
def _serving(record: Path) -> Iterator[str]:
    import uvicorn

    from dateline.web.app import create_app
    from dateline.web.settings import Settings

    os.environ.setdefault("LOGNAME", "analyst")  # whose name the pages show
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(Settings(record, port=port)), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = os.environ.get("DATELINE_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("no Chromium is installed (tools/browser.sh installs Debian's)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
