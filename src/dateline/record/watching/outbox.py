"""What is to be told and what was: every piece of news is written down before it is told, and again once it was.

Whatever happens in between, it is told at least once; where it is told twice, since the process was killed between telling and noting, it
bears the same id both times.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from dateline.errors import OutletError
from dateline.record.store import Store

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
"""Between two attempts to tell: the first pause, doubled with each failure, up to the longest."""
_KEPT, _KEPT_FOR = 1_000, timedelta(days=30)  # what everybody was told is forgotten after so many more pieces and so long


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news.

    Attributes:
        id: the same whenever it is told.
        number: its place among all.
        found: when it was found, UTC.
        kind: ``event``, ``update``, ``withdrawn`` or ``alert``.
        subject: the id of what it is about, as it was first told.
        content: all that is told, as JSON has it.
    """

    id: str
    number: int
    found: datetime
    kind: str
    subject: str
    content: dict[str, Any]


class Outlet(Protocol):
    """Where news is told.

    Attributes:
        name: what the record knows it by; the same at every start.
        batch: pieces that it takes at once; ``earlier``: how many of those told before it wants to see again with them.
    """

    @property
    def name(self) -> str: ...
    @property
    def batch(self) -> int: ...
    @property
    def earlier(self) -> int: ...

    def tell(self, earlier: Sequence[News], new: Sequence[News]) -> None:
        """Tell all that is new.

        Raises:
            OutletError: if it cannot be told.
        """


def write(store: Store, found: datetime, news: Sequence[tuple[str, str, str, dict[str, Any], Sequence[str]]]) -> None:
    """Write down news, each as id, kind, subject, content and names of outlets; what is there already is passed over."""
    last = store.rows("SELECT coalesce(max(number), 0) AS n FROM news")[0]["n"]
    store.insert(
        "news",
        [
            {
                "news": id_, "number": last + n, "found": found, "kind": kind, "subject": subject,
                "content": json.dumps(content, ensure_ascii=False, default=str), "outlets": list(outlets),
            }
            for n, (id_, kind, subject, content, outlets) in enumerate(news, 1)
        ],
    )  # fmt: skip


def waiting(store: Store, outlet: str, limit: int) -> list[News]:
    """The first pieces of news that an outlet is still to be told."""
    return _news(
        store, "list_contains(outlets, ?) AND news NOT IN (SELECT news FROM delivered WHERE outlet = ?) ORDER BY number", outlet, limit
    )


def earlier(store: Store, outlet: str, limit: int) -> list[News]:
    """The last pieces of news that an outlet was told, in order."""
    told = "list_contains(outlets, ?) AND news IN (SELECT news FROM delivered WHERE outlet = ? AND fault = '') ORDER BY number DESC"
    return _news(store, told, outlet, limit)[::-1]


def delivered(store: Store, outlet: str, news: Sequence[News], at: datetime, fault: str = "") -> None:
    """Note that an outlet was told, or will never take it."""
    with store.step():
        store.insert("delivered", [{"news": one.id, "outlet": outlet, "moment": at, "fault": fault} for one in news])
        store.execute("DELETE FROM outlets WHERE outlet = ?", [outlet])


def failed(store: Store, outlet: str, at: datetime, error: OutletError) -> datetime:
    """Note that an outlet could not be told; gives the moment when it is to be tried again."""
    with store.step():
        known = store.rows("SELECT failures FROM outlets WHERE outlet = ?", [outlet])
        failures = known[0]["failures"] + 1 if known else 1
        pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 20), LONGEST_PAUSE)
        due: datetime = at + max(pause, timedelta(seconds=error.later))
        store.execute("INSERT OR REPLACE INTO outlets VALUES (?, ?, ?, ?)", [outlet, failures, due, error.fault])
    return due


def due(store: Store, outlet: str) -> datetime | None:
    """When an outlet that failed is to be tried again; ``None`` if it did not fail last."""
    for row in store.rows("SELECT due FROM outlets WHERE outlet = ?", [outlet]):
        moment: datetime = row["due"]
        return moment
    return None


def standing(store: Store) -> list[dict[str, Any]]:
    """How telling goes at each outlet: what waits, was told and was refused, failures in a row, when it is tried again, and why not now."""
    return store.rows(
        """
        SELECT outlet, count(*) FILTER (d.news IS NULL) AS waiting, count(*) FILTER (d.fault = '') AS told,
               count(*) FILTER (d.fault <> '') AS refused, coalesce(any_value(o.failures), 0) AS failures, any_value(o.due) AS due,
               coalesce(any_value(o.fault), '') AS fault
        FROM (SELECT news, unnest(outlets) AS outlet FROM news)
        LEFT JOIN delivered d USING (news, outlet) LEFT JOIN outlets o USING (outlet)
        GROUP BY outlet ORDER BY outlet
        """
    )


def forget(store: Store, now: datetime) -> None:
    """Forget what was told long ago to all who were to be told."""
    with store.step():
        store.execute(
            """
            DELETE FROM news WHERE found < $before AND number <= (SELECT max(number) FROM news) - $kept
            AND len(outlets) = (SELECT count(*) FROM delivered d WHERE d.news = news.news AND list_contains(outlets, d.outlet))
            """,
            {"before": now - _KEPT_FOR, "kept": _KEPT},
        )
        store.execute("DELETE FROM delivered WHERE news NOT IN (SELECT news FROM news)")


def _news(store: Store, condition: str, outlet: str, limit: int) -> list[News]:
    rows = store.rows(f"SELECT * FROM news WHERE {condition} LIMIT {int(limit)}", [outlet, outlet])
    return [News(r["news"], r["number"], r["found"], r["kind"], r["subject"], json.loads(r["content"])) for r in rows]
