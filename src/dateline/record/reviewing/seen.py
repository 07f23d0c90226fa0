"""Two people at once: nobody decides upon something that another has changed meanwhile without being told.

Whoever looks at a mention or an event is given a mark of it as it is. What is decided comes with the mark, and is taken only while the mark
is that of what is there: within the step that writes it, so that nobody comes between.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from dateline.errors import InputError, OvertakenError
from dateline.model import content_hash
from dateline.record import corrections
from dateline.record.looking import resolve
from dateline.record.reviewing.history import by_id, of_event, told
from dateline.record.store import Store
from dateline.record.verdicts import listed

T = TypeVar("T")


def of_mention(store: Store, mention: str) -> str:
    """The mark of a mention as it is.

    Raises:
        InputError: if there is none that is told.
    """
    return _mark(store, corrections.find(store, mention))


def of_event_as_it_is(store: Store, event: str) -> str:
    """The mark of an event: of which mentions it is made, and what they say.

    Raises:
        InputError: if there is none.
    """
    return _mark(store, _told(store, resolve(store, event)))


def of_mentions(store: Store, event: str) -> dict[str, str]:
    """The marks of all mentions of an event, by id."""
    return {row["mention"]: _mark(store, row) for row in _told(store, event)}


def _told(store: Store, event: str) -> list[dict[str, Any]]:
    rows = store.rows(
        "SELECT to_json(m)::VARCHAR AS told FROM members b JOIN mentions m USING (mention) WHERE b.event = ? ORDER BY m.mention", [event]
    )
    return [json.loads(row["told"]) for row in rows]


def deciding_on_mention(store: Store, mention: str, mark: str, decide: Callable[[], T]) -> T:
    """Decide something of a mention as it was looked at.

    Args:
        mark: of the mention when it was looked at.

    Raises:
        OvertakenError: if it is not as it was, with who did what meanwhile; nothing is decided then.
    """
    with store.step():
        if not _stands(partial(of_mention, store, mention), mark):
            raise OvertakenError(mention, _since_of_mention(store, mention, mark))
        return decide()


def deciding_on_events(store: Store, marks: dict[str, str], decide: Callable[[], T]) -> T:
    """Decide something of events as they were looked at.

    Args:
        marks: by event.

    Raises:
        OvertakenError: if one is not as it was; nothing is decided then.
    """
    with store.step():
        for event, mark in marks.items():
            if not _stands(partial(of_event_as_it_is, store, event), mark):
                raise OvertakenError(event, _since(of_event(store, event), mark))
        return decide()


def _mark(store: Store, told: Any) -> str:
    """``CORRECTIONS-DECISIONS-HASH``: the numbers of the last of each, by which what came since is found, and what was looked at."""
    (last,) = store.rows(
        "SELECT coalesce((SELECT max(number) FROM corrections), 0) AS c, coalesce((SELECT max(number) FROM decisions), 0) AS d"
    )
    return f"{last['c']}-{last['d']}-{content_hash(str(told))}"


def _stands(now: Callable[[], str], mark: str) -> bool:
    """Whether something is there, and as it was."""
    try:
        return now().rpartition("-")[2] == mark.rpartition("-")[2]
    except InputError:
        return False


def _later(row: dict[str, Any], mark: str) -> bool:
    numbers = mark.split("-")
    last = numbers[0 if row["of"] == "mention" else 1] if len(numbers) == 3 else ""
    return not last.isdigit() or row["number"] > int(last)


def _since_of_mention(store: Store, mention: str, mark: str) -> tuple[str, ...]:
    held = store.rows(
        """
        SELECT anchor FROM anchored
        WHERE mention = $m OR anchor = $m OR list_contains(json_extract_string(coded, '$[*].mention'), $m)
        UNION SELECT h.anchor FROM anchored h JOIN moved v ON v.now = h.mention WHERE v.mention = $m
        """,
        {"m": mention},
    )
    anchors = {row["anchor"] for row in held}
    said = [row | {"of": "mention"} for row in corrections.listed(store, anchors)]
    decided = [row | {"of": "event"} for row in listed(store) if mention in (*row["ones"], *row["others"])]
    return _since(said + decided, mark)


def _since(rows: list[dict[str, Any]], mark: str) -> tuple[str, ...]:
    """In words what of some rows was said since."""
    said = by_id(rows)
    return tuple(told(row, said) for row in rows if _later(row, mark)) or ("it was coded or merged anew",)
