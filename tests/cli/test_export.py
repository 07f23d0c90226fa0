"""``dateline export``: from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.exchange.exporting import FORMATS
from dateline.record.store import Store

from .shell import run

TEXT = "France condemned Iran. France will meet Iran."
REPORT = {"report": "a", "version": "1", "current": True, "published": "2022-02-04", "source": "Wire", "title": "", "url": ""}
PLACE = {"text": "Paris", "country": "FRA", "admin1": "", "lat": 48.9, "lon": 2.3, "geonames": "", "kind": "capital", "precision": "city"}
EVENT = {
    "mode": None, "from": "2022-02-03", "to": "2022-02-03", "recipients": [], "place": PLACE, "quantities": [], "contexts": [],
    "actors": [{"text": "France", "country": "FRA", "sector": "", "entity": "state:FRA"}], "score": -2.0, "confidence": 0.9,
    "first_told": "2022-02-04", "mentions": 1, "sources": 1,
}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of a deed and a plan."""
    path = tmp_path / "r.duckdb"
    with Store.open(path) as store:
        store.insert("reports", [REPORT | {"text": TEXT, "warnings": [], "gathered": "2024-01-01 00:00:00"}])
        store.insert("events", [EVENT | {"event": "000000000001", "type": "ACCUSE", "factuality": "occurred"}])
        store.insert("events", [EVENT | {"event": "000000000002", "type": "AGREE", "factuality": "future"}])
    return path


def test_it_says_what_it_wrote_and_what_it_left_out(record: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "gdelt", "--db", record, "--to", tmp_path / "events.tsv")
    assert result.stdout.splitlines() == [f"{tmp_path}/events.tsv: 1 row", f"{tmp_path}/events.tsv.manifest.json"]
    assert "left out: 1 told as future" in result.stderr


def test_as_json(record: Path, tmp_path: Path) -> None:
    told = json.loads(run("export", "--format", "gdelt", "--db", record, "--to", tmp_path / "events.tsv", "--json").stdout)
    assert (told["format"], told["left_out"]) == ("gdelt", {"told as future": 1})
    assert [file["rows"] for file in told["files"]] == [1, 0]


def test_conditions_are_those_of_events(record: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "geojson", "--db", record, "--to", tmp_path / "e.json", "--type", "AGREE", "--json")
    assert json.loads(result.stdout)["files"][0]["rows"] == 1


def test_the_manifest_names_every_part_of_the_coder(record: Path, tmp_path: Path) -> None:
    run("export", "--format", "icews", "--db", record, "--to", tmp_path / "e.tab")
    installed = json.loads((tmp_path / "e.tab.manifest.json").read_text(encoding="utf-8"))["installed"]
    assert installed.keys() >= {"dateline", "settings", "codebook", "lexicon", "registry", "gazetteer", "model", "parser"}


def test_formats_are_listed() -> None:
    assert [line.split()[0] for line in run("export", "--list").stdout.splitlines()] == list(FORMATS)


@pytest.mark.parametrize("arguments", [(), ("--format", "gdelt"), ("--to", "x")])
def test_format_and_place_must_be_named(record: Path, arguments: tuple[str, ...]) -> None:
    assert run("export", "--db", record, *arguments).exit_code == 2


@pytest.mark.parametrize(("arguments", "told"), [("--format csv --to x", "one of native"), ("--format gdelt --to .", "is a folder")])
def test_what_cannot_be_done_is_told_with_the_remedy(record: Path, arguments: str, told: str) -> None:
    result = run("export", "--db", record, *arguments.split())
    assert result.exit_code == 1
    assert told in result.stderr
