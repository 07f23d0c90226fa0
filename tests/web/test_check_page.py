"""A draft beside the record."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from .conftest import HOSTILE


def _check(client: TestClient, draft: str, day: str = "2022-01-31") -> str:
    form = client.get("/check").text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return client.post("/check", data=hidden | {"draft": draft, "day": day}, headers={"origin": "http://127.0.0.1:8000"}).text


@pytest.fixture(scope="module")
def checked(client: TestClient) -> str:
    return _check(
        client, "Japan condemned North Korea on Monday. It was the seventh missile launch this month. Peru invaded Chile on Sunday."
    )


def test_an_event_of_the_draft_stands_beside_those_of_the_record(checked: str) -> None:
    assert "1 like it" in checked
    assert "Japan condemned North Korea over the launch." in checked


def test_an_event_that_the_record_lacks_is_said_to_be_missing(checked: str) -> None:
    assert "not in the record" in checked


def test_acts_and_claims_are_marked_in_the_text(checked: str) -> None:
    assert re.search(r'<a class="to" href="#told-1"><mark class="trigger"[^>]*>condemned</mark></a><sup class="soft">\[1\]</sup>', checked)
    assert re.search(r'<a class="to" href="#claim-1"><mark class="claim"', checked)


def test_a_draft_full_of_markup_is_text(client: TestClient) -> None:
    shown = _check(client, f"Japan condemned {HOSTILE} on Monday.")
    assert "<script>document" not in shown
    assert "&lt;script&gt;document" in shown


def test_a_draft_of_spaces_is_told_to_hold_no_words(client: TestClient) -> None:
    assert "holds no words" in _check(client, "  \n ")


def test_a_draft_that_is_too_long_is_refused(client: TestClient) -> None:
    assert "longer than 20,000 characters" in _check(client, "a" * 20_001)


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    assert client.post("/check", data={"draft": "Japan condemned North Korea."}).status_code == 403


@pytest.mark.parametrize("day", ["yesterday", "2022-13-01"])
def test_a_draft_whose_day_is_none_stays(client: TestClient, day: str) -> None:
    shown = unescape(_check(client, "France condemned Iran.", day))
    assert f"As of day: {day!r} is no date. Write YYYY-MM-DD." in shown
    assert ">France condemned Iran.</textarea>" in shown
