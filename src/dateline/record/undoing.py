"""What people took back of what they had said: any saying may take back an earlier one, also one that did just that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]


def undone(said: Iterable[tuple[str, str | None]]) -> set[str]:
    """What later sayings have taken back; one that is taken back itself takes nothing back.

    >>> sorted(undone([("a", None), ("b", "a"), ("c", "b")]))
    ['b']

    Args:
        said: the id of each and of that which it takes back, the earliest first.
    """
    found: set[str] = set()
    for name, undoes in reversed(list(said)):
        if undoes and name not in found:
            found.add(undoes)
    return found


def first_said(row: Row, said: Mapping[str, Row]) -> tuple[Row | None, bool]:
    """What was said at first that a row takes back or takes up again, the row itself if it does neither; and whether it takes it back.

    Args:
        row: ``kind`` and ``undoes``; ``said``: by id, all that it may be about. What is not there is ``None``.
    """
    first: Row | None = row
    back = False
    while first and first["kind"] == "undo":
        back, first = not back, said.get(first["undoes"])
    return first, back
