"""All that people have said of a record: corrections of mentions and decisions of events in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dateline.errors import InputError
from dateline.record import corrections, verdicts
from dateline.record.applying import PAST, words
from dateline.record.looking import resolve
from dateline.record.reviewing import opinions
from dateline.record.store import Store
from dateline.record.undoing import first_said
from dateline.record.verdicts import DECIDED

Row = dict[str, Any]


def history(store: Store) -> list[Row]:
    """All of it, the earliest first.

    Gives:
        of each ``id``, ``of`` (mention or event), ``kind``, ``who``, ``made``, ``reason``, ``state`` and ``what``, in words; of a
        correction all that :func:`~dateline.record.corrections.listed` gives, too, of a decision ``ones`` and ``others``.
    """
    return _in_order(corrections.listed(store), verdicts.listed(store))


def of_event(store: Store, event: str) -> list[Row]:
    """What was said of an event and its mentions, those too that were rejected or taken out of it since.

    Args:
        event: its id, one that it had, or the first letters of one; also of an event all of whose mentions were rejected.

    Raises:
        InputError: if there never was such an event.
    """
    names = _names(store, event)
    rows = store.rows("SELECT mention, event FROM members WHERE list_contains($names, event)", {"names": sorted(names)})
    told_now = {row["mention"] for row in rows}
    noted = store.rows("SELECT anchor FROM corrections WHERE list_contains($names, event)", {"names": sorted(names)})
    said = corrections.listed(store, {row["anchor"] for row in noted} | corrections.anchors_of(store, told_now))
    decided = [row for row in verdicts.listed(store) if not told_now.isdisjoint({*row["ones"], *row["others"]})]
    return _in_order(said, decided)


def opinions_of(store: Store, who: str) -> list[Row]:
    """The second opinions of one person, the earliest first, each with ``id`` and ``what``, in words, as :func:`history` has it."""
    rows = [row | {"id": row["opinion"]} for row in opinions.listed(store, who)]
    known = by_id(rows)
    return [row | {"what": told(row, known)} for row in rows]


def undo(store: Store, name: str, who: str, reason: str = "") -> None:
    """Take back a correction, a decision or one's own second opinion, or take back that it was taken back.

    Args:
        name: its id, or the first letters of that.

    Raises:
        InputError: if there is none, or several, or it was taken back already.
    """
    kept = [row["correction"] for row in store.rows("SELECT correction FROM corrections WHERE starts_with(correction, ?)", [name])]
    decided = [row["decision"] for row in store.rows("SELECT decision FROM decisions WHERE starts_with(decision, ?)", [name])]
    thought = [row["opinion"] for row in store.rows("SELECT opinion FROM opinions WHERE starts_with(opinion, ?)", [name])]
    if (many := len(kept) + len(decided) + len(thought)) > 1:
        raise InputError(name, f"{many} corrections begin so", "dateline corrections lists them")
    if thought:
        opinions.undo(store, thought[0], who, reason)
    elif decided:
        verdicts.undo(store, decided[0], who, reason)
    else:
        corrections.undo(store, name, who, reason)


def told(row: Row, said: Mapping[str, Row] | None = None) -> str:
    """What was done by whom, when and why: ``corrected by ana on 2026-12-01: type ASSAULT (it was an attack)``.

    Args:
        said: what was said before, as :func:`by_id` has it, to tell in words what was taken back.
    """
    what = "; ".join(f"{name} {words(value)}" for name, value in row["fields"].items()) if row["kind"] == "correct" else ""
    done = PAST[row["kind"]] if "fields" in row else DECIDED[row["kind"]]
    if row["kind"] == "undo":
        first, back = first_said(row, said or {})
        done, what = done if back else "taken up again", f"“{told(first)}”" if first else row["undoes"]
    signature = f" by {row['who']} on {row['made']:%Y-%m-%d}" if row["made"] else " before that was signed"
    return f"{done}{signature}" + (f": {what}" if what else "") + (f" ({row['reason']})" if row["reason"] else "")


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Corrections and decisions by their ids."""
    return {row["id"] if "id" in row else _id(row): row for row in rows}


def _id(row: Row) -> str:
    return str(row["correction"] if "fields" in row else row["decision"])


def _in_order(said: Sequence[Row], decided: Sequence[Row]) -> list[Row]:
    rows = [row | {"id": _id(row), "of": "mention"} for row in said] + [row | {"id": _id(row), "of": "event"} for row in decided]
    known = by_id(rows)
    return sorted((row | {"what": told(row, known)} for row in rows), key=lambda row: (row["made"] or datetime.min, row["number"]))


def _names(store: Store, event: str) -> set[str]:
    """The ids that an event has and had; of one that is no more since all its mentions were rejected, that which it had."""
    try:
        now = resolve(store, event)
    except InputError:
        noted = store.rows("SELECT DISTINCT event FROM corrections WHERE starts_with(event, ?)", [event])
        if len(noted) != 1:
            raise
        now = str(noted[0]["event"])
    earlier = """
        WITH RECURSIVE names AS (SELECT $now AS event UNION SELECT f.event FROM former f JOIN names n ON f.now = n.event)
        SELECT event FROM names
    """
    return {row["event"] for row in store.rows(earlier, {"now": now})}
