"""What was taken back, and what that was."""

from __future__ import annotations

import pytest

from dateline.record.undoing import first_said, undone

CHAIN = [("said", None), ("back", "said"), ("again", "back"), ("back twice", "again"), ("other", None)]


@pytest.mark.parametrize(
    ("many", "gone"),
    [(1, set()), (2, {"said"}), (3, {"back"}), (4, {"said", "again"}), (5, {"said", "again"})],
)
def test_what_is_taken_back_itself_takes_nothing_back(many: int, gone: set[str]) -> None:
    assert undone(CHAIN[:many]) == gone


@pytest.mark.parametrize(
    ("name", "first", "back"),
    [("said", "said", False), ("back", "said", True), ("again", "said", False), ("back twice", "said", True), ("lost", None, True)],
)
def test_every_step_back_leads_to_what_was_said_first(name: str, first: str | None, back: bool) -> None:
    said = {one: {"id": one, "kind": "undo" if undoes else "join", "undoes": undoes} for one, undoes in [*CHAIN, ("lost", "not kept")]}
    found, takes_back = first_said(said[name], said)
    assert (found["id"] if found else None, takes_back) == (first, back)
