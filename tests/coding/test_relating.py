"""The type between two marked parties."""

from __future__ import annotations

import pytest

from dateline.coding.relating import Relater, unmark


@pytest.fixture(scope="module")
def relater() -> Relater:
    return Relater()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>France</s> condemned <t>Iran</t> over the launch.", "ACCUSE"),
        ("<s>Gunmen</s> killed <t>two policemen</t> in Basra.", "ASSAULT"),
        ("<s>Turkey</s> agreed to meet <t>the Greek envoy</t>.", "AGREE"),
        ("<s>Japan</s> sent food aid to <t>Sri Lanka</t>.", "AID"),
        ("<s>Thousands of teachers</s> went on strike against <t>the government</t>.", "PROTEST"),
    ],
)
def test_type_between_marked_parties(relater: Relater, marked: str, expected: str) -> None:
    assert relater.type_of(unmark(marked)) == expected


def test_parties_may_be_marked_several_times_or_one_not_at_all() -> None:
    marked = unmark("<s>Libya</s> freed <t>two men</t> and <t>a woman</t>, <s>Libya</s> said.")
    assert [span.of(marked.text) for span in marked.sources] == ["Libya", "Libya"]
    assert [span.of(marked.text) for span in marked.targets] == ["two men", "a woman"]
    assert unmark("<s>Teachers</s> went on strike.").targets == ()


@pytest.mark.parametrize("broken", ["France condemned Iran.", "<s>France condemned Iran.", "France</s> condemned <t>Iran</t>."])
def test_broken_marks_are_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"mark|closes"):
        unmark(broken)
