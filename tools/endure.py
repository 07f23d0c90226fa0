"""Kill an ingest again and again, and see whether the record ends up the same as one that was never killed.

    python tools/endure.py REPORTS.jsonl [--kills 50] [--seconds 6] [--reports 2000]

Prints how many reports were lost or doubled and whether the records are alike in all but the time when they came in.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from dateline.record.store import Store

TABLES = ("reports", "readings", "mentions", "claims", "failures", "copies", "pairs", "members", "events", "former")


def digest(store: Store, tables: Sequence[str] = TABLES) -> dict[str, str]:
    """A hash of each table, whatever the order of its rows, without the time when reports came in."""
    rows = {t: store.rows(f"SELECT {'* EXCLUDE (gathered)' if t == 'reports' else '*'} FROM {t}") for t in tables}
    return {
        t: hashlib.sha256("\n".join(sorted(json.dumps(r, default=str) for r in found)).encode()).hexdigest() for t, found in rows.items()
    }


def differing(one: Path, other: Path) -> list[str]:
    """The tables in which two records differ; says so."""
    with Store.open(one, write=False) as first, Store.open(other, write=False) as second:
        digests = digest(first), digest(second)
    found = [table for table in TABLES if digests[0][table] != digests[1][table]]
    print(f"tables that differ: {', '.join(found) or 'none'}")
    return found


def ingest(reports: Path, record: Path, errors: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start an ingest."""
    command = [sys.executable, "-m", "dateline", "ingest", str(reports), "--db", str(record)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seconds", type=float, default=6.0, help="the longest that a run is left alone")
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        reports, killed, whole = (Path(folder) / name for name in ("reports.jsonl", "killed.duckdb", "whole.duckdb"))
        opened = gzip.open if chosen.source.suffix == ".gz" else open
        with opened(chosen.source, "rt", encoding="utf-8") as lines:
            reports.write_text("".join(islice(lines, chosen.reports)), encoding="utf-8")
        for n in range(chosen.kills):
            process = ingest(reports, killed)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0.5, chosen.seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            print(f"\rkilled {n + 1} times", end="", file=sys.stderr, flush=True)
        for record in (killed, whole):
            status = ingest(reports, record).wait()
            print(f"\n{record.stem}: exit status {status}", file=sys.stderr)
        with Store.open(killed, write=False) as store:
            kept = store.rows("SELECT count(*) AS n, count(DISTINCT report) AS reports FROM reports")[0]
        print(f"{kept['n']} versions of {kept['reports']} reports")
        sys.exit(bool(differing(killed, whole)))


if __name__ == "__main__":
    main()
