"""``relate``, ``codebook``, ``version`` and the help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import __version__
from dateline.cli.main import COMMANDS

from .shell import run


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    marked = ["<s>France</s> condemned <t>Iran</t>.", "<s>Turkish warplanes</s> bombed <t>Kurdish rebels</t>."]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(n), "marked": m}) for n, m in enumerate(marked)), encoding="utf-8")
    return path


def test_relate_json(rows: Path) -> None:
    lines = run("relate", rows, "--json").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [{"id": "0", "type": "ACCUSE"}, {"id": "1", "type": "ASSAULT"}]


def test_relate_for_people(rows: Path) -> None:
    assert run("relate", rows).stdout == "0\tACCUSE\n1\tASSAULT\n"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('{"id": "1"}', "has no marked sentence"),
        ('{"marked": "France condemned Iran."}', "mark the parties"),
        ('{"marked": "France</s> condemned Iran."}', "</s> closes nothing"),
        ("nope", "not JSON"),
    ],
)
def test_relate_says_what_is_wrong_and_goes_on(rows: Path, row: str, fault: str) -> None:
    rows.write_text(f"{row}\n{rows.read_text(encoding='utf-8')}", encoding="utf-8")
    result = run("relate", rows, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "rows.jsonl:1: " in result.stderr
    assert fault in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_codebook_lists_every_type() -> None:
    shown = run("codebook").stdout
    assert all(type_ in shown for type_ in ("AGREE", "CONSULT", "ASSAULT", "weapons-test", "suicide-attack", "Contexts"))


@pytest.mark.parametrize("name", ["ACCUSE", "accuse"])
def test_codebook_of_a_type(name: str) -> None:
    shown = run("codebook", name).stdout
    for word in ("ACCUSE", "verbal conflict", "disapprove", "Neighbour", "REJECT", "yes", "no event", "A condemn R"):
        assert word in shown


def test_codebook_json() -> None:
    (line,) = run("codebook", "ACCUSE", "--json").stdout.splitlines()
    entry = json.loads(line)
    assert list(entry) == ["type", "class", "score", "definition", "modes", "neighbours", "yes", "no", "entries"]
    assert "A condemn R" in [pattern for group in entry["entries"] for pattern in group["patterns"]]
    assert len(run("codebook", "--json").stdout.splitlines()) == 16


@pytest.mark.parametrize(("name", "hint"), [("ACUSE", "did you mean ACCUSE?"), ("xyz", "the types are")])
def test_codebook_of_an_unknown_type(name: str, hint: str) -> None:
    result = run("codebook", name)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_version() -> None:
    assert run("version").stdout.startswith(f"dateline {__version__} (Python 3.")
    assert run("--version").stdout == f"dateline {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.stdout
    (listed,) = [line for line in run("--help").stdout.splitlines() if line.split()[:1] == [command]]
    assert listed.endswith(".")
    assert "..." not in listed


def test_unknown_command() -> None:
    assert run("guess").exit_code == 2
