"""What stands before the first sentence is read as what it is."""

from __future__ import annotations

import time
from datetime import date

import pytest

from dateline.model import Report
from dateline.reading.heading import Heading, read_heading


def head(text: str) -> Heading:
    return read_heading(Report("r", text))


@pytest.mark.parametrize(
    ("text", "published", "city", "country", "agency"),
    [
        ("WASHINGTON -- The president left.", None, "WASHINGTON", "USA", ""),
        ("SEOUL, Feb. 4 (Yonhap) -- The president left.", None, "SEOUL", "KOR", "Yonhap"),
        ("TOKYO, Jan. 30, 2022 (AP) — The premier left.", date(2022, 1, 30), "TOKYO", "JPN", "AP"),
        ("Published: 2022-02-04\n\nThe president left.", date(2022, 2, 4), "", "", ""),
        ("4 February 2022\n\nBAGHDAD - The president left.", date(2022, 2, 4), "BAGHDAD", "IRQ", ""),
        ("The president left in 2022-02-04 style.", None, "", "", ""),
    ],
)
def test_date_line_and_dateline(text: str, published: date | None, city: str, country: str, agency: str) -> None:
    heading = head(text)
    assert (heading.report.published, heading.city, heading.country, heading.agency) == (published, city, country, agency)


def test_the_dateline_is_not_coded_and_the_text_stays_as_it_was() -> None:
    text = "SEOUL, Feb. 4 (Yonhap) -- The president left."
    heading = head(text)
    assert heading.report.text == text
    assert [span.of(text) for span in heading.segments] == ["The president left."]


def test_a_caption_is_a_segment_of_its_own_without_its_credit() -> None:
    text = "date 2022-02-04 A photo shows a missile. (Yonhap)\n\nWASHINGTON -- The secretary left."
    heading = head(text)
    assert [span.of(text).strip() for span in heading.segments] == ["A photo shows a missile.", "The secretary left."]
    assert heading.report.published == date(2022, 2, 4)
    assert heading.agency == "Yonhap"


def test_a_headline_is_kept_as_the_title() -> None:
    heading = head("Envoy Leaves Seoul After Talks\n\nThe envoy left on Friday.")
    assert heading.report.title == "Envoy Leaves Seoul After Talks"


def test_no_date_is_warned_of() -> None:
    assert "no publication date" in head("The president left.").warnings[0]


@pytest.mark.parametrize(
    "text", ["SEOUL{}x", "SEOUL / TOKYO{}x", "SEOUL,{}x", "date{}x", "date :{}on{}x", "One.{}x", "Monday{}x", "One. (AP){}x"], ids=str
)
def test_a_hundred_thousand_blanks_take_no_time(text: str) -> None:
    started = time.process_time()
    read_heading(Report("r", text.replace("{}", " " * 100_000)))
    assert time.process_time() - started < 2  # seconds, and a fraction of that; tried at every blank, half a minute
