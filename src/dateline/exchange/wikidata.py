"""Wikidata to registry rows: people with the offices they held, and parties.

Reads an extract of Wikidata in its own JSON, one entity a line, as its dumps are (a comma at a line's end and the brackets around the
lines are passed over). Wanted are the people, the offices that they held, and the countries of those offices; an entity that the
extract lacks is done without. Wikidata is CC0.

Which property says what (https://www.wikidata.org/wiki/Wikidata:List_of_properties): P31 instance of (Q5 human, Q7278 political
party), P39 position held with its qualifiers P580 start and P582 end, P1001 applies to jurisdiction, P17 country, P27 citizenship,
P298 ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from dateline.errors import DataError
from dateline.grounding.naming.registry import Line
from dateline.grounding.naming.roles import Roles

_HUMAN, _PARTY = "Q5", "Q7278"
Entity = dict[str, Any]


@dataclass(slots=True)
class Extract:
    """What was found in an extract: rows for the registry, and how many entities gave none.

    Attributes:
        rows: by the registry's columns.
        people, parties: how many of each gave rows.
        passed: people without an office, or whose offices name no country or no known role.
    """

    rows: list[Line] = field(default_factory=list)
    people: int = 0
    parties: int = 0
    passed: int = 0


def read_extract(path: str, roles: Roles) -> Extract:
    """The registry rows of an extract, by name.

    The file is read twice: for offices and countries, then for people, so that the order of its lines does not matter.

    Raises:
        DataError: if the file cannot be read, or a line is no entity.
    """
    world = _World(roles)
    for entity in _entities(path):
        world.learn(entity)
    extract = Extract()
    for entity in _entities(path):
        kinds = _items(entity, "P31")
        if _HUMAN in kinds:
            terms = list(world.terms(entity))
            extract.rows += [_row(entity, "person", *term) for term in terms]
            extract.people += bool(terms)
            extract.passed += not terms
        elif _PARTY in kinds and (country := world.country(entity)):
            extract.rows.append(_row(entity, "party", country, "PTY", "", _year(entity, "P571"), _year(entity, "P576")))
            extract.parties += 1
    extract.rows.sort(key=lambda row: (row.name, row.id, row.valid_from))
    return extract


class _World:
    """The offices and countries of an extract."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._iso3: dict[str, str] = {}
        self._offices: dict[str, tuple[str, list[str]]] = {}

    def learn(self, entity: Entity) -> None:
        """Remember a country by its code, and anything else that is no person as what may be an office."""
        if code := next(iter(_strings(entity, "P298")), ""):
            self._iso3[entity["id"]] = "KOS" if code == "XKX" else code
        elif _HUMAN not in _items(entity, "P31"):
            self._offices[entity["id"]] = (_label(entity), [*_items(entity, "P1001"), *_items(entity, "P17")])

    def country(self, entity: Entity) -> str:
        """ISO3 of an entity's country; empty where the extract does not tell."""
        return next((self._iso3[item] for item in _items(entity, "P17") if item in self._iso3), "")

    def terms(self, person: Entity) -> Iterator[tuple[str, str, str, str, str]]:
        """Country, sector, office, first day and day after the last of each office held."""
        citizen = next((self._iso3[item] for item in _items(person, "P27") if item in self._iso3), "")
        for claim in person.get("claims", {}).get("P39", []):
            label, places = self._offices.get(_item(claim.get("mainsnak", {})), ("", []))
            office = re.split(r" of | for ", label)[0].lower()
            sector = self._sector(office)
            country = next((self._iso3[place] for place in places if place in self._iso3), citizen)
            if sector and country:
                yield country, sector, office, _qualifier(claim, "P580"), _qualifier(claim, "P582")

    def _sector(self, office: str) -> str:
        """The sector of the longest role noun that ends an office's name; empty where there is none."""
        words = office.split()
        found = (self._roles.of(" ".join(words[n:])) for n in range(len(words)))
        return next((role.sector for role in found if role), "")


def _entities(path: str) -> Iterator[Entity]:
    opened: Any = {"gz": gzip.open, "bz2": bz2.open}.get(path.rpartition(".")[2], open)
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from _parsed(lines, path)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(path, f"cannot be read: {error}", "give Wikidata's JSON, one entity a line, plain, .gz or .bz2") from error


def _parsed(lines: IO[str], path: str) -> Iterator[Entity]:
    for number, line in enumerate(lines, 1):
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            entity = json.loads(text)
        except json.JSONDecodeError as error:
            raise DataError(f"{path}:{number}", f"not JSON: {error.msg}", "one entity a line, as in Wikidata's dumps") from error
        if not isinstance(entity, dict) or "id" not in entity:
            raise DataError(f"{path}:{number}", "no entity of Wikidata", 'a line is {"id": "Q…", "labels": …, "claims": …}')
        yield entity


def _row(entity: Entity, kind: str, country: str, sector: str, office: str, start: str, end: str) -> Line:
    name = _label(entity)
    aliases = [
        a["value"] for a in entity.get("aliases", {}).get("en", []) if a["value"] != name and (kind != "person" or " " in a["value"])
    ]
    return Line(f"wikidata:{entity['id']}", name, "|".join(aliases), kind, country, sector, office, start, end, f"Wikidata {entity['id']}")


def _label(entity: Entity) -> str:
    labels = entity.get("labels", {})
    return str((labels.get("en") or labels.get("mul") or {}).get("value", ""))


def _items(entity: Entity, name: str) -> list[str]:
    return [item for claim in entity.get("claims", {}).get(name, []) if (item := _item(claim.get("mainsnak", {})))]


def _item(snak: dict[str, Any]) -> str:
    value = snak.get("datavalue", {}).get("value")
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _strings(entity: Entity, name: str) -> list[str]:
    values = (claim.get("mainsnak", {}).get("datavalue", {}).get("value") for claim in entity.get("claims", {}).get(name, []))
    return [value for value in values if isinstance(value, str)]


def _qualifier(claim: dict[str, Any], name: str) -> str:
    for snak in claim.get("qualifiers", {}).get(name, []):
        if day := _day(snak):
            return day
    return ""


def _year(entity: Entity, name: str) -> str:
    for claim in entity.get("claims", {}).get(name, []):
        if day := _day(claim.get("mainsnak", {})):
            return day
    return ""


def _day(snak: dict[str, Any]) -> str:
    """Wikidata's moment ("+2018-05-08T00:00:00Z", precision 11 a day, 10 a month, 9 a year) as an ISO date."""
    value = snak.get("datavalue", {}).get("value")
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    length = {11: 10, 10: 7, 9: 4}.get(int(value.get("precision", 0)), 0)
    return str(value["time"])[1 : 1 + length]
