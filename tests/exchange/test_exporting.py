"""Exports of every format: what opens them, what stands beside them, what is never lost by them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest

from dateline.errors import InputError
from dateline.exchange.exporting import FORMATS, export
from dateline.exchange.layouts import load
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.store import Store

from .conftest import Exporting, as_told, rows

SEPARATED = [
    ("gdelt", "\t", False),
    ("gdelt-mentions", "\t", False),
    ("icews", "\t", True),
    ("polecat", "\t", True),
    ("acled", ",", True),
    ("ged", ",", True),
]


def files(target: Path) -> dict[str, bytes]:
    """All that an export wrote, by name."""
    beside = [target, target.with_name(f"{target.name}.manifest.json")]
    found = sorted(target.iterdir()) if target.is_dir() else beside
    return {file.name: file.read_bytes() for file in found}


def manifest(target: Path) -> Any:
    name = target / "manifest.json" if target.is_dir() else target.with_name(f"{target.name}.manifest.json")
    return json.loads(name.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("format", "separator", "header"), SEPARATED)
def test_a_layout_opens_in_pandas_column_by_column(exporting: Exporting, tmp_path: Path, format: str, separator: str, header: bool) -> None:
    done = exporting(format)
    layout = load(format)
    quoting = 3 if separator == "\t" else 0
    head: dict[str, Any] = {"header": 0} if header else {"names": layout.names}
    frame = pandas.read_csv(tmp_path / "out", sep=separator, dtype=str, keep_default_na=False, quoting=quoting, **head)
    assert tuple(frame.columns) == layout.names
    assert len(frame) == done.files[0].rows > 0
    for column in layout.columns:
        cells = frame[column.name][frame[column.name] != ""]
        if column.type in ("integer", "number"):
            pandas.to_numeric(cells)
        elif column.type != "text":
            pandas.to_datetime(cells, format={"date": "%Y-%m-%d", "day": "%Y%m%d", "moment": "%Y%m%d%H%M%S"}[column.type])
        if column.holds == "empty":
            assert cells.empty


@pytest.mark.parametrize(("format", "separator", "header"), SEPARATED)
def test_a_layout_opens_in_duckdb_column_by_column(exporting: Exporting, tmp_path: Path, format: str, separator: str, header: bool) -> None:
    done = exporting(format)
    layout = load(format)
    quote = "" if separator == "\t" else '"'
    kinds = {"integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
    columns = {column.name: kinds.get(column.type, "VARCHAR") for column in layout.columns}
    found = duckdb.read_csv(str(tmp_path / "out"), sep=separator, header=header, columns=columns, quotechar=quote, auto_detect=False)
    assert found.columns == list(layout.names)
    assert len(found.fetchall()) == done.files[0].rows


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(exporting: Exporting, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    exporting(format)
    first = files(target)
    reports, mentions = rows()
    with Store.open(":memory:") as other:  # the same reports and mentions, come in the other order
        other.insert("mentions", mentions[::-1])
        other.insert("reports", reports[::-1])
        merge(other)
        if FORMATS[format].folder:
            other.execute("DELETE FROM claims")
        exporting(format, name="out", record=other)
    second = files(target)
    same = first.keys() - ({"claims.csv", "claims.parquet", "manifest.json", "datapackage.json"} if FORMATS[format].folder else set())
    assert {name: first[name] for name in same} == {name: second[name] for name in same}


@pytest.mark.parametrize("format", FORMATS)
def test_the_manifest_lists_what_was_written(exporting: Exporting, tmp_path: Path, format: str) -> None:
    exporting(format)
    told = manifest(tmp_path / "out")
    written = {name: content for name, content in files(tmp_path / "out").items() if not name.endswith("manifest.json")}
    assert {file["path"] for file in told["files"]} == set(written)
    for file in told["files"]:
        assert file["sha256"] == hashlib.sha256(written[file["path"]]).hexdigest()
        assert file["bytes"] == len(written[file["path"]])


def test_the_manifest_says_what_was_asked_of_what(exporting: Exporting, tmp_path: Path) -> None:
    exporting("gdelt", Question(who=("PRK",), since=date(2022, 1, 1)))
    told = manifest(tmp_path / "out")
    assert told["conditions"] == {"who": ["PRK"], "since": "2022-01-01", "factuality": ["occurred"]}
    assert told["record"]["events"] == 10
    assert told["record"]["gathered"] == "2024-01-01 00:00:09.250000"
    assert told["installed"] == {"dateline": "0"}
    assert told["left_out"] == {"told as negated": 1}
    assert "AvgTone" in told["columns"]["out"]["empty"]


def test_the_manifest_lists_the_versions_of_reports_it_rests_on(exporting: Exporting, tmp_path: Path) -> None:
    exporting("gdelt", Question(type=("MOBILIZE",)))
    told = manifest(tmp_path / "out")
    assert told["inputs"] == [["wire-1", "1"], ["wire-2", "1"]]
    assert told["inputs_sha256"] == hashlib.sha256(b"wire-1\t1\nwire-2\t1\n").hexdigest()


@pytest.mark.parametrize("format", [name for name, how in FORMATS.items() if not how.factual])
def test_plans_and_denials_are_not_told_as_deeds(exporting: Exporting, tmp_path: Path, format: str) -> None:
    left_out = exporting(format).left_out
    assert (left_out["told as future"], left_out["told as negated"]) == (1, 1)
    assert b"will sanction" not in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("format", [name for name, how in FORMATS.items() if how.factual])
def test_where_it_is_said_how_real_events_are_all_are_told(exporting: Exporting, tmp_path: Path, format: str) -> None:
    assert not exporting(format).left_out
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_a_question_without_an_answer(exporting: Exporting, tmp_path: Path, format: str) -> None:
    done = exporting(format, Question(who=("FIN",)))
    assert done.files[0].rows == 0
    assert manifest(tmp_path / "out")["inputs"] == []


@pytest.mark.parametrize("format", FORMATS)
def test_an_event_without_mentions_is_told_too(exporting: Exporting, format: str) -> None:
    """As records have it whose events came from elsewhere."""
    with Store.open(":memory:") as store:
        store.execute(
            """
            INSERT INTO events VALUES ('seen', 'ASSAULT', 'firearms', 'occurred', '2022-01-01', '2022-01-01', [], [], NULL,
            [{'kind': 'killed', 'low': 1, 'best': 1, 'high': 1, 'unit': ''}], [], -9.0, 0.9, NULL, 0, 0)
            """
        )
        done = exporting(format, record=store)
    expected = 0 if format == "gdelt-mentions" else 1
    assert done.files[0].rows == expected


def test_an_unknown_format(exporting: Exporting) -> None:
    with pytest.raises(InputError, match="one of native, native-csv"):
        exporting("phoenix")


@pytest.mark.parametrize(
    ("format", "target", "fault"),
    [
        ("gdelt", "folder", "is a folder"),
        ("native", "file", "is no folder"),
        ("gdelt", "nowhere/out", "there is no such folder"),
        ("gdelt", "out.tsv.gz", "written unpacked"),
        ("gdelt", "record.duckdb", "is the record itself"),
    ],
)
def test_where_nothing_can_be_written(tmp_path: Path, format: str, target: str, fault: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with Store.open(tmp_path / "record.duckdb") as store, pytest.raises(InputError, match=fault):
        export(store, Question(), format, tmp_path / target, as_told, {})


@pytest.mark.parametrize("format", ["gdelt", "native", "geojson", "atom"])
def test_a_run_that_fails_leaves_what_was_there(exporting: Exporting, tmp_path: Path, store: Store, format: str) -> None:
    exporting(format)
    before = files(tmp_path / "out")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(store, Question(), format, tmp_path / "out", as_told, {}, stop)
    assert files(tmp_path / "out") == before
    assert not list(tmp_path.rglob(".*.part"))
