"""Events as GeoJSON: valid by RFC 7946, and read back whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DataError
from dateline.exchange.geojson import read
from dateline.record.asking import Question
from dateline.record.store import Store

from .conftest import Exporting


@pytest.fixture
def collection(exporting: Exporting, tmp_path: Path) -> Any:
    exporting("geojson")
    return json.loads((tmp_path / "out").read_text(encoding="utf-8"))


def test_it_is_valid_by_rfc_7946(collection: Any) -> None:
    assert collection["type"] == "FeatureCollection"
    west, south, east, north = collection["bbox"]
    assert len({feature["id"] for feature in collection["features"]}) == len(collection["features"])
    for feature in collection["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert feature["geometry"].keys() == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            longitude, latitude = feature["geometry"]["coordinates"]
            assert west <= longitude <= east
            assert south <= latitude <= north


def test_longitude_comes_first(collection: Any) -> None:
    assert collection["features"][1]["geometry"]["coordinates"] == [127.444, 39.153]


def test_how_real_an_event_is_told_stands_with_it(collection: Any) -> None:
    assert {feature["properties"]["factuality"] for feature in collection["features"]} == {"occurred", "future", "negated"}


def test_it_is_read_back_as_the_record_has_it(exporting: Exporting, tmp_path: Path, store: Store) -> None:
    exporting("geojson")
    recorded = {event["event"]: event for event in store.rows("SELECT * FROM events")}
    back = {event["event"]: event for event in read(tmp_path / "out")}
    assert {name: {field: event[field] for field in recorded[name]} for name, event in back.items()} == recorded


def test_a_collection_of_nothing_is_one(exporting: Exporting, tmp_path: Path) -> None:
    exporting("geojson", Question(who=("FIN",)))
    assert json.loads((tmp_path / "out").read_text(encoding="utf-8")) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("no json", "no GeoJSON"),
        ("[]", "no FeatureCollection"),
        ('{"type": "Feature"}', "no FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [{"id": 1}]}', "feature 1 is no event"),
    ],
)
def test_what_is_no_export(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        list(read(path))
