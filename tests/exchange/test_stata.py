"""Stata files: opened by two libraries, labelled, read back whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest

from dateline.errors import DataError
from dateline.exchange.layouts import load
from dateline.exchange.stata import read
from dateline.record.asking import Question
from dateline.record.store import Store

from .conftest import Exporting, mention_of, report_of

LONG = "The army of Ethiopia attacked rebels, " + "and it said so — " * 400 + "again."


@pytest.fixture
def opened(exporting: Exporting, tmp_path: Path) -> tuple[Any, Any]:
    exporting("stata", name="out.dta")
    found: tuple[Any, Any] = pyreadstat.read_dta(str(tmp_path / "out.dta"), apply_value_formats=True)
    return found


def test_it_has_the_layouts_variables_with_labels(opened: tuple[Any, Any]) -> None:
    frame, described = opened
    assert tuple(frame.columns) == load("stata").names
    assert all(described.column_names_to_labels.values())
    assert set(described.variable_value_labels) == {"type", "mode", "quadclass", "factuality", "place_kind", "place_precision"}


def test_an_event_in_full(opened: tuple[Any, Any]) -> None:
    frame, _ = opened
    (row,) = frame[frame.event == "000000000006"].to_dict("records")
    assert (row["type"], row["mode"], row["quadclass"], row["factuality"]) == ("ASSAULT", "firearms", "material conflict", "occurred")
    assert (str(row["begins"]), str(row["first_told"])) == ("2021-05-05", "2021-05-06")
    assert (row["killed_low"], row["killed"], row["killed_high"]) == (12, 15, 20)
    assert row["words"].endswith("“witnesses” said\u2028on Thursday.")


def test_a_number_means_the_same_label_in_every_export(exporting: Exporting, tmp_path: Path) -> None:
    exporting("stata", name="all.dta")
    exporting("stata", Question(type=("PROTEST",)), "some.dta")
    labels = [pyreadstat.read_dta(str(tmp_path / name))[1].variable_value_labels for name in ("all.dta", "some.dta")]
    assert labels[0] == labels[1]


def test_it_is_read_back_as_the_record_has_it(exporting: Exporting, tmp_path: Path, store: Store) -> None:
    exporting("stata", name="out.dta")
    recorded = {event["event"]: event for event in store.rows("SELECT * FROM events")}
    back = {event["event"]: event for event in read(tmp_path / "out.dta")}
    assert back.keys() == recorded.keys()
    for name, event in recorded.items():
        told = back[name]
        same = ("type", "mode", "factuality", "contexts", "score", "confidence", "first_told", "mentions", "sources", "recipients")
        if name != "000000000006":  # a semicolon in a name is a comma in Stata
            assert {field: told[field] for field in same} == {field: event[field] for field in same}
        assert (told["begins"], told["ends"]) == (event["from"], event["to"])
        assert told["actors"] == event["actors"]
        place = event["place"] or {"text": "", "country": "", "admin1": "", "lat": None, "lon": None, "geonames": ""}
        where = ("place", "country", "admin1", "latitude", "longitude", "geonames")
        assert [told[field] for field in where] == [place[field] for field in ("text", "country", "admin1", "lat", "lon", "geonames")]
        tolls = {quantity["kind"]: quantity["best"] for quantity in event["quantities"]}
        assert {kind: told[kind] for kind in ("killed", "injured", "crowd") if told[kind] is not None} == tolls


def test_the_longest_text_is_kept_whole(exporting: Exporting, tmp_path: Path) -> None:
    with Store.open(":memory:") as store:
        store.insert("reports", [report_of("long", LONG) | {"title": LONG}])
        store.insert("mentions", [mention_of("long", LONG, "ASSAULT", "attacked")])
        store.execute(
            """
            INSERT INTO events SELECT mention, type, mode, factuality, NULL, NULL, [], [], NULL, [], [], score, confidence, NULL, 1, 1
            FROM mentions
            """
        )
        store.execute("INSERT INTO members SELECT mention, mention FROM mentions")
        exporting("stata", name="out.dta", record=store)
    (row,) = read(tmp_path / "out.dta")
    assert (row["words"], row["title"]) == (LONG, LONG)


def test_a_file_of_nothing_opens(exporting: Exporting, tmp_path: Path) -> None:
    exporting("stata", Question(who=("FIN",)), "out.dta")
    assert len(pandas.read_stata(tmp_path / "out.dta")) == 0
    assert list(read(tmp_path / "out.dta")) == []


@pytest.mark.parametrize("content", [b"no dta", b""])
def test_what_is_no_stata_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.dta"
    path.write_bytes(content)
    with pytest.raises(DataError, match="no Stata file"):
        list(read(path))


def test_what_is_another_stata_file(tmp_path: Path) -> None:
    pandas.DataFrame({"x": [1]}).to_stata(tmp_path / "x.dta", write_index=False, version=118)
    with pytest.raises(DataError, match="not those of an export"):
        list(read(tmp_path / "x.dta"))


def test_without_pandas_the_remedy_is_named() -> None:
    """In a process of its own, in which pandas cannot be found."""
    code = """
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = classmethod(lambda cls, name, *rest: None if name == "pandas" else find(name, *rest))
from pathlib import Path
from dateline.errors import SetupError
from dateline.exchange.stata import read
try:
    list(read(Path("x.dta")))
except SetupError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'dateline[export]'" in done.stdout
