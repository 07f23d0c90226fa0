"""What is shipped of others is what its list says, and none of it is asked of the network."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = (ROOT / "src/dateline/web/static/vendor", ROOT / "tests/web/browser/vendor")
ROWS = [(folder, row) for folder in LISTS for row in csv.DictReader((folder / "vendor.csv").read_text(encoding="utf-8").splitlines())]


@pytest.mark.parametrize(("folder", "row"), ROWS, ids=[row["file"] for _, row in ROWS])
def test_a_file_is_that_of_its_version(folder: Path, row: dict[str, str]) -> None:
    assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]


@pytest.mark.parametrize("folder", LISTS, ids=["shipped", "tests"])
def test_every_file_is_listed_and_every_package_has_its_licence(folder: Path) -> None:
    rows = [row for where, row in ROWS if where == folder]
    assert {file.name for file in folder.iterdir()} == {row["file"] for row in rows} | {"vendor.csv"}
    assert {row["package"] for row in rows} == {row["package"] for row in rows if row["file"].startswith("LICENSE-")}


def test_templates_and_scripts_name_no_other_server() -> None:
    own = [f for f in (ROOT / "src/dateline/web").rglob("*") if f.suffix in (".html", ".js", ".css") and "vendor" not in f.parts]
    for file in own:
        addresses = re.findall(
            r"""(?:src|href|action|url|import|fetch)\s*[=(]?\s*["'(]?(https?://[^\s"')]+)""", file.read_text(encoding="utf-8")
        )
        assert not addresses, file
