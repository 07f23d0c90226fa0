"""How much of a record has been reviewed, and by whom."""

from __future__ import annotations

from typing import Any

from dateline.record.corrections import listed
from dateline.record.reviewing.opinions import standing
from dateline.record.reviewing.precision import CODED
from dateline.record.store import Store
from dateline.record.verdicts import listed as decided


def tally(store: Store) -> dict[str, Any]:
    """What has been reviewed.

    Gives:
        ``coded``: mentions that the coder gave for reports as they are now, ``judged`` of them; ``people``: by name, how many corrections,
        decisions and second opinions of each hold, those who said most first.
    """
    (counts,) = store.rows(f"SELECT count(*) AS coded, count(*) FILTER (judged) AS judged FROM ({CODED})")
    people: dict[str, dict[str, int]] = {}

    def add(who: str, what: str) -> None:
        people.setdefault(who, {"corrections": 0, "decisions": 0, "opinions": 0})[what] += 1

    for row in listed(store):
        if row["kind"] != "undo" and row["state"] != "undone":
            add(row["who"], "corrections")
    for row in decided(store):
        if row["kind"] != "undo" and row["state"] != "undone" and row["who"]:
            add(row["who"], "decisions")
    for row in standing(store):
        add(row["who"], "opinions")
    return counts | {"people": dict(sorted(people.items(), key=lambda person: (-sum(person[1].values()), person[0])))}
