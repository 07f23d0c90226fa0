"""A fitted linear model, as shipped: names of features, names of classes, weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.datafiles import data
from dateline.errors import SetupError


class LinearModel:
    """Multinomial logistic regression over named features, for inference alone (no training library needed)."""

    def __init__(self, classes: list[str], names: list[str], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """``weights`` has a row a class and a column a feature name."""
        self.classes, self._column = classes, {name: n for n, name in enumerate(names)}
        self._weights, self._bias = weights, bias

    def scores(self, features: Mapping[str, float]) -> NDArray[np.float32]:
        """One log-odds score a class; features that the model does not know count nothing."""
        total = self._bias.copy()
        for name in sorted(features):
            column = self._column.get(name)
            if column is not None:
                total += self._weights[:, column] * np.float32(features[name])
        return total

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is."""
        scores = self.scores(features)
        raised = np.exp(scores - scores.max())
        return dict(zip(self.classes, map(float, raised / raised.sum()), strict=True))

    def best(self, features: Mapping[str, float]) -> str:
        """The class with the highest score."""
        return self.classes[int(np.argmax(self.scores(features)))]

    @classmethod
    def shipped(cls, name: str) -> LinearModel:
        """A model of ``data/models``.

        Raises:
            SetupError: if the installation lacks it.
        """
        source = data() / "models" / f"{name}.npz"
        try:
            with source.open("rb") as file:
                content: Any = np.load(file, allow_pickle=False)
                return cls(
                    list(map(str, content["classes"])),
                    list(map(str, content["names"])),
                    content["weights"].astype(np.float32),
                    content["bias"],
                )
        except FileNotFoundError as error:
            raise SetupError(f"the model {name!r} is missing (make train builds it)") from error
