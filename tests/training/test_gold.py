"""Gold files of the public form, as training takes them; and the reader tuned on them, where the extra ``train`` is installed."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli.main import commands
from dateline.errors import InputError
from dateline.training.gold import read_gold

needs_training = pytest.mark.skipif(find_spec("torch") is None, reason="needs the extra dateline[train]")
TEXT = "Ruritania closed its border on Monday. Its neighbour Strelsau protested, a minister said."


def event(**changed: Any) -> dict[str, Any]:
    """An event of the report; fields that are given take the place of its own."""
    parties = {
        "actors": [{"text": "Strelsau", "country": "", "sector": ""}],
        "recipients": [{"text": "Ruritania", "country": "", "sector": ""}],
    }
    own = {"type": "ACCUSE", "mode": None, "factuality": "occurred", "trigger": "protested", "quote": TEXT[39:], "attribution": None}
    return {**own, **parties, **changed}


def gold(path: Path, *events: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"id": "r", "published": "2024-05-07", "text": TEXT, "events": events}) + "\n", encoding="utf-8")
    return path


def test_words_are_found_where_they_stand(tmp_path: Path) -> None:
    (coded,) = read_gold(gold(tmp_path / "gold.jsonl", event()))
    (act,) = coded.acts
    assert act.trigger.of(TEXT) == "protested"
    assert [p.span.of(TEXT) for p in act.actors if p.span] == ["Strelsau"]
    assert [p.span for p in act.recipients] == [None], "named a sentence before, not in the act's own"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"type": "PRAISE"}, "type 'PRAISE' is not in the codebook"),
        ({"mode": "loudly"}, "ACCUSE has no mode 'loudly'"),
        ({"factuality": "maybe"}, "factuality 'maybe'"),
        ({"quote": "Strelsau was angry"}, "its quote is not in the text"),
        ({"trigger": "closed"}, "its trigger 'closed' is not in its quote"),
    ],
)
def test_a_fault_names_line_event_and_remedy(tmp_path: Path, changed: dict[str, Any], fault: str) -> None:
    path = gold(tmp_path / "gold.jsonl", event(), event(**changed))
    with pytest.raises(InputError) as caught:
        list(read_gold(path))
    assert str(caught.value).startswith(f"{path}:1: event 2: {fault}")
    assert caught.value.remedy


def train(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["train", *map(str, arguments)])


@pytest.mark.skipif(find_spec("torch") is not None, reason="the extra dateline[train] is installed")
def test_without_the_extra_the_command_names_it(tmp_path: Path) -> None:
    result = train("--gold", gold(tmp_path / "gold.jsonl", event()), "-o", tmp_path / "model")
    assert result.exit_code == 1
    assert "pip install 'dateline[train]'" in result.stderr


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(commands, ["code", str(report), "--model", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path / 'reader.onnx'}: no such file" in result.stderr


@needs_training
def test_gold_without_an_event_teaches_nothing(tmp_path: Path) -> None:
    result = train("--gold", gold(tmp_path / "gold.jsonl"), "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "nothing to learn from" in result.stderr


@needs_training
def test_a_tuned_reader_codes(tmp_path: Path) -> None:
    tuned = train("--gold", gold(tmp_path / "gold.jsonl", event()), "-o", tmp_path / "model", "--epochs", "1", "--json")
    assert json.loads(tuned.stdout)["acts"] == 1
    report = tmp_path / "report.txt"
    report.write_text("France condemned Iran's missile test.", encoding="utf-8")
    coded = CliRunner().invoke(commands, ["code", str(report), "--json", "--model", str(tmp_path / "model")])
    assert [e["type"] for e in json.loads(coded.stdout)["events"]] == ["ACCUSE"]
