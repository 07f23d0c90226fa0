"""Kill an ingest inside a web archive, run it again, and see what the second run costs and whether anything was lost or doubled.

    python tools/resume.py REPORTS.jsonl [--pages 500] [--share 0.6]

Makes an archive of pages out of reports. Prints the seconds (of the clock, and of the processor) that the whole archive takes, that the
run takes which goes on after the kill, and one that finds everything in the record; and whether the records are alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.record.store import Store
from endure import differing, ingest
from wellformed import record

_DONE = re.compile(r"([\d,]+) reports?, ")
_LINKS = "".join(f'<li class="item"><a href="/section/{n}" data-track="nav-{n}">Section {n}</a></li>' for n in range(200))


def page(report: dict[str, Any]) -> bytes:
    """A report as a news site serves it, with far more around the article than in it."""
    title, text = escape(report.get("title") or report["text"][:60]), report["text"].split("\n")
    paragraphs = "".join(f'<p class="body">{escape(one)}</p>' for one in text if one.strip())
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{report.get("published") or ""}"><meta property="og:site_name" content="Post">
<script>{"window.push({'a': 1});" * 500}</script></head><body><nav><ul>{_LINKS}</ul></nav>
<main><article><h1>{title}</h1>{paragraphs}</article>
<aside><ul>{_LINKS}</ul></aside></main><footer><ul>{_LINKS}</ul>&copy; Post</footer></body></html>""".encode()


def archive(reports: list[dict[str, Any]], path: Path) -> None:
    """A web archive of their pages."""
    with path.open("wb") as file:
        for n, report in enumerate(reports):
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(report)
            file.write(gzip.compress(record(response, "response", "application/http; msgtype=response", f"https://example.org/{n}"), 6))


def run(source: Path, target: Path, stop_at: int | None = None) -> tuple[float, float]:
    """Ingest, and kill it once it says that it has come so far; gives seconds of the clock and of the processor."""
    started = time.monotonic()
    process = ingest(source, target, subprocess.PIPE)
    assert process.stderr is not None
    for line in process.stderr:
        done = _DONE.match(line.decode())
        if stop_at is not None and done and int(done[1].replace(",", "")) >= stop_at:
            process.send_signal(signal.SIGKILL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - started, used.ru_utime + used.ru_stime


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--share", type=float, default=0.6)
    chosen = options.parse_args()
    opened = gzip.open if chosen.source.suffix == ".gz" else open
    with opened(chosen.source, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in islice(lines, chosen.pages)]
    with tempfile.TemporaryDirectory() as folder:
        pages, whole, killed = (Path(folder) / name for name in ("pages.warc.gz", "whole.duckdb", "killed.duckdb"))
        archive(reports, pages)
        print(f"{len(reports)} pages, {pages.stat().st_size / 1e6:.1f} MB packed", flush=True)
        stop = int(chosen.share * len(reports))
        for name, target, stop_at in (("whole", whole, None), ("killed", killed, stop), ("goes on", killed, None), ("known", killed, None)):
            clock, processor = run(pages, target, stop_at)
            with Store.open(target, write=False) as store:
                kept = store.rows("SELECT count(*) AS n FROM reports")[0]["n"]
            print(f"{name:10}{clock:7.1f} s, {processor:6.1f} s of the processor; {kept} reports in the record", flush=True)
        sys.exit(bool(differing(killed, whole)))


if __name__ == "__main__":
    main()
