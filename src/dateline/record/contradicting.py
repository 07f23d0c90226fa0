"""The claims of a record, checked against its own events and against each other: where the press disagrees with itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.record.bounds import Verdict
from dateline.record.checking import Checker, Finding
from dateline.record.publishing import TELLER
from dateline.record.stating import Statement, statement
from dateline.record.store import Store

_NEAR = timedelta(days=3)  # between publications of two claims that can be about one act


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the record.

    Attributes:
        claim, report: their ids; ``start`` and ``stop`` where its words stand in the report.
        speaker: whom the report cites for it; empty for the report's own voice.
    """

    claim: str
    report: str
    source: str
    published: date | None
    start: int
    stop: int
    speaker: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim with what the record says of it.

    Attributes:
        finding: ``None`` where the day as of which it is made is not known.
        others: claims about the same that have another number.
    """

    told: Told
    finding: Finding | None
    others: tuple[Told, ...]

    @property
    def is_contradicted(self) -> bool:
        """Whether the record's own events contradict it."""
        return self.finding is not None and self.finding.verdict is Verdict.CONTRADICTED


def claims(store: Store, kinds: Sequence[str] = ()) -> list[Told]:
    """The claims of the reports as they are now, by day of publication."""
    rows = store.rows(
        f"""
        SELECT c.*, r.published, {TELLER} AS source, substr(r.text, c.span.start + 1, c.span.stop - c.span.start) AS words
        FROM claims c JOIN reports r USING (report, version)
        WHERE r.current AND (len($kinds) = 0 OR list_contains($kinds, c.kind))
         ORDER BY r.published NULLS LAST, c.report, c.span.start, c.claim
        """,
        {"kinds": list(kinds)},
    )
    return [_told(row) for row in rows]


def disputed(store: Store, kinds: Sequence[str] = ()) -> Iterator[Disputed]:
    """Every claim with what the record's events, and its other claims, say of it."""
    found = claims(store, kinds)
    alike: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for told in found:
        alike[_about(told.statement)].append(told)
    checker = Checker(store)
    for told in found:
        today = told.published or (told.statement.when[1] if told.statement.when else None)
        finding = checker.check(told.statement, today) if today else None
        yield Disputed(told, finding, tuple(o for o in alike[_about(told.statement)] if _differs(told, o)))


def _told(row: dict[str, Any]) -> Told:
    source, speaker = row["source"], row["attribution"]
    place = row["span"]["start"], row["span"]["stop"]
    return Told(
        row["claim"], row["report"], source, row["published"], *place, speaker["text"] if speaker else "", statement(row, row["words"])
    )


def _about(stated: Statement) -> tuple[object, ...]:
    """What two claims must share to be about the same."""
    sides = frozenset(side.country or side.text.casefold() for side in stated.actors)
    window = stated.window[0] if stated.window else None
    return stated.kind, stated.type, stated.mode, sides, frozenset(stated.terms), window, stated.series if stated.kind == "toll" else ""


def _differs(one: Told, other: Told) -> bool:
    """Whether two claims about the same act have numbers that cannot both be true."""
    a, b = one.statement, other.statement
    if a.number is None or b.number is None or a.number == b.number or not a.type or not _same_days(one, other):
        return False
    low, high = (a, b) if a.number < b.number else (b, a)
    return low.bound not in ("at least", "about") and high.bound not in ("at most", "about")


def _same_days(one: Told, other: Told) -> bool:
    if one.statement.when and other.statement.when:
        return one.statement.when == other.statement.when
    return one.published is not None and other.published is not None and abs(one.published - other.published) <= _NEAR
