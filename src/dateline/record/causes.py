"""Why a mention or an event is another in one record than in the other: a correction, a report, a part of what coded it, or merging.

What the manifests of a report's two codings say in common cannot be the cause. Of the parts in which they differ, the steps of the two
reasons point to those whose files they cite; where they point to none, all that differ may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.coding.provenance import PARTS
from dateline.datafiles import data
from dateline.record import manifests
from dateline.record.applying import PAST
from dateline.record.rows import Row
from dateline.record.sides import Side, entries, file_of, steps

_STAGES = {"weighed": "model", "joined": "model", "place": "gazetteer"}  # what stands behind steps that cite no file
_CITED = frozenset({*PARTS, "model"})  # parts that a step can point to; the others may be behind any step


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that made a difference.

    Attributes:
        kind: correction, verdict, report, coding, merging or unknown.
        what: the part of the coder ("lexicon"), or what happened, in words.
        before, after: the part's version or hash in the two records, where it is one.
        entries: rows of the registry and entries of the lexicon that one of the codings rests on and the other does not.
        by: who corrected, when and why.
    """

    kind: str
    what: str
    before: str = ""
    after: str = ""
    entries: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What differences of one cause are counted under."""
        return self.what if self.kind == "coding" else f"{self.kind}: {self.what}" if self.what else self.kind


def of_mention(before: Side, after: Side, one: Row | None, other: Row | None) -> list[Cause]:
    """Why a telling came, went or changed.

    Args:
        one, other: the mention in the earlier and in the later record; ``None`` where there is none.
    """
    row = other or one
    if row is None:
        return []
    if said := _corrections(before, after, [m["mention"] for m in (one, other) if m]):
        return said
    return _of_report(before, after, row, one, other) or _of_coding(before, after, row, one, other)


def of_version(report: str, versions: tuple[str | None, str | None]) -> list[Cause]:
    """What happened to a report whose current version is not the same in both records; nothing where it is."""
    if versions[0] == versions[1]:
        return []
    return [Cause("report", "new" if versions[0] is None else "gone" if versions[1] is None else "edited", by=(report,))]


def of_manifests(one: dict[str, str], other: dict[str, str], pointed: Iterable[str] = (), entries: Iterable[str] = ()) -> list[Cause]:
    """The parts in which two manifests differ; where steps point to some of them, those, and the ones that no step can point to."""
    if not one or not other:
        return [Cause("unknown", "coded before manifests were kept")]
    differing = manifests.differing(one, other)
    narrowed = [part for part in differing if part in set(pointed)]
    kept = [part for part in differing if not narrowed or part in narrowed or part not in _CITED]
    by_part = {part: tuple(entry for entry in entries if part_of(entry) == part) for part in kept}
    found = [Cause("coding", part, one.get(part, ""), other.get(part, ""), by_part[part]) for part in kept]
    return found or [Cause("unknown", "one manifest, two codings")]


def of_grouping(before: Side, after: Side, mentions: Iterable[str]) -> list[Cause]:
    """Why tellings that say the same in both records make other events."""
    some = set(mentions)
    if any(one in some or other in some for one, other, _ in before.verdicts ^ after.verdicts):
        return [Cause("verdict", "joined or parted by hand")]
    if before.rules != after.rules:
        return [Cause("merging", "other rules", ", ".join(sorted(before.rules)), ", ".join(sorted(after.rules)))]
    return [Cause("merging", "what stands beside it is another")]


def part_of(entry: str) -> str:
    """The part that a cited entry is of: by its file; a table that is none of Dateline's is the user's own registry."""
    name = file_of(entry)
    return _folders().get(name, "registry" if name.endswith(".csv") else "lexicon")


def _corrections(before: Side, after: Side, mentions: Iterable[str]) -> list[Cause]:
    """The corrections that hold in one of the records alone."""
    held: list[dict[str, Row]] = [{}, {}]
    for mention in mentions:
        held[0] |= before.said.get(mention, {})
        held[1] |= after.said.get(mention, {})
    new, gone = (sorted(held[a].keys() - held[b].keys(), key=lambda c: held[a][c]["number"]) for a, b in ((1, 0), (0, 1)))
    made = [Cause("correction", "", by=tuple(_by(held[1][c]) for c in new))] if new else []
    return made + ([Cause("correction", "taken back", by=tuple(_by(held[0][c]) for c in gone))] if gone else [])


def _by(correction: Row) -> str:
    reason = f": {correction['reason']}" if correction["reason"] else ""
    return f"{PAST[correction['kind']]} by {correction['who']} on {correction['made']:%Y-%m-%d}{reason} ({correction['correction']})"


def _of_report(before: Side, after: Side, row: Row, one: Row | None, other: Row | None) -> list[Cause]:
    name = str(row["report"])
    versions = before.current.get(name), after.current.get(name)
    return of_version(name, versions) if not (one and other and one["version"] == other["version"]) else []


def _of_coding(before: Side, after: Side, row: Row, one: Row | None, other: Row | None) -> list[Cause]:
    key = (row["report"], row["version"])
    names = before.coded.get(key), after.coded.get(key)
    if names == (None, None):
        return [Cause("report", "read from a list", by=(row["report"],))]
    pointed, cited = _pointed(before, after, one, other)
    return of_manifests(before.parts[names[0] or manifests.UNKNOWN], after.parts[names[1] or manifests.UNKNOWN], pointed, cited)


def _pointed(before: Side, after: Side, one: Row | None, other: Row | None) -> tuple[set[str], list[str]]:
    """The parts that the steps point to which only one of two reasons has, and what these cite: what the other record does not, if any."""
    said: list[dict[tuple[str, str], Row]] = [dict(zip(steps(m), m["reason"], strict=True)) if m else {} for m in (one, other)]
    pointed: set[str] = set()
    cited: dict[str, bool] = {}
    for mine, others, elsewhere in ((said[0], said[1], after), (said[1], said[0], before)):
        for step in (step for key, step in mine.items() if key not in others):
            pointed |= {_STAGES[step["stage"]]} if step["stage"] in _STAGES else set()
            cited |= {entry: entry not in elsewhere.cites for entry in entries(step["text"])}
    fresh = [entry for entry, new in cited.items() if new]
    return pointed | {part_of(entry) for entry in fresh or cited}, fresh or list(cited)


@cache
def _folders() -> dict[str, str]:
    """The part that each data file is of, by its name."""
    found: dict[str, str] = {}
    for part in PARTS:
        waiting = [data() / part]
        while waiting:
            for inner in waiting.pop().iterdir():
                if inner.is_dir():
                    waiting.append(inner)
                else:
                    found[inner.name] = part
    return found
