"""Who is who: the registry of names and offices, with what each was on a given day."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from dateline.datafiles import data
from dateline.errors import DataError
from dateline.model import Span

COLUMNS = ("id", "name", "aliases", "kind", "country", "sector", "office", "valid_from", "valid_to", "source")
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
    """What an entity is on a day: its codes, its office, and the row that says so."""

    country: str
    sector: str
    office: str
    because: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, office-holder or organisation with all its rows."""

    id: str
    name: str
    kind: str
    rows: tuple[Row, ...]

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
        return Standing(row.country, former, "", f"{self.name}: {'after' if past else 'before'} {row.office or row.sector} ({row.where})")

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

    def __init__(self, entities: Mapping[str, Entity], aliases: Mapping[str, Iterable[str]]) -> None:
        """``aliases`` maps each written form to the keys of the entities it can name."""
        import ahocorasick

        self.entities = entities
        self._automaton: Any = ahocorasick.Automaton()
        for alias, keys in aliases.items():
            self._automaton.add_word(alias, (len(alias), tuple(sorted(keys, key=lambda k: (_RANK[entities[k].kind], k)))))
        self._automaton.make_automaton()
        self._aliases = {alias: tuple(keys) for alias, keys in aliases.items()}
        self._by_surname: dict[str, set[str]] = defaultdict(set)
        for alias, keys in self._aliases.items():
            for key in keys:
                if entities[key].kind == "person" and " " in alias:
                    self._by_surname[unaccented(alias).lower().split()[-1]].add(key)

    def named(self, alias: str) -> list[Entity]:
        """The entities that a written form can name."""
        return [self.entities[key] for key in self._aliases.get(alias, ())]

    def titled(self, surname: str, role: str, day: date | None) -> Entity | None:
        """The one office-holder of a surname whose office that day has the role word ("Secretary Kerry"); else ``None``."""
        found = []
        for key in sorted(self._by_surname.get(unaccented(surname).lower(), ())):
            entity = self.entities[key]
            office = entity.on(day).office.lower()
            if role in office or any(role in row.office.lower() for row in entity.rows if day is None or row.holds(day)):
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def find(self, text: str, day: date | None) -> list[NameMention]:
        """The names in ``text``, longest first where they overlap, in text order; each the entity it names on ``day``."""
        hits: list[tuple[int, int, tuple[str, ...]]] = []
        for last, (length, keys) in self._automaton.iter(text.replace("’", "'")):
            start, end = last - length + 1, last + 1
            if _bounded(text, start, end):
                hits.append((start, end, keys))
        hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        taken: list[NameMention] = []
        occupied = bytearray(len(text))
        for start, end, keys in hits:
            if not any(occupied[start:end]):
                occupied[start:end] = b"\1" * (end - start)
                taken.append(NameMention(Span(start, end), self._choose(keys, day)))
        return sorted(taken, key=lambda mention: mention.span)

    def _choose(self, keys: tuple[str, ...], day: date | None) -> Entity:
        """Of several bearers of a name, the one in office that day; else the first by kind."""
        found = [self.entities[key] for key in keys]
        if day is not None and len(found) > 1:
            current = [entity for entity in found if any(row.holds(day) for row in entity.rows)]
            return (current or found)[0]
        return found[0]


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the name, so that "Iran" is not found in "Iranian"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "@") and not after.isalnum()


def unaccented(text: str) -> str:
    """The text without combining marks: "Erdoğan" → "Erdogan"."""
    plain = unicodedata.normalize("NFKD", text).replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def load() -> Registry:
    """The registry that the package ships, read once."""
    folder = data() / "registry"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".csv") and f.name != "codes.csv"), key=lambda f: f.name)
    return build(row for file in files for row in read_rows(file))


def read_rows(file: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a registry file with where they stand.

    Raises:
        DataError: if the header, a kind or a date is not as ``docs/lexicon.md`` says.
    """
    with file.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataError(file.name, f"header is {reader.fieldnames}", f"expected {','.join(COLUMNS)}")
        for number, row in enumerate(reader, 2):
            where = f"{file.name}:{number}"
            if None in row or None in row.values():
                raise DataError(where, "wrong number of columns")
            if row["kind"] not in KINDS:
                raise DataError(where, f"unknown kind {row['kind']!r}", f"one of {', '.join(sorted(KINDS))}")
            yield where, row


def build(rows: Iterable[tuple[str, dict[str, str]]]) -> Registry:
    """A registry out of rows; the rows of one (kind, id) make one entity."""
    lines: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, tuple[str, str, str]] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    for where, raw in rows:
        key = f"{'state' if raw['kind'] == 'state' else raw['kind']}:{raw['id']}" if raw["kind"] != "seat" else f"seat:{raw['name']}"
        names.setdefault(key, (raw["id"], raw["name"], raw["kind"]))
        span = _day(raw["valid_from"], where), _day(raw["valid_to"], where)
        lines[key].append(Row(raw["country"], raw["sector"], raw["office"], *span, raw["source"], where))
        for alias in (raw["name"], *raw["aliases"].split("|")):
            alias = alias.strip().replace("’", "'")
            if alias:
                aliases[alias].add(key)
                aliases[unaccented(alias)].add(key)
    entities = {
        key: Entity(identifier, name, kind, tuple(sorted(lines[key], key=lambda r: r.valid_from or date.min)))
        for key, (identifier, name, kind) in names.items()
    }
    return Registry(entities, aliases)


def _day(text: str, where: str) -> date | None:
    """ISO day, month or year; a month or year means its first day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text)
    except ValueError as error:
        raise DataError(where, f"{text!r} is no ISO date", "YYYY, YYYY-MM or YYYY-MM-DD") from error
