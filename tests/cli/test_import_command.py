"""``dateline import``: tables of events into a record, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

from .shell import run

ROWS = "day,by,what,dead,place\n2022-01-05,PRK,test,0,Jagang\n2022-01-06,the Taliban,bombing,12+,Kabul\nsoon,PRK,test,0,\n"
SHAPE = (
    "--column", "date=day", "--column", "who=by", "--column", "type=what", "--column", "killed=dead", "--column", "place=place",
    "--type", "test=MOBILIZE/weapons-test", "--type", "bombing=ASSAULT/explosives",
)  # fmt: skip


def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_what_is_an_event_comes_in_and_what_is_none_is_named(tmp_path: Path) -> None:
    path, record = table(tmp_path), tmp_path / "r.duckdb"
    result = run("import", path, "--db", record, *SHAPE, "--json")
    assert result.exit_code == 1
    assert f"{path}:4: day: no date: 'soon'" in result.stderr
    assert json.loads(result.stdout) == {"list": "mine", "new": 2, "known": 0, "gone": 0, "failed": 1}
    test, bombing = [json.loads(line) for line in run("events", "--db", record, "--json").stdout.splitlines()]
    assert (test["type"], test["actors"][0]["text"], test["place"]["text"]) == ("MOBILIZE", "North Korea", "Jagang")
    assert (bombing["mode"], bombing["actors"][0]["country"], bombing["quantities"][0]["low"]) == ("explosives", "AFG", 12)


def test_an_event_of_a_list_is_shown_with_the_line_that_cites_it(tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    run("import", table(tmp_path), "--db", record, *SHAPE)
    (event,) = [json.loads(line)["event"] for line in run("events", "--db", record, "--json", "--type", "MOBILIZE").stdout.splitlines()]
    assert "2022-01-05: North Korea: MOBILIZE weapons-test, Jagang" in run("show", event, "--db", record).stdout


def test_wrong_use_is_told(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert run("import", path, "--db", tmp_path / "r.duckdb", "--column", "date").exit_code == 2
    assert run("import", path, "--db", tmp_path / "r.duckdb", "--set", "type=ASSAULT").exit_code == 1
    assert run("import", path, "--db", tmp_path / "r.duckdb", "--covers", "2022").exit_code == 2
    assert not (tmp_path / "r.duckdb").exists()
    assert run("import", tmp_path / "none.csv", "--db", tmp_path / "r.duckdb", *SHAPE).exit_code == 1


def test_what_a_list_says_of_itself_is_kept(tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    about = ("--name", "Mine", "--zone", "Seoul", "--covers", "..2022-12-31", "--leaves-out", "rumours", "--everybody")
    run("import", table(tmp_path), "--db", record, *SHAPE, *about)
    (row,) = [json.loads(line) for line in run("query", "SELECT * FROM lists", "--db", record, "--json").stdout.splitlines()]
    assert (row["list"], row["zone"], row["everybody"], row["leaves_out"]) == ("Mine", "Asia/Seoul", True, ["rumours"])
    assert row["covers"] == {"from": None, "to": "2022-12-31"}
