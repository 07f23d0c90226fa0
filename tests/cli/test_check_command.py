"""``dateline check`` and ``dateline claims``: from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.record.store import Store

from .shell import run

ROWS = "day,missile\n2022-01-05,hwasong-12a\n2022-01-11,hwasong-12a\n2022-01-14,kn-25\n2022-01-30,hwasong-12\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    (folder / "tests.csv").write_text(ROWS, encoding="utf-8")
    path = folder / "r.duckdb"
    assert run(
        "import", folder / "tests.csv", "--db", path, "--column", "date=day", "--set", "who=PRK", "--set", "type=MOBILIZE/weapons-test",
        "--set", "weapons=1 missile", "--covers", "..2022-12-31",
    ).exit_code == 0  # fmt: skip
    return path


def test_a_claim_is_answered_with_the_events_that_count(record: Path) -> None:
    result = run("check", "North Korea's fourth missile launch since the start of the year", "--as-of", "2022-02-04", "--db", record)
    assert result.exit_code == 0
    assert result.stdout.startswith("supported: North Korea's fourth missile launch")
    assert result.stdout.count("MOBILIZE weapons-test;") == 4
    assert "launch events: all of one day is one" in result.stdout


def test_as_json(record: Path) -> None:
    result = run("check", "North Korea has tested an ICBM twice this year.", "--as-of", "2022-02-04", "--db", record, "--json")
    found = json.loads(result.stdout)
    assert (found["verdict"], found["kind"], found["number"], found["events"]) == ("contradicted", "count", 2, [])
    assert found["as_of"] == "2022-02-04"


def test_a_draft_is_printed_with_its_claims_marked(record: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    text = "North Korea fired a missile on Sunday, its fourth missile launch this year. It has tested no ICBM since 2020."
    draft.write_text(f"January 31, 2022\n\nSEOUL -- {text}\n", encoding="utf-8")
    shown = " ".join(run("check", draft, "--db", record).stdout.split())
    assert "its fourth missile launch this year [1: supported]." in shown
    assert "tested no ICBM since 2020 [2: supported]." in shown
    assert shown.count("what would change it:") >= 1


def test_without_a_day_a_claim_is_of_the_last_that_the_record_knows(record: Path) -> None:
    found = json.loads(run("check", "North Korea has tested no ICBM since 2020.", "--db", record, "--json").stdout)
    assert found["as_of"] == "2022-12-31"


def test_a_draft_without_a_day_is_of_the_day_that_is_given(record: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("North Korea has launched missiles on three days.\n\nIt was the third launch this year.\n")
    lines = run("check", tmp_path / "draft.txt", "--db", record, "--as-of", "2022-01-15", "--json").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert found[-1]["window"] == {"from": "2022-01-01", "to": "2022-01-15"}
    assert {one["as_of"] for one in found} == {"2022-01-15"}


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("North Korea is far away.", "nothing that can be counted"),
        ("", "nothing that can be counted"),
        ("draft.text", "no such file"),
    ],
)
def test_what_cannot_be_checked(record: Path, claim: str, fault: str) -> None:
    result = run("check", claim, "--db", record)
    assert result.exit_code == 1
    assert fault in result.stderr


def test_a_record_of_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path / "r.duckdb").close()
    result = run("check", "the first missile launch of the year", "--db", tmp_path / "r.duckdb")
    assert result.exit_code == 1
    assert "nothing to check a claim against" in result.stderr


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    assert run("check", "the first launch of the year", "--db", tmp_path / "none.duckdb").exit_code == 1


def test_claims_are_listed_and_those_contradicted(record: Path, tmp_path: Path) -> None:
    report = {
        "id": "a",
        "published": "2022-01-31",
        "source": "Wire A",
        "text": "North Korea fired a missile on Sunday, its sixth missile launch this year.",
    }
    (tmp_path / "news.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
    path = tmp_path / "r.duckdb"
    path.write_bytes(record.read_bytes())
    assert run("ingest", tmp_path / "news.jsonl", "--db", path).exit_code == 0
    (claim,) = [json.loads(line) for line in run("claims", "--db", path, "--json").stdout.splitlines()]
    assert (claim["source"], claim["number"], claim["words"]) == ("Wire A", 6, "its sixth missile launch this year")
    assert "Wire A, 2022-01-31: its sixth missile launch this year" in run("claims", "--contradicted", "--db", path).stdout
    assert "no claims" in run("claims", "--kind", "most", "--db", path).stdout
