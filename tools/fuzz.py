"""Read malformed files, thousands of each kind, as ``dateline ingest`` reads a file, and count what became of them.

    python tools/fuzz.py [KIND…] [--count 10000] [--seed 0] [--first 0] [--keep FOLDER]

Every file must give reports, or a row among the failures that names place, fault and remedy. Anything else is a crash; so is memory
beyond a bound. What takes longer than ten seconds is a hang: the process that reads is killed, and another reads on. Reports are not coded.
Each kind is a line: how many files gave reports alone, how many a row at least, crashed or hung; the longest, and the most memory. Seconds
are those of the processor, so that a busy machine makes no hangs; what computes nothing and waits is a hang after five minutes.
The files at fault are named by their numbers; ``--first NUMBER --count 1 --keep FOLDER`` makes one of them again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from dateline.errors import ReportError
from dateline.model import Coding, Report
from dateline.reading.files import Sources
from dateline.record.gathering import gather
from dateline.record.store import Store
from malformed import Malformed, malformed
from wellformed import SEEDS

LIMIT, PATIENCE = 10.0, 300.0  # seconds of the processor, and of the clock
_MEMORY = 4 * 2**30  # bytes of address space that the reading process may take
_WRITTEN = ("reports", "readings", "coded", "failures")
READ, REFUSED, CRASHED, HUNG = "read", "refused", "crashed", "hung"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        what: one of READ, REFUSED, CRASHED, HUNG; ``why`` says more of the last two.
        memory: MB that the process has held at most so far.
    """

    what: str
    why: str = ""
    seconds: float = 0.0
    memory: float = 0.0


def uncoded(report: Report | ReportError) -> Coding | ReportError:
    """A report as if it told nothing."""
    return report if isinstance(report, ReportError) else Coding(report, ())


def read(store: Store, path: Path) -> Outcome:
    """Gather one file into a record, which is empty afterwards."""
    started = time.process_time()
    try:
        for _ in gather(store, Sources([str(path)]).found(), uncoded):
            pass
        kept, rows = store.rows("SELECT count(*) AS n FROM reports")[0]["n"], store.rows("SELECT * FROM failures")
        for table in _WRITTEN:
            store.execute(f"DELETE FROM {table}")
    except Exception:
        return Outcome(CRASHED, traceback.format_exc())
    seconds, memory = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for row in rows:
        if not all(row.values()) or not row["place"].startswith(str(path)) or len("".join(row.values()).splitlines()) > 1:
            return Outcome(CRASHED, f"a row that does not say what is wrong: {row}", seconds, memory)
    if not kept and not rows:
        return Outcome(CRASHED, "neither a report nor a row", seconds, memory)
    return Outcome(REFUSED if rows else READ, "", seconds, memory)


def _work(pipe: Connection, folder: str, limit: float) -> None:
    """Read what the pipe names until it closes; says when reading begins, and what became of it. Dies of SIGPROF when the time is up."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with Store.open(":memory:") as store:
        store.execute("SET enable_progress_bar = false")
        store.execute("SET threads = 1")  # a record of one file is done before a second thread is awake
        while True:
            try:
                kind, number, seed = pipe.recv()
            except EOFError:
                return
            made = malformed(kind, number, seed)
            path = Path(folder) / made.name
            path.write_bytes(made.data)
            pipe.send(None)
            signal.setitimer(signal.ITIMER_PROF, limit)
            outcome = read(store, path)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(outcome)
            path.unlink()


class Reader:
    """A process that reads files; one that dies or takes too long is replaced. A context manager.

    Args:
        limit: seconds of the processor that a file may take.
    """

    def __init__(self, limit: float = LIMIT) -> None:
        self._limit = limit
        self._context = multiprocessing.get_context("spawn")
        self._folder = tempfile.TemporaryDirectory()
        self._start()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def read(self, kind: str, number: int, seed: int = 0) -> Outcome:
        """What becomes of a file."""
        self._pipe.send((kind, number, seed))
        try:
            self._pipe.recv()  # it is made
            if self._pipe.poll(PATIENCE):
                outcome: Outcome = self._pipe.recv()
                return outcome
            outcome = Outcome(HUNG, f"waited for {PATIENCE:g} seconds", PATIENCE)
        except EOFError:
            self._process.join()
            if self._process.exitcode == -signal.SIGPROF:
                outcome = Outcome(HUNG, f"longer than {self._limit:g} seconds", self._limit)
            else:
                outcome = Outcome(CRASHED, f"the process died, exit status {self._process.exitcode}")
        self._end()
        self._start()
        return outcome

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_work, args=(theirs, self._folder.name, self._limit), daemon=True)
        self._process.start()
        theirs.close()

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


@dataclass(slots=True)
class Tally:
    """What became of the files of a kind."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    memory: float = 0.0

    def add(self, number: int, outcome: Outcome) -> None:
        """Count one."""
        self.counts[outcome.what] += 1
        self.slowest = max(self.slowest, (outcome.seconds, number))
        self.memory = max(self.memory, outcome.memory)

    def line(self, kind: str) -> str:
        """As it is printed."""
        told = "".join(f"{self.counts[what]:>9,}" for what in (READ, REFUSED, CRASHED, HUNG))
        return f"{kind:10}{self.counts.total():>8,}{told}{self.slowest[0]:>9.1f} s{self.memory:>7,.0f} MB   slowest: {self.slowest[1]}"


def keep(folder: Path | None, number: int, made: Malformed) -> None:
    """Write a file to be looked at."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}-{made.name}").write_bytes(made.data)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(SEEDS))
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--first", type=int, default=0, help="the number to begin with")
    options.add_argument("--keep", type=Path, help="a folder for the files that crash or hang; of one file alone, for that")
    chosen = options.parse_args()
    if unknown := set(chosen.kinds) - SEEDS.keys():
        options.error(f"no such kind: {', '.join(sorted(unknown))}")
    faults = 0
    print(f"{'kind':10}{'inputs':>8}{'read':>9}{'refused':>9}{'crashes':>9}{'hangs':>9}{'slowest':>11}{'memory':>10}", flush=True)
    for kind in chosen.kinds or SEEDS:
        tally = Tally()
        with Reader() as reader:
            for number in range(chosen.first, chosen.first + chosen.count):
                outcome = reader.read(kind, number, chosen.seed)
                tally.add(number, outcome)
                if outcome.what in (CRASHED, HUNG) or chosen.count == 1:
                    made = malformed(kind, number, chosen.seed)
                    print(f"{kind} {number} ({made.how}): {outcome.what} {outcome.why}", file=sys.stderr, flush=True)
                    keep(chosen.keep, number, made)
        faults += tally.counts[CRASHED] + tally.counts[HUNG]
        print(tally.line(kind), flush=True)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
