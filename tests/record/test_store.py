"""The file that a record is kept in: opened, brought up to date, written in whole steps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dateline.errors import RecordError
from dateline.record.schema import migrations
from dateline.record.store import Query, Store

NEWEST = int(migrations()[-1][0].partition("_")[0])
FAILURE = {"place": "a.txt", "fault": "empty", "remedy": "leave it out"}


def test_a_new_record_has_the_newest_schema(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.duckdb") as store:
        assert store.version() == NEWEST


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.duckdb") as store:
        store.insert("failures", [FAILURE])
    with Store.open(tmp_path / "r.duckdb", write=False) as store:
        assert store.rows("SELECT * FROM failures") == [FAILURE]


def test_rows_whose_key_is_there_are_passed_over() -> None:
    with Store.open(":memory:") as store:
        store.insert("failures", [FAILURE])
        store.insert("failures", [FAILURE, {**FAILURE, "place": "b.txt"}])
        assert [row["place"] for row in store.rows("SELECT place FROM failures ORDER BY place")] == ["a.txt", "b.txt"]


def test_a_step_that_fails_leaves_nothing() -> None:
    with Store.open(":memory:") as store:
        with pytest.raises(ZeroDivisionError), store.step():
            store.insert("failures", [FAILURE])
            raise ZeroDivisionError
        assert store.rows("SELECT * FROM failures") == []


@pytest.mark.parametrize("text", ["", "plain ünïcode", 'quotes " and \\ and \n', "\u2028\x00'--;", "🚀"])
def test_any_text_is_kept_as_it_is(text: str) -> None:
    with Store.open(":memory:") as store:
        store.insert("failures", [{**FAILURE, "fault": text}])
        assert store.rows("SELECT fault FROM failures") == [{"fault": text}]


def test_a_record_that_another_process_writes_names_it(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    hold = "import sys; from dateline.record.store import Store; s = Store.open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RecordError, match=f"is being written by process {holder.pid}"):
            Store.open(path)
        holder.communicate("")


def test_many_may_read_at_once(tmp_path: Path) -> None:
    Store.open(tmp_path / "r.duckdb").close()
    read = "import sys; from dateline.record.store import Store; print(Store.open(sys.argv[1], write=False).version())"
    with Store.open(tmp_path / "r.duckdb", write=False):
        done = subprocess.run([sys.executable, "-c", read, tmp_path / "r.duckdb"], capture_output=True, text=True, check=True)
    assert done.stdout == f"{NEWEST}\n"


def test_reading_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Store.open(tmp_path / "r.duckdb", write=False)
    assert not (tmp_path / "r.duckdb").exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database\n" * 1000, encoding="utf-8")
    with pytest.raises(RecordError, match="is no DuckDB file"):
        Store.open(path)


def test_a_database_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE sales (n INTEGER)")
    with pytest.raises(RecordError, match="no record of Dateline's"):
        Store.open(path)


def test_a_record_of_a_newer_dateline(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.duckdb") as store:
        store.execute("INSERT INTO migrations VALUES (999, 'of tomorrow')")
    with pytest.raises(RecordError, match="made by a newer Dateline"):
        Store.open(tmp_path / "r.duckdb")


def test_an_answer_is_streamed_while_others_are_asked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.duckdb") as store:
        numbers = store.stream(Query("SELECT unnest(range($n)) AS n", {"n": 5000}))
        assert [row["n"] for row in numbers if row["n"] % 1000 or store.rows("SELECT 1 AS one")] == list(range(5000))


def test_csv_tells_an_empty_text_from_nothing(tmp_path: Path) -> None:
    with Store.open(":memory:") as store:
        assert store.export(Query("SELECT '' AS text, NULL AS nothing, 'a,b' AS both", {}), tmp_path / "x.csv", "csv") == 1
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == 'text,nothing,both\n"",,"a,b"\n'


def test_a_record_without_a_name() -> None:
    with pytest.raises(RecordError, match="no file is named"):
        Store.open("")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:20_000], lambda data: data[:8192] + bytes(len(data) - 8192)], ids=["cut off", "zeros"]
)
@pytest.mark.parametrize("write", [False, True])
def test_a_damaged_record_is_named_with_the_remedy(tmp_path: Path, damage: Callable[[bytes], bytes], write: bool) -> None:
    path = tmp_path / "r.duckdb"
    with Store.open(path) as store:
        store.insert("failures", [{**FAILURE, "place": str(n)} for n in range(1000)])
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(RecordError, match=r"r\.duckdb: is damaged: .*\(put a backup in its place: dateline restore\)"):
        Store.open(path, write=write).rows("SELECT * FROM failures")


FILLED = """
import resource, sys
from dateline.errors import RecordError
from dateline.record.store import Store

with Store.open(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for n in range(1000):
            store.insert("failures", [{"place": f"{n}", "fault": "x" * 10_000, "remedy": "y"}])
    except RecordError as error:
        print(n, error)
"""


def test_a_full_disk_is_named_and_what_was_written_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    done = subprocess.run([sys.executable, "-c", FILLED, path], capture_output=True, text=True, check=True)
    written, _, said = done.stdout.partition(" ")
    assert said == f"{path}: cannot be written: File too large (make room and run it again; what was kept is kept)\n"
    with Store.open(path) as store:
        assert store.rows("SELECT count(*) AS n FROM failures") == [{"n": int(written)}]


def test_a_step_that_a_record_has_not_been_through_is_made_up_whatever_its_number(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.duckdb") as store:
        for table in ("manifests", "coded", "merged_by", "unsettled", "moved", "anchors", "corrections", "anchored"):
            store.execute(f"DROP TABLE {table}")
        store.execute("DELETE FROM migrations WHERE name = '0003_manifests_and_corrections'")
        store.execute("INSERT INTO reports VALUES ('a', '1', true, NULL, '', '', '', 'Text.', [], now()::TIMESTAMP)")
    with pytest.raises(RecordError, match="made by an older Dateline"):
        Store.open(tmp_path / "r.duckdb", write=False)
    with Store.open(tmp_path / "r.duckdb") as store:
        assert store.rows("SELECT * FROM coded") == [{"report": "a", "version": "1", "manifest": ""}], "coded before that was kept"


def test_a_step_within_a_step_is_part_of_it() -> None:
    with Store.open(":memory:") as store:
        with pytest.raises(ZeroDivisionError), store.step():
            with store.step():
                store.insert("failures", [FAILURE])
            raise ZeroDivisionError
        assert store.rows("SELECT * FROM failures") == []


def test_every_step_has_a_number_of_its_own() -> None:
    numbers = [name.partition("_")[0] for name, _ in migrations()]
    assert len(set(numbers)) == len(numbers)
