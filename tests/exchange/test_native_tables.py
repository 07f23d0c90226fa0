"""The record's own tables: all of them whole, described column by column, and read back as they were."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from dateline.errors import DataError
from dateline.exchange.native_tables import NESTED, TABLES, codebook, read
from dateline.record.asking import Question
from dateline.record.store import Store

from .conftest import Exporting, report_of

FORMATS = ("native", "native-csv")
AWKWARD = [
    "a\r\nb\n\nc",
    'a "quote", and a comma',
    "  blanks before",
    "a\ttab",
    "",
    "NULL",
    '""',
    "=1+1",
    "\ufeffmark",
    "line\u2028end",
    "x" * 3_000_000,
]


@pytest.mark.parametrize("format", FORMATS)
def test_a_record_is_read_back_whole(exporting: Exporting, tmp_path: Path, store: Store, format: str) -> None:
    exporting(format)
    with read(tmp_path / "out") as back:
        for table in TABLES:
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert back.rows(query) == store.rows(query)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_read_back_is_written_as_the_same_bytes(exporting: Exporting, tmp_path: Path, format: str) -> None:
    exporting(format, name="one")
    with read(tmp_path / "one") as back:
        exporting(format, name="other", record=back)
    for file in sorted((tmp_path / "one").iterdir()):
        assert (tmp_path / "other" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_texts_are_kept_to_the_letter(exporting: Exporting, tmp_path: Path, format: str) -> None:
    with Store.open(":memory:") as store:
        store.insert("reports", [report_of(f"r{n}", text, title=text[:40]) | {"warnings": [text[:40]]} for n, text in enumerate(AWKWARD)])
        exporting(format, record=store)
        with read(tmp_path / "out") as back:
            assert back.rows("SELECT * FROM reports ORDER BY report") == store.rows("SELECT * FROM reports ORDER BY report")


def test_the_codebook_describes_the_tables_as_they_are(store: Store) -> None:
    for table in TABLES:
        kinds = {row["column_name"]: row["column_type"] for row in store.rows(f"DESCRIBE {table}")}
        described = {field.name: field for field in codebook() if field.table == table}
        assert list(described) == list(kinds)
        for name, field in described.items():
            nested = "STRUCT" in kinds[name] or kinds[name].endswith("[]")
            assert (field.type in NESTED) == nested
            assert field.meaning


def test_the_codebook_is_written_too(exporting: Exporting, tmp_path: Path) -> None:
    exporting("native")
    with (tmp_path / "out" / "codebook.csv").open(encoding="utf-8", newline="") as lines:
        assert [(row["table"], row["column"]) for row in csv.DictReader(lines)] == [(field.table, field.name) for field in codebook()]


def test_with_conditions_what_the_events_rest_on_is_written(exporting: Exporting, tmp_path: Path) -> None:
    exporting("native", Question(type=("MOBILIZE",)))
    counts = {table: duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/out/{table}.parquet'").fetchall()[0][0] for table in TABLES}
    assert counts == {"events": 1, "mentions": 2, "members": 2, "reports": 2, "claims": 1}


def test_a_folder_that_lacks_a_table(exporting: Exporting, tmp_path: Path) -> None:
    exporting("native")
    (tmp_path / "out" / "members.parquet").unlink()
    with pytest.raises(DataError, match=r"members\.parquet"):
        read(tmp_path / "out")


@pytest.mark.parametrize(("format", "file"), [("native", "events.parquet"), ("native-csv", "events.csv")])
def test_a_table_that_is_none(exporting: Exporting, tmp_path: Path, format: str, file: str) -> None:
    exporting(format)
    (tmp_path / "out" / file).write_text("no table", encoding="utf-8")
    with pytest.raises(DataError, match="not what the manifest says"):
        read(tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()
    with pytest.raises(DataError, match="name the folder of a native export"):
        read(tmp_path / "out")


def test_a_manifest_that_is_none(exporting: Exporting, tmp_path: Path) -> None:
    exporting("native")
    (tmp_path / "out" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="no manifest"):
        read(tmp_path / "out")
