"""A record copied, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import RecordError
from dateline.record.keeping import backup, restore
from dateline.record.store import Store

FAILURE = {"place": "a.txt", "fault": "empty", "remedy": ""}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "r.duckdb"
    with Store.open(path) as store:
        store.insert("failures", [FAILURE])
    return path


def failures(path: Path) -> list[dict[str, str]]:
    with Store.open(path, write=False) as store:
        return store.rows("SELECT * FROM failures")


def test_a_copy_has_all_and_can_be_written_on(record: Path, tmp_path: Path) -> None:
    backup(record, tmp_path / "copy.duckdb")
    assert failures(tmp_path / "copy.duckdb") == [FAILURE]
    with Store.open(tmp_path / "copy.duckdb") as store:
        store.insert("failures", [FAILURE, {**FAILURE, "place": "b.txt"}])
        assert len(store.rows("SELECT * FROM failures")) == 2, "the keys came along"


def test_a_copy_takes_the_record_back(record: Path, tmp_path: Path) -> None:
    backup(record, tmp_path / "copy.duckdb")
    with Store.open(record) as store:
        store.execute("DELETE FROM failures")
    restore(tmp_path / "copy.duckdb", record, replace=True)
    assert failures(record) == [FAILURE]


def test_nothing_is_overwritten_unasked(record: Path, tmp_path: Path) -> None:
    backup(record, tmp_path / "copy.duckdb")
    with pytest.raises(RecordError, match="is there already"):
        backup(record, tmp_path / "copy.duckdb")
    with pytest.raises(RecordError, match="--replace"):
        restore(tmp_path / "copy.duckdb", record)


def test_what_is_no_record_is_not_put_in_its_place(record: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database\n" * 100, encoding="utf-8")
    with pytest.raises(RecordError, match="is no DuckDB file"):
        restore(tmp_path / "notes.txt", record, replace=True)
    assert failures(record) == [FAILURE]
