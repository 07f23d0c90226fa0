"""Place names to what lies where: what the shipped gazetteer knows, how fast, and that every row of our own is sourced."""

from __future__ import annotations

import csv
import math
import time

import numpy as np
import pytest

from dateline.datafiles import data
from dateline.errors import DataError
from dateline.grounding.where import gazetteer
from dateline.grounding.where.gazetteer import PRECISION, Toponym


def kilometres(place: Toponym, latitude: float, longitude: float) -> float:
    """The great-circle distance of a place from a point."""
    a, b, c, d = map(math.radians, (place.latitude, place.longitude, latitude, longitude))
    return 12742 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


@pytest.mark.parametrize(
    ("name", "country", "kind", "latitude", "longitude"),
    [
        ("London", "GBR", "capital", 51.51, -0.13),
        ("Washington", "USA", "capital", 38.90, -77.04),  # before the state, which has more people
        ("Washington State", "USA", "admin1", 47.50, -120.50),
        ("New York", "USA", "city", 40.71, -74.01),
        ("N.Y.", "USA", "admin1", 43.00, -75.50),
        ("Georgia", "GEO", "country", 42.00, 43.50),
        ("Ga.", "USA", "admin1", 32.75, -83.50),
        ("Rapides Parish", "USA", "admin2", 31.20, -92.53),
        ("Los Angeles County", "USA", "admin2", 34.20, -118.26),
        ("Aleppo", "SYR", "city", 36.20, 37.16),
        ("Idlib", "SYR", "admin1", 35.77, 36.67),
        ("Bombay", "IND", "city", 19.07, 72.88),
        ("Leningrad", "RUS", "city", 59.94, 30.31),
        ("Hodeidah", "YEM", "admin1", 14.92, 43.19),
        ("Venice", "ITA", "city", 45.44, 12.33),
        ("Pristina", "KOS", "capital", 42.67, 21.17),
        ("DPRK", "PRK", "country", 40.00, 127.00),
        ("Africa", "", "continent", 7.19, 21.09),
        ("Strait of Hormuz", "", "strait", 26.57, 56.25),
        ("Sea of Japan", "", "sea", 40.00, 134.00),
        ("Punggye-ri", "PRK", "site", 41.28, 129.08),
        ("Sohae", "PRK", "site", 39.66, 124.71),
        ("Bagram", "AFG", "base", 34.95, 69.27),
        ("Guantanamo Bay", "CUB", "base", 19.90, -75.13),
        ("Zaatari", "JOR", "camp", 32.29, 36.33),
        ("Rafah crossing", "PSE", "crossing", 31.25, 34.26),
        ("Line of Control", "", "border", 34.20, 74.50),
        ("Diaoyu Islands", "", "disputed", 25.75, 123.47),
        ("Midwest", "USA", "region", 42.00, -93.00),
    ],
)
def test_the_most_prominent_place_of_a_name_comes_first(name: str, country: str, kind: str, latitude: float, longitude: float) -> None:
    first = gazetteer.load().named(name)[0]
    assert (first.country, first.kind) == (country, kind)
    assert kilometres(first, latitude, longitude) < 60


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("SAO PAULO", "São Paulo"),
        ("St. Louis", "Saint Louis"),
        ("Mt Fuji", "Mount Fuji"),
        ("Khan Yunis", "Khān Yūnis"),
        ("Sanaa", "Sana’a"),
        ("Port au Prince", "Port-au-Prince"),
        ("W.Va.", "W. Va."),
    ],
)
def test_case_accents_points_and_hyphens_do_not_matter(written: str, same: str) -> None:
    places = gazetteer.load()
    assert places.named(written)[0] == places.named(same)[0]


@pytest.mark.parametrize(
    ("name", "divisions"),
    [
        ("Gainesville", {"FL", "GA", "TX"}),
        ("Alexandria", {"VA", "LA", "MN"}),
        ("Athens", {"GA", "OH", "TX", "AL"}),
        ("Cottonport", {"LA"}),
    ],
)
def test_a_name_brings_all_its_bearers_with_their_states(name: str, divisions: set[str]) -> None:
    assert divisions <= {place.admin1_code for place in gazetteer.load().named(name) if place.country == "USA"}


