"""What a coding rests on: the same for the same, another for another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.coding.coder import Settings
from dateline.coding.provenance import provenance
from dateline.errors import DataError

HASHED = ("code", "codebook", "lexicon", "registry", "gazetteer", "model")
ROW = "id,name,aliases,kind,country,sector,office,valid_from,valid_to,source\nmy-front,My Front,,group,FRA,REB,,,,own\n"


def changed(settings: Settings) -> set[str]:
    """The parts that are others than those of the coder as it is shipped."""
    told, other = provenance(Settings()), provenance(settings)
    assert told.keys() == other.keys()
    return {name for name in told if told[name] != other[name]}


def test_every_part_has_a_version_or_a_hash() -> None:
    told = provenance(Settings())
    assert all(re.fullmatch("[0-9a-f]{64}", told[name]) for name in HASHED)
    assert all(told.values())
    assert re.fullmatch(r"\S+ \d+\.\d+\.\d+", told["parser"])


def test_it_is_the_same_every_time() -> None:
    assert changed(Settings()) == set()


def test_settings_are_told_as_they_are() -> None:
    assert changed(Settings(floor=0.9)) == {"settings"}
    assert changed(Settings(fast=True)) == {"settings"}


def test_a_registry_of_the_users_own_is_in_the_registrys_hash_wherever_it_lies(tmp_path: Path) -> None:
    one, other = tmp_path / "mine.csv", tmp_path / "elsewhere.csv"
    one.write_text(ROW, encoding="utf-8")
    other.write_text(ROW, encoding="utf-8")
    assert changed(Settings(registry=(str(one),))) == {"registry"}
    assert provenance(Settings(registry=(str(one),))) == provenance(Settings(registry=(str(other),)))


def test_a_model_of_the_users_own_is_in_the_models_hash(tmp_path: Path) -> None:
    (tmp_path / "heads.npz").write_bytes(b"weights")
    assert changed(Settings(model=str(tmp_path))) == {"model"}


def test_a_pipeline_that_is_not_installed_has_no_version() -> None:
    assert provenance(Settings(parser="no_such_pipeline"))["parser"] == "no_such_pipeline unknown"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        provenance(Settings(registry=(str(tmp_path / "none.csv"),)))
