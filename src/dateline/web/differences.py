"""What another version of a text says otherwise, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[\"'”’)]*|\n|$)\s*")
_WORD = re.compile(r"\S+\s*|\s+")
_MOST = 2000  # words of a passage that are compared one by one; the time that takes grows with their square


class Change(NamedTuple):
    """A run of text that both have (``same``), that only the earlier has (``gone``) or only the later (``come``)."""

    kind: str
    text: str


def differences(earlier: str, later: str) -> list[Change]:
    """An earlier text and a later one as runs in order.

    >>> [tuple(change) for change in differences("Envoys will meet. All is well.", "Envoys met. All is well.")]
    [('same', 'Envoys '), ('gone', 'will meet. '), ('come', 'met. '), ('same', 'All is well.')]
    """
    joined: list[Change] = []
    for kind, text in _sentences(earlier, later):
        if joined and joined[-1].kind == kind:
            joined[-1] = Change(kind, joined[-1].text + text)
        elif text:
            joined.append(Change(kind, text))
    return joined


def _sentences(earlier: str, later: str) -> Iterator[Change]:
    for kind, old, new in _compared(_SENTENCE.findall(earlier), _SENTENCE.findall(later)):
        before, after = _WORD.findall("".join(old)), _WORD.findall("".join(new))
        if kind == "equal":
            yield Change("same", "".join(new))
        elif len(before) > _MOST or len(after) > _MOST:
            yield from _otherwise("".join(old), "".join(new))
        else:
            for inner, one, other in _compared(before, after):
                if inner == "equal":
                    yield Change("same", "".join(other))
                else:
                    yield from _otherwise("".join(one), "".join(other))


def _compared(earlier: Sequence[str], later: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for kind, i, j, k, m in SequenceMatcher(None, earlier, later, autojunk=len(earlier) > _MOST).get_opcodes():
        yield kind, earlier[i:j], later[k:m]


def _otherwise(gone: str, come: str) -> Iterator[Change]:
    if gone:
        yield Change("gone", gone)
    if come:
        yield Change("come", come)
