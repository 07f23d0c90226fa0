"""From Dateline's codes to those of other layouts: acts to CAMEO, countries to FIPS and the rest, sectors to roles, places to features.

The tables stand under ``data/crosswalks`` with a note where a code is not quite the same. PLOVER's types and modes go to CAMEO
(Schrodt 2012, *CAMEO: Conflict and Mediation Event Observations*, version 1.1) one to one; Goldstein's scale is that of CAMEO's codes as
GDELT and ICEWS have it (Goldstein 1992, *Journal of Conflict Resolution* 36).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.exchange.layouts import rows


@dataclass(frozen=True, slots=True)
class Cameo:
    """A code of CAMEO.

    >>> act = cameo("ACCUSE", "disapprove")
    >>> act.code, act.base, act.root, act.quad, act.goldstein, act.label
    ('111', '111', '11', 3, -2.0, 'Criticize or denounce')
    """

    code: str
    label: str
    goldstein: float

    @property
    def base(self) -> str:
        """The first three digits."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: by root, as GDELT has it."""
        number = int(self.root)
        return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes elsewhere; all empty for what is none.

    Attributes:
        iso3, name: as in the registry; ``name`` in English.
        numeric: of ISO 3166-1; ``fips``: FIPS 10-4; ``cameo``: CAMEO's three letters.
        cow, gw: numbers of the Correlates of War project and of Gleditsch and Ward, of today's state.
        ucdp, acled: the region that each counts it to.
    """

    iso3: str = ""
    name: str = ""
    numeric: str = ""
    fips: str = ""
    cameo: str = ""
    cow: str = ""
    gw: str = ""
    ucdp: str = ""
    acled: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector's name elsewhere, and on which side of violence it stands: ``state``, ``armed`` or ``civilian``; empty where unknown."""

    cameo: str = ""
    icews: str = ""
    acled: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """CAMEO's codes for what stands in a country's place."""

    country: str
    group: str
    role: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place as a feature code of GeoNames, and as UCDP's precision of where; empty where there is none."""

    feature: str = ""
    ucdp: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """What ACLED calls an act; ``turned`` where its first actor is our recipient."""

    disorder: str
    event: str
    sub_event: str
    turned: bool


def cameo(type_: str, mode: str | None) -> Cameo:
    """The code for a type and mode; that of the type where the codebook has grown a mode that the table lacks."""
    acts = _acts()
    return acts.get((type_, mode or "")) or acts[type_, ""]


def country(code: str) -> Country:
    """A country by ISO 3166-1 alpha-3 (KOS for Kosovo).

    >>> country("PRK").fips, country("PRK").cow, country("UNO").name
    ('KN', '731', '')
    """
    return _countries().get(code, Country())


def sector(code: str) -> Sector:
    """A sector of PLOVER's; the empty one is that of a country as such."""
    return _sectors().get(code, Sector())


def body(code: str) -> Body | None:
    """What stands in a country's place (UNO, EUR, IGO …); ``None`` for a country."""
    return _bodies().get(code)


def kind(name: str) -> Kind:
    """A kind of place of the gazetteer's."""
    return _kinds().get(name, Kind())


def category(type_: str, mode: str | None, whom: str) -> Category | None:
    """ACLED's category of an act by the side it was done to (``civilian``, ``armed``, ``state``, empty); ``None`` for acts that ACLED does
    not collect.
    """
    table = _categories()
    side = "armed" if whom == "state" else whom
    return table.get((type_, mode or "", side)) or table.get((type_, mode or "", ""))


@cache
def _acts() -> dict[tuple[str, str], Cameo]:
    codes = {row["code"]: Cameo(row["code"], row["label"], float(row["goldstein"])) for row in rows("crosswalks", "cameo.csv")}
    return {(row["type"], row["mode"]): codes[row["code"]] for row in rows("crosswalks", "plover_cameo.csv")}


@cache
def _countries() -> dict[str, Country]:
    # Of several states under one code the registry names today's last.
    states = {row["iso3"]: row for row in rows("registry", "codes.csv")}
    return {
        row["iso3"]: Country(
            row["iso3"],
            states[row["iso3"]]["name"],
            row["numeric"],
            row["fips"],
            row["cameo"],
            states[row["iso3"]]["cown"],
            states[row["iso3"]]["gwn"],
            row["ucdp_region"],
            row["acled_region"],
        )
        for row in rows("crosswalks", "countries.csv")
    }


@cache
def _sectors() -> dict[str, Sector]:
    return {row["sector"]: Sector(row["cameo"], row["icews"], row["acled"], row["side"]) for row in rows("crosswalks", "sectors.csv")}


@cache
def _bodies() -> dict[str, Body]:
    found = rows("crosswalks", "bodies.csv")
    return {row["code"]: Body(row["cameo_country"], row["cameo_group"], row["cameo_role"]) for row in found}


@cache
def _kinds() -> dict[str, Kind]:
    return {row["kind"]: Kind(row["feature"], row["ucdp"]) for row in rows("crosswalks", "kinds.csv")}


@cache
def _categories() -> dict[tuple[str, str, str], Category]:
    return {
        (row["type"], row["mode"], row["whom"]): Category(row["disorder"], row["event"], row["sub_event"], bool(row["turned"]))
        for row in rows("crosswalks", "acled.csv")
    }
