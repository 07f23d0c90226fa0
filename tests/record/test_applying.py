"""Corrections laid over a coder's mentions: they hold by their words, whatever the coder makes of these."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.coding import codebook
from dateline.record.anchoring import Anchor, Saying
from dateline.record.applying import apply
from dateline.record.rows import Key

from .conftest import mention, party

TEXT = "Kenya condemned Somalia on Monday. Somalia protested."
KEY = Key("r", "1")
Row = dict[str, Any]


def coded(words: str = "condemned", type_: str = "ACCUSE", text: str = TEXT, version: str = "1", **fields: Any) -> Row:
    row = mention("r", type_, words, text, party("KEN", text="Kenya"), None, **fields)
    at = text.index(words)
    sentence = {"start": text.rfind(".", 0, at) + 1, "stop": text.index(".", at) + 1}
    return row | {"version": version, "mention": f"{type_}-{words}", "quote": sentence}


def said(kind: str, fields: Row | None = None, undoes: str | None = None, number: int = 1, reason: str = "why") -> Saying:
    return Saying(f"c{number}", kind, fields or {}, undoes, "ana", "2024-05-09", reason)


def anchor(*sayings: Saying, seen: Row | None = None, text: str = TEXT, version: str = "1") -> Anchor:
    return Anchor("a", version, text, seen or coded(), (), sayings)


def told(rows: list[Row]) -> list[tuple[str, str, str]]:
    return sorted((row["type"], row["factuality"], TEXT[row["trigger"]["start"] : row["trigger"]["stop"]]) for row in rows)


FUTURE = said("correct", {"factuality": "future"})
RETYPED = said("correct", {"type": "REJECT"})


@pytest.mark.parametrize(
    ("sayings", "rows", "expected", "state"),
    [
        ([FUTURE], [coded()], [("ACCUSE", "future", "condemned")], "applied"),
        ([FUTURE], [coded(type_="THREATEN")], [("THREATEN", "future", "condemned")], "applied"),
        ([RETYPED], [coded(type_="THREATEN")], [("REJECT", "occurred", "condemned")], "applied"),
        ([FUTURE], [], [("ACCUSE", "future", "condemned")], "applied"),
        ([said("accept", {"type": "ACCUSE"})], [coded(type_="THREATEN")], [("ACCUSE", "occurred", "condemned")], "applied"),
        ([said("reject")], [coded()], [], "rejected"),
        ([said("reject")], [coded(type_="THREATEN"), coded("protested", "PROTEST")], [("PROTEST", "occurred", "protested")], "rejected"),
        ([said("reject")], [], [], "rejected"),
        ([FUTURE, said("undo", undoes="c1", number=2)], [coded()], [("ACCUSE", "occurred", "condemned")], "undone"),
        ([FUTURE, said("undo", undoes="c1", number=2), said("undo", undoes="c2", number=3)], [coded()],
         [("ACCUSE", "future", "condemned")], "applied"),
        ([FUTURE, said("correct", {"factuality": "negated"}, number=2)], [coded()], [("ACCUSE", "negated", "condemned")], "applied"),
        ([said("correct", {"type": "PRAISE"})], [coded()], [("ACCUSE", "occurred", "condemned")], "orphaned"),
    ],
)  # fmt: skip
def test_what_is_told_then(sayings: list[Saying], rows: list[Row], expected: list[tuple[str, str, str]], state: str) -> None:
    applied = apply(KEY, TEXT, rows, [anchor(*sayings)])
    assert told(applied.rows) == expected
    assert [place["state"] for place in applied.anchored] == [state]


def test_a_corrected_mention_says_by_whom_and_why() -> None:
    (row,) = apply(KEY, TEXT, [coded()], [anchor(FUTURE)]).rows
    assert row["reason"][-1] == {"stage": "corrected", "text": "factuality future, not occurred; by ana on 2024-05-09: why"}
    assert row["confidence"] == 1.0


def test_the_mode_of_a_type_that_it_is_no_longer_goes() -> None:
    (row,) = apply(KEY, TEXT, [coded(mode="disapprove")], [anchor(RETYPED)]).rows
    assert (row["mode"], row["score"]) == (None, codebook.load().score("REJECT"))


def test_what_the_coder_gave_is_kept_beside_it() -> None:
    row = coded()
    (place,) = apply(KEY, TEXT, [row], [anchor(RETYPED)]).anchored
    assert place["coded"] == [row]


EDITED = f"NAIROBI -- {TEXT}"


@pytest.mark.parametrize(
    ("text", "state", "why"),
    [
        (EDITED, "applied", ""),
        ("Kenya criticised Somalia on Monday.", "orphaned", "its sentence is not in the report as it is now"),
        (f"{TEXT} {TEXT}", "orphaned", "its sentence stands 2 times in the report as it is now"),
    ],
)
def test_in_an_edited_report_it_holds_where_its_sentence_stands(text: str, state: str, why: str) -> None:
    applied = apply(Key("r", "2"), text, [], [anchor(FUTURE)])
    assert [(place["state"], place["why"]) for place in applied.anchored] == [(state, why)]
    words = [text[row["trigger"]["start"] : row["trigger"]["stop"]] for row in applied.rows]
    assert words == (["condemned"] if state == "applied" else [])


def test_parties_move_with_their_sentence() -> None:
    actors = [party("SOM", text="Somalia") | {"start": 16, "stop": 23}]
    (row,) = apply(Key("r", "2"), EDITED, [], [anchor(said("correct", {"actors": actors}))]).rows
    assert EDITED[row["actors"][0]["start"] : row["actors"][0]["stop"]] == "Somalia"


def test_two_corrections_that_tell_one_act_are_not_both_told() -> None:
    one, other = anchor(RETYPED), Anchor("b", "1", TEXT, coded(type_="REJECT"), (), (said("accept", {"type": "REJECT"}),))
    applied = apply(KEY, TEXT, [coded()], [one, other])
    assert len(applied.rows) == 1
    assert sorted(place["state"] for place in applied.anchored) == ["applied", "orphaned"]


def test_reports_without_corrections_are_as_they_are() -> None:
    rows = [coded()]
    assert apply(KEY, TEXT, rows, []).rows == rows
