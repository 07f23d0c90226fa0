"""Kinds of weapons and outcomes of attempts: whether what is told of an event makes it one of those that a claim counts.

An answer is yes, no, or not told (``None``): a missile that nobody has identified may have been an ICBM. What is which kind stands in
``data/lexicon/kinds.toml`` and, by name, ``weapons.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.datafiles import data, read_toml
from dateline.errors import DataError

_PLURAL = re.compile(r"^(\d+)s$")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that there are.

    Attributes:
        wider: of each kind all that it is, itself among them.
        words: the kind by every way of calling it, as words; ``names``: weapons by theirs; ``openers``: the first words of both.
        systems: the kinds of a weapon; ``since``: the year in which it was first shown or flown, where that is known.
        outcomes: how an attempt went, by every word for it.
        apart: groups of kinds of which nothing is two; ``disputed``: pairs of which some take the one for the other.
    """

    wider: Mapping[str, frozenset[str]]
    words: Mapping[tuple[str, ...], str]
    names: Mapping[tuple[str, ...], str]
    openers: frozenset[str]
    systems: Mapping[str, frozenset[str]]
    since: Mapping[str, int]
    outcomes: Mapping[str, str]
    apart: tuple[frozenset[str], ...]
    disputed: frozenset[frozenset[str]]

    def named(self, text: str) -> tuple[set[str], set[str], list[str]]:
        """The kinds and the systems that a text names, the longest names first, and the words that are neither."""
        words, kinds, systems = split(text), set[str](), set[str]()
        left: list[str] = []
        at = 0
        while at < len(words):
            size = self._longest(words[at : at + _LONGEST]) if words[at] in self.openers else 0
            run = tuple(words[at : at + size])
            if not run:
                left.append(words[at])
            elif run in self.names or _singular(run) in self.names:
                systems.add(self.names.get(run) or self.names[_singular(run)])
            else:
                kinds.add(self.words.get(run) or self.words[_singular(run)])
            at += size or 1
        return kinds, systems, left

    def _longest(self, words: Sequence[str]) -> int:
        """How many of some words are the longest name that they begin with."""
        for size in range(len(words), 0, -1):
            run = tuple(words[:size])
            if any(form in self.names or form in self.words for form in (run, _singular(run))):
                return size
        return 0

    def is_weapon(self, text: str) -> bool:
        """Whether a text is the name of a weapon, be it in the plural."""
        run = tuple(split(text))
        return bool(run) and (run in self.names or _singular(run) in self.names)

    def above(self, kinds: Iterable[str]) -> frozenset[str]:
        """Kinds with all wider ones."""
        return frozenset().union(*(self.wider[kind] for kind in kinds))

    def are_apart(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether nothing can be of both."""
        first, second = self.above(ones), self.above(others)
        return any((group & first) - second and (group & second) - first for group in self.apart)

    def are_disputed(self, ones: Iterable[str], other: str) -> bool:
        """Whether some take what is of some kinds for another."""
        return any(frozenset({kind, other}) in self.disputed for kind in ones)


_LONGEST = 5  # words of a name


def split(text: str) -> list[str]:
    """A name as words, whatever stands between them, the plural of a number undone.

    >>> split("rail-mobile-kn-23"), split("two Hwasong-12s")
    (['rail', 'mobile', 'kn', '23'], ['two', 'hwasong', '12'])
    """
    return [_PLURAL.sub(r"\1", word) for word in _WORD.findall(text.casefold())]


def _singular(run: tuple[str, ...]) -> tuple[str, ...]:
    return (*run[:-1], run[-1].removesuffix("s"))


@cache
def load() -> Kinds:
    """The kinds that the package ships, read once."""
    raw = read_toml(data() / "lexicon" / "kinds.toml")
    narrow = {kind["name"]: frozenset(kind.get("is", ())) for kind in raw["kind"]}
    wider = {name: _closure(name, narrow) for name in narrow}
    words = {tuple(split(word)): kind["name"] for kind in raw["kind"] for word in (kind["name"], *kind["words"])}
    systems: dict[str, frozenset[str]] = {}
    names: dict[tuple[str, ...], str] = {}
    since: dict[str, int] = {}
    lines = (data() / "lexicon" / "weapons.csv").read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(csv.DictReader(lines), 2):
        name = row["name"]
        systems[name] = frozenset(row["kinds"].split("|"))
        if strange := systems[name] - wider.keys():
            raise DataError(f"weapons.csv:{number}", f"no such kind: {', '.join(sorted(strange))}", "kinds.toml defines them")
        names |= {tuple(split(called)): name for called in (name, *filter(None, row["aliases"].split("|")))}
        if row["since"]:
            since[name] = int(row["since"])
    outcomes = {word: outcome["name"] for outcome in raw["outcome"] for word in outcome["words"]}
    apart = tuple(map(frozenset, raw["apart"]["groups"]))
    disputed = frozenset(frozenset(pair) for pair in raw["disputed"]["pairs"])
    openers = frozenset(run[0] for run in (*names, *words)) | {f"{run[0]}s" for run in (*names, *words) if len(run) == 1}
    return Kinds(wider, words, names, openers, systems, since, outcomes, apart, disputed)


def _closure(name: str, narrow: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, edge = {name}, {name}
    while edge:
        edge = {wide for kind in edge for wide in narrow[kind]} - found
        found |= edge
    return frozenset(found)
