"""Where an event happened, in the parts that other layouts have columns for."""

from __future__ import annotations

from typing import NamedTuple

from dateline.exchange import crosswalks
from dateline.exchange.events import Place
from dateline.grounding.where.gazetteer import Gazetteer


class Parts(NamedTuple):
    """A place by its levels; empty where it is none of them."""

    city: str = ""
    district: str = ""
    province: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


def parts(place: Place | None) -> Parts:
    """The levels of a place, the country as ISO 3166-1 alpha-3.

    >>> parts(Place("Wonsan", "PRK", "Kangwon", 39.15, 127.44, "", "city", "city"))
    Parts(city='Wonsan', district='', province='Kangwon', country='PRK', latitude=39.15, longitude=127.44)
    """
    if place is None:
        return Parts()
    words = {level: place.text if place.precision == level else "" for level in ("city", "admin2")}
    province = place.admin1 or (place.text if place.precision == "admin1" else "")
    return Parts(words["city"], words["admin2"], province, place.country, place.lat, place.lon)


class Gdelt(NamedTuple):
    """A place in GDELT's columns."""

    type: int | None = None
    name: str = ""
    country: str = ""
    adm1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    feature: str = ""


def gdelt(place: Place | None, gazetteer: Gazetteer) -> Gdelt:
    """A place as GDELT writes it: its kind by number, its name down to the country, FIPS codes."""
    if place is None:
        return Gdelt()
    country = crosswalks.country(place.country)
    name = ", ".join(dict.fromkeys(filter(None, (place.text, place.admin1, country.name))))
    if place.precision == "country":
        return Gdelt(1, name, country.fips, country.fips, place.lat, place.lon, country.fips)
    division = gazetteer.division(place.country, parts(place).province)
    adm1 = f"{country.fips}{division}" if country.fips and division else ""
    return Gdelt(_type(place), name, country.fips, adm1, place.lat, place.lon)


def _type(place: Place) -> int | None:
    """2 and 3 are states and cities of the USA, 5 and 4 divisions and cities elsewhere."""
    american = place.country == "USA"
    if place.precision in ("city", "site"):
        return 3 if american else 4
    if place.precision in ("admin1", "admin2"):
        return 2 if american else 5
    return None
