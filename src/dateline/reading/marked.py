"""Sentences with a pair of parties marked by the user: ``<s>France</s> condemned <t>Iran</t>.``"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import ReportError
from dateline.reading.lines import Row, read_file
from dateline.reading.reports import identifier_of


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with its marks, its identifier (the place without one), and its place, ``file:line``."""

    id: str
    marked: str
    where: str


def read_marked(source: str) -> Iterator[MarkedSentence | ReportError]:
    """The marked sentences of a file of JSON lines; what cannot be used is an error in its stead."""
    return read_file(source, _sentence)


def _sentence(row: Row, where: str) -> MarkedSentence:
    marked = row.get("marked")
    if not isinstance(marked, str):
        raise ReportError(where, "has no marked sentence", 'a row is {"id": "…", "marked": "<s>France</s> condemned <t>Iran</t>."}')
    return MarkedSentence(identifier_of(row, where) or where, marked, where)
