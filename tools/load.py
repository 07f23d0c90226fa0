"""Ask a running server as many people would, and say how long its pages take.

    python tools/load.py RECORD [--clients 20] [--think 3] [--seconds 60] [--ingest REPORTS.jsonl] [--seed 0]
    python tools/load.py RECORD --alone 300

Starts ``dateline serve`` on the record. Each client asks one page after another, and thinks in between, for a time drawn evenly from nought
to twice ``--think`` seconds (0: not at all). What it asks is drawn from what the record has: events by two facets and words, the pages of
actors and dyads, the map, and events as they come. With ``--ingest``, ``dateline ingest`` gathers those reports into the record meanwhile,
which so becomes another. Prints by page how many were asked, and the seconds in which half of them, 95 and 99 of 100 and all were there;
how many failed; the time of the processor that the server took for one; and the load of the machine before and after.

With ``--alone`` so many pages are asked of an application in this process, one after another, and the seconds are those of the processor
that each took, from the request to the last byte: what is left of the time of a page if nobody else wants the processor.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

from dateline.record.store import Store

TARGETS = {"events": 0.2, "dyad": 0.5, "actor": 0.5, "map": 0.5}
"""Seconds in which 95 of 100 pages are to be there."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Drawn:
    """What clients ask for, drawn from what a record has."""

    def __init__(self, record: Path) -> None:
        def column(sql: str) -> list[str]:
            return [str(row["value"]) for row in store.rows(sql)]

        Store.open(record).close()  # is brought up to date
        with Store.open(record, write=False) as store:
            self.countries = column(
                "SELECT actors[1].country AS value FROM events WHERE value <> '' GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 60"
            )
            self.places = column(
                "SELECT place.country AS value FROM events WHERE value <> '' GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 40"
            )
            self.types = column("SELECT type AS value FROM events GROUP BY ALL ORDER BY value")
            self.sources = column(
                "SELECT source AS value FROM reports WHERE value <> '' GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 40"
            )
            texts = column("SELECT text AS value FROM reports USING SAMPLE reservoir(300 ROWS) REPEATABLE (7)")
        self.words = [re.findall(r"\w{3,}", text) for text in texts if len(re.findall(r"\w{3,}", text)) > 4]

    def page(self, chance: Random) -> tuple[str, str]:
        """A page: its kind, and its address."""
        kind = chance.choices(("events", "newest", "actor", "dyad", "map"), (5, 1, 2, 2, 1))[0]
        one, other = chance.sample(self.countries, 2)
        match kind:
            case "events":
                facets = {
                    "who": one,
                    "type": chance.choice(self.types),
                    "country": chance.choice(self.places),
                    "source": chance.choice(self.sources),
                }
                chosen = dict(chance.sample(sorted(facets.items()), 2))
                words, at = chance.choice(self.words), chance.randrange(3)
                chosen["text"] = " ".join(words[at : at + chance.choice((1, 1, 2))])
                return kind, f"/events?{urlencode(chosen)}"
            case "newest":
                return kind, f"/events?{urlencode({'sort': chance.choice(('newest', 'sources', 'confidence'))})}"
            case "actor":
                return kind, f"/actors/{quote(one)}"
            case "dyad":
                return kind, f"/dyads/{quote(one)}/{quote(other)}"
            case _:
                return kind, f"/map?{urlencode({'who': one} if chance.random() < 0.5 else {'type': chance.choice(self.types)})}"


class Clients:
    """Clients that ask until it is over; ``taken``: seconds by kind of page, ``failed``: what went wrong."""

    def __init__(self, port: int, draw: Callable[[Random], tuple[str, str]], think: float) -> None:
        self._port, self._draw, self._think = port, draw, think
        self._over, self._lock = threading.Event(), threading.Lock()
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []

    def run(self, count: int, seconds: float, seed: int) -> None:
        """Let so many ask for so long."""
        threads = [threading.Thread(target=self._client, args=(Random(f"{seed} {n}"),)) for n in range(count)]
        for thread in threads:
            thread.start()
        self._over.wait(seconds)
        self._over.set()
        for thread in threads:
            thread.join()

    def _client(self, chance: Random) -> None:
        self._over.wait(chance.uniform(0, 2 * self._think))
        server = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while not self._over.is_set():
            kind, address = self._draw(chance)
            began = time.perf_counter()
            try:
                server.request("GET", address)
                answer = server.getresponse()
                answer.read()
                fault = "" if answer.status == 200 else f"{answer.status} {address}"
            except (OSError, http.client.HTTPException) as error:
                server.close()
                fault = f"{error!r} {address}"
            with self._lock:
                self.taken[kind].append(time.perf_counter() - began)
                if fault:
                    self.failed.append(fault)
            if self._think:
                server.close()  # which the server would do itself, if somebody thinks for long
                self._over.wait(chance.uniform(0, 2 * self._think))


