"""``dateline code`` and ``explain``: what they print, where, and the status they end with."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from .shell import run

STORY = "North Korea test-fired two missiles on Thursday, South Korea's military said. France condemned North Korea's launches."
QUIET = "The weather was fine."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_table_fits_the_window(story: Path, width: int) -> None:
    result = run("code", story, "--published", "2022-02-04", env={"COLUMNS": str(width)})
    assert max(len(line) for line in result.stdout.splitlines()) <= max(width, len(f"{story} · 2022-02-04"))
    flat = " ".join(result.stdout.split())
    for word in ("2022-02-03", "North Korea", "→", "MOBILIZE", "weapons-test", "occurred", "test-fired", "France", "ACCUSE"):
        assert word in flat


def test_wide_table_has_a_column_for_each_question(story: Path) -> None:
    head = run("code", story, env={"COLUMNS": "120"}).stdout.splitlines()[1]
    assert [title for title in ("When", "Who → whom", "Type/mode", "Factuality", "Says who", "Words") if title in head] == [
        "When", "Who → whom", "Type/mode", "Factuality", "Says who", "Words"
    ]  # fmt: skip


def test_no_colour_but_on_a_terminal(story: Path) -> None:
    assert "\x1b" not in run("code", story).stdout
    assert "\x1b" in run("code", story, env={"FORCE_COLOR": "1", "TERM": "xterm"}, color=True).stdout


def test_report_without_events(tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text(QUIET, encoding="utf-8")
    result = run("code", tmp_path / "quiet.txt")
    assert "no events" in result.stdout
    assert result.exit_code == 0


def test_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    row = {"text": "France condemned \x1b]0;x\x07Iran's [bold]missile\u202e test[/bold].", "title": "\x1b[2J", "published": "2022-02-04"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    shown = run("code", tmp_path / "a.jsonl").stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_warning_when_no_day_is_known(story: Path) -> None:
    assert "no publication date" in run("code", story).stdout
    assert "no publication date" not in run("code", story, "--published", "2022-02-04").stdout


def test_json_is_one_line_a_report(story: Path) -> None:
    result = run("code", story, story, "--json", "--published", "2022-02-04")
    assert [record["published"] for record in records(result)] == ["2022-02-04", "2022-02-04"]
    assert [event["type"] for event in records(result)[0]["events"]] == ["MOBILIZE", "ACCUSE"]


def test_two_runs_print_the_same(story: Path) -> None:
    assert run("code", story, "--json").stdout == run("code", story, "--json").stdout


def test_standard_input_of_text_and_of_lines() -> None:
    assert records(run("code", "-", "--json", input=STORY))[0]["events"]
    assert records(run("code", "-", "--json", input=json.dumps({"id": "7", "text": STORY})))[0]["id"] == "7"


def test_output_goes_to_a_file(story: Path, tmp_path: Path) -> None:
    result = run("code", story, "--json", "--output", tmp_path / "out.jsonl")
    assert result.stdout == ""
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["text"] == STORY


def test_output_never_overwrites_a_source(story: Path) -> None:
    result = run("code", story, "--output", story)
    assert (result.exit_code, story.read_text(encoding="utf-8")) == (2, STORY)


def test_a_bad_input_is_named_and_the_rest_is_coded(story: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('nope\n{"id": "2", "text": "France condemned Iran."}\n{"id": "3"}\n', encoding="utf-8")
    result = run("code", "missing.txt", tmp_path / "bad.jsonl", story, "--json")
    assert result.exit_code == 1
    assert [record["text"] for record in records(result)] == ["France condemned Iran.", STORY]
    told = [line.replace(str(tmp_path) + os.sep, "") for line in result.stderr.splitlines()]
    assert [line.split(": ")[1] for line in told] == ["missing.txt", "bad.jsonl:1", "bad.jsonl:3"]
    assert all(line.startswith("dateline: ") for line in told)


@pytest.mark.parametrize(
    "arguments", [[], ["--published", "2022-02-30"], ["--published", "soon"], ["--no-such-option"], ["--output", "no/such/folder/x"]]
)
def test_wrong_usage(story: Path, arguments: list[str]) -> None:
    result = run("code", *([story] if arguments else []), *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_unknown_parser(story: Path) -> None:
    result = run("code", story, "--parser", "xx_nope")
    assert result.exit_code == 1
    assert "'xx_nope' is not installed" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_fault_in_one_report_spares_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.coding.coder import Coder
    from dateline.model import Coding, Report

    def code(self: Coder, report: Report) -> Coding:
        if report.id == "1":
            raise KeyError("x")
        return Coding(report, ())

    monkeypatch.setattr(Coder, "code", code)
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": str(n), "text": QUIET}) for n in range(3)), encoding="utf-8")
    result = run("code", tmp_path / "a.jsonl", "--json")
    assert result.exit_code == 1
    assert [record["id"] for record in records(result)] == ["0", "2"]
    assert "a.jsonl:2: not coded: KeyError at test_coding_commands.py" in result.stderr


def test_interrupt_says_how_far_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.coding.coder import Coder
    from dateline.model import Coding, Report

    def code(self: Coder, report: Report) -> Coding:
        if report.id == "2":
            raise KeyboardInterrupt
        return Coding(report, ())

    monkeypatch.setattr(Coder, "code", code)
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": str(n), "text": QUIET}) for n in range(5)), encoding="utf-8")
    result = run("code", tmp_path / "a.jsonl", "--json")
    assert (result.exit_code, result.stderr) == (130, "dateline: stopped: 2 reports coded\n")
    assert len(records(result)) == 2


def test_progress_when_work_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.progress._PATIENCE", 0.0)
    monkeypatch.setattr("dateline.cli.progress._EVERY", 0.0)
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps({"text": QUIET})] * 3), encoding="utf-8")
    result = run("code", tmp_path / "a.jsonl", "--json")
    first, *_, last = result.stderr.splitlines()
    assert first.startswith("1 report, ")
    assert "% " in first.replace(",", " ")
    assert "left" in first
    assert last.startswith("3 reports in ")


def test_explain_tells_the_steps(story: Path) -> None:
    flat = " ".join(run("explain", story, "--published", "2022-02-04", env={"COLUMNS": "160"}).stdout.split())
    for word in ("MOBILIZE/weapons-test", "lexicon", "test-fired", "states.csv", "Thursday", "ACCUSE", "France"):
        assert word in flat


def test_explain_one_event(story: Path) -> None:
    shown = run("explain", story, "--event", "2").stdout
    assert "ACCUSE" in shown
    assert "MOBILIZE/weapons-test  occurred" not in shown


def test_explain_json_has_what_was_dropped(story: Path) -> None:
    story.write_text(f"{STORY} Norway agreed to meet Iran.", encoding="utf-8")
    (record,) = records(run("explain", story, "--json"))
    assert record["dropped"]
    assert set(record["dropped"][0]) == {"trigger", "trigger_span", "entry", "why"}
    assert [len(r["events"]) for r in records(run("explain", story, "--json", "--event", "1"))] == [1]


def test_explain_of_an_event_that_is_not_there(story: Path) -> None:
    result = run("explain", story, "--event", "9")
    assert result.exit_code == 2
    assert "no event 9" in result.stderr


def test_explain_of_a_missing_file() -> None:
    result = run("explain", "missing.txt")
    assert (result.exit_code, result.stderr) == (1, "dateline: missing.txt: no such file or folder (check the path)\n")


def test_profile_says_how_long_each_stage_took(story: Path) -> None:
    result = run("code", story, "--json", "--profile")
    assert len(records(result)) == 1
    for stage in ("parse", "grounding", "lexicon", "learned reader", "weighing"):
        assert f"dateline: {stage}" in result.stderr


def test_the_fast_reader_codes_without_the_transformer(story: Path) -> None:
    (record,) = records(run("code", story, "--json", "--fast"))
    assert [event["type"] for event in record["events"]] == ["MOBILIZE", "ACCUSE"]
