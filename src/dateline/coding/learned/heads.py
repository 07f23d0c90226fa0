"""The linear heads over the encoder's vectors, run by numpy: what a word tells, and who takes which part in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.datafiles import data
from dateline.errors import SetupError

Floats = NDArray[np.float32]
HEADS = "reader-heads.npz"
_EDGES = np.array([1, 2, 3, 5, 8, 13, 21, 36])  # of the buckets of distance between trigger and mention, in tokens
_SLOPE = (2 / np.pi) ** 0.5
_APART = 3  # sentences; further is as far


class Heads:
    """What was learned on top of the encoder.

    Attributes:
        types: names of the types, the first empty for no act.
        modes: names ``TYPE/mode``, the first empty for a mode that the text does not settle.
        factualities, roots: names of their classes.
    """

    ROLES = ("", "actor", "recipient", "speaker")

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """``weights`` has the arrays that ``make train`` writes: a matrix and a bias a head, and the names of its classes."""
        names = ("types", "modes", "factualities", "roots")
        self.types, self.modes, self.factualities, self.roots = (tuple(map(str, weights[f"{n}.names"])) for n in names)
        self._weights = {name: np.asarray(weights[name], dtype=np.float32) for name in weights if not name.endswith(".names")}

    def type_of(self, vectors: Floats) -> Floats:
        """How likely each type is of each vector: (words, types), rows sum to 1."""
        return _softmax(self._linear("types", vectors))

    def mode_of(self, vector: Floats, type_: str) -> str | None:
        """The likeliest mode of an act of a type; ``None`` where it is likelier that the text does not settle it."""
        scores = self._linear("modes", vector)
        able = [n for n, name in enumerate(self.modes) if not name or name.startswith(type_ + "/")]
        best = self.modes[max(able, key=lambda n: (scores[n], -n))]
        return best.partition("/")[2] or None

    def factuality_of(self, vector: Floats) -> Floats:
        """How likely each factuality is, in the order of :attr:`factualities`."""
        return _softmax(self._linear("factualities", vector))

    def mentions(self, vectors: Floats) -> Floats:
        """The part of :meth:`roles_of` that depends on mentions alone, so that it is done once a passage."""
        return np.asarray(vectors @ self._weights["pair_mention.weight"].T, dtype=np.float32)

    def roles_of(self, trigger: Floats, mentions: Floats, distances: NDArray[np.int64], apart: NDArray[np.int64]) -> Floats:
        """How likely each of :attr:`ROLES` is of each mention in one act: (mentions, 4).

        Args:
            trigger: the vector of the act's word.
            mentions: as :meth:`mentions` makes them of the mentions' vectors.
            distances: of the mentions from the trigger in tokens, as their indices in their sentences differ.
            apart: sentences that the mentions stand after the trigger's.
        """
        size = np.searchsorted(_EDGES, np.abs(distances), side="right")
        bucket = np.where(distances < 0, 8 - size, 8 + size)
        hidden = self._linear("pair_trigger", trigger) + mentions
        hidden += self._weights["distance.weight"][bucket] + self._weights["apart.weight"][np.clip(apart, -_APART, _APART) + _APART]
        return _softmax(self._linear("role", _gelu(hidden)))

    def root_of(self, source: Floats, target: Floats) -> Floats:
        """How likely each of :attr:`roots` is between two marked parties."""
        hidden = self._linear("root_source", source) + target @ self._weights["root_target.weight"].T
        return _softmax(self._linear("root", _gelu(hidden)))

    def _linear(self, name: str, vectors: Floats) -> Floats:
        return np.asarray(vectors @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"], dtype=np.float32)


@cache
def shipped(name: str = HEADS) -> Heads:
    """The heads of the package, by default those of the transformer.

    Raises:
        SetupError: if the installation lacks them.
    """
    try:
        with (data() / "models" / name).open("rb") as file:
            return Heads(dict(np.load(file, allow_pickle=False)))
    except FileNotFoundError as error:
        raise SetupError(f"the reader's heads {name} are missing (make train writes them)") from error


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    """By the hyperbolic tangent, as in training."""
    return np.asarray(0.5 * x * (1 + np.tanh(np.float32(_SLOPE) * (x + np.float32(0.044715) * x * x * x))), dtype=np.float32)
