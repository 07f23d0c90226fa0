"""Lists of feeds in OPML."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ReportError
from dateline.reading.subscriptions import is_subscriptions, read_subscriptions

OPML = "<?xml version='1.0'?><opml version='2.0'><head><title>Mine</title></head><body>{}</body></opml>"
NESTED = """<outline text="Asia"><outline type="rss" text="One" xmlUrl="https://one.example/rss"/>
<outline text="Korea"><outline text="Two" xmlUrl=" https://two.example/atom?a=1&amp;b=2 "/></outline></outline>"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "feeds.opml"


@pytest.mark.parametrize(
    ("outlines", "found"),
    [
        (NESTED, ["https://one.example/rss", "https://two.example/atom?a=1&b=2"]),
        ('<outline xmlurl="http://lower.example/"/>', ["http://lower.example/"]),
        ('<outline xmlUrl="http://a.example/"/><outline xmlUrl="http://a.example/"/>', ["http://a.example/"]),
        ('<outline text="no feed"/><outline xmlUrl="http://a.example/"/>', ["http://a.example/"]),
    ],
)
def test_the_feeds_of_a_list(written: Path, outlines: str, found: list[str]) -> None:
    written.write_text(OPML.format(outlines), encoding="utf-8")
    assert list(read_subscriptions(str(written))) == found


@pytest.mark.parametrize("odd", ["file:///etc/passwd", "/etc/passwd", "feed.xml", "ftp://a.example/"])
def test_a_list_names_no_files_of_this_machine(written: Path, odd: str) -> None:
    written.write_text(OPML.format(f'<outline xmlUrl="{odd}"/><outline xmlUrl="http://a.example/"/>'), encoding="utf-8")
    error, address = read_subscriptions(str(written))
    assert isinstance(error, ReportError)
    assert error.fault == f"{odd} is no web address"
    assert address == "http://a.example/"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OPML.format(""), "lists no feed"),
        ("<rss/>", "not OPML but <rss>"),
        ("no xml", "not XML"),
        ("", "not XML"),
        ("<opml><body>", "not XML"),
        (
            "<!DOCTYPE o [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><opml><body><outline text='a'>&e;</outline></body></opml>",
            "lists no feed",
        ),
    ],
)
def test_what_is_no_list(written: Path, content: str, said: str) -> None:
    written.write_text(content, encoding="utf-8")
    with pytest.raises(ReportError, match=said) as raised:
        read_subscriptions(str(written))
    assert raised.value.remedy


def test_a_list_that_is_not_there(written: Path) -> None:
    with pytest.raises(ReportError, match="No such file"):
        read_subscriptions(str(written))


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [("feeds.opml", "", True), ("feeds.xml", OPML.format(""), True), ("feed.xml", "<rss/>", False), ("reports.jsonl", "{}", False)],
)
def test_what_is_taken_for_a_list(tmp_path: Path, name: str, content: str, is_one: bool) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert is_subscriptions(str(tmp_path / name)) is is_one
