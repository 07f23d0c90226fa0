"""The gazetteer: every place that bears a name, with where it lies and what kind of place it is.

Two files: ``places.npz``, some 300,000 places drawn from GeoNames by ``tools/build_gazetteer.py``, and ``special.csv``, our own sourced
rows for what GeoNames' populated places and divisions lack: seas, straits, borders, test sites, bases, camps, regions of the news. The
first is columns of numbers beside two sorted lists of names, searched by bisection, because a dictionary of as many Python objects would
take seconds and hundreds of megabytes.
"""

from __future__ import annotations

import csv
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import overload

import numpy as np
from numpy.typing import NDArray

from dateline.datafiles import data
from dateline.errors import DataError

PRECISION = {
    "continent": "region",
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "capital": "city",
    "city": "city",
    "quarter": "city",
    "island": "region",
    "region": "region",
    "disputed": "region",
    "sea": "region",
    "strait": "region",
    "lake": "region",
    "river": "region",
    "mountain": "region",
    "border": "region",
    "crossing": "site",
    "site": "site",
    "base": "site",
    "camp": "site",
    "airport": "site",
    "port": "site",
}
"""The kinds of place, and how exactly a place of that kind says where something happened."""

# How much its population says for a place of a kind: "Washington" is first the capital and then the state, "New York" first the city.
_WEIGHT = {"continent": 1e6, "country": 1e4, "capital": 20.0, "city": 3.0, "admin1": 1.0, "region": 1.0, "admin2": 0.1, "quarter": 0.3}

# What a row of our own without a population counts: more than any city, less than a country.
_NEWSWORTHY = 1e9
_SMALL_TOWN = 3e4

# What a name is worth that is neither the place's own nor in common use.
_RARE = 0.1

