"""Deadly violence in the columns of UCDP GED."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.exchange.ged import cell
from dateline.exchange.layouts import load

from .conftest import Exporting


@pytest.fixture
def events(exporting: Exporting, tmp_path: Path) -> list[dict[str, str]]:
    exporting("ged")
    with (tmp_path / "out").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_only_deadly_violence_of_organised_actors_is_told(exporting: Exporting) -> None:
    left_out = exporting("ged").left_out
    assert left_out["no violence"] == 5
    assert left_out["violence of which the reports tell no deaths"] == 1


def test_the_columns_are_geds(events: list[dict[str, str]]) -> None:
    assert tuple(events[0]) == load("ged").names
    filled = {name for row in events for name, value in row.items() if value}
    held = load("ged").held()
    assert filled >= set(held["exact"] + held["approximate"]) - {"adm_2"}  # no place of the record is one
    assert filled.isdisjoint(held["empty"])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            0,
            "6|2021|3|Government of Ethiopia - Civilians|Government of Ethiopia|Civilians|1|1|Tigray|POINT (39.475 13.497)|148759|Ethiopia"
            "|530|Africa|1|1|2021-05-05|2021-05-05|15|15|20|12|530|",
        ),
        (
            1,
            "7||1|rebels - Government of Sudan|rebels|Government of Sudan|1|||||Sudan|625|Africa|2|5|||40|40|40|40||625",
        ),
    ],
)
def test_events(events: list[dict[str, str]], row: int, expected: str) -> None:
    columns = (
        "id year type_of_violence dyad_name side_a side_b number_of_sources where_prec adm_1 geom_wkt priogrid_gid country country_id "
        "region event_clarity date_prec date_start date_end deaths_unknown best high low gwnoa gwnob"
    )
    assert "|".join(events[row][name] for name in columns.split()) == expected


@pytest.mark.parametrize(
    ("latitude", "longitude", "gid"),
    [(-90, -180, 1), (-90, 179.9, 720), (90, 180, 259200), (0.1, 0.1, 129961), (-89.9, -180, 1), (-89.5, -180, 721)],
)
def test_cells_are_numbered_from_the_south_west(latitude: float, longitude: float, gid: int) -> None:
    assert cell(latitude, longitude) == gid
