"""``import dateline``: a light import, one example for each name, and objects that show themselves in a notebook."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from html import escape
from html.parser import HTMLParser

import pytest

import dateline

TEXT = "North Korea test-fired <b>two</b> missiles & more on Thursday, South Korea's military said."


class Checker(HTMLParser):
    """Sees that every tag that is opened is closed, and gathers the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(html: str) -> str:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    return checker.text


def test_every_name_is_there_and_exemplified() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
        assert name.startswith("__") or name in (dateline.__doc__ or "")
    assert dir(dateline) == sorted(dateline.__all__)


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dateline.nothing  # noqa: B018


def test_import_loads_no_engine() -> None:
    code = "import sys, dateline; print([m for m in ('spacy', 'rich', 'dateline.model') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("published", ["2022-02-04", date(2022, 2, 4)])
def test_day_as_text_or_date(published: str | date) -> None:
    coding = dateline.code(TEXT, published)
    assert coding.events[0].time is not None
    assert coding.events[0].time.start == date(2022, 2, 3)


@pytest.mark.parametrize(("text", "published"), [("", "2022-02-04"), (" \n", None), (TEXT, "2022-02-30"), (TEXT, "soon")])
def test_bad_input(text: str, published: str | None) -> None:
    with pytest.raises(dateline.DatelineError):
        dateline.code(text, published)


def test_coding_in_a_notebook() -> None:
    coding = dateline.code(TEXT, "2022-02-04", source="Yon<hap>", title="A & B")
    html = coding._repr_html_()
    assert "<b>two" not in html
    shown = rendered(html)
    assert shown.endswith(TEXT)
    assert all(part in shown for part in ("Yon<hap>", "A & B", "MOBILIZE/weapons-test", "2022-02-03", "North Korea (PRK)"))


def test_words_are_marked_in_the_text() -> None:
    coding = dateline.code(TEXT, "2022-02-04")
    assert f">{escape(coding.events[0].trigger.of(TEXT))}</span>" in coding._repr_html_()


def test_event_in_a_notebook() -> None:
    shown = rendered(dateline.code(TEXT, "2022-02-04").events[0]._repr_html_())
    assert "MOBILIZE/weapons-test" in shown


def test_report_without_events_in_a_notebook() -> None:
    assert "no events" in rendered(dateline.code("The weather was fine.")._repr_html_())
