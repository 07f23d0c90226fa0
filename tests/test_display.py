"""The labels that tables and notebooks share."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from dateline.display import event_of_record_html, plain, when, words
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


class Marks(HTMLParser):
    """The text of a page, and the words of it that are marked, by the role that their title begins with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.marked: list[tuple[str, str]] = []
        self.text, self._role, self._open = "", "", list[str]()
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self._role = (dict(attrs).get("title") or "").partition(":")[0] if tag == "span" else ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._role = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._role:
            self.marked.append((self._role, data))


TEXT = "Rain fell. Rebels <b>attacked</b> the army's camp & left. They are many."


def party(words: str, country: str = "", sector: str = "") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "country": country, "sector": sector, "start": start, "stop": start + len(words)}


def looked(actors: list[dict[str, Any]]) -> dict[str, Any]:
    """An event as a record tells it, of one mention in the second sentence."""
    begin, end, at = TEXT.index("Rebels"), TEXT.index(" They"), TEXT.index("attacked")
    mention = {
        "report": "a", "teller": "Wire <A>", "published": date(2024, 5, 7), "says": "a spokesman", "type": "ASSAULT",
        "quote": {"start": begin, "stop": end}, "trigger": {"start": at, "stop": at + 8},
        "words": (TEXT[begin:at], TEXT[at : at + 8], TEXT[at + 8 : end]),
        "actors": actors, "recipients": [party("army", "MLI", "MIL")],
    }  # fmt: skip
    own = {"type": "ASSAULT", "mode": None, "factuality": "occurred", "from": date(2024, 5, 6), "to": date(2024, 5, 6), "place": None}
    sides = {"actors": [party("Rebels", "", "REB")], "recipients": [party("army", "MLI", "MIL")]}
    said = {"killed": [{"value": "12", "said_by": ["Wire <A>"]}, {"value": "20", "said_by": ["Wire B"]}]}
    return own | sides | {"disagreements": said, "mentions": [mention]}


def test_an_event_of_a_record_shows_its_words_with_the_act_and_its_parties_marked() -> None:
    page = Marks(event_of_record_html(looked([party("Rebels", "", "REB")])))
    assert page.marked == [("actor", "Rebels"), ("ASSAULT", "attacked"), ("recipient", "army")]
    assert "Rebels <b>attacked</b> the army's camp & left." in page.text
    assert "ASSAULT · occurred · 2024-05-06 · Rebels (REB) → army (MLI MIL)" in page.text
    assert "Wire <A>, citing a spokesman" in page.text
    assert "killed: 12 (Wire <A>); 20 (Wire B)" in page.text


def test_a_party_that_another_sentence_names_marks_nothing_here() -> None:
    page = Marks(event_of_record_html(looked([party("They")])))
    assert page.marked == [("ASSAULT", "attacked"), ("recipient", "army")]
