"""The lexicon: acts, operators and their effects, read from ``data/lexicon`` and indexed by trigger lemma."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dateline.coding.patterns import Entry, PatternError, compile_pattern
from dateline.datafiles import data, read_toml
from dateline.errors import DataError

CLASS_OF = {
    "CONSULT": "consult",
    "REQUEST": "request",
    "REJECT": "reject",
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID"), "cooperative"),
    **dict.fromkeys(("CONCEDE", "RETREAT"), "yield"),
    **dict.fromkeys(("THREATEN", "ACCUSE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "hostile"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What one kind of operator does: the outcome by class of the inner act, and where the recipient comes from."""

    name: str
    outcomes: Mapping[str, str]
    recipient: tuple[str, ...]
    transparent: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that share type, mode and examples, as they stand together in a file."""

    type: str
    mode: str | None
    effect: str
    entries: tuple[Entry, ...]
    yes: tuple[Any, ...]
    no: tuple[Any, ...]
    file: str


class Lexicon:
    """All entries, by the lemma of their trigger.

    Attributes:
        groups: the entries as written, with their examples.
        effects: operators' effects by name.
        threat_modes: the mode of a threat by what is threatened.
    """

    def __init__(self, groups: list[Group], effects: Mapping[str, Effect], threat_modes: Mapping[str, str]) -> None:
        self.groups, self.effects, self.threat_modes = groups, effects, threat_modes
        self._by_lemma: dict[str, list[Entry]] = defaultdict(list)
        for group in groups:
            for entry in group.entries:
                for spelling in _spellings(entry.head):
                    self._by_lemma[spelling].append(entry)
        for entries in self._by_lemma.values():
            entries.sort(key=lambda e: (-e.specificity, -e.weight, e.pattern, e.type, e.mode or ""))

    def of(self, lemma: str) -> list[Entry]:
        """The entries whose trigger (or its head word) has this lemma, the most specific first."""
        return self._by_lemma.get(lemma, [])

    def __iter__(self) -> Iterator[Entry]:
        for group in self.groups:
            yield from group.entries


def _spellings(lemma: str) -> set[str]:
    """The American and British forms of a lemma: criticize and criticise, honor and honour."""
    found = {lemma}
    if re.search(r"i[sz]e$", lemma):
        found |= {lemma[:-2] + "se", lemma[:-2] + "ze"}
    found |= {re.sub(r"(?<=[bdlnv])or$", "our", lemma), re.sub(r"our$", "or", lemma)} if len(lemma) > 4 else set()
    return found


@cache
def load() -> Lexicon:
    """The lexicon that the package ships, read once."""
    folder = data() / "lexicon"
    shared = read_toml(folder / "classes.toml")["classes"]
    groups: list[Group] = []
    for file in sorted((folder / "acts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            groups += _groups(read_toml(file), "act", shared, file.name)
    groups += _groups(read_toml(folder / "operators.toml"), "operator", shared, "operators.toml")
    effects, threat_modes = _effects(read_toml(folder / "effects.toml"))
    unknown = sorted({g.effect for g in groups if g.effect} - set(effects))
    if unknown:
        raise DataError("operators.toml", f"effects that effects.toml does not define: {', '.join(unknown)}")
    return Lexicon(groups, effects, threat_modes)


def _groups(content: dict[str, Any], kind: str, shared: Mapping[str, list[str]], file: str) -> list[Group]:
    classes = {**shared, **content.get("classes", {})}
    groups = []
    for raw in content.get(kind, []):
        type_, mode, effect = raw.get("type", ""), raw.get("mode"), raw.get("effect", "")
        entries: list[Entry] = []
        for pattern in raw["patterns"]:
            try:
                compiled = compile_pattern(pattern, classes)
            except PatternError as error:
                raise DataError(f"lexicon/{file}", str(error), "see docs/lexicon.md") from error
            entries += [replace(e, type=type_, mode=mode, effect=effect, weight=raw.get("weight", 0.9)) for e in compiled]
        groups.append(Group(type_, mode, effect, tuple(entries), tuple(raw.get("yes", ())), tuple(raw.get("no", ())), file))
    return groups


def _effects(content: dict[str, Any]) -> tuple[dict[str, Effect], dict[str, str]]:
    threat_modes = content.pop("threat_modes")
    effects = {}
    for name, raw in content.items():
        outcomes = {k: raw[k] for k in ("consult", "cooperative", "yield", "request", "reject", "hostile", "unknown")}
        effects[name] = Effect(name, outcomes, tuple(raw.get("recipient", ())), raw.get("transparent", False))
    return effects, threat_modes
