"""What a report is about, as far as words tell it: whether two reports are of one story.

Words count by how rare they are (inverse document frequency: Spärck Jones 1972): a ship's name says more than "minister". How many of our
own reports have a word stands in ``data/models/rarity.npz`` (``training/fit_merging.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from dateline.datafiles import data

RARITY = "rarity.npz"
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6  # letters; enough to take "missile" and "missiles", "launched" and "launches" for one
_KEPT = 512  # stories; mentions come by reports, and each is asked for with every mention of its report


@dataclass(frozen=True, slots=True)
class Story:
    """The stems of a report's longer words, and how much they say together."""

    words: frozenset[str]
    weight: float


def stems(text: str) -> frozenset[str]:
    """The longer words of a text, each by its first letters."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


@lru_cache(maxsize=_KEPT)
def story(text: str) -> Story:
    """The story of a report."""
    words = stems(text)
    return Story(words, _weight(words))


def alike(one: Story, other: Story) -> float:
    """How alike two stories are: the cosine of their words, each counted once, from 0 to 1."""
    return _weight(one.words & other.words) / math.sqrt(one.weight * other.weight) if one.weight and other.weight else 0.0


def _weight(words: frozenset[str]) -> float:
    """How much words say together; the same in whatever order they come."""
    rarity, unseen = _rarities()
    return math.fsum(rarity.get(word, unseen) for word in words)


@cache
def _rarities() -> tuple[Mapping[str, float], float]:
    """By stem, the logarithm of how many times rarer it is than what every report has; and that of a stem that none has."""
    with (data() / "models" / RARITY).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        total = int(kept["total"])
        counts = zip(kept["stems"].tolist(), kept["reports"].tolist(), strict=True)
        return {stem: math.log((total + 1) / (reports + 1)) for stem, reports in counts}, math.log(total + 1)
