"""Which rows of a segment meet a condition: a mask over all of them or, where they are few, their numbers; and what meets several.

Most that is asked is met by few rows: a word, a party, a place. What meets several conditions is sought among the fewest, so that it takes
the time of these, however many events there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.record.browsing.columns import Ints
from dateline.record.browsing.names import Mask

Condition = NDArray[Any]  # Mask | Ints, told apart by their type at run time
"""Whether each row meets it, or the numbers of those that do, ascending."""
_FEW = 32  # if fewer than one of so many rows meet a condition, their numbers take less room than a mask, and less time
_SCANT = 16  # numbers are looked up among so many times as many others, and marked among fewer
_APART = 500  # if fewer than one of so many rows are put together, they are sorted


def condition(mask: Mask) -> Condition:
    """The rows of a mask, as a condition takes the least room."""
    return mask if _FEW * np.count_nonzero(mask) > len(mask) else np.flatnonzero(mask).astype(np.int32)


def is_mask(one: Condition) -> bool:
    """Whether a condition is a mask."""
    return one.dtype == np.bool_


def numbers(one: Condition) -> Ints:
    """The numbers of the rows that meet a condition."""
    return np.flatnonzero(one) if is_mask(one) else one


def masked(one: Condition, size: int) -> Mask:
    """A condition over so many rows as a mask."""
    if is_mask(one):
        return one
    mask = np.zeros(size, bool)
    mask[one] = True
    return mask


def among(rows: Ints, one: Condition, size: int) -> Ints:
    """Those of some rows that meet a condition over so many."""
    if is_mask(one):
        return rows[one[rows]]
    few, many = (rows, one) if len(rows) <= len(one) else (one, rows)
    if not len(few):
        return few
    if _SCANT * len(few) > len(many):
        return few[masked(many, size)[few]]
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    found: Ints = few[many[at] == few]
    return found


def all_of(conditions: Sequence[Condition], size: int) -> Condition:
    """The rows that meet every condition, of one at least."""
    masks = [one for one in conditions if is_mask(one)]
    scarce = sorted((one for one in conditions if not is_mask(one)), key=len)
    if not scarce:
        return np.logical_and.reduce(masks) if len(masks) > 1 else masks[0]
    rows = scarce[0]
    for one in (*scarce[1:], *masks):
        rows = among(rows, one, size)
    return rows


def any_of(conditions: Sequence[Condition], size: int) -> Condition:
    """The rows that meet one condition at least."""
    if len(conditions) == 1 and is_mask(conditions[0]):
        return conditions[0]
    if not any(map(is_mask, conditions)):
        count = sum(map(len, conditions))
        if len(conditions) == 1 and _FEW * count < size:
            return conditions[0]
        if _APART * count < size:
            return np.unique(np.concatenate(conditions)) if conditions else np.empty(0, np.int32)
    mask = np.zeros(size, bool)
    for one in conditions:
        if is_mask(one):
            mask |= one
        else:
            mask[one] = True
    return condition(mask)
