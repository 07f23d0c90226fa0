"""News as a watch has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dateline.record.watching.outbox import News

EVENT: dict[str, Any] = {
    "event": "665c60a2d1f0", "type": "MOBILIZE", "mode": "weapons-test", "factuality": "occurred", "from": "2022-01-30", "to": "2022-01-30",
    "actors": [{"text": "North Korea", "country": "PRK", "sector": "", "entity": "state:PRK"}], "recipients": [], "place": None,
    "quantities": [], "contexts": [], "score": -6.5, "confidence": 0.6, "first_told": "2022-01-31", "mentions": 3, "sources": 2,
    "words": "North Korea fired a missile\n into the sea.", "source": "Wire A", "title": "", "url": "https://a.example/1?b=c&d=e",
}  # fmt: skip
ALERT = {
    "kind": "first",
    "series": "s",
    "text": "PRK: first in 83 days",
    "model": "a count",
    "threshold": "none in 60 days",
    "events": [EVENT],
}


class Newsroom:
    """Makes news."""

    def __init__(self) -> None:
        self.number = 0

    def news(self, kind: str = "event", subject: str = "665c60a2d1f0", queries: tuple[str, ...] = (), **what: Any) -> News:
        self.number += 1
        found = datetime(2022, 1, 31, 8, self.number % 60)
        shown: dict[str, Any] = {"event": EVENT | what} if kind == "event" else {"event": EVENT} | what if kind == "update" else what
        told = {"id": f"n{self.number}", "kind": kind, "found": f"{found.isoformat()}Z", "subject": subject, "queries": list(queries)}
        return News(f"n{self.number}", self.number, found, kind, subject, told | shown)


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()
