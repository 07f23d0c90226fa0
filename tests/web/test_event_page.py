"""One event: its tellings, what they disagree on, why they were joined, how it is cited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.record.looking import look
from dateline.record.store import Store
from dateline.web.citing import bibtex

from .conftest import FIRST, HOSTILE, RAID, SEOUL, party


def _event(record: Path, type_: str, actor: str) -> str:
    with Store.open(record, write=False) as store:
        found = store.rows("SELECT event FROM events WHERE type = ? AND actors[1].text = ? ORDER BY mentions DESC", [type_, actor])
    return str(found[0]["event"])


@pytest.fixture
def raid(record: Path) -> str:
    return _event(record, "ASSAULT", "rebels")


def test_every_telling_stands_with_its_words_and_source(client: TestClient, raid: str) -> None:
    shown = client.get(f"/events/{raid}").text
    assert "Wire B" in shown
    assert "Paper C" in shown
    assert '<mark class="trigger" title="ASSAULT, occurred, 2022-05-06, Mali (MLI)">attacked</mark>' in shown


def test_what_tellings_disagree_on_stands_side_by_side(client: TestClient, raid: str) -> None:
    shown = client.get(f"/events/{raid}").text
    assert "at least 12" in shown
    assert "What they disagree on" in shown


def test_tellings_are_told_apart_by_number_source_and_day(client: TestClient, record: Path, raid: str) -> None:
    shown = client.get(f"/events/{raid}").text
    with Store.open(record, write=False) as store:
        found = look(store, raid)
    (pair,) = found["joined"]
    numbers = {mention["mention"]: n for n, mention in enumerate(found["mentions"], 1)}
    sources = {mention["mention"]: mention["source"] for mention in found["mentions"]}
    for mention in (pair["one"], pair["other"]):
        link = f'<a href="#mention-{mention}"><span class="nth">{numbers[mention]}</span> {sources[mention]}, 2022-05-08</a>'
        assert shown.count(link) == 2  # in what they disagree on, and in why they are one
    assert " · ".join(pair["against"].split("; ")) in shown


def test_the_first_letters_lead_to_the_event(client: TestClient, raid: str) -> None:
    assert client.get(f"/events/{raid[:10]}", follow_redirects=False).headers["location"] == f"/events/{raid}"


def test_no_such_event_is_told_as_not_found(client: TestClient) -> None:
    response = client.get("/events/zzzz")
    assert response.status_code == 404
    assert "<h1>No such event</h1>" in response.text
    assert "The record has no event “zzzz”." in response.text


def test_markup_of_an_article_is_text(client: TestClient, record: Path) -> None:
    shown = client.get(f"/events/{_event(record, 'ACCUSE', 'China')}").text
    assert "<script>document" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;document.title=" in shown
    assert 'href="javascript' not in shown


def test_an_event_is_cited_with_its_address_and_the_day_it_was_seen(client: TestClient, raid: str) -> None:
    entry = client.get(f"/events/{raid}/bibtex").text
    assert entry.startswith(f"@misc{{dateline-{raid},\n")
    assert f"url = {{http://127.0.0.1:8000/events/{raid}}}" in entry


def test_bibtex_has_no_arrow_and_no_day_that_is_not_told_and_what_it_takes_for_commands_is_escaped() -> None:
    one, other = party("A & B {100%}"), party("C")
    untold = {"recipients": [other], "from": None, "to": None, "first_told": None, "mentions": []}
    event = {"event": "e", "type": "AID", "mode": None, "actors": [one]} | untold
    assert r"title = {A \& B \{100\%\} to C: AID}" in bibtex(event, "http://x", date(2024, 1, 1))


def test_a_report_shows_its_text_with_what_it_tells_marked(client: TestClient) -> None:
    shown = client.get(f"/reports/{SEOUL['report']}").text
    assert '<mark class="actor" title="actor: North Korea (PRK)">North Korea</mark>' in shown
    assert 'href="https://wire-a.example/1"' in shown


def test_the_layers_of_a_report_are_marked_when_asked_for(client: TestClient) -> None:
    shown = client.get(f"/reports/{RAID['report']}?layered=1").text
    assert '<mark class="time" title="date 2022-05-06">Friday</mark>' in shown


def test_earlier_versions_stand_with_what_changed(client: TestClient) -> None:
    shown = client.get("/reports/wire-a-2").text
    assert "<del>will meet </del><ins>met </ins>" in shown
    assert "This is an earlier version" in client.get(f"/reports/wire-a-2?version={FIRST['version']}").text


def test_a_copy_names_its_original(client: TestClient) -> None:
    assert "Says the same as" in client.get("/reports/paper-c-1").text


@pytest.mark.parametrize("address", ["/reports/none", "/reports/wire-a-2?version=none"])
def test_no_such_report_or_version(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_markup_of_a_report_is_text_and_its_address_no_link(client: TestClient) -> None:
    shown = client.get("/reports/hostile-1").text
    assert "<script>document" not in shown
    assert "&lt;script&gt;document.title=" in shown
    assert 'href="javascript' not in shown
    assert HOSTILE not in shown