_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"})
_SILENT = str.maketrans(dict.fromkeys("'’‘ʻʼʹʿʾ`´.", "") | dict.fromkeys("-–‐‑,/_\u00a0", " "))
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place under its name.

    Attributes:
        name: as the gazetteer spells it, which need not be the spelling that was looked up.
        country: ISO 3166-1 alpha-3 (KOS for Kosovo); empty for seas, continents and what no one state holds.
        admin1: name of the first-order division that it lies in; empty if none.
        admin1_code: that division's code as GeoNames has it (in the United States the postal code: "LA").
        latitude: in degrees; a sensible centre for areas.
        longitude: in degrees.
        population: people; 0 where none is known.
        geonames: GeoNames id; empty for rows of our own.
        kind: a key of ``PRECISION``.
        source: "GeoNames", or where a row of our own is from.
        precision: country, admin1, admin2, city, site or region.
    """

    name: str
    country: str
    admin1: str
    admin1_code: str
    latitude: float
    longitude: float
    population: int
    geonames: str
    kind: str
    source: str
    precision: str


def key(name: str) -> str:
    """The form under which a name is looked up: lower case without accents, apostrophes and points, hyphens as spaces.

    >>> key("Ma’arrat an-Nu‘mān")
    'maarrat an numan'
    >>> key("St. Louis") == key("Saint Louis")
    True
    """
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_SILENT)) if not unicodedata.combining(c))
    words = plain.lower().translate(_SILENT).translate(_PLAIN).split()
    return " ".join(_SHORT.get(word, word) for word in words) if len(words) > 1 else "".join(words)


def prominence(place: Toponym) -> float:
    """How likely a text without context means this place, on a scale of people in cities.

    Our own rows have no population: they are there because the news names them. Towns among them rank as small towns do.
    """
    if not (place.population or place.geonames):
        return _SMALL_TOWN if place.kind == "city" else _NEWSWORTHY
    return (place.population + 500) * _WEIGHT.get(place.kind, 1.0)


class _Lines(Sequence[bytes]):
    """Sorted lines of text, taken out of one block of bytes as they are asked for."""

    __slots__ = ("_ends", "_text")

    def __init__(self, text: NDArray[np.uint8]) -> None:
        self._text = text.tobytes()
        self._ends = np.flatnonzero(text == 10).astype(np.int32)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> bytes: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...

    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._text[self._ends.item(index - 1) + 1 if index else 0 : self._ends.item(index)]

    def equal(self, sought: bytes) -> range:
        """Where the lines stand that equal the one sought."""
        first = last = bisect_left(self, sought)
        while last < len(self._ends) and self[last] == sought:
            last += 1
        return range(first, last)


class Gazetteer:
    """Places by name."""

    def __init__(self, columns: dict[str, NDArray[np.uint8]], own: Iterable[tuple[tuple[str, ...], Toponym]]) -> None:
        """A gazetteer.

        Args:
            columns: what ``tools/build_gazetteer.py`` stored, each number as its bytes.
            own: rows of our own, each with all its names.
        """
        self._keys, self._names, self._aliases = (_Lines(columns[name]) for name in ("keys", "names", "aliases"))
        self._latitude, self._longitude, self._population, self._geonames, self._bearers, self._division, self._kind = (
            _numbers(columns[name]) for name in ("latitude", "longitude", "population", "geonames", "bearers", "division", "kind")
        )
        self._divisions = [tuple(line.split("\t")) for line in _text(columns["divisions"])]
        self._kinds = _text(columns["kinds"])
        self._codes = {(country, division): code for country, code, division in self._divisions}
        self._own: dict[str, tuple[Toponym, ...]] = {}
        self._instead: dict[str, Toponym] = {}
        for names, row in own:
            place = replace(row, admin1_code=self.division(row.country, row.admin1))
            if place.geonames:
                self._instead[place.geonames] = place
            for name in dict.fromkeys(map(key, names)):
                self._own[name] = (*self._own.get(name, ()), place)
        self._found: dict[str, tuple[Toponym, ...]] = {}
        self.longest: int = max([columns["longest"].item(), *(name.count(" ") + 1 for name in self._own)])
        """Most words in a name."""

    def division(self, country: str, name: str) -> str:
        """GeoNames' code of a first-order division by its country and name; empty where there is none."""
        return self._codes.get((country, name), "")

    def named(self, name: str) -> tuple[Toponym, ...]:
        """The places of that name, the most prominent first: countries, our own rows, then by people, capitals and cities before provinces.

        Case and accents do not matter, nor do points, apostrophes and hyphens. Postal abbreviations of states are names, too ("OR", "IN"):
        whoever looks up words of running text should pass only capitalised ones.
        """
        sought = key(name)
        if sought not in self._found:
            self._found[sought] = self._look_up(sought)
        return self._found[sought]

    def _look_up(self, sought: str) -> tuple[Toponym, ...]:
        line = sought.encode()
        claims = dict.fromkeys(self._keys.equal(line), 1.0)
        for i in self._aliases.equal(line):
            row, common = divmod(self._bearers.item(i), 2)
            claims.setdefault(row, 1.0 if common else _RARE)
        found = [(prominence(place), place) for place in self._own.get(sought, ())]
        for row, claim in claims.items():
            place = self._row(row)
            if place.geonames in self._instead:
                place = self._instead[place.geonames]
            found.append((claim * prominence(place), place))
        found.sort(key=lambda f: (-f[0], f[1].geonames, f[1].country))
        return tuple(dict.fromkeys(place for _, place in found))

    def _row(self, i: int) -> Toponym:
        country, code, division = self._divisions[self._division.item(i)]
        kind = self._kinds[self._kind.item(i)]
        return Toponym(
            # A name that is its key in title case is left out of the file.
            name=(self._names[i] or self._keys[i].title()).decode(),
            country=country,
            admin1=division,
            admin1_code=code,
            latitude=round(self._latitude.item(i) / 1000 - 90, 3),
            longitude=round(self._longitude.item(i) / 1000 - 180, 3),
            population=self._population.item(i),
            geonames=str(self._geonames.item(i)),
            kind=kind,
            source="GeoNames",
            precision=PRECISION[kind],
        )


@cache
def load() -> Gazetteer:
    """The gazetteer that the package ships, read once."""
    folder = data() / "gazetteer"
    with (folder / "places.npz").open("rb") as stored, np.load(stored) as columns, (folder / "special.csv").open(encoding="utf-8") as lines:
        return Gazetteer(dict(columns), read_rows(lines))


def read_rows(lines: Iterable[str]) -> Iterable[tuple[tuple[str, ...], Toponym]]:
    """The rows of ``special.csv``, each with all its names.

    Raises:
        DataError: if a row has no source, an unknown kind or coordinates that are none.
    """
    for number, row in enumerate(csv.DictReader(lines), 2):
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        if not (row["source"] and row["kind"] in PRECISION and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise DataError(f"special.csv:{number}", f"{row['name']} lacks a source, a kind or coordinates")
        place = Toponym(
            row["name"],
            row["country"],
            row["admin1"],
            "",
            latitude,
            longitude,
            int(row["population"] or 0),
            row["geonames"],
            row["kind"],
            row["source"],
            PRECISION[row["kind"]],
        )
        yield (row["name"], *filter(None, row["aliases"].split("|"))), place


def _numbers(planes: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Whole numbers from their bytes, which are stored lowest first and each place apart because that packs best."""
    whole = np.zeros(planes.shape[1], dtype=np.int32)
    for place, plane in enumerate(planes):
        whole |= plane.astype(np.int32) << (8 * place)
    return whole


def _text(block: NDArray[np.uint8]) -> list[str]:
    return block.tobytes().decode().splitlines()
