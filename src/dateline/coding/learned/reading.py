"""A report as the encoder reads it: for every word what it may tell, for every word and mention the part that is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.coding.learned import encoder as encoder_
from dateline.coding.learned import heads as heads_
from dateline.coding.learned import static, wordpieces
from dateline.coding.learned.candidates import namers, tellers
from dateline.coding.learned.encoder import Encoder
from dateline.coding.learned.heads import Floats, Heads
from dateline.coding.learned.marking import marked_ids
from dateline.coding.learned.passages import Passage, passages
from dateline.coding.learned.static import StaticEncoder
from dateline.coding.learned.wordpieces import WordPieces
from dateline.language.parser import Sentence, Token
from dateline.model import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that may name a party, with how likely it is to be the actor, the recipient or the cited speaker of one act."""

    sentence: Sentence
    token: Token
    actor: float
    recipient: float
    speaker: float


class Reading:
    """One report, read."""

    def __init__(self, read: Sequence[tuple[Passage, Floats]], heads: Heads) -> None:
        self._heads = heads
        self._passages = {s.number: (passage, vectors) for passage, vectors in read for s in passage.sentences}
        self._types: dict[tuple[int, int], Floats] = {}
        for passage, vectors in read:
            places = [
                (key, at) for s in passage.sentences for t in tellers(s) if (at := passage.first.get(key := (s.number, t.i))) is not None
            ]
            if places:
                rows = heads.type_of(vectors[[at for _, at in places]])
                self._types |= {key: row for (key, _), row in zip(places, rows, strict=True)}

    def types(self, sentence: Sentence, token: Token) -> dict[str, float]:
        """How likely the word tells an act of each type; the empty name is that of no act. Empty for words that tell none."""
        row = self._types.get((sentence.number, token.i))
        return {} if row is None else dict(zip(self._heads.types, map(float, row), strict=True))

    def mode(self, sentence: Sentence, token: Token, type_: str) -> str | None:
        """The likeliest mode of an act of that type told by the word."""
        vector = self._vector(sentence, token)
        return None if vector is None else self._heads.mode_of(vector, type_)

    def factuality(self, sentence: Sentence, token: Token) -> dict[str, float]:
        """How likely each factuality is of the act told by the word."""
        vector = self._vector(sentence, token)
        return {} if vector is None else dict(zip(self._heads.factualities, map(float, self._heads.factuality_of(vector)), strict=True))

    def mentions(self, sentence: Sentence, token: Token) -> list[Mention]:
        """The words of the passage that may name a party, with the part that each takes in the act told by a word."""
        passage, vectors = self._passages.get(sentence.number, (None, None))
        if passage is None or vectors is None or (sentence.number, token.i) not in passage.first:
            return []
        found = [(s, t, at) for s in passage.sentences for t in namers(s) if (at := passage.first.get((s.number, t.i))) is not None]
        found = [(s, t, at) for s, t, at in found if (s.number, t.i) != (sentence.number, token.i)]
        if not found:
            return []
        distances: NDArray[np.int64] = np.array([t.i - token.i for _, t, _ in found])
        apart: NDArray[np.int64] = np.array([s.number - sentence.number for s, _, _ in found])
        trigger = vectors[passage.first[sentence.number, token.i]]
        rows = self._heads.roles_of(trigger, vectors[[at for _, _, at in found]], distances, apart)
        return [Mention(s, t, float(row[1]), float(row[2]), float(row[3])) for (s, t, _), row in zip(found, rows, strict=True)]

    def _vector(self, sentence: Sentence, token: Token) -> Floats | None:
        passage, vectors = self._passages.get(sentence.number, (None, None))
        at = passage.first.get((sentence.number, token.i)) if passage is not None else None
        return None if at is None or vectors is None else vectors[at]


class Reader:
    """Encoder and heads, loaded once and used for many reports."""

    def __init__(self, encoder: Encoder | StaticEncoder, heads: Heads, pieces: WordPieces) -> None:
        self._encoder, self._heads, self._pieces = encoder, heads, pieces

    @classmethod
    def shipped(cls, fast: bool = False) -> Reader:
        """The reader of the package; ``fast`` with static vectors in place of the transformer.

        Raises:
            SetupError: if the installation lacks it.
        """
        pieces = wordpieces.shipped()
        if fast:
            return cls(static.shipped(pieces), heads_.shipped(static.HEADS), pieces)
        return cls(encoder_.shipped(), heads_.shipped(), pieces)

    def read(self, sentences: Sequence[Sentence]) -> Reading:
        """Read the sentences of one report."""
        return Reading([(p, self._encoder.vectors(p)) for p in passages(sentences, self._pieces)], self._heads)

    def roots(self, text: str, sources: Sequence[Span], targets: Sequence[Span]) -> dict[str, float]:
        """How likely each of the 15 roots is between two marked parties of a text; empty from the fast reader, which reads no marks."""
        if isinstance(self._encoder, StaticEncoder):
            return {}
        ids, source, target = marked_ids(text, sources, targets, self._pieces)
        vectors = self._encoder.of(ids)
        return dict(zip(self._heads.roots, map(float, self._heads.root_of(vectors[source], vectors[target])), strict=True))
