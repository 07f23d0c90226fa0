"""A view: what a record said at a revision, in parts that never change; bringing it up to date makes another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.record.asking import Facets, Question
from dateline.record.browsing.answers import Line, Shown, Spot
from dateline.record.browsing.counting import Found
from dateline.record.browsing.matching import Matcher
from dateline.record.browsing.names import parted
from dateline.record.browsing.parts import Part, part_of
from dateline.record.browsing.reports import Reports
from dateline.record.browsing.segment import EPOCH, NEVER, Segment, joined
from dateline.record.browsing.taking import Vocabulary
from dateline.record.revisions import Revision

_PARTS = 6  # small segments at most
_STALE = 0.2  # of all rows, in small segments or gone: time to make one of all


@dataclass(frozen=True)
class View:
    """Events of a record at a revision; the first part is the great one, those after it hold what came since.

    Attributes:
        reports: how many there are as they are now.
    """

    revision: Revision
    names: Vocabulary
    parts: tuple[Part, ...]
    reports: Reports

    def changed(self, revision: Revision, events: Sequence[str], segment: Segment, reports: Reports) -> View:
        """The view at a later revision: some events are as a segment has them, or are no more."""
        parts = [part.without(events) for part in self.parts]
        if len(segment):
            parts.append(part_of(segment))
        rows, dead = sum(len(part.segment) for part in parts), sum(len(part.dead) for part in parts)
        if dead + rows - len(parts[0].segment) > _STALE * rows:
            parts = [_one_of(parts)]
        elif len(parts) > _PARTS:
            parts = [parts[0], _one_of(parts[1:])]
        return View(revision, self.names, tuple(parts), reports)

    def has_events_of(self, other: View) -> bool:
        """Whether two views are of the very same events."""
        return len(self.parts) == len(other.parts) and all(one is another for one, another in zip(self.parts, other.parts, strict=True))

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def matchers(self) -> Iterator[Matcher]:
        """Matchers of all parts."""
        for part in self.parts:
            yield Matcher(part, self.names)

    def rows(self, question: Question, facets: Facets) -> list[Found]:
        """The rows of each part that meet a question."""
        return [(matcher.part, matcher.matching(question, facets)) for matcher in self.matchers()]

    def find(self, event: str) -> tuple[Part, int] | None:
        """Where an event is."""
        for part in reversed(self.parts):
            row = part.segment.find(event)
            if row is not None and part.alive[row]:
                return part, row
        return None

    def line(self, part: Part, row: int) -> Line:
        """An event as lists show it."""
        segment, names, lists = part.segment, self.names, part.segment.lists
        mode, place, score = int(segment["mode"][row]), int(segment["place"][row]), float(segment["score"][row])
        return Line(
            event=segment.events[row].decode(),
            day=_day(segment["day"][row]),
            first=_day(segment["first"][row]),
            last=_day(segment["last"][row]),
            told=_day(segment["told"][row]),
            type=names.types[int(segment["type"][row])],
            mode=names.modes[mode] if mode >= 0 else None,
            factuality=names.factualities[int(segment["factuality"][row])],
            actors=self._shown(lists["actors"][row]),
            recipients=self._shown(lists["recipients"][row]),
            place=self.spot(place) if place >= 0 else None,
            says=self._shown(lists["says"][row]),
            words=segment.words[row],
            source=names.sources[int(segment["source"][row])],
            publishers=tuple([names.sources[code] for code in lists["publishers"][row]]),
            score=None if score != score else score,
            confidence=float(segment["confidence"][row]),
            mentions=int(segment["mentions"][row]),
            sources=int(segment["sources"][row]),
            revision=int(segment["revision"][row]),
        )

    def spot(self, place: int) -> Spot:
        """A place by its code."""
        return _spot(self.names.places[place])

    def _shown(self, parties: Iterable[int]) -> tuple[Shown, ...]:
        return tuple([_party(self.names.parties[code]) for code in parties])


@lru_cache(maxsize=100_000)
def _party(party: str) -> Shown:
    return Shown(*parted(party))


@lru_cache(maxsize=100_000)
def _spot(place: str) -> Spot:
    text, country, admin1, latitude, longitude, precision = parted(place)
    return Spot(text, country, admin1, float(latitude) if latitude else None, float(longitude) if longitude else None, precision)


def _one_of(parts: Sequence[Part]) -> Part:
    return part_of(joined([part.segment for part in parts], [part.alive for part in parts]))


def _day(number: int) -> date | None:
    return None if number == NEVER else date.fromordinal(int(number) + EPOCH)
