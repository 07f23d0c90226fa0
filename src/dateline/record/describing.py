"""Events with the words, publisher and page of their surest telling: what a reader needs to judge one without looking further."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.record.publishing import TELLER
from dateline.record.store import CHOSEN, Store


def described(store: Store, events: Iterable[str]) -> list[dict[str, Any]]:
    """Some events with ``words``, ``source``, ``title`` and ``url`` of their surest telling, by day."""
    store.choose(events)
    return store.rows(
        f"""
        SELECT e.*, best.words, best.source, best.title, best.url
        FROM events e JOIN (
            SELECT b.event, arg_max(
                {{'words': substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start), 'title': r.title, 'url': r.url,
                  'source': {TELLER}}}, (m.confidence, m.mention)) AS best
            FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) WHERE b.event {CHOSEN} GROUP BY b.event
        ) USING (event)
        ORDER BY coalesce(e."from", e.first_told) NULLS LAST, e.event
        """
    )
