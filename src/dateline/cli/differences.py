"""Differences of two records as people read them, grouped by cause, and as JSON: for ``diff``, and for ``recode --dry-run``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import click
from rich.text import Text

from dateline.cli.tables import Column, Page, console, table
from dateline.display import counted, plain
from dateline.record.applying import words
from dateline.record.causes import Cause
from dateline.record.differing import CAME, CHANGED, JOINED, PARTED, WENT, Change, Field
from dateline.record.sides import steps

_KINDS = (CAME, WENT, CHANGED, JOINED, PARTED)
_HASH = 12  # digits of a hash that are shown
_ENTRIES = 8  # that are named at the head of a group


@dataclass(slots=True)
class Group:
    """The changes of one set of causes."""

    causes: dict[str, Cause] = field(default_factory=dict)
    entries: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """Changes by kind."""
        return Counter(change.kind for change in self.changes)


def grouped(changes: Sequence[Change]) -> dict[str, Group]:
    """Changes by the names of their causes, most first."""
    groups: dict[str, Group] = {}
    for change in changes:
        group = groups.setdefault(" + ".join(sorted({cause.label for cause in change.causes})), Group())
        group.changes.append(change)
        for cause in change.causes:
            group.causes.setdefault(cause.label, cause)
            group.entries.update(cause.entries)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1].changes), item[0])))


def tell(earlier: str, later: str, changes: Sequence[Change], limit: int) -> None:
    """Print differences: counts by cause, then each cause with what it made of which event."""
    page = console()
    if not changes:
        page.print(Text(f"{earlier} → {later}: no difference"))
        return
    groups = grouped(changes)
    page.print(Text(f"{earlier} → {later}: {counted(len(changes), 'difference')}", style="bold"))
    columns = (Column("Cause", share=3), *(Column(kind.capitalize(), 8) for kind in _KINDS), Column("By", share=4))
    rows = [[label, *(f"{group.counts[kind]:,}" for kind in _KINDS), _by(group)] for label, group in groups.items()]
    page.print(table(columns, rows))
    for label, group in groups.items():
        page.print()
        page.print(Text(label, style="bold cyan"), Text(_versions(group), style="dim"))
        for change in group.changes[:limit]:
            _tell(page, change)
        if len(group.changes) > limit:
            page.print(Text(f"  … {len(group.changes) - limit:,} more (--limit)", style="dim"))


def print_json(earlier: str, later: str, changes: Sequence[Change]) -> None:
    """Print differences as JSON lines: first how many by cause, then one a line."""
    causes = [
        {"cause": label, **{kind: group.counts[kind] for kind in _KINDS}, "entries": dict(group.entries.most_common())}
        for label, group in grouped(changes).items()
    ]
    click.echo(_json({"earlier": earlier, "later": later, "differences": len(changes), "causes": causes}))
    for change in changes:
        click.echo(_json(asdict(change)))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _by(group: Group) -> str:
    """What a group's changes rest on: entries with how many rest on them, else who said so."""
    if group.entries:
        named = [f"{plain(entry)} ({count:,})" for entry, count in group.entries.most_common(_ENTRIES)]
        return ", ".join(named) + (" …" if len(group.entries) > _ENTRIES else "")
    said = dict.fromkeys(
        by.rpartition(" on ")[0] for c in group.changes for cause in c.causes for by in cause.by if cause.kind == "correction"
    )
    return ", ".join(list(said)[:_ENTRIES])


def _versions(group: Group) -> str:
    """What each cause of a group was in the earlier record and is in the later."""
    told = [f"{_short(c.before)} → {_short(c.after)}" for c in group.causes.values() if c.before or c.after]
    return "; ".join(told)


def _short(value: str) -> str:
    is_hash = len(value) == 64 and all(letter in "0123456789abcdef" for letter in value)
    return value[:_HASH] if is_hash else value or "none"


def _tell(page: Page, change: Change) -> None:
    name = change.after or change.before or ""
    also = {JOINED: f" into {change.after}", PARTED: f" from {change.before}"}.get(change.kind, "")
    kept = (change.before if change.kind == JOINED else name) or ""
    what = "" if change.what == "event" else f"{change.what} "
    page.print(Text.assemble("  ", (f"{change.kind:8}", "yellow"), f" {what}{kept}{also}  ", plain(change.words)))
    for one in change.fields:
        for line in _field(one):
            page.print(Text(f"           {line}"))
    for cause in change.causes:
        for line in (*cause.entries, *cause.by):
            page.print(Text(f"           because {plain(line)}", style="dim"))


def _field(one: Field) -> list[str]:
    if one.name == "reason":
        said = [steps({"reason": steps_}) for steps_ in (one.before, one.after)]
        gone, new = ([f"{stage}: {plain(text)}" for stage, text in said[a] if (stage, text) not in said[b]] for a, b in ((0, 1), (1, 0)))
        return [*(f"- {step}" for step in gone), *(f"+ {step}" for step in new)]
    if one.name == "telling":
        return [f"telling {one.before} gone" if one.after is None else f"telling {one.after} new"]
    whose = f" of {one.mention}" if one.mention else ""
    return [f"{one.name}{whose}: {plain(words(one.before))} → {plain(words(one.after))}"]
