"""The fast encoder: no transformer, but static vectors of words, put together by the parse.

A word's vector is the mean of those of its pieces, distilled from the trained encoder (what it makes of a piece on average). A token is
read from its own vector and those of its governor, subject, object, neighbours and sentence, one matrix each, and what its dependency
label adds. That is little arithmetic; it knows words and syntax, not what the sentence before has told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.coding.learned.passages import Passage
from dateline.coding.learned.wordpieces import REMEMBERED, WordPieces
from dateline.datafiles import data
from dateline.errors import SetupError
from dateline.language.parser import Sentence, Token

FAST, HEADS = "fast.npz", "fast-heads.npz"
SLOTS = ("self", "head", "subject", "object", "left", "right", "sentence")
"""Whose vectors a token is read from."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "attr", "pobj", "ccomp", "xcomp", "acomp", "oprd"})
Floats = NDArray[np.float32]


def slots(sentence: Sentence) -> list[list[int]]:
    """For each token, the indices of the tokens that fill its slots but the last; -1 where there is none."""
    count = len(sentence.tokens)
    return [
        [
            token.i,
            token.head if token.head != token.i else -1,
            _first(sentence, token, _SUBJECTS),
            _object(sentence, token),
            token.i - 1,
            token.i + 1 if token.i + 1 < count else -1,
        ]
        for token in sentence.tokens
    ]


def _first(sentence: Sentence, token: Token, labels: frozenset[str]) -> int:
    return next((i for i in token.children if sentence.tokens[i].dep in labels), -1)


def _object(sentence: Sentence, token: Token) -> int:
    """The object, else what the first preposition governs."""
    own = _first(sentence, token, _OBJECTS)
    if own >= 0:
        return own
    preposition = _first(sentence, token, frozenset({"prep", "agent", "dative"}))
    return _first(sentence, sentence.tokens[preposition], _OBJECTS) if preposition >= 0 else -1


class StaticEncoder:
    """Vectors of tokens without a transformer; in the encoder's place."""

    def __init__(self, weights: Mapping[str, Any], pieces: WordPieces) -> None:
        """``weights``: int8 ``table`` (pieces, width) with its ``scale``, matrices by slot, vectors by ``labels``, a ``bias``."""
        self._table = np.asarray(weights["table"], dtype=np.float32) * np.asarray(weights["scale"], dtype=np.float32)
        self._matrices = [np.asarray(weights[f"slot.{slot}"], dtype=np.float32) for slot in SLOTS]
        self._labels = {str(label): n for n, label in enumerate(weights["labels"])}
        self._label_vectors = np.asarray(weights["label_vectors"], dtype=np.float32)
        self._bias = np.asarray(weights["bias"], dtype=np.float32)
        self._pieces = pieces
        self._words: dict[str, Floats] = {}

    def vectors(self, passage: Passage) -> Floats:
        """One vector a token, at the position of its first piece; zeros elsewhere."""
        found = np.zeros((len(passage.ids), self._bias.shape[0]), dtype=np.float32)
        for sentence in passage.sentences:
            rows = self._sentence(sentence)
            for token in sentence.tokens:
                at = passage.first.get((sentence.number, token.i))
                if at is not None:
                    found[at] = rows[token.i]
        return found

    def _sentence(self, sentence: Sentence) -> Floats:
        own = np.stack([self.word(token.text) for token in sentence.tokens])
        padded = np.vstack([own, np.zeros((1, own.shape[1]), dtype=np.float32)])  # the last row is that of nobody
        index = np.array(slots(sentence))
        total = own.mean(axis=0) @ self._matrices[-1] + self._bias
        total = total + self._label_vectors[[self._labels.get(t.dep, 0) for t in sentence.tokens]]
        for n, matrix in enumerate(self._matrices[:-1]):
            total = total + padded[index[:, n]] @ matrix
        return np.asarray(np.tanh(total), dtype=np.float32)

    def word(self, word: str) -> Floats:
        """The vector of a word alone: the mean of those of its pieces."""
        vector = self._words.get(word)
        if vector is None:
            if len(self._words) >= REMEMBERED:
                self._words.clear()
            vector = self._words[word] = self._table[list(self._pieces.of(word))].mean(axis=0)
        return vector


@cache
def shipped(pieces: WordPieces) -> StaticEncoder:
    """The fast encoder of the package.

    Raises:
        SetupError: if the installation lacks it.
    """
    try:
        with (data() / "models" / FAST).open("rb") as file:
            return StaticEncoder(dict(np.load(file, allow_pickle=False)), pieces)
    except FileNotFoundError as error:
        raise SetupError(f"the fast encoder {FAST} is missing (make train writes it)") from error
