"""The codebook: what each type and mode means, what decides between neighbours, and its score.

Read from ``data/codebook``; ``contexts.toml`` there holds the topics. PLOVER has the same mode name under several types
("withdraw" of RETREAT and of SANCTION), so modes and scores are always looked up by the pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.errors import DataError

CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A type that is easily mistaken for another, and the rule that decides."""

    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that is not what it stands under; ``instead`` is the type or mode that it is, empty for none."""

    text: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Mode:
    """A kind of act within a type.

    Attributes:
        score: -10 (worst conflict) to 10 (closest cooperation).
        yes, no: sentences that are of this mode, and sentences that are not.
    """

    name: str
    score: float
    definition: str
    yes: tuple[str, ...]
    no: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One of the 16 types.

    Attributes:
        class_: verbal or material, cooperation or conflict.
        score: of an event whose mode is not settled, -10 to 10.
        neighbours: the types it is mistaken for, with what decides.
        yes, no: sentences that are of this type, and sentences that are not.
    """

    type: str
    class_: str
    score: float
    definition: str
    neighbours: tuple[Neighbour, ...]
    yes: tuple[str, ...]
    no: tuple[Example, ...]
    modes: tuple[Mode, ...]

    def mode(self, name: str) -> Mode:
        """The mode of that name; ``KeyError`` if the type has none."""
        for mode in self.modes:
            if mode.name == name:
                return mode
        raise KeyError(f"{self.type} has no mode {name!r}")


@dataclass(frozen=True, slots=True)
class Context:
    """A topic that an event's sentence shows by its words; an event can have many."""

    name: str
    definition: str
    lemmas: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook(Mapping[str, TypeEntry]):
    """All types by name, in the order from cooperation to conflict, and the contexts.

    >>> book = load()
    >>> book["ACCUSE"].mode("disapprove").score, book.score("RETREAT", "withdraw"), len(book)
    (-2.0, 8.0, 16)
    """

    types: tuple[TypeEntry, ...]
    contexts: tuple[Context, ...]
    _by_name: Mapping[str, TypeEntry] = field(init=False, repr=False, compare=False)
    _scores: Mapping[tuple[str, str | None], float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        scores: dict[tuple[str, str | None], float] = {(t.type, None): t.score for t in self.types}
        scores |= {(t.type, mode.name): mode.score for t in self.types for mode in t.modes}
        object.__setattr__(self, "_by_name", {t.type: t for t in self.types})
        object.__setattr__(self, "_scores", scores)

    def __getitem__(self, name: str) -> TypeEntry:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def score(self, type_: str, mode: str | None = None) -> float:
        """The score of an event, -10 to 10; ``KeyError`` where the codebook has no such pair."""
        return self._scores[type_, mode]


@cache
def load() -> Codebook:
    """The codebook that the package ships, read once."""
    return read_folder(data() / "codebook")


def read_folder(folder: Traversable) -> Codebook:
    """The codebook in a folder: one file a type, and ``contexts.toml``.

    Raises:
        DataError: with the file, if it breaks the rules.
    """
    types: list[TypeEntry] = []
    contexts: tuple[Context, ...] = ()
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name == "contexts.toml":
            contexts = read_contexts(file)
        elif file.name.endswith(".toml"):
            types.append(_Reader(read_toml(file), file.name).type())
    types.sort(key=lambda t: (CLASSES.index(t.class_), -t.score, t.type))
    _check(types)
    return Codebook(tuple(types), contexts)


def read_contexts(file: Traversable) -> tuple[Context, ...]:
    """The contexts of ``contexts.toml``.

    Raises:
        DataError: with the file, if it breaks the rules.
    """
    return tuple(_Reader(raw, file.name).context() for raw in read_toml(file).get("context", ()))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes fields out of one table of a file, and names file and field where one is missing or wrong."""

    raw: Mapping[str, Any]
    where: str

    def type(self) -> TypeEntry:
        modes = tuple(self._inside(raw, "mode").mode() for raw in self.raw.get("mode", ()))
        neighbours = tuple(self._inside(raw, "neighbours").neighbour() for raw in self.raw.get("neighbours", ()))
        class_ = self.string("class")
        if class_ not in CLASSES:
            raise DataError(self.where, f"unknown class {class_!r}", f"one of {', '.join(CLASSES)}")
        name, definition = self.string("type"), self.string("definition")
        return TypeEntry(name, class_, self.score(), definition, neighbours, self.strings("yes"), self.examples(), modes)

    def mode(self) -> Mode:
        return Mode(self.string("name"), self.score(), self.string("definition"), self.strings("yes"), self.examples())

    def neighbour(self) -> Neighbour:
        return Neighbour(self.string("type"), self.string("rule"))

    def context(self) -> Context:
        lemmas = tuple(lemma.lower() for lemma in self.strings("lemmas"))
        return Context(self.string("name"), self.string("definition"), lemmas, self.strings("yes"), self.strings("no"))

    def string(self, name: str) -> str:
        value = self.raw.get(name)
        if not isinstance(value, str) or not value.strip():
            raise DataError(self._named(), f"{name!r} is missing or no text")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise DataError(self._named(), f"{name!r} should be a list of one text or more")
        return tuple(value)

    def score(self) -> float:
        value = self.raw.get("score")
        if not isinstance(value, (int, float)) or not -10 <= value <= 10:
            raise DataError(self._named(), "'score' should be a number from -10 to 10")
        return float(value)

    def examples(self) -> tuple[Example, ...]:
        tables = [self._inside(raw, "no") for raw in self.raw.get("no", ())]
        if not tables:
            raise DataError(self._named(), "'no' should be a list of one example or more")
        return tuple(Example(table.string("text"), table.raw.get("instead", "")) for table in tables)

    def _inside(self, raw: Any, name: str) -> _Reader:
        if not isinstance(raw, Mapping):
            raise DataError(self._named(), f"{name!r} should hold tables")
        return _Reader(raw, self.where)

    def _named(self) -> str:
        name = self.raw.get("name") or self.raw.get("type")
        return f"{self.where}, {name}" if name else self.where


def _check(types: list[TypeEntry]) -> None:
    """What spans files: names are unique, neighbours and examples name types and modes that exist."""
    names = [t.type for t in types]
    for entry in types:
        where, modes = f"{entry.type.lower()}.toml", [mode.name for mode in entry.modes]
        for name, among in ((entry.type, names), *((mode, modes) for mode in modes)):
            if among.count(name) > 1:
                raise DataError(where, f"{name!r} is defined twice")
        for neighbour in entry.neighbours:
            if neighbour.type not in names or neighbour.type == entry.type:
                raise DataError(where, f"{neighbour.type!r} is no other type", "a neighbour is one of the types")
        for example in (*entry.no, *(example for mode in entry.modes for example in mode.no)):
            if example.instead and example.instead not in names + modes:
                raise DataError(where, f"{example.instead!r} is no type, nor a mode of {entry.type}", f"see the example {example.text!r}")
