"""Sentences with two marked parties as the encoder takes them: marks before and behind each party."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.coding.learned.wordpieces import WordPieces
from dateline.model import Span

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Before and behind the source, before and behind the target."""
_LONGEST = 254


def marked_ids(text: str, sources: Sequence[Span], targets: Sequence[Span], pieces: WordPieces) -> tuple[NDArray[np.int64], int, int]:
    """The ids of a marked sentence, and where the first marks of source and target stand (0, the beginning, for one that is not there)."""
    marks = sorted(
        [(s.start, 1, MARKS[0]) for s in sources]
        + [(s.end, 0, MARKS[1]) for s in sources]
        + [(t.start, 1, MARKS[2]) for t in targets]
        + [(t.end, 0, MARKS[3]) for t in targets]
    )
    ids = [pieces.begin]
    at: dict[str, int] = {}
    begin = 0
    for offset, _, mark in [*marks, (len(text), 0, "")]:
        ids += [i for word in text[begin:offset].split() for i in pieces.of(word)]
        begin = offset
        if mark:
            if len(ids) < _LONGEST:
                at.setdefault(mark, len(ids))
            ids.append(pieces[mark])
    return np.array([*ids[:_LONGEST], pieces.end], dtype=np.int64), at.get(MARKS[0], 0), at.get(MARKS[2], 0)