def serve(record: Path) -> tuple[subprocess.Popen[str], int]:
    """Start a server; gives it and its port."""
    command = [sys.executable, "-m", "dateline", "serve", "--db", str(record), "--port", "0"]
    began = time.monotonic()
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.match(r"http://[^:]+:(\d+)/", line):
            print(f"the server was there after {time.monotonic() - began:.1f} s")
            threading.Thread(target=sys.stderr.writelines, args=(server.stderr,), daemon=True).start()
            return server, int(found[1])
        print(line, end="", file=sys.stderr)
    raise SystemExit("the server did not start")


def used(process: subprocess.Popen[str]) -> float:
    """Seconds of the processor that a process has taken (Linux)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def alone(record: Path, pages: int, seed: int) -> None:
    """Ask an application in this process, and tell the time of the processor that its pages take."""
    from fastapi.testclient import TestClient

    from dateline.web.app import create_app
    from dateline.web.settings import Settings

    drawn, chance = Drawn(record), Random(f"{seed}")
    taken: dict[str, list[float]] = defaultdict(list)
    with TestClient(create_app(Settings(record)), base_url="http://127.0.0.1:8000") as client:
        for _ in range(pages):
            kind, address = drawn.page(chance)
            began = time.process_time()
            answer = client.get(address)
            taken[kind].append(time.process_time() - began)
            assert answer.status_code == 200, address
    print(f"{pages} pages one after another, in time of the processor; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    _table(taken)


def _told(clients: Clients, took: float) -> None:
    _table(clients.taken)
    asked = sum(map(len, clients.taken.values()))
    each = 1000 * took / max(asked, 1)
    print(f"{asked} pages, {len(clients.failed)} failed; {each:.0f} ms of the processor a page, the whole server counted")
    for fault in clients.failed[:5]:
        print(f"  {fault}")


def _table(taken: dict[str, list[float]]) -> None:
    print(f"{'page':10}{'asked':>7}{'median':>9}{'p95':>9}{'p99':>9}{'longest':>9}   seconds")
    for kind, seconds in sorted(taken.items()):
        ordered = sorted(seconds)
        shares = [ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95, 0.99, 1.0)]
        target = TARGETS.get(kind)
        verdict = "" if target is None else f"   {'within' if shares[1] <= target else 'over'} {target:.1f}"
        print(f"{kind:10}{len(ordered):7}" + "".join(f"{one:9.3f}" for one in shares) + verdict)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--think", type=float, default=3.0, help="seconds between two pages, on average")
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--alone", type=int, metavar="PAGES")
    options.add_argument("--ingest", type=Path, metavar="REPORTS")
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    if chosen.alone:
        alone(chosen.record, chosen.alone, chosen.seed)
        return
    drawn = Drawn(chosen.record)
    server, port = serve(chosen.record)
    ingest = None
    try:
        clients = Clients(port, drawn.page, chosen.think)
        if chosen.ingest:
            command = [sys.executable, "-m", "dateline", "ingest", str(chosen.ingest), "--fast", "--db", str(chosen.record)]
            ingest = subprocess.Popen(command, stderr=subprocess.DEVNULL, text=True)
        before, load = used(server), os.getloadavg()[0]
        clients.run(chosen.clients, chosen.seconds, chosen.seed)
        print(f"{chosen.clients} clients for {chosen.seconds:.0f} s, thinking {chosen.think:g} s on average; "
              f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} processors")  # fmt: skip
        if ingest:
            print(
                "ingest was running throughout"
                if ingest.poll() is None
                else f"ingest was done before the end: exit status {ingest.returncode}"
            )
        _told(clients, used(server) - before)
    finally:
        for process in (ingest, server):
            if process and process.poll() is None:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
