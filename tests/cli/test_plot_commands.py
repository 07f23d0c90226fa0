"""``--plot``, ``--codes`` and ``--column``: answers drawn, countries in other codes, tables with columns of other names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .shell import run

STORIES = """nr;day;paper;story
1;2022-02-04;Wire A;"France condemned Iran's missile test on Thursday."
2;2022-02-05;Wire A;"Monaco condemned Iran's missile test on Friday."
"""
COLUMNS = ("--column", "text=story", "--column", "published=day", "--column", "source=paper", "--column", "id=nr")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "stories.csv"
    path.write_text(STORIES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def record(table: Path) -> Path:
    """A record of two accusations, from a table whose columns are named on the command line."""
    path = table.with_name("r.duckdb")
    assert run("ingest", table, *COLUMNS, "--db", path).exit_code == 0
    return path


def test_columns_are_named_on_the_command_line(record: Path) -> None:
    rows = [json.loads(line) for line in run("timeline", "--json", "--db", record).stdout.splitlines()]
    assert {(row["day"], row["source"]) for row in rows} == {("2022-02-03", "Wire A"), ("2022-02-04", "Wire A")}


def test_a_column_that_is_not_there_is_named_with_those_that_are(table: Path, tmp_path: Path) -> None:
    assert run("ingest", table, "--column", "text=body text", "--db", tmp_path / "r.duckdb").exit_code == 1
    told = run("ingest", "--failures", "--db", tmp_path / "r.duckdb").stdout
    assert "no column 'body text'; there are nr, day, paper, story" in told


@pytest.mark.parametrize("wrong", ["story", "text=", "words=story", "=story"])
def test_what_names_no_column_is_wrong_usage(table: Path, wrong: str) -> None:
    result = run("code", table, "--column", wrong)
    assert result.exit_code == 2
    assert "write FIELD=COLUMN, the field one of text, published" in result.stderr


def test_without_a_name_the_remedy_is_told(table: Path) -> None:
    assert "--column text=…" in run("code", table).stderr


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["panel"], "FRA → IRN"),
        (["panel", "--measure", "score", "--unit", "type"], "− "),
        (["timeline"], "ACCUSE"),
        (["dyads", "--undirected"], "FRA – IRN"),
        (["panel", "--who", "CHL"], "no events"),
    ],
)
def test_an_answer_is_drawn_on_the_terminal(record: Path, command: list[str], shown: str) -> None:
    assert shown in run(*command, "--plot", "--db", record).stdout


@pytest.mark.parametrize("command", ["panel", "timeline", "dyads"])
def test_an_answer_is_drawn_into_a_file(record: Path, tmp_path: Path, command: str) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    assert run(command, "--plot", tmp_path / "p.svg", "--db", record).exit_code == 0
    assert "</svg>" in (tmp_path / "p.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["panel", "--plot", "p.gif"], 1, "name it .png, .svg, .pdf"),
        (["panel", "--plot", "p.svg", "--csv"], 2, "one of --json, --csv, --parquet and --plot"),
        (["panel", "--who", "CHL", "--plot", "p.svg"], 1, "nothing to draw"),
        (["events", "--plot"], 2, "No such option"),
    ],
)
def test_what_cannot_be_drawn(record: Path, arguments: list[str], status: int, said: str) -> None:
    result = run(*arguments, "--db", record)
    assert (result.exit_code, said in result.stderr) == (status, True)


def test_codes_stand_beside_countries_and_what_has_none_is_said(record: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = [json.loads(line) for line in run("dyads", "--codes", "gw", "--json", "--db", record).stdout.splitlines()]
    assert [(row["actor"], row["actor_gwc"], row["actor_gwn"]) for row in rows] == [("FRA", "FRN", 220), ("MCO", None, None)]
    assert "gw has no code for MCO" in caplog.text
