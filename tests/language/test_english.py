"""A text that is not English is told from one that is."""

from __future__ import annotations

import pytest

from dateline import code
from dateline.language.english import looks_english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president condemned the attack on the embassy in Baghdad.", True),
        ("Shr 79 cts vs 42 cts\nNet 581,915 vs 536,040", True),
        ("Angela van der Berg met Luis de la Cruz in Los Angeles, the ministry said, and flew home.", True),
        ("El presidente de Francia condenó el ataque contra la embajada de los Estados Unidos y pidió la detención del autor.", False),
        ("Der Präsident verurteilte den Angriff und forderte, die Täter von der Polizei und das Umfeld im Land zu fassen.", False),
        ("Президент осудил нападение на посольство в Багдаде.", False),
        ("", True),
    ],
)
def test_english_is_told_by_its_function_words(text: str, expected: bool) -> None:
    assert looks_english(text) is expected


def test_a_report_in_another_language_is_warned_of() -> None:
    coding = code("Президент осудил нападение на посольство в Багдаде.", published="2022-02-04")
    assert coding.warnings == ("the text does not look English: Dateline reads English only",)
