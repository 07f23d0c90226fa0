"""How many reports a record has of each source and day, and the coverage that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from dateline.record.browsing.answers import Coverage, Covered
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.names import Names
from dateline.record.browsing.segment import EPOCH, NEVER
from dateline.record.browsing.steps import first_of, numbered
from dateline.record.publishing import PUBLISHER
from dateline.record.store import Store

_COUNTED = f"""
    SELECT source, list(day) AS days, list(reports) AS counts FROM (
        SELECT {PUBLISHER} AS source, coalesce(published - DATE '1970-01-01', {NEVER}) AS day, count(*) AS reports
        FROM reports r WHERE current GROUP BY ALL
    ) GROUP BY source ORDER BY source
"""


@dataclass(frozen=True)
class Reports:
    """Current reports by source (a code of the view's sources) and day, a count a row."""

    sources: Ints
    days: Ints
    counts: Ints

    @classmethod
    def read(cls, store: Store, names: Names) -> Reports:
        """Those of a record."""
        rows = store.rows(_COUNTED)
        sources = [np.full(len(row["days"]), names.code(row["source"]), np.int32) for row in rows]
        nothing = [np.empty(0, np.int32)]
        days, counts = ([np.array(row[name], np.int32) for row in rows] for name in ("days", "counts"))
        return cls(np.concatenate(sources or nothing), np.concatenate(days or nothing), np.concatenate(counts or nothing))

    def coverage(self, names: Names, since: date | None, until: date | None, by: str, most: int) -> Coverage:
        """Reports by source and step of time, of days between two."""
        first_of(date(2000, 1, 1), by)
        dated = self.days != NEVER
        if since:
            dated &= self.days >= since.toordinal() - EPOCH
        if until:
            dated &= self.days <= until.toordinal() - EPOCH
        undated = int(self.counts[self.days == NEVER].sum())
        if not dated.any():
            return Coverage(by, (), (), undated)
        sources, days, counts = self.sources[dated], self.days[dated], self.counts[dated]
        firsts, numbers = numbered(int(days.min()), int(days.max()), by)
        codes, own = np.unique(sources, return_inverse=True)
        kinds = codes.tolist()
        totals = np.bincount(own, counts).astype(int)
        order = sorted(range(len(kinds)), key=lambda n: (-totals[n], names[kinds[n]]))[:most]
        covered = []
        for n in order:
            mine = own == n
            steps = np.bincount(numbers[days[mine] - int(days.min())], counts[mine], len(firsts)).astype(int)
            ends = (_date(int(days[mine].min())), _date(int(days[mine].max())))
            covered.append(Covered(names[kinds[n]], int(totals[n]), *ends, tuple(steps.tolist())))
        return Coverage(by, tuple(firsts), tuple(covered), undated)


def _date(number: int) -> date:
    return date.fromordinal(number + EPOCH)
