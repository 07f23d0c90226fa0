"""The layouts' column lists: as published, and every column explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.exchange.exporting import FORMATS
from dateline.exchange.layouts import HOLDS, load

from .conftest import SHARED

PUBLISHED = {
    "gdelt": ("GDELT 2.0 events", 61),
    "gdelt-mentions": ("GDELT 2.0 mentions", 16),
    "icews": ("ICEWS", 20),
    "polecat": ("POLECAT", 40),
    "acled": ("ACLED export", 31),
    "ged": ("UCDP GED", 49),
}
LAYOUTS = [*PUBLISHED, "stata"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_says_what_it_means_and_where_it_comes_from(name: str) -> None:
    layout = load(name)
    assert len(set(layout.names)) == len(layout.names)
    assert all(column.meaning for column in layout.columns)
    assert all(column.source for column in layout.columns if column.holds != "empty")


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_by_how_well_they_are_held_are_all_columns(name: str) -> None:
    layout = load(name)
    assert sorted(column for how in HOLDS for column in layout.held()[how]) == sorted(layout.names)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published column lists lie in ../shared")
@pytest.mark.parametrize(("name", "title", "count"), [(name, *told) for name, told in PUBLISHED.items()])
def test_columns_are_those_published_in_their_order(name: str, title: str, count: int) -> None:
    lists = (SHARED / "layouts.md").read_text(encoding="utf-8")
    (columns,) = re.findall(rf"^## {re.escape(title)} \({count}\)\n\n(.+)$", lists, re.MULTILINE)
    assert load(name).names == tuple(columns.split(", "))
    assert len(load(name).names) == count


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_documentation_says_of_every_column_how_well_it_is_held(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    section = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    told = dict(re.findall(rf"^- ({'|'.join(HOLDS)}): (.+)$", section, re.MULTILINE))
    assert told == {how: ", ".join(columns) for how, columns in load(name).held().items() if columns}


def test_the_documentation_names_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in page] == []
