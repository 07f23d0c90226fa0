"""One report with all that the record has of it: its versions, what each tells, its copies and what coded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.errors import InputError
from dateline.record.publishing import TELLER
from dateline.record.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: ``gathered`` is when it came in, UTC; ``current`` says whether the report says so now,
    ``teller`` what people call its source."""

    version: str
    current: bool
    published: date | None
    source: str
    teller: str
    title: str
    url: str
    text: str
    warnings: tuple[str, ...]
    gathered: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as it is opened.

    Attributes:
        versions: the latest first; ``shown``: the one that is asked for, else that of now.
        mentions: what that version tells, in the order of its text, each with the ``event`` it is of (``None`` in an earlier version).
        claims: what it says that can be counted.
        original: the report that it is a copy of; empty if it is none. ``copies``: those of it.
    """

    report: str
    versions: tuple[Version, ...]
    shown: Version
    mentions: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    original: str
    copies: tuple[str, ...]


def open_report(store: Store, name: str, version: str = "") -> Opened:
    """A report of the record, as it is now or in another version.

    Raises:
        InputError: if the record has no such report, or that no such version.
    """
    rows = store.rows(
        f"SELECT version, current, published, source, {TELLER} AS teller, title, url, text, warnings, gathered FROM reports r "
        "WHERE report = ? ORDER BY current DESC, gathered DESC, version",
        [name],
    )
    versions = tuple(Version(**row | {"warnings": tuple(row["warnings"])}) for row in rows)
    if not versions:
        raise InputError(name, "no such report in the record", 'dateline query "SELECT report, title FROM reports" lists them')
    shown = next((v for v in versions if v.version == version), versions[0] if not version else None)
    if shown is None:
        raise InputError(name, f"no such version as {version!r}", "leave it out for that of now")
    mentions = store.rows(
        "SELECT m.*, b.event FROM mentions m LEFT JOIN members b USING (mention) WHERE report = ? AND version = ? "
        'ORDER BY m."trigger".start, m.mention',
        [name, shown.version],
    )
    claims = store.rows("SELECT * FROM claims WHERE report = ? AND version = ? ORDER BY span.start, claim", [name, shown.version])
    original = store.rows("SELECT original FROM copies WHERE report = ?", [name])
    copies = store.rows("SELECT report FROM copies WHERE original = ? ORDER BY report", [name])
    return Opened(
        name,
        versions,
        shown,
        tuple(mentions),
        tuple(claims),
        str(original[0]["original"]) if original else "",
        tuple(str(row["report"]) for row in copies),
    )
