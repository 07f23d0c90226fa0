"""Where the record's silence means that nothing happened: lists that say to hold all of a series, and reports that came in every week.

A record can prove that something was; that something was not, only where it would have it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.coding import kinds
from dateline.record.bounds import BEGINNING
from dateline.record.fitting import Terms, terms_of
from dateline.record.series import Listing, listings
from dateline.record.stating import Days, Statement
from dateline.record.store import Store

_ASIDE = timedelta(days=2)
_GAP = 7  # days without any report of a party, after which the record may have missed what it did


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the record would have all of a series over some days, and what speaks against it or is taken for granted.

    Attributes:
        list: the list that would have all of it; empty if none would.
        reported: whether reports of every week name who the series is of.
    """

    list: str
    reported: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A list that has events of a series' acts and parties.

    Attributes:
        first, last: the days that it covers, ``None`` where an end is open; ``said`` whether it says so itself.
        zone: that its days are told in.
        holds: the kinds that all of its events are of.
        leaves_out: kinds that it says to leave out, each with how it says it.
    """

    name: str
    first: date | None
    last: date | None
    said: bool
    zone: str
    holds: frozenset[str]
    leaves_out: tuple[tuple[str, Terms], ...]

    def gaps(self, terms: Terms, window: Days) -> list[str]:
        """What keeps the list from having all of a series over some days."""
        found = []
        known = kinds.load()
        narrow = [kind for kind in terms.all_kinds if kind in known.wider]
        domain = {kind for kind in self.holds if not any(kind in known.wider[other] and kind != other for other in self.holds)}
        outside = domain and not any(domain <= known.above([kind]) for kind in narrow)
        if outside and (narrow or terms.others == ()):
            found.append(f"{self.name} has {' and '.join(f'{kind}s' for kind in sorted(domain))} alone")
        for said, left in self.leaves_out:
            if not _is_apart(terms, left):
                found.append(f"{self.name} leaves out: {said}")
        if self.first is not None and window[0] < self.first:
            found.append(f"{self.name} has nothing before {self.first}")
        if self.last is not None and window[1] > self.last:
            found.append(f"{self.name} has nothing after {self.last}")
        return found


def _is_apart(terms: Terms, left: Terms) -> bool:
    """Whether what a list leaves out is none of a series."""
    known = kinds.load()
    if not left.all_kinds or not terms.all_kinds:
        return False  # what the words mean, nobody knows
    if known.are_apart(left.all_kinds, terms.all_kinds):
        return True
    named = bool(terms.systems)
    return named and not any(kind in known.above(terms.all_kinds) for kind in left.all_kinds)


def source(listing: Listing) -> Source:
    """A list as it covers a series: by what it says of itself, else from its first event to its last."""
    known, covers = kinds.load(), listing.covers
    first, last = (covers["from"], covers["to"]) if covers else (listing.first, listing.last)
    held = [known.above(named) for unit in listing.units if (named := known.named(unit)[0])]
    holds = frozenset.intersection(*held) if held and len(held) == len(listing.units) else frozenset()
    left = tuple((said, terms_of([said])) for said in listing.leaves_out)
    return Source(listing.name, first, last, covers is not None, listing.zone, holds, left)


class Covering:
    """Tells how well the record covers one series."""

    def __init__(self, store: Store, statement: Statement, terms: Terms) -> None:
        self._terms, self._whose = terms, statement.whose
        self.sources = [source(one) for one in listings(store, statement) if statement.actors or one.everybody]
        countries = [side.country for side in statement.actors if side.country]
        self._reported = [row["day"] for row in store.rows(_REPORTED, {"whose": countries})] if countries else []

    def of(self, first: date, last: date) -> Coverage:
        """Whether the record would have all of the series from one day to another."""
        remarks: list[str] = []
        for one in self.sources:
            gaps = one.gaps(self._terms, (first, last))
            if not gaps:
                said = "" if one.said else f"{one.name} does not say which days it covers: taken from its first event to its last"
                return Coverage(one.name, False, (said,) if said else ())
            remarks += gaps
        if not self._whose:
            return Coverage("", False, (*remarks, "whose acts are counted is not told, and no list has those of everybody"))
        if gap := self._unreported(first, last):
            return Coverage("", False, tuple(remarks if self.sources and not self._reported else [*remarks, gap]))
        return Coverage("", True, (*remarks, f"no list, but reports of every week that name {self._whose}, which may have missed some"))

    def _unreported(self, first: date, last: date) -> str:
        """A stretch of days without any report that names who the series is of; empty if there is none."""
        day = first
        while day <= last:
            at = bisect_left(self._reported, day)
            following = self._reported[at] if at < len(self._reported) else date.max
            if (following - day).days > _GAP:
                begin = "the beginning" if day < BEGINNING + _ASIDE else str(day)
                return f"the record has no reports that name {self._whose} from {begin} to {min(following, last)}"
            day = following + timedelta(days=1)
        return ""


_REPORTED = """
    SELECT DISTINCT r.published AS day FROM mentions m JOIN reports r USING (report, version)
    WHERE r.current AND r.published IS NOT NULL AND (r.report, r.version) NOT IN (SELECT (report, version) FROM listed)
    AND len(list_filter(m.actors || m.recipients, lambda p: list_contains($whose, p.country))) > 0 ORDER BY day
"""
