"""Events taken over from the record into a segment, with what their tellings say of them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from dateline.record.browsing.columns import Lists, Texts, starts_of
from dateline.record.browsing.names import Names, Parties, Places, parted
from dateline.record.browsing.segment import COLUMNS, EPOCH, LISTS, NEVER, Segment, laid
from dateline.record.publishing import TELLER
from dateline.record.reviewing.ranking import LEAST, weighed
from dateline.record.store import CHOSEN, Query

WORD = re.compile(r"\w+")
BETWEEN = "\x1e"
"""What parts the sentences of one event's tellings."""
_SIDES = {"actors": "actor_codes", "recipients": "recipient_codes", "says": "says_codes"}


@dataclass
class Vocabulary:
    """All names of a view, by what they name; the codes of its columns are codes in these."""

    parties: Parties = field(default_factory=Parties)
    codes: Names = field(default_factory=Names)
    places: Places = field(default_factory=Places)
    sources: Names = field(default_factory=Names)
    types: Names = field(default_factory=Names)
    modes: Names = field(default_factory=Names)
    factualities: Names = field(default_factory=Names)
    words: Names = field(default_factory=Names)


class _Lists:
    """Lists of codes as they are gathered."""

    def __init__(self) -> None:
        self.lengths, self.codes = array("i"), array("i")

    def append(self, codes: Sequence[int]) -> None:
        self.lengths.append(len(codes))
        self.codes.extend(codes)

    def whole(self) -> Lists:
        return Lists(starts_of(np.array(self.lengths, np.int64)), np.array(self.codes, np.int32))


class _Texts:
    """Texts as they are gathered."""

    def __init__(self) -> None:
        self.lengths, self.bytes = array("i"), bytearray()

    def append(self, text: str) -> None:
        kept = text.encode(errors="replace")
        self.lengths.append(len(kept))
        self.bytes.extend(kept)

    def whole(self) -> Texts:
        return Texts(starts_of(np.array(self.lengths, np.int64)), np.frombuffer(bytes(self.bytes), np.uint8))


def events_taken(*, chosen: bool) -> Query:
    """The events of a record, or those chosen there, one a row as :func:`taken` reads them."""
    some, asked = (f"WHERE b.event {CHOSEN}", f"WHERE event {CHOSEN}") if chosen else ("", "")
    reviewed = weighed(Query(f"FROM events {asked}", {}), {})
    party = (
        "concat_ws(chr(31), replace(coalesce({0}.text, ''), chr(31), ' '), "
        "coalesce({0}.country, ''), coalesce({0}.sector, ''), coalesce({0}.entity, ''))"
    )
    place = (
        "concat_ws(chr(31), replace(e.place.text, chr(31), ' '), coalesce(e.place.country, ''), coalesce(e.place.admin1, ''), "
        "coalesce(e.place.lat::VARCHAR, ''), coalesce(e.place.lon::VARCHAR, ''), coalesce(e.place.\"precision\", ''))"
    )
    return Query(
        f"""
        WITH tellings AS (
            SELECT b.event, m.mention, m.confidence, m.attribution, {TELLER} AS source,
                   substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start) AS words
            FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) {some}
        ), told AS (
            SELECT event, arg_max({{'words': words, 'source': source}}, (confidence, mention)) AS best,
                   list_sort(list(DISTINCT source)) AS publishers, string_agg(DISTINCT lower(words), chr(30)) AS tellings,
                   list_sort(list(DISTINCT {party.format("attribution")}) FILTER (attribution IS NOT NULL)) AS says
            FROM tellings GROUP BY event
        )
        SELECT e.event, e."from", e."to", e.first_told, e.type, e.mode, e.factuality, e.score, e.confidence, e.mentions, e.sources,
               list_transform(e.actors, lambda p: {party.format("p")}) AS actors,
               list_transform(e.recipients, lambda p: {party.format("p")}) AS recipients,
               CASE WHEN e.place IS NOT NULL AND e.place.text IS NOT NULL THEN {place} END AS place,
               best.words, best.source, publishers, says, tellings, coalesce(c.revision, 0) AS revision,
               CASE WHEN w.doubt > {LEAST} THEN w.doubt * w.importance ELSE 0 END AS review
        FROM events e JOIN told USING (event) LEFT JOIN changes c USING (event) LEFT JOIN ({reviewed.sql}) w USING (event)
        """,
        reviewed.values,
    )


def taken(rows: Iterable[Mapping[str, Any]], names: Vocabulary) -> Segment:
    """A segment of the events that :func:`events_taken` gives; what is new among their names is added to those."""
    events: list[str] = []
    columns: dict[str, array[Any]] = {name: array("d" if kind is np.float64 else "i") for name, kind in COLUMNS.items()}
    lists = {name: _Lists() for name in LISTS}
    words, told = _Texts(), _Texts()
    found, at = array("i"), array("i")  # words, and the rows that they stand in
    for number, row in enumerate(rows):
        events.append(row["event"])
        for name, value in _numbers(row, names).items():
            columns[name].append(value)
        for name, codes in _codes(row, names).items():
            lists[name].append(codes)
        words.append(row["words"])
        told.append(row["tellings"])
        spoken = {names.words.code(word) for word in WORD.findall(row["tellings"])}
        found.extend(spoken)
        at.extend([number] * len(spoken))
    return laid(
        np.array([event.encode() for event in events], np.bytes_) if events else np.array([], "S12"),
        {name: np.array(column, COLUMNS[name]) for name, column in columns.items()},
        {name: one.whole() for name, one in lists.items()},
        (words.whole(), told.whole()),
        (np.array(found, np.int32), np.array(at, np.int32)),
    )


def _numbers(row: Mapping[str, Any], names: Vocabulary) -> dict[str, float]:
    first, last, told = row["from"], row["to"], row["first_told"]
    return {
        "day": _day(first or told),
        "first": _day(first),
        "last": _day(last),
        "told": _day(told),
        "end": _day(last or told),
        "type": names.types.code(row["type"]),
        "mode": names.modes.code(row["mode"]) if row["mode"] is not None else -1,
        "factuality": names.factualities.code(row["factuality"]),
        "place": names.places.code(row["place"]) if row["place"] is not None else -1,
        "source": names.sources.code(row["source"]),
        "score": row["score"] if row["score"] is not None else np.nan,
        "confidence": row["confidence"],
        "mentions": row["mentions"],
        "sources": row["sources"],
        "revision": row["revision"],
        "review": row["review"],
    }


def _codes(row: Mapping[str, Any], names: Vocabulary) -> dict[str, list[int]]:
    sides = {side: [names.parties.code(party) for party in row[side] or ()] for side in _SIDES}
    codes = {_SIDES[side]: sorted(_coded(parties, names)) for side, parties in sides.items()}
    both = sorted(set(codes["actor_codes"]) & set(codes["recipient_codes"]))
    return {**sides, **codes, "both_codes": both, "publishers": [names.sources.code(source) for source in row["publishers"]]}


def _coded(parties: Iterable[int], names: Vocabulary) -> set[int]:
    """The countries and sectors of some parties."""
    return {names.codes.code(code) for party in parties for code in parted(names.parties[party])[1:3] if code}


def _day(day: date | None) -> int:
    return day.toordinal() - EPOCH if day else NEVER
