"""Words to word pieces."""

from __future__ import annotations

import pytest

from dateline.coding.learned import wordpieces

PIECES = wordpieces.shipped()
NAMES = {n: piece for piece, n in PIECES._ids.items()}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("condemned", ["condemned"]),
        ("Condemned", ["condemned"]),
        ("Erdoğan", ["er", "##dog", "##an"]),
        ("Punggye-ri", ["pun", "##ggy", "##e", "-", "ri"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("“", ["“"]),
        ("\u200b", ["[UNK]"]),
        ("☃", ["[UNK]"]),
        ("x" * 200, ["[UNK]"]),
    ],
)
def test_longest_pieces_first_without_case_and_accents(word: str, pieces: list[str]) -> None:
    assert [NAMES[i] for i in PIECES.of(word)] == pieces
