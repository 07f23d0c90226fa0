"""Sentences with a pair of parties marked by the user: ``<s>France</s> condemned <t>Iran</t>.``"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.errors import ReportError
from dateline.reading.lines import Row, read_rows
from dateline.reading.opening import BREAKS, STDIN, broken_stream, name_of, open_file, standard_input, unpacked
from dateline.reading.reports import identifier_of

_PAIR = [re.compile(rf"<{mark}>.*?\w.*?</{mark}>", re.S) for mark in "st"]


def read_marked(source: str) -> Iterator[tuple[str, str] | ReportError]:
    """Identifier and marked sentence of each JSON line; what cannot be used is an error in its stead."""
    where = name_of(source)
    try:
        with standard_input() if source == STDIN else open_file(source) as stream:
            for place, row in read_rows(unpacked(stream), where):
                try:
                    yield row if isinstance(row, ReportError) else _pair(row, place)
                except ReportError as error:
                    yield error
    except ReportError as error:
        yield error
    except BREAKS as error:
        yield broken_stream(where, error)


def _pair(row: Row, where: str) -> tuple[str, str]:
    marked = row.get("marked")
    if not isinstance(marked, str):
        raise ReportError(where, "has no marked sentence", 'a row is {"id": "…", "marked": "<s>France</s> condemned <t>Iran</t>."}')
    if any(len(mark.findall(marked)) != 1 for mark in _PAIR):
        raise ReportError(where, "does not mark one source and one target", "write <s>…</s> and <t>…</t> once each")
    return identifier_of(row, where) or where, marked
