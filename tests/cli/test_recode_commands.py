"""``manifest``, ``recode``, ``diff``, ``correct`` and ``corrections`` from the shell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .shell import ended, lines

REPORTS = [
    {"id": "a", "published": "2024-05-07", "source": "Wire A", "text": "Zed Qorl condemned the attack on Monday."},
    {"id": "b", "published": "2022-02-04", "source": "Wire A", "text": "North Korea fired a ballistic missile from Wonsan on Sunday."},
]
REGISTRY = """id,name,aliases,kind,country,sector,office,valid_from,valid_to,source
person:zed-qorl,Zed Qorl,,person,KEN,GOV,foreign minister,2020-01,,test
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record, made once."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    ended("ingest", folder / "reports.jsonl", "--db", folder / "r.duckdb", "--fast")
    return folder / "r.duckdb"


@pytest.fixture
def record(shared: Path, tmp_path: Path) -> Path:
    shutil.copyfile(shared, tmp_path / "r.duckdb")
    return tmp_path / "r.duckdb"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_text(REGISTRY, encoding="utf-8")
    return tmp_path / "mine.csv"


def test_a_record_says_what_it_was_made_with(record: Path) -> None:
    (told,) = lines("manifest", "--db", record)
    assert told["reports"] == 2
    assert {"dateline", "code", "codebook", "lexicon", "registry", "gazetteer", "model", "settings"} <= told["parts"].keys()
    assert json.loads(told["parts"]["settings"])["fast"] is True


def test_without_a_change_there_is_nothing_to_do(record: Path) -> None:
    (done,) = lines("recode", "--fast", "--db", record)
    assert (done["reports"], done["failed"]) == (0, 0)


def test_coded_anew_without_a_change_is_no_difference(shared: Path, record: Path) -> None:
    (done,) = lines("recode", "--all", "--fast", "--db", record)
    assert done["reports"] == 2
    assert "no difference" in ended("diff", shared, record, "--exit-code").stdout


def test_a_dry_run_tells_and_changes_nothing(shared: Path, record: Path, mine: Path) -> None:
    before = record.read_bytes()
    result = ended("recode", "--dry-run", "--fast", "--registry", mine, "--db", record)
    assert "because mine.csv:2" in result.stdout
    assert "2 reports were coded by another manifest, which differs in registry" in result.stderr
    assert record.read_bytes() == before


def test_a_dry_run_can_be_kept_and_is_what_the_run_makes(record: Path, mine: Path, tmp_path: Path) -> None:
    ended("recode", "--dry-run", "--fast", "--registry", mine, "--db", record, "--keep", tmp_path / "kept.duckdb")
    ended("diff", record, tmp_path / "kept.duckdb", "--exit-code", status=1)
    ended("recode", "--fast", "--registry", mine, "--db", record)
    ended("diff", record, tmp_path / "kept.duckdb", "--exit-code")
    again = ended("recode", "--dry-run", "--fast", "--db", record, "--keep", tmp_path / "kept.duckdb", status=1)
    assert "is there already" in again.stderr


def test_differences_as_json_come_after_their_count_by_cause(shared: Path, record: Path, mine: Path) -> None:
    ended("recode", "--fast", "--registry", mine, "--db", record)
    head, *changes = lines("diff", shared, record)
    assert head["differences"] == len(changes) > 0
    assert [cause["cause"] for cause in head["causes"]] == ["registry"]
    assert head["causes"][0]["entries"] == {"mine.csv:2": 1}
    assert {"came"} == {change["kind"] for change in changes}


def test_a_record_that_is_not_there(record: Path, tmp_path: Path) -> None:
    for arguments in (("diff", tmp_path / "none.duckdb", record), ("diff", record, tmp_path / "none.duckdb")):
        assert "there is no record" in ended(*arguments, status=1).stderr
    assert "there is no record" in ended("recode", "--db", tmp_path / "none.duckdb", status=1).stderr


def launch(record: Path) -> str:
    (row,) = lines("events", "--who", "PRK", "--db", record)
    return str(row["event"])


def test_a_mention_is_corrected_shown_listed_and_taken_back(record: Path) -> None:
    event = launch(record)
    now = lines("correct", event, "--type", "ASSAULT", "--number", "killed=2..", "--reason", "an attack", "--by", "ana", "--db", record)
    assert now[0]["event"] == now[0]["mention"] != event
    shown = ended("show", event, "--db", record).stdout
    assert "ASSAULT" in shown
    assert "corrected by ana" in shown
    (made,) = lines("corrections", "--db", record)
    assert (made["who"], made["reason"], made["state"]) == ("ana", "an attack", "applied")
    ended("correct", "--undo", made["correction"], "--by", "bob", "--db", record)
    assert launch(record) == event
    assert [row["state"] for row in lines("corrections", "--db", record)] == ["undone", "applied"]
    assert "taken back" not in ended("corrections", "--orphaned", "--db", record).stdout


def test_corrections_hold_when_the_record_is_coded_anew(record: Path, mine: Path) -> None:
    ended("correct", launch(record), "--reject", "--reason", "a drill", "--by", "ana", "--db", record)
    ended("recode", "--fast", "--registry", mine, "--db", record)
    assert lines("events", "--who", "PRK", "--db", record) == []
    assert [row["state"] for row in lines("corrections", "--db", record)] == ["rejected"]


def test_a_missed_event_is_added_and_reports_gone_through_are_gold(record: Path, tmp_path: Path) -> None:
    ended("correct", launch(record), "--accept", "--by", "ana", "--db", record)
    ended(
        "correct", "--missed", "a", "--type", "ACCUSE", "--trigger", "condemned", "--quote", "Zed Qorl condemned the attack",
        "--actor", "Zed Qorl=KEN:GOV", "--time", "2024-05-06", "--reason", "unknown to the registry", "--by", "ana", "--db", record,
    )  # fmt: skip
    ended("corrections", "--gold", "-o", tmp_path / "gold.jsonl", "--db", record)
    gold = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(report["id"], [event["type"] for event in report["events"]]) for report in gold] == [("a", ["ACCUSE"]), ("b", ["MOBILIZE"])]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["abc"],
        ["abc", "--accept", "--reject"],
        ["abc", "--accept", "--type", "ASSAULT"],
        ["--type", "ASSAULT"],
        ["abc", "--missed", "r", "--type", "ASSAULT"],
        ["--undo", "abc", "--accept"],
        ["abc", "--undo", "def"],
    ],
)
def test_one_thing_is_said_at_a_time(record: Path, arguments: list[str]) -> None:
    assert "give a MENTION with" in ended("correct", *arguments, "--db", record, status=2).stderr
