"""Turns at a record: readers go together, who writes goes alone, all wait a bounded time, and who gathers holds nothing while it codes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import HeldError, RecordError
from dateline.model import Coding, Report
from dateline.record.gathering import Gathered, gather
from dateline.record.keeping import backup, restore
from dateline.record.store import Store
from dateline.record.turns import Turns

REPORTS = [Report(str(n), f"Nothing happened on day {n}.", date(2024, 5, 7), "Wire") for n in range(450)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Store.open(tmp_path / "r.duckdb").close()
    return tmp_path / "r.duckdb"


def uncoded(report: Report | Exception) -> Coding:
    assert isinstance(report, Report)
    return Coding(report, ())


def count(store: Store) -> int:
    return int(store.rows("SELECT count(*) AS n FROM reports")[0]["n"])


class Holder:
    """Another process that holds a record until it is told to let go."""

    def __init__(self, path: Path, *, write: bool) -> None:
        open_ = "import sys; from dateline.record.store import Store; s = Store.open(sys.argv[1], write=sys.argv[2] == 'w')"
        hold = f"{open_}; print(flush=True); sys.stdin.read()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", hold, path, "w" if write else "r"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def let_go(self) -> None:
        self._process.communicate("")


def test_readers_of_a_process_go_together(path: Path) -> None:
    turns = Turns(path)
    with turns.reading() as one, turns.reading() as other:
        assert count(one) == count(other) == 0


def test_who_writes_waits_for_readers_of_the_process(path: Path) -> None:
    turns, order = Turns(path), []

    def write() -> None:
        with turns.writing():
            order.append("written")

    with turns.reading():
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(0.1)
        order.append("read")
    writer.join()
    assert order == ["read", "written"]


def test_who_writes_is_not_kept_out_by_readers_that_follow_each_other(path: Path) -> None:
    turns, over = Turns(path), threading.Event()

    def read() -> None:
        while not over.is_set():
            with turns.reading() as store:
                count(store)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        with turns.writing():  # of this process
            pass
        with Store.open(path, wait=20.0):  # as another would
            pass
    finally:
        over.set()
        for reader in readers:
            reader.join()


@pytest.mark.parametrize(("held", "asked"), [("w", "r"), ("w", "w"), ("r", "w")])
def test_others_are_waited_for_a_bounded_time(path: Path, held: str, asked: str) -> None:
    holder = Holder(path, write=held == "w")
    impatient, patient = Turns(path, wait=0.0), Turns(path, wait=30.0)
    with pytest.raises(HeldError), impatient.writing() if asked == "w" else impatient.reading():
        pass
    timer = threading.Timer(0.2, holder.let_go)
    timer.start()
    with patient.writing() if asked == "w" else patient.reading() as store:
        assert count(store) == 0
    timer.join()


def test_there_is_no_turn_at_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record"), Turns(tmp_path / "none.duckdb").writing():
        pass
    assert not (tmp_path / "none.duckdb").exists()


def test_what_is_gathered_can_be_read_while_the_next_is_coded(path: Path) -> None:
    seen: list[int] = []

    def found() -> Iterator[Report]:
        for n, report in enumerate(REPORTS):
            if n % 50 == 0:
                with Turns(path).reading() as store:
                    seen.append(count(store))
            yield report

    with Store.open(path) as store:
        *_, state = gather(store, found(), uncoded)
        assert count(store) == state.new == len(REPORTS)
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert 0 < seen[-1] < len(REPORTS)


def test_two_that_gather_the_same_end_with_one_record(path: Path) -> None:
    with Store.open(path) as one:
        first = gather(one, iter(REPORTS), uncoded)
        next(first)
        with Store.open(path) as other:
            *_, second = gather(other, iter(REPORTS), uncoded)
        for _ in first:
            pass
        assert second == Gathered(new=len(REPORTS))
        assert count(one) == len(REPORTS)
        assert one.rows("SELECT count(*) AS n FROM coded") == [{"n": len(REPORTS)}]


def test_a_record_that_was_put_in_the_place_of_the_one_gathered_into_is_left_alone(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.duckdb")
    with Store.open(path) as store:
        run = gather(store, iter(REPORTS), uncoded)
        while next(run).new < 250:
            pass
        restore(tmp_path / "backup.duckdb", path, replace=True)
        with pytest.raises(RecordError, match="another record"):
            list(run)
    with Store.open(path, write=False) as store:
        assert count(store) == 0


def test_a_store_that_rests_is_there_again_when_it_is_used(path: Path) -> None:
    with Store.open(path) as store:
        store.rest()
        with Store.open(path) as other:
            other.insert("failures", [{"place": "a", "fault": "b", "remedy": ""}])
        assert len(store.rows("FROM failures")) == 1


def test_a_store_that_rests_does_not_make_a_record_that_is_gone(path: Path) -> None:
    with Store.open(path) as store:
        store.rest()
        path.unlink()
        with pytest.raises(RecordError, match="no record"):
            store.rows("FROM reports")
    assert not path.exists()
