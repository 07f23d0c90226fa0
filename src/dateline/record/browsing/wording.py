"""Words asked for, found in what tellings say: as :mod:`dateline.record.asking` finds them, by the letters, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.record.browsing.columns import Ints
from dateline.record.browsing.conditions import Condition, all_of, any_of
from dateline.record.browsing.names import Names, lowercased
from dateline.record.browsing.segment import Segment
from dateline.record.browsing.taking import WORD


def may_tell(segment: Segment, words: Names, text: str) -> Condition:
    """Which events have the words of a text in their tellings; if :func:`is_word`, those that tell it."""
    parts = [[segment.postings.under(code) for code in codes] for codes in _parts(words, lowercased(text))]
    if not parts:
        return np.ones(len(segment), bool)
    return all_of([any_of(rows, len(segment)) for rows in parts], len(segment))


def is_word(text: str) -> bool:
    """Whether a text is (part of) one word, so that it stands in a sentence if and only if it stands in a word of it."""
    return bool(WORD.fullmatch(lowercased(text)))


def telling(segment: Segment, rows: Ints, text: str) -> Ints:
    """Those of some events that have a telling in whose sentence a text stands, in whatever letters."""
    return segment.told.holding(lowercased(text), rows)


def _parts(words: Names, wanted: str) -> list[Sequence[int]]:
    """For each word of a text: those in which it stands; at its own begin and end, where the text goes on there."""
    found: list[Sequence[int]] = []
    for part in WORD.finditer(wanted):
        whole, opens, closes = part[0], part.start() > 0, part.end() < len(wanted)
        if opens and closes:
            code = words.find(whole)
            found.append(() if code is None else (code,))
        else:
            within = words.containing(whole)
            found.append([c for c in within if (not opens or words[c].startswith(whole)) and (not closes or words[c].endswith(whole))])
    return found
