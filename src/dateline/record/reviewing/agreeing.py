"""How far the people who review a record agree, two by two and field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from dateline.record.reviewing.agreement import agreement
from dateline.record.reviewing.judgements import NOTHING, Both, both, label
from dateline.record.store import Store
from dateline.record.values import FIELDS


def agreements(store: Store) -> list[dict[str, Any]]:
    """Agreement of every two people who have judged the same mentions.

    Gives:
        ``one``, ``other``; ``independent``: whether neither knew what the other had said; ``field``: ``event`` (is there one), ``type`` (no
        event being one of them), and of mentions that both take for an event the other fields, modes where both give the same type;
        ``cases``, ``observed``, ``expected``, ``kappa``, ``low``, ``high`` as of
        :class:`~dateline.record.reviewing.agreement.Agreement`.
    """
    by: dict[tuple[bool, str, str], list[Both]] = defaultdict(list)
    for two in both(store):
        by[not two.independent, two.one.who, two.other.who].append(two)
    return [
        {"one": one, "other": other, "independent": not sighted, "field": field, **asdict(agreement(pairs))}
        for (sighted, one, other), judged in sorted(by.items(), key=lambda item: item[0])
        for field in ("event", *FIELDS)
        if (pairs := list(_pairs(field, judged)))
    ]


def _pairs(field: str, judged: Sequence[Both]) -> Iterable[tuple[str, str]]:
    """What two people gave to one field of the mentions to which it applies."""
    for two in judged:
        one, other = two.one.fields, two.other.fields
        if field == "event":
            yield NOTHING if one is None else field, NOTHING if other is None else field
        elif field == "type":
            yield NOTHING if one is None else one["type"], NOTHING if other is None else other["type"]
        elif one is not None and other is not None and (field != "mode" or one["type"] == other["type"]):
            yield label(field, one[field]), label(field, other[field])
