"""Whether two reports are of one story, by words that count by how rare they are."""

from __future__ import annotations

import pytest

from dateline.record.stories import alike, stems, story

FLOOD = "The river Strel rose over its banks at Zenda on Monday and drowned the lower town, the mayor said."
SAME = "Zenda's mayor asked for boats after the Strel flooded the lower town on Monday."
OTHER = "The minister said on Monday that the government would raise the tax on tobacco."


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (FLOOD, FLOOD, 1.0, 1.0),
        (FLOOD, SAME, 0.3, 0.9),
        (FLOOD, OTHER, 0.0, 0.1),
        (FLOOD, "", 0.0, 0.0),
    ],
    ids=["itself", "the same told otherwise", "another story of the same day", "nothing"],
)
def test_likeness(one: str, other: str, low: float, high: float) -> None:
    assert low <= round(alike(story(one), story(other)), 9) <= high
    assert alike(story(one), story(other)) == alike(story(other), story(one))


def test_rare_words_say_more() -> None:
    common, rare = "The minister said that the government", "Kwangmyongsong above Dandong"
    base = "An altogether different sentence about "
    assert alike(story(base + rare), story(rare)) > alike(story(base + common), story(common))


@pytest.mark.parametrize(
    ("one", "other"),
    [("missile", "missiles"), ("launched", "launches"), ("Zenda", "zenda")],
)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)
