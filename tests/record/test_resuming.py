"""An ingest that was killed inside a source: run again, it goes on where it stopped, and nothing is lost, doubled or read again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from random import Random

import duckdb
import pytest

from dateline.errors import ReportError
from dateline.model import Coding, Report
from dateline.reading.files import Sources
from dateline.reading.unread import Found, Unread
from dateline.record.gathering import Gathered, gather
from dateline.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import wellformed

REPORTS, KILLED_AT = 260, 230  # two hundred, or what came in in five seconds, are committed at once
STORIES = [f"Minister {n} met the ambassador of a neighbour on Monday, and both said that talks would go on." for n in range(REPORTS)]


def lines(path: Path) -> Path:
    path = path.with_suffix(".jsonl")
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(STORIES)), encoding="utf-8")
    return path


def table(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_text("id,text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(STORIES)), encoding="utf-8")
    return path


def parquet(path: Path) -> Path:
    source, path = table(path), path.with_suffix(".parquet")
    with duckdb.connect(":memory:") as base:
        base.execute(f"COPY (FROM '{source}') TO '{path}'")
    return path


def feed(path: Path) -> Path:
    path = path.with_suffix(".rss")
    items = "".join(
        f"<item><link>https://example.org/{n}</link><description>{escape(text)}</description></item>" for n, text in enumerate(STORIES)
    )
    path.write_text(f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>', encoding="utf-8")
    return path


def archive(path: Path) -> Path:
    path, chance = path.with_suffix(".warc"), Random(0)
    with path.open("wb") as file:
        for n, text in enumerate(STORIES):
            page = f"<html><head><title>{n}</title></head><body><article><p>{text}</p></article></body></html>".encode()
            response = wellformed.response(page, chance)
            file.write(wellformed.record(response, "response", "application/http; msgtype=response", f"https://example.org/{n}"))
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    for n, text in enumerate(STORIES):
        page = f"<html><head><title>{n}</title></head><body><article><p>{text}</p></article></body></html>"
        (path / f"{n:03}.html").write_text(page, encoding="utf-8")
    return path


# A run that dies as it is about to code a report; nothing that it does on its way out is done then.
KILLED = f"""
import os, signal, sys
from dateline.model import Coding
from dateline.reading.files import Sources
from dateline.record.gathering import gather
from dateline.record.store import Store

coded = 0

def code(report):
    global coded
    coded += 1
    if coded > {KILLED_AT}:
        os.kill(os.getpid(), signal.SIGKILL)
    return report if isinstance(report, Exception) else Coding(report, ())

with Store.open(sys.argv[2]) as store:
    list(gather(store, Sources([sys.argv[1]]).found(), code))
"""


class Counted:
    """What is found in a source, with how much of it was taken apart."""

    def __init__(self, source: Path) -> None:
        self.taken_apart = 0
        self._source = source

    def __iter__(self) -> Iterator[Found]:
        for found in Sources([str(self._source)]).found():
            yield Unread(found.digest, self._counted(found.take_apart)) if isinstance(found, Unread) else found

    def _counted(self, take_apart: Callable[[], Report]) -> Callable[[], Report]:
        def counted() -> Report:
            self.taken_apart += 1
            return take_apart()

        return counted


def uncoded(report: Report | ReportError) -> Coding | ReportError:
    return report if isinstance(report, ReportError) else Coding(report, ())


def content(store: Store) -> list[dict[str, object]]:
    return store.rows("SELECT * EXCLUDE (gathered) FROM reports LEFT JOIN readings USING (report, version) ORDER BY ALL")


@pytest.mark.parametrize("make", [lines, table, parquet, feed, archive, folder], ids=lambda make: make.__name__)
def test_a_run_killed_inside_a_source_goes_on_where_it_stopped(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    source, record = make(tmp_path / "source"), tmp_path / "r.duckdb"
    died = subprocess.run([sys.executable, "-c", KILLED, str(source), str(record)], check=False)
    assert died.returncode == -signal.SIGKILL
    with Store.open(record) as store, Store.open(":memory:") as whole:
        kept = store.rows("SELECT count(*) AS n FROM reports")[0]["n"]
        counted = Counted(source)
        *_, state = gather(store, counted, uncoded)
        assert state == Gathered(new=REPORTS - kept, known=kept)
        assert 0 < kept <= KILLED_AT
        assert counted.taken_apart in (0, REPORTS - kept), "lines and rows are read at once; pages and entries only if they are new"
        list(gather(whole, Sources([str(source)]).found(), uncoded))
        assert content(store) == content(whole)
