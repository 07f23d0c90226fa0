"""States, people and organisations, with what each was on a given day; and their names in a text."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.model import Span

KINDS = frozenset("state demonym seat body person igo group party media company ngo church union".split())
# Where one alias names several entities valid on the day, the earlier kind wins: Jordan the state before Jordan the company.
_RANK = {kind: n for n, kind in enumerate("state seat demonym igo body person group party media ngo church union company".split())}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the registry: what an entity was from ``valid_from`` until the day before ``valid_to``."""

    country: str
    sector: str
    office: str
    valid_from: date | None
    valid_to: date | None
    source: str
    where: str

    def holds(self, day: date) -> bool:
        """Whether the row is valid on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entity is on a day: its codes, its office, and the row that says so; ``ended`` where that row's term is over."""

    country: str
    sector: str
    office: str
    because: str
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, office-holder or organisation with all its rows; ``own`` where the user added it."""

    id: str
    name: str
    kind: str
    rows: tuple[Row, ...]
    own: bool = False

    def on(self, day: date | None) -> Standing:
        """Codes as of ``day`` (of today's last known row where no day is given).

        A person counts as ELI after the last term and between terms; before the first, as holding no office.
        """
        if day is None:
            return self._standing(self.rows[-1])
        for row in reversed(self.rows):
            if row.holds(day):
                return self._standing(row)
        past = [row for row in self.rows if row.valid_to is not None and row.valid_to <= day]
        row = past[-1] if past else self.rows[0]
        if self.kind != "person":
            return self._standing(row)
        former = "ELI" if past and row.sector in ("GOV", "LEG", "MIL", "JUD", "SPY", "COP") else row.sector if past else ""
        because = f"{self.name}: {'after' if past else 'before'} {row.office or row.sector} ({row.where})"
        return Standing(row.country, former, "", because, row.valid_to if past else None)

    def _standing(self, row: Row) -> Standing:
        term = f" {row.valid_from or ''}..{row.valid_to or ''}" if row.valid_from or row.valid_to else ""
        return Standing(row.country, row.sector, row.office, f"{self.name}{', ' + row.office if row.office else ''}{term} ({row.where})")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A registry name found in a text."""

    span: Span
    entity: Entity


class Registry:
    """Names to entities: an automaton over all aliases."""

    def __init__(self, entities: Mapping[str, Entity], aliases: Mapping[str, Iterable[str]], own: frozenset[str]) -> None:
        """Build the automaton.

        Args:
            entities: by key, which begins with the kind ("person:…").
            aliases: the keys of the entities that each written form can name.
            own: keys of entities of the user's own.
        """
        import ahocorasick

        self.entities = entities
        self._automaton: Any = ahocorasick.Automaton()
        for alias, bearers in aliases.items():
            keys = tuple(bearers)
            if len(keys) > 1:
                keys = tuple(sorted(keys, key=lambda k: (k not in own, _RANK[k.partition(":")[0]], k)))
            self._automaton.add_word(alias, (len(alias), keys))
        self._automaton.make_automaton()

    @cached_property
    def _by_surname(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for alias, (_, keys) in self._automaton.items():
            if " " in alias:
                for key in keys:
                    if self.entities[key].kind == "person":
                        found[unaccented(alias).lower().rpartition(" ")[2]].add(key)
        return found

    def aliases(self) -> Iterator[tuple[str, list[Entity]]]:
        """Every written form with the entities that it can name, the likeliest first."""
        for alias, (_, keys) in self._automaton.items():
            yield alias, [self.entities[key] for key in keys]

    def identified(self, identifier: str) -> Entity | None:
        """The entity of a party's identifier ("person:angela-merkel", "body:state-department"); ``None`` where there is none."""
        return self.entities.get(f"person:{identifier}" if identifier.startswith("person:") else identifier)

    def named(self, alias: str) -> list[Entity]:
        """The entities that a written form can name."""
        _, keys = self._automaton.get(alias, (0, ()))
        return [self.entities[key] for key in keys]

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], list[tuple[Row, Entity]]]:
        found: dict[tuple[str, str], list[tuple[Row, Entity]]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.kind == "person":
                for row in entity.rows:
                    found[row.country, row.office.lower()].append((row, entity))
        return found

    def holder(self, country: str, office: str, day: date | None) -> tuple[Entity, Row] | None:
        """The one who held an office of a country on a day ("ARM", "prime minister"); ``None`` where nobody or several did."""
        if day is None:
            return None
        office = _offices_said().get(office, office)
        for name in (office, f"acting {office}"):
            held = [(entity, row) for row, entity in self._by_office.get((country, name), ()) if row.holds(day)]
            if held:
                return held[0] if len(held) == 1 else None
        return None

    def titled(self, surname: str, role: str, day: date | None) -> Entity | None:
        """The one office-holder of a surname whose office that day has the role word ("Secretary Kerry"); else ``None``."""
        found = []
        for key in sorted(self._by_surname.get(unaccented(surname).lower(), set())):
            entity = self.entities[key]
            office = entity.on(day).office.lower()
            if role in office or any(role in row.office.lower() for row in entity.rows if day is None or row.holds(day)):
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def find(self, text: str, day: date | None) -> list[NameMention]:
        """The names in ``text``, longest first where they overlap, in text order; each the entity it names on ``day``.

        A name that several bear is that of the one in office that day; among those of one kind, of the country that the text's
        other names name most: "the National Guard" of a report on Venezuela is Venezuela's.
        """
        taken = self._spans(text)
        settled = Counter(self.entities[keys[0]].on(day).country for _, keys in taken if len(keys) == 1)
        return [NameMention(span, self._choose(keys, day, settled)) for span, keys in taken]

    def _spans(self, text: str) -> list[tuple[Span, tuple[str, ...]]]:
        """Where names stand, none overlapping, and which entities each can name."""
        hits: list[tuple[int, int, tuple[str, ...]]] = []
        for last, (length, keys) in self._automaton.iter(text.replace("’", "'")):
            start, end = last - length + 1, last + 1
            if _bounded(text, start, end):
                hits.append((start, end, keys))
        hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        taken: list[tuple[Span, tuple[str, ...]]] = []
        occupied = bytearray(len(text))
        for start, end, keys in hits:
            if not any(occupied[start:end]):
                occupied[start:end] = b"\1" * (end - start)
                taken.append((Span(start, end), keys))
        return sorted(taken)

    def _choose(self, keys: tuple[str, ...], day: date | None, settled: Mapping[str, int]) -> Entity:
        """Of several bearers of a name, the one in office that day; then by kind, then by the report's countries."""
        found = [self.entities[key] for key in keys]
        if len(found) == 1:
            return found[0]
        current = [entity for entity in found if day is None or any(row.holds(day) for row in entity.rows)] or found
        alike = [entity for entity in current if (entity.own, entity.kind) == (current[0].own, current[0].kind)]
        return max(alike, key=lambda entity: settled.get(entity.on(day).country, 0))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the name, so that "Iran" is not found in "Iranian"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "@") and not after.isalnum()


def unaccented(text: str) -> str:
    """The text without combining marks: "Erdoğan" → "Erdogan"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text).replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _offices_said() -> dict[str, str]:
    """Offices under other names than the rows': "premier" for "prime minister"."""
    return dict(read_toml(data() / "lexicon" / "offices.toml")["same"])
