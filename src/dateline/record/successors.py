"""Which mention of a report tells the act that another mention told before: by the words that tell it, whatever its id and type by now."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

Row = dict[str, Any]
Name = TypeVar("Name", bound=Hashable)


def _same(one: Row, other: Row) -> bool:
    return bool(one["trigger"] == other["trigger"])


def _same_of_type(one: Row, other: Row) -> bool:
    return _same(one, other) and one["type"] == other["type"]


def _overlapping(one: Row, other: Row) -> bool:
    return _meet(one["trigger"], other["trigger"])


def _retold(one: Row, other: Row) -> bool:
    """Whether the other tells the first's act again: the two were joined."""
    return any(_meet(one["trigger"], span) for span in other["retold"])


def _beside(one: Row, other: Row) -> bool:
    """An act of that type in the same sentence, told by another word, and not one that was told there beside the first."""
    if one["type"] != other["type"] or not _meet(one["quote"], other["quote"]):
        return False
    return not any(_meet(other["trigger"], span) for span in one.get("beside", ()))


def _was_beside(one: Row, other: Row) -> bool:
    """Whether a mention stood beside the first in its sentence: it tells another act."""
    return any(other["type"] == span["type"] and _meet(other["trigger"], span) for span in one.get("beside", ()))


_TELL: tuple[Callable[[Row, Row], bool], ...] = (_same_of_type, _same, _overlapping, _retold, _beside)


def successor(old: Row, rows: Iterable[Row]) -> Row | None:
    """The row that tells what an old one told: by the same words, by words that overlap, told again, or as the nearest of its type there.

    Args:
        old: ``type``, ``trigger`` and ``quote`` of a mention.
        rows: ``mention``, ``type``, ``trigger``, ``quote`` and ``retold`` of mentions of the same text.
    """
    several = list(rows)
    for tells in _TELL:
        if found := [row for row in several if tells(old, row)]:
            return min(found, key=lambda row: _distance(old, row))
    return None


def pair(olds: Mapping[Name, Row], rows: Iterable[Row]) -> dict[Name, Row]:
    """For each old mention the row that tells what it told, none for two; the likeliest are paired first.

    Args:
        olds: as of :func:`successor`, and the types and triggers of others that stood ``beside`` them in their sentences, if known.
    """
    found: dict[Name, Row] = {}
    free = list(rows)
    for tells in _TELL:
        for name, old in olds.items():
            if name not in found and (near := [row for row in free if tells(old, row) and not _was_beside(old, row)]):
                found[name] = min(near, key=lambda row: _distance(old, row))
                free.remove(found[name])
    return found


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["stop"] and other["start"] < one["stop"])


def _distance(one: Row, other: Row) -> tuple[int, int, str]:
    return abs(one["trigger"]["start"] - other["trigger"]["start"]), other["trigger"]["start"], str(other["mention"])
