"""What may be wrong about an event, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from dateline.record.looking import disagreements

_CLOSE = 0.995  # surer than this is not worth a word


class Doubt(NamedTuple):
    """One thing that may be wrong: how likely it is, and what it is."""

    chance: float
    words: str


def doubts(event: dict[str, Any], row: dict[str, Any], mentions: Sequence[dict[str, Any]], disputes: Sequence[str]) -> list[Doubt]:
    """What may be wrong about an event, the likeliest first.

    Args:
        row: of the queue; ``mentions``: of the event, each with its report's source; ``disputes``: how two people see it, in words.
    """
    found = [Doubt(1.0, said) for said in disputes]
    if event["confidence"] < _CLOSE:
        found.append(Doubt(1 - event["confidence"], _coding(event["confidence"])))
    if event["mentions"] > 1 and row["link"] is not None and row["link"] < _CLOSE:
        which = (
            "its two mentions tell of one act"
            if event["mentions"] == 2
            else f"mention {row['weakest']} tells of the same act as the others"
        )
        found.append(Doubt(1 - row["link"], f"that {which} is likely by {row['link']:.2f}"))
    if row["twin"] is not None:
        found.append(Doubt(row["twin"], f"that event {row['other']} is the same act is likely by {row['twin']:.2f}"))
    if event["mentions"] > 1:
        told = disagreements(mentions).items()
        found += [Doubt(0.0, f"its mentions disagree on {field}: {_values(values)}") for field, values in told]
    return sorted(found, key=lambda doubt: -doubt.chance)


def _coding(confidence: float) -> str:
    """How often such a coding is wrong."""
    return f"the coder is sure of it by {confidence:.2f}: about {100 * (1 - confidence):.0f} in 100 such codings are wrong"


def _values(values: Sequence[dict[str, Any]]) -> str:
    told = [str(value["value"]) for value in values[:3]]
    return " or ".join(told) + (f" or {len(values) - 3} more" if len(values) > 3 else "")
