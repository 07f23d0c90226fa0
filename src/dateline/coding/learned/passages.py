"""Runs of consecutive sentences that the encoder reads at one go.

What a sentence means often stands in the one before it ("the group", "the move"), so the encoder is given several at once: as many as
fit into a passage, cut so that the passages of a report are about equally long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.coding.learned.wordpieces import WordPieces
from dateline.language.parser import Sentence

LONGEST = 384  # pieces; a lead and its first paragraphs
_LONGEST_SENTENCE = 200  # pieces; what stands further back is not read


@dataclass(slots=True)
class Passage:
    """A run of sentences as the encoder takes it.

    Attributes:
        ids: of the word pieces, with the marks of beginning and end.
        first: by (number of the sentence, index of the token), the position of the token's first piece.
    """

    sentences: list[Sentence]
    ids: NDArray[np.int64]
    first: dict[tuple[int, int], int] = field(default_factory=dict)


def passages(sentences: Sequence[Sentence], pieces: WordPieces) -> Iterator[Passage]:
    """The passages of a report's sentences, in order; every sentence stands in exactly one."""
    read = [_pieces(sentence, pieces) for sentence in sentences]
    lengths = [len(ids) for ids, _ in read]
    wanted = max(1, -(-sum(lengths) // (LONGEST - 2)))
    share = sum(lengths) / wanted
    begin = 0
    while begin < len(sentences):
        end, total = begin + 1, lengths[begin]
        while end < len(sentences) and total + lengths[end] <= LONGEST - 2 and total + lengths[end] / 2 <= share:
            total += lengths[end]
            end += 1
        yield _passage(sentences[begin:end], read[begin:end], pieces)
        begin = end


def _pieces(sentence: Sentence, pieces: WordPieces) -> tuple[list[int], list[int]]:
    """The ids of a sentence, and where each token that was read begins among them."""
    ids: list[int] = []
    firsts: list[int] = []
    for token in sentence.tokens:
        found = pieces.of(token.text)
        if len(ids) + len(found) > _LONGEST_SENTENCE:
            break
        firsts.append(len(ids))
        ids.extend(found)
    return ids, firsts


def _passage(sentences: Sequence[Sentence], read: Sequence[tuple[list[int], list[int]]], pieces: WordPieces) -> Passage:
    ids = [pieces.begin]
    first = {}
    for sentence, (own, firsts) in zip(sentences, read, strict=True):
        for i, offset in enumerate(firsts):
            first[sentence.number, i] = len(ids) + offset
        ids.extend(own)
    return Passage(list(sentences), np.array([*ids, pieces.end], dtype=np.int64), first)
