"""A table of weights that can be read: log-odds a feature, and what becomes of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml

_IMPOSSIBLE = -32.0  # log-odds up to which a probability is none


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by feature, and the bias."""

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Table:
        """From a section of a model's file."""
        return cls({feature: float(weight) for feature, weight in content["weights"].items()}, float(content["bias"]))

    def probability(self, features: Mapping[str, float]) -> float:
        """Of the features' sum; those without a weight count nothing."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in sorted(features.items()))
        return 1 / (1 + math.exp(-total)) if total > _IMPOSSIBLE else 0.0


@cache
def shipped(name: str) -> tuple[Table, float]:
    """The table of the package in ``data/models/NAME.toml``, and the probability from which on it is followed."""
    content = read_toml(data() / "models" / f"{name}.toml")
    return Table.of(content[name]), float(content["floor"])
