"""A report as the encoder reads it: for every word what it may tell, for every word and mention the part that is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
from dateline.errors import DataError
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


class _Named:
    """The words of a passage that may name a party, as the heads take them."""

    def __init__(self, passage: Passage, vectors: Floats, heads: Heads) -> None:
        named = [(s, t, at) for s in passage.sentences for t in namers(s) if (at := passage.first.get((s.number, t.i))) is not None]
        self.words = [(s, t) for s, t, _ in named]
        self.vectors = heads.mentions(vectors[[at for _, _, at in named]])
        self.indices: NDArray[np.int64] = np.array([t.i for _, t in self.words], dtype=np.int64)
        self.sentences: NDArray[np.int64] = np.array([s.number for s, _ in self.words], dtype=np.int64)


class Reading:
    """One report, read."""

    def __init__(self, read: Sequence[tuple[Passage, Floats]], heads: Heads, first: Reading | None = None) -> None:
        """``first`` is the reading of another reader, whose word on acts stands where a passage was not read."""
        self._heads, self._first = heads, first
        self._passages = {s.number: (passage, vectors) for passage, vectors in read for s in passage.sentences}
        self._named: dict[int, _Named] = {}
        self._types: dict[tuple[int, int], Floats] = {}
        for passage, vectors in read:
            places = [
                (key, at) for s in passage.sentences for t in tellers(s) if (at := passage.first.get(key := (s.number, t.i))) is not None
            ]
            if places:
                rows = heads.type_of(vectors[[at for _, at in places]])
                self._types |= {key: row for (key, _), row in zip(places, rows, strict=True)}

    def loudest(self, sentences: Sequence[Sentence]) -> float:
        """How likely the likeliest word of some sentences tells an act of any type."""
        rows = (self._types.get((s.number, t.i)) for s in sentences for t in s.tokens)
        return max((1 - float(row[0]) for row in rows if row is not None), default=0.0)

    def types(self, sentence: Sentence, token: Token) -> dict[str, float]:
        """How likely the word tells an act of each type; the empty name is that of no act. Empty for words that tell none."""
        if (first := self._stands_in(sentence)) is not None:
            return first.types(sentence, token)
        row = self._types.get((sentence.number, token.i))
        return {} if row is None else dict(zip(self._heads.types, map(float, row), strict=True))

    def mode(self, sentence: Sentence, token: Token, type_: str) -> str | None:
        """The likeliest mode of an act of that type told by the word."""
        if (first := self._stands_in(sentence)) is not None:
            return first.mode(sentence, token, type_)
        vector = self._vector(sentence, token)
        return None if vector is None else self._heads.mode_of(vector, type_)

    def factuality(self, sentence: Sentence, token: Token) -> dict[str, float]:
        """How likely each factuality is of the act told by the word."""
        if (first := self._stands_in(sentence)) is not None:
            return first.factuality(sentence, token)
        vector = self._vector(sentence, token)
        return {} if vector is None else dict(zip(self._heads.factualities, map(float, self._heads.factuality_of(vector)), strict=True))

    def mentions(self, sentence: Sentence, token: Token, least: float = 0.0) -> list[Mention]:
        """The words of the passage that may name a party, with the part that each takes in the act told by a word.

        Args:
            least: how likely a mention must be to act or to receive.
        """
        passage, vectors = self._passages.get(sentence.number, (None, None))
        if passage is None or vectors is None or (sentence.number, token.i) not in passage.first:
            return []
        named = self._named.get(id(passage))
        if named is None:
            named = self._named[id(passage)] = _Named(passage, vectors, self._heads)
        if not named.words:
            return []
        trigger = vectors[passage.first[sentence.number, token.i]]
        rows = self._heads.roles_of(trigger, named.vectors, named.indices - token.i, named.sentences - sentence.number)
        likely = np.flatnonzero(np.maximum(rows[:, 1], rows[:, 2]) >= least)
        found = [(*named.words[n], rows[n]) for n in likely]
        return [Mention(s, t, float(r[1]), float(r[2]), float(r[3])) for s, t, r in found if s is not sentence or t.i != token.i]

    def alike(self, one: tuple[Sentence, Token], other: tuple[Sentence, Token]) -> float:
        """How alike the encoder sees two words where they stand: the cosine of their vectors; 0 where one was not read."""
        a, b = self._vector(*one), self._vector(*other)
        return 0.0 if a is None or b is None else float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))

    def _stands_in(self, sentence: Sentence) -> Reading | None:
        """The first reading, for a sentence of a passage that was not read; ``None`` where this reading speaks for itself."""
        return self._first if sentence.number not in self._passages else None

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

    @classmethod
    def load(cls, folder: Path) -> Reader:
        """A reader of the user's own, from a folder that ``dateline train`` has written.

        Raises:
            DataError: if a file of it is missing.
        """
        for name in (encoder_.MODEL, heads_.HEADS):
            if not (folder / name).is_file():
                raise DataError(str(folder / name), "no such file", "name a folder that dateline train has written")
        with np.load(folder / heads_.HEADS, allow_pickle=False) as arrays:
            return cls(Encoder(folder / encoder_.MODEL), Heads(dict(arrays)), wordpieces.shipped())

    def read(self, sentences: Sequence[Sentence], first: Reading | None = None, quiet: float = 0.0) -> Reading:
        """Read the sentences of one report.

        Args:
            first: what another reader has seen in them.
            quiet: passages in which that holds no word likelier than this to tell an act are not read.
        """
        found = passages(sentences, self._pieces)
        loud = [p for p in found if first is None or first.loudest(p.sentences) >= quiet]
        return Reading([(p, self._encoder.vectors(p)) for p in loud], self._heads, first)

    def roots(self, text: str, sources: Sequence[Span], targets: Sequence[Span]) -> dict[str, float]:
        """How likely each of the 15 roots is between two marked parties of a text; empty from the fast reader, which reads no marks."""
        if isinstance(self._encoder, StaticEncoder):
            return {}
        ids, source, target = marked_ids(text, sources, targets, self._pieces)
        vectors = self._encoder.of(ids)
        return dict(zip(self._heads.roots, map(float, self._heads.root_of(vectors[source], vectors[target])), strict=True))
