"""``resolve``, ``registry`` and ``annotate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .shell import run

# resolve --------------------------------------------------------------------------------------------------------------


def test_resolve_a_phrase() -> None:
    shown = run("resolve", "Angela Merkel", "--date", "2022-01-10").stdout
    assert shown.startswith("DEU ELI")
    assert "because: Angela Merkel" in shown
    record = json.loads(run("resolve", "Angela Merkel", "--date", "2017-01-10", "--json").stdout)
    assert list(record) == ["text", "country", "sector", "sectors", "name", "actor_id", "because"]
    assert (record["country"], record["sector"], record["actor_id"]) == ("DEU", "GOV", "person:angela-merkel")


def test_resolve_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": "a", "text": "Kenyan police", "date": "2020-01-01"}, {"id": "b", "text": "the army", "context": "Peru"}, {"id": "c"}]
    path.write_text("\n".join(map(json.dumps, [*rows, {"id": "d", "text": "x", "date": "soon"}])), encoding="utf-8")
    result = run("resolve", "--jsonl", path)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(f["id"], f["country"], f["sector"]) for f in found] == [("a", "KEN", "COP"), ("b", "PER", "MIL")]
    assert "rows.jsonl:3: has no text" in result.stderr
    assert "rows.jsonl:4: date is no date" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("arguments", [[], ["Peru", "--jsonl", "rows.jsonl"]])
def test_resolve_takes_a_text_or_a_file(arguments: list[str]) -> None:
    assert run("resolve", *arguments).exit_code == 2


# registry -------------------------------------------------------------------------------------------------------------


def test_find() -> None:
    found = [json.loads(line) for line in run("registry", "find", "merkel", "--json").stdout.splitlines()]
    assert {"person:angela-merkel"} <= {f["id"] for f in found}
    assert all(set(f) >= {"country", "sector", "office", "valid_from", "valid_to", "source", "where"} for f in found)
    assert "Angela Merkel" in run("registry", "find", "Merkel", "--date", "2010-01-01").stdout
    assert run("registry", "find", "no such name").exit_code == 1


ROW = ("--name", "Ana Lopez Ruiz", "--kind", "person", "--country", "CHL", "--sector", "GOV", "--office", "mayor", "--source", "me")


def test_a_row_added_is_known_to_the_commands_that_are_told_of_it(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    assert "person:ana-lopez-ruiz added" in run("registry", "add", own, *ROW, "--from", "2025-03").stdout
    assert "has that row already" in run("registry", "add", own, *ROW, "--from", "2025-03").stdout
    asked = ("resolve", "Ana Lopez Ruiz", "--date", "2025-05-01", "--json")
    assert json.loads(run(*asked, "--registry", own).stdout)["country"] == "CHL"
    assert json.loads(run(*asked, env={"DATELINE_REGISTRY": str(own)}).stdout)["country"] == "CHL"  # type: ignore[arg-type]
    assert json.loads(run(*asked).stdout)["country"] == ""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("--country", "CHX"), "unknown country 'CHX'"),
        (("--sector", "GVT"), "unknown sector 'GVT'"),
        (("--from", "soon"), "'soon' is no ISO date"),
        (("--from", "2025", "--to", "2024"), "on or before it begins"),
        (("--kind", "planet"), "no kind 'planet'"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(tmp_path: Path, change: tuple[str, ...], fault: str) -> None:
    result = run("registry", "add", tmp_path / "own.csv", *ROW, *change)
    assert result.exit_code == 2
    assert fault in result.stderr
    assert not (tmp_path / "own.csv").exists()


def test_check_of_a_users_file(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    run("registry", "add", own, *ROW)
    assert run("registry", "check", own).stdout == "0 errors, 0 warnings\n"
    own.write_text(own.read_text(encoding="utf-8").replace("CHL", "CHX"), encoding="utf-8")
    result = run("registry", "check", own, "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["check"] for line in result.stdout.splitlines()] == ["code"]


def test_check_against_a_list_of_leaders(tmp_path: Path) -> None:
    leaders = tmp_path / "leaders.csv"
    leaders.write_text("iso3,leader,start,end\nDEU,Merkel,2005-11-22,2021-12\nDEU,Schroeder,1998-10-27,2004-01\n", encoding="utf-8")
    lines = [json.loads(line) for line in run("registry", "check", "--errors", "--against", leaders, "--json").stdout.splitlines()]
    assert [(line["leader"], line["days"] > 600) for line in lines if line["check"] == "against"] == [("Schroeder", True)]


def test_import_wikidata(tmp_path: Path) -> None:
    extract, own = tmp_path / "extract.json", tmp_path / "own.csv"
    claims = {
        "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q7278"}}}}],
        "P17": [{"mainsnak": {"datavalue": {"value": {"id": "Q1"}}}}],
    }
    party = {"id": "Q2", "labels": {"en": {"value": "Party of the Lakes"}}, "claims": claims}
    country = {"id": "Q1", "labels": {}, "claims": {"P298": [{"mainsnak": {"datavalue": {"value": "MWI"}}}]}}
    extract.write_text(f"{json.dumps(party)}\n{json.dumps(country)}\n", encoding="utf-8")
    assert "1 row added" in run("registry", "import-wikidata", extract, own).stdout
    assert json.loads(run("resolve", "Party of the Lakes", "--registry", own, "--json").stdout)["country"] == "MWI"


# annotate -------------------------------------------------------------------------------------------------------------

REPORT = {
    "id": "r",
    "published": "2022-02-04",
    "text": "Chile will reopen its embassy in Nairobi next week, Foreign Minister Ana Ruiz said on Thursday. She thanked Kenya.",
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.jsonl"
    path.write_text(json.dumps(REPORT), encoding="utf-8")
    return path


def test_annotate_gives_four_layers_at_their_words(report: Path) -> None:
    found = json.loads(run("annotate", report, "--json").stdout)
    text = REPORT["text"]
    at = {layer: {text[a["start"] : a["end"]] for a in found[layer]} for layer in ("actors", "times", "places")}
    assert list(found) == ["id", "published", "actors", "times", "places", "attributions", "warnings"]
    assert {"Chile", "She", "Kenya"} <= at["actors"]
    assert at["times"] == {"next week", "Thursday"}
    assert [t["value"] for t in found["times"]] == ["2022-W06", "2022-02-03"]
    nairobi = next(p for p in found["places"] if p["text"] == "Nairobi")
    assert (round(nairobi["lat"]), round(nairobi["lon"]), nairobi["country"], nairobi["precision"]) == (-1, 37, "KEN", "city")
    saying = found["attributions"][0]
    assert [text[s:e] for s, e in saying["source"]] == ["Foreign Minister Ana Ruiz"]
    assert [text[s:e] for s, e in saying["cue"]] == ["said"]
    assert [text[s:e] for s, e in saying["content"]] == ["Chile will reopen its embassy in Nairobi next week"]


def test_annotate_for_people(report: Path) -> None:
    shown = run("annotate", report).stdout
    assert all(word in shown for word in ("Actor", "Time", "Place", "Source", "2022-W06", "Nairobi"))


def test_annotate_goes_on_after_what_cannot_be_read(report: Path) -> None:
    result = run("annotate", "missing.txt", report, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "missing.txt: no such file" in result.stderr
