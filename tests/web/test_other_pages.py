"""Actors, dyads, timeline, map, coverage, codebook, live: what each says of the record."""

from __future__ import annotations

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from dateline.record.browsing.answers import Step
from dateline.web.charting import main_part, step_for
from dateline.web.differences import differences


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/actors", "North Korea"),
        ("/actors/PRK", "3 events from"),
        ("/actors/person:antony-blinken", "Antony Blinken"),
        ("/actors/RUS?by=year", "24 events"),
        ("/dyads/RUS/UKR", "24 events from"),
        ("/dyads/JPN/CHN", "The record has no event between the two"),
        ("/timeline?type=ASSAULT", "2022-05-06"),
        ("/timeline?text=nothing+of+the+kind", "No event meets all of these conditions"),
        ("/map", "Geneva"),
        ("/coverage?by=month", "Wire A"),
        ("/codebook", "Verbal cooperation"),
        ("/codebook/accuse", "What decides between neighbours"),
        ("/live", "Events as they come"),
    ],
)
def test_a_page_says_what_the_record_has(client: TestClient, path: str, says: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert says in _plain(response.text)


def test_what_an_actor_does_is_counted_apart_from_what_it_undergoes(client: TestClient) -> None:
    assert "it acts in 1 , is acted upon in 2" in _plain(client.get("/actors/PRK").text)
    assert ": 24 by Russia, 0 by Ukraine" in _plain(client.get("/dyads/RUS/UKR").text)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/actors/XXX", 404),
        ("/codebook/PRAISE", 404),
        ("/timeline?by=hour", 422),
        ("/coverage?by=hour", 422),
        ("/actors/PRK?by=hour", 422),
        ("/map?since=yesterday", 422),
        ("/events?cursor=nonsense", 422),
        ("/live/since?revision=x", 422),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_status(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


def test_a_name_in_the_form_leads_to_its_page(client: TestClient) -> None:
    assert client.get("/actors?who=PRK", follow_redirects=False).headers["location"] == "/actors/PRK"


def test_a_gap_between_reports_of_a_source_is_told_apart_from_what_lies_outside(client: TestClient) -> None:
    row = re.search(r"Wire B</a></th>.*?</tr>", client.get("/coverage?by=month").text, re.S)
    assert row
    cells = re.findall(r'<td class="(gap|l\d|)">', row[0])
    told = [n for n, cell in enumerate(cells) if cell.startswith("l")]
    gaps = [n for n, cell in enumerate(cells) if cell == "gap"]
    assert gaps
    assert all(told[0] < n < told[-1] for n in gaps)


def test_nothing_new_is_no_answer(client: TestClient) -> None:
    revision = re.search(r"/live/since\?revision=(\d+)", client.get("/live").text)
    assert revision
    assert client.get(f"/live/since?revision={revision[1]}").status_code == 204
    assert client.get(f"/live/arrived?revision={revision[1]}").status_code == 204


def test_files_of_pages_may_be_kept_for_good(client: TestClient) -> None:
    address = re.search(r'href="(/static/dateline.css\?\w+)"', client.get("/events").text)
    assert address
    assert "immutable" in client.get(address[1]).headers["cache-control"]
    assert client.get("/static/dateline.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("first", "last", "by"),
    [
        ("2022-01-01", "2022-02-15", "day"),
        ("2022-01-01", "2022-12-31", "week"),
        ("2015-01-01", "2022-12-31", "month"),
        ("1900-01-01", "2022-12-31", "year"),
    ],
)
def test_a_step_of_time_fits_the_days(first: str, last: str, by: str) -> None:
    assert step_for(date.fromisoformat(first), date.fromisoformat(last)) == by


def test_a_thin_beginning_is_left_out() -> None:
    steps = [Step(date(year, 1, 1), events, 0.0, 0.0, {}, {}) for year, events in ((1953, 1), (1990, 1), (2021, 100), (2022, 50))]
    kept, left_out = main_part(steps)
    assert ([step.day.year for step in kept], left_out) == ([2021, 2022], 2)


@pytest.mark.parametrize(
    ("earlier", "later", "changes"),
    [
        ("", "", []),
        ("One. Two.", "One. Two.", [("same", "One. Two.")]),
        ("A b c.", "A d c.", [("same", "A "), ("gone", "b "), ("come", "d "), ("same", "c.")]),
    ],
)
def test_differences_put_together_are_both_texts(earlier: str, later: str, changes: list[tuple[str, str]]) -> None:
    found = differences(earlier, later)
    assert "".join(text for kind, text in found if kind != "come") == earlier
    assert "".join(text for kind, text in found if kind != "gone") == later
    assert [tuple(change) for change in found] == changes


def test_a_text_of_one_endless_line_is_compared_in_no_time() -> None:
    assert [change.kind for change in differences("a " * 50_000, "b " * 50_000)] == ["gone", "come"]
