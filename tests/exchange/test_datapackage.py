"""The data package: valid by the published profile, and its files as it says."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from .conftest import Exporting

# As the specification publishes it (specs.frictionlessdata.io), packaged in datapackage 1.15.4 (MIT).
PROFILE = Path(__file__).parent / "profiles" / "tabular-data-package.json"


@pytest.fixture
def package(exporting: Exporting, tmp_path: Path) -> Any:
    exporting("datapackage")
    return json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))


def cells(folder: Path, resource: Mapping[str, Any]) -> list[dict[str, str]]:
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_it_is_valid_by_the_published_profile(package: Any) -> None:
    schema = json.loads(PROFILE.read_text(encoding="utf-8"))
    assert [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(package)] == []


def test_its_files_are_as_long_and_hashed_as_it_says(package: Any, tmp_path: Path) -> None:
    for resource in package["resources"]:
        content = (tmp_path / "out" / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])


def test_every_cell_is_of_its_fields_type(package: Any, tmp_path: Path) -> None:
    parsers: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
        "array": lambda cell: json.loads(cell) if cell[0] == "[" else 1 / 0,
        "object": lambda cell: json.loads(cell) if cell[0] == "{" else 1 / 0,
    }
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        for row in cells(tmp_path / "out", resource):
            assert list(row) == [field["name"] for field in fields]
            for field in fields:
                if row[field["name"]] in resource["schema"]["missingValues"]:
                    continue
                if field["type"] == "datetime":
                    datetime.strptime(row[field["name"]], field["format"])
                else:
                    parsers[field["type"]](row[field["name"]])


def test_keys_are_keys(package: Any, tmp_path: Path) -> None:
    tables = {resource["name"]: cells(tmp_path / "out", resource) for resource in package["resources"]}
    for resource in package["resources"]:
        primary = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in tables[resource["name"]]]
        assert len(set(primary)) == len(primary)
        for foreign in resource["schema"].get("foreignKeys", ()):
            there = {tuple(row[name] for name in foreign["reference"]["fields"]) for row in tables[foreign["reference"]["resource"]]}
            assert {tuple(row[name] for name in foreign["fields"]) for row in tables[resource["name"]]} <= there


def test_every_field_is_described(package: Any) -> None:
    assert all(field["description"] for resource in package["resources"] for field in resource["schema"]["fields"])
    assert all(re.fullmatch(r"[a-z0-9._/-]+", resource["name"]) for resource in package["resources"])
