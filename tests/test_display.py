"""The labels that tables and notebooks share."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.display import plain, when, words
from dateline.model import EventMention, Party, Span, TimeSpan


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2022, 2, 3), date(2022, 2, 3), "2022-02-03"),
        (date(2022, 2, 1), date(2022, 2, 28), "2022-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01 to 2024-02-28"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2021, 1, 1), date(2022, 12, 31), "2021-01-01 to 2022-12-31"),
    ],
)
def test_when(start: date, end: date, label: str) -> None:
    assert when(TimeSpan(start, end, "", Span(0, 0))) == label


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n  b\tc", "a b c"),
        ("red\x1b[31m", "red[31m"),
        ("a\u202eb\u200b", "ab"),
        ("\ue000", "\ufffd"),
        ("Zürich 北京 🙂", "Zürich 北京 🙂"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "trigger", "width", "shown"),
    [
        ("France condemned Iran.", "condemned", 80, ("France ", "condemned", " Iran.")),
        ("He was arrested.", "arrested", 80, ("He was ", "arrested", ".")),
        ("one two three four five six seven eight", "four", 24, ("… three ", "four", " five six …")),
        ("strike", "strike", 5, ("", "strike", "")),
    ],
)
def test_words(text: str, trigger: str, width: int, shown: tuple[str, str, str]) -> None:
    start = text.index(trigger)
    span = Span(start, start + len(trigger))
    event = EventMention("ACCUSE", None, span, Span(0, len(text)), (Party("x", Span(0, 0)),))
    assert words(event, text, width) == shown
