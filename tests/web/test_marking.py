"""Texts cut at their marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.web.marking import LAYERS, Mark, pieces

TEXT = "Seoul said North Korea fired a missile."
MARKS = st.lists(st.builds(Mark, st.integers(0, 45), st.integers(0, 45), st.sampled_from(LAYERS), st.just("x")), max_size=8)


@given(MARKS, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_pieces_put_together_are_the_text_whatever_is_marked(marks: list[Mark], one: int, other: int) -> None:
    start, stop = sorted((one, other))
    assert "".join(piece.text for piece in pieces(TEXT, marks, start, stop)) == TEXT[start:stop]


def test_where_marks_overlap_a_piece_has_both() -> None:
    found = pieces(TEXT, [Mark(11, 22, "actor", "North Korea (PRK)"), Mark(6, 16, "speaker", "says so")])
    assert [(piece.text, piece.layers) for piece in found if piece.layers] == [
        ("said ", ("speaker",)),
        ("North", ("actor", "speaker")),
        (" Korea", ("actor",)),
    ]
    assert found[2].tells == "North Korea (PRK); says so"


def test_what_is_written_behind_a_mark_stands_behind_its_last_piece() -> None:
    found = pieces(TEXT, [Mark(11, 22, "trigger", "", note="[1]"), Mark(6, 16, "claim", "")])
    assert [(piece.text, piece.notes) for piece in found if piece.layers] == [("said ", ()), ("North", ()), (" Korea", ("[1]",))]
