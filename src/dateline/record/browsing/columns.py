"""Columns of many values a row, as arrays: lists of codes, texts, and the rows under each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.record.browsing.names import Mask

Ints = NDArray[np.signedinteger[Any]]
"""Codes, counts, days or numbers of rows."""
_WORD_BITS = 32  # rows are counted in the lower half of a number that orders postings


_DENSE = 8  # if more than one of so many rows is wanted, all are looked through


def starts_of(lengths: Ints) -> Ints:
    """Where each of some runs begins that follow each other, and where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def _runs(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Where the values of some rows stand one after another, and where each row's begin among them."""
    first = starts[rows]
    lengths = starts[rows + 1] - first
    begins = starts_of(lengths)
    return np.arange(begins[-1]) + np.repeat(first - begins[:-1], lengths), begins


@dataclass(frozen=True)
class Lists:
    """A list of codes a row: those of row ``n`` are ``codes[starts[n]:starts[n + 1]]``."""

    starts: Ints
    codes: Ints

    def __getitem__(self, row: int) -> list[int]:
        codes: list[int] = self.codes[self.starts[row] : self.starts[row + 1]].tolist()
        return codes

    @cached_property
    def rows(self) -> Ints:
        """The row of each code."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), self.starts[1:] - self.starts[:-1])

    def any(self, wanted: Mask) -> Mask:
        """Whether a row has any code that is wanted."""
        given = np.zeros(len(self.starts) - 1, bool)
        given[self.rows[wanted[self.codes]]] = True
        return given

    def within(self, rows: Ints) -> Ints:
        """The codes of some rows, one after another."""
        count = len(self.starts) - 1
        if len(rows) == count:
            return self.codes
        if len(rows) * _DENSE < count:
            return self.codes[_runs(self.starts, rows)[0]]
        wanted = np.zeros(count, bool)
        wanted[rows] = True
        kept: Ints = self.codes[np.repeat(wanted, self.starts[1:] - self.starts[:-1])]
        return kept

    def lengths(self, rows: Ints) -> Ints:
        """How many codes each of some rows has."""
        return self.starts[rows + 1] - self.starts[rows]

    def take(self, rows: Ints) -> Lists:
        """The lists of some rows alone, in their order."""
        at, begins = _runs(self.starts, rows)
        return Lists(begins, self.codes[at])

    @staticmethod
    def chain(several: Sequence[Lists]) -> Lists:
        """The rows of several, one after another."""
        lengths = np.concatenate([one.starts[1:] - one.starts[:-1] for one in several])
        return Lists(starts_of(lengths), np.concatenate([one.codes for one in several]))


@dataclass(frozen=True)
class Texts:
    """A text a row, in UTF-8: that of row ``n`` is ``bytes[starts[n]:starts[n + 1]]``."""

    starts: Ints
    bytes: NDArray[np.uint8]

    def __getitem__(self, row: int) -> str:
        return bytes(self.bytes[self.starts[row] : self.starts[row + 1]]).decode(errors="replace")

    def holding(self, words: str, rows: Ints) -> Ints:
        """Those of some rows in whose text some words stand."""
        wanted, whole, starts = words.encode(errors="replace"), self.bytes.data, self.starts
        begins, ends = starts[rows].tolist(), starts[rows + 1].tolist()
        held = [wanted in whole[begin:end].tobytes() for begin, end in zip(begins, ends, strict=True)]
        kept: Ints = rows[np.array(held, bool)]
        return kept

    def take(self, rows: Ints) -> Texts:
        """The texts of some rows alone, in their order."""
        whole, begins, ends = self.bytes.data, self.starts[rows], self.starts[rows + 1]
        kept = b"".join([whole[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)])
        return Texts(starts_of(ends - begins), np.frombuffer(kept, np.uint8))

    @staticmethod
    def chain(several: Sequence[Texts]) -> Texts:
        """The rows of several, one after another."""
        lengths = np.concatenate([one.starts[1:] - one.starts[:-1] for one in several])
        return Texts(starts_of(lengths), np.concatenate([one.bytes for one in several]))


@dataclass(frozen=True)
class Postings:
    """The rows under each word: those of word ``w`` are ``rows[starts[w]:starts[w + 1]]``, ascending."""

    starts: Ints
    rows: Ints

    @classmethod
    def of(cls, words: Ints, rows: Ints) -> Postings:
        """From pairs of a word and a row, in any order, each once."""
        keys = (words.astype(np.int64) << _WORD_BITS) | rows
        keys.sort()
        counts = np.bincount(words, minlength=1) if len(words) else np.zeros(1, np.int64)
        return cls(starts_of(counts), (keys & ((1 << _WORD_BITS) - 1)).astype(np.int32))

    def under(self, word: int) -> Ints:
        """The rows under a word."""
        return self.rows[self.starts[word] : self.starts[word + 1]] if word + 1 < len(self.starts) else self.rows[:0]

    def pairs(self) -> tuple[Ints, Ints]:
        """Every word with a row that it stands in."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), self.starts[1:] - self.starts[:-1]), self.rows
