"""Rows of sentences with marked parties."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import ReportError
from dateline.reading.marked import MarkedSentence, read_marked

SENTENCE = "<s>France</s> condemned <t>Iran</t>."


def test_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "1", "marked": SENTENCE}) + "\n" + json.dumps({"marked": SENTENCE}), encoding="utf-8")
    assert list(read_marked(str(path))) == [MarkedSentence("1", SENTENCE, f"{path}:1"), MarkedSentence(f"{path}:2", SENTENCE, f"{path}:2")]


@pytest.mark.parametrize("row", ['{"id": "1"}', '{"marked": 3}', "nope", '{"id": [], "marked": "<s>a</s>"}'])
def test_bad_rows(tmp_path: Path, row: str) -> None:
    (tmp_path / "rows.jsonl").write_text(row, encoding="utf-8")
    (found,) = read_marked(str(tmp_path / "rows.jsonl"))
    assert isinstance(found, ReportError)
    assert found.where.endswith("rows.jsonl:1")


def test_missing_file() -> None:
    (found,) = read_marked("nowhere.jsonl")
    assert str(found) == "nowhere.jsonl: no such file or folder (check the path)"
