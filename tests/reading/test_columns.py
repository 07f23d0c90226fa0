"""Columns: which one holds what of a report, by its usual name or the user's, and the report of a row."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.columns import find_columns, known_fields, report_of

DAY = date(2022, 2, 4)


@pytest.mark.parametrize(
    "head",
    [
        "text,date,uuid,publisher,headline,link",
        "Body,Publication Date,ID,Outlet,Title,URL",
        " content , pub-date ,id,domain,title,url",
        "ARTICLE,publication_date,id,source,headline,Link",
    ],
)
def test_usual_names(head: str) -> None:
    assert list(find_columns(head.split(","), "a.csv")) == ["text", "published", "id", "source", "title", "url"]


@pytest.mark.parametrize(
    ("names", "given", "text"),
    [
        (["content", "text", "body"], {}, 1),
        (["text", "story"], {"text": "story"}, 1),
        (["text", "Story"], {"text": "STORY"}, 1),
        (["story", "Story"], {"text": "Story"}, 1),
        (["text", "text"], {}, 0),
    ],
    ids=["the first of the usual names", "the user's", "in other letters", "to the letter", "twice"],
)
def test_the_column_of_the_text(names: list[str], given: dict[str, str], text: int) -> None:
    assert find_columns(names, "a.csv", given)["text"] == text


@pytest.mark.parametrize(
    ("names", "given", "expected"),
    [
        (["id", "story"], {}, "a.csv: no column with the text; there are id, story (call it text, body, content or article, or name it"),
        (["id", "story"], {"text": "tale"}, "a.csv: no column 'tale'; there are id, story (name the column of the text as the table does)"),
        (["id", "text"], {"day": "id"}, "a.csv: a report has no field 'day' (it has text, published, id, source, title, url)"),
        (["x" * 50, "a\nb", ""], {}, f"there are {'x' * 40}…, a b, '' (call it"),
        ([f"c{n}" for n in range(30)], {}, "c18, c19 and 10 more (call it"),
    ],
)
def test_no_such_column(names: list[str], given: dict[str, str], expected: str) -> None:
    with pytest.raises(ReportError) as error:
        find_columns(names, "a.csv", given)
    assert expected in str(error.value)


def test_the_fields_that_names_tell() -> None:
    assert known_fields(["Body", "day", "x"], {"published": "Day"}) == {"text", "published"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2022-02-04", DAY),
        (" 2022-02-04 ", DAY),
        ("20220204", DAY),
        ("20220204.0", DAY),
        ("2022/02/04", DAY),
        ("2022.02.04 10:00", DAY),
        ("2022-02-04T23:30:00Z", DAY),
        ("2022-02-04 23:30:00 UTC", DAY),
        ("2022-02-04 23:30:00.123456789+09", DAY),
        (None, None),
        ("", None),
        ("NaN", None),
        ("NaT", None),
        ("null", None),
    ],
)
def test_days(told: str | None, expected: date | None) -> None:
    assert report_of({"text": "x", "published": told}, "a.csv:2").published == expected


@pytest.mark.parametrize("told", ["20220230", "yesterday", "infinity"])
def test_no_day(told: str) -> None:
    with pytest.raises(ReportError, match="published is no date"):
        report_of({"text": "x", "published": told}, "a.csv:2")


@pytest.mark.parametrize("field", ["text", "id", "published", "source"])
def test_bytes_that_are_no_text(field: str) -> None:
    with pytest.raises(ReportError, match=f"NUL bytes in the {field}"):
        report_of({"text": "x", field: "x\0"}, "a.csv:2")


def test_what_a_row_lacks_is_left_open() -> None:
    row = {"text": "x", "published": None, "id": None, "source": None, "title": ""}
    assert report_of(row, "a.csv:2", DAY) == Report(Report.identify("x", DAY), "x", DAY)
