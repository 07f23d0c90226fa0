"""The model card speaks of the files that are shipped."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from dateline.datafiles import data

CARD = Path(__file__).parents[3] / "docs" / "reader.md"


def test_the_card_names_every_file_by_its_hash() -> None:
    listed = dict(re.findall(r"^\| `([\w.-]+)` \|.*`([0-9a-f]{64})` \|$", CARD.read_text(encoding="utf-8"), re.M))
    assert len(listed) == 8
    for name, expected in listed.items():
        assert hashlib.sha256((data() / "models" / name).read_bytes()).hexdigest() == expected, name


def test_the_encoder_is_small() -> None:
    assert len((data() / "models" / "reader.onnx").read_bytes()) <= 25_000_000