@pytest.mark.parametrize("name", ["", " ", "’", "Nowhereville upon Nothing", "zzzz"])
def test_a_name_that_nothing_bears_brings_nothing(name: str) -> None:
    assert gazetteer.load().named(name) == ()


def test_a_place_tells_all_that_is_known_of_it() -> None:
    assert gazetteer.load().named("Cottonport")[0] == Toponym(
        "Cottonport", "USA", "Louisiana", "LA", 30.984, -92.053, 1953, "4320874", "city", "GeoNames", "city"
    )


def test_a_division_has_its_usual_english_name() -> None:
    assert {place.admin1 for place in gazetteer.load().named("Bakhmut")} == {"Donetsk"}


def test_a_name_of_the_longest_kind_is_found() -> None:
    places = gazetteer.load()
    assert len("Dadra and Nagar Haveli and Daman and Diu".split()) <= places.longest <= 8


def test_loading_and_looking_up_are_quick() -> None:
    gazetteer.load.cache_clear()
    start = time.perf_counter()
    places = gazetteer.load()
    assert time.perf_counter() - start < 1.0
    start = time.perf_counter()
    for number in range(1000):
        places.named(f"no such place {number}")
    assert time.perf_counter() - start < 0.5


def test_the_drawn_places_are_whole() -> None:
    with (data() / "gazetteer" / "places.npz").open("rb") as stored, np.load(stored) as archive:
        columns = dict(archive)
    places = columns["latitude"].shape[1]
    assert places > 250_000
    for name in ("longitude", "population", "geonames", "division", "kind"):
        assert columns[name].shape[1] == places
    keys = columns["keys"].tobytes().splitlines()
    assert len(keys) == places and keys == sorted(keys)
    aliases = columns["aliases"].tobytes().splitlines()
    assert len(aliases) == columns["bearers"].shape[1] and aliases == sorted(aliases)


def special() -> list[dict[str, str]]:
    with (data() / "gazetteer" / "special.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_our_own_rows_are_many_sorted_and_named_once() -> None:
    rows = special()
    assert len(rows) >= 450
    assert rows == sorted(rows, key=lambda row: (row["kind"], row["name"], row["country"]))
    names = [(gazetteer.key(name), row["country"]) for row in rows for name in (row["name"], *filter(None, row["aliases"].split("|")))]
    assert len(names) == len(set(names))


def test_every_row_of_our_own_has_a_source_a_kind_and_coordinates() -> None:
    for row in special():
        assert row["source"] and row["kind"] in PRECISION, row["name"]
        assert row["country"] == "" or (len(row["country"]) == 3 and row["country"].isupper()), row["name"]
        assert (float(row["latitude"]), float(row["longitude"])) != (0.0, 0.0), row["name"]


def test_every_site_of_our_own_lies_by_the_towns_of_its_country() -> None:
    """Within 500 km of the nearest town of that country: a slip of sign or of digits is further off."""
    places = gazetteer.load()
    divisions = np.array([country for country, _, _ in places._divisions])
    countries = divisions[places._division]
    latitude, longitude = places._latitude / 1000 - 90, places._longitude / 1000 - 180
    for row in special():
        if row["country"] and PRECISION[row["kind"]] in ("site", "city"):
            there = countries == row["country"]
            north = latitude[there] - float(row["latitude"])
            east = (longitude[there] - float(row["longitude"])) * math.cos(math.radians(float(row["latitude"])))
            assert 111.2 * np.hypot(north, east).min() < 500, row["name"]


@pytest.mark.parametrize(
    ("fault", "row"),
    [
        ("no source", "Here,,site,FRA,,48.0,2.0,,,"),
        ("unknown kind", "Here,,hamlet,FRA,,48.0,2.0,,,a map"),
        ("no latitude", "Here,,site,FRA,,148.0,2.0,,,a map"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(fault: str, row: str) -> None:
    header = "name,aliases,kind,country,admin1,latitude,longitude,population,geonames,source"
    with pytest.raises(DataError, match=r"special\.csv:2"):
        list(gazetteer.read_rows([header, row]))
