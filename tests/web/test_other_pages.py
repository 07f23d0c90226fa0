"""Actors, dyads, timeline, map, coverage, codebook, live: what each says of the record."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from lxml import etree
from starlette.testclient import TestClient

from dateline.model import Report
from dateline.record.browsing.answers import Step
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.web.app import create_app
from dateline.web.charting import main_part, step_for
from dateline.web.differences import differences
from dateline.web.settings import Settings

from .conftest import CHN, HOSTILE, JPN, Row, mention, on, party, report


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/actors", "North Korea"),
        ("/actors/PRK", "3 events from"),
        ("/actors/JPN", "1 event on 2022-01-31"),
        ("/dyads/USA/USA", "The record has no event between the two"),
        ("/actors/person:antony-blinken", "Antony Blinken"),
        ("/actors/RUS?by=year", "24 events"),
        ("/dyads/RUS/UKR", "24 events from"),
        ("/dyads/JPN/CHN", "The record has no event between the two"),
        ("/timeline?type=ASSAULT", "2022-05-06"),
        ("/timeline?text=nothing+of+the+kind", "No event meets all of these conditions"),
        ("/map", "Geneva"),
        ("/map", "known to their country only , 26 without a place"),
        ("/map?place=zzz", "No event meets all of these conditions"),
        ("/coverage?by=month", "Wire A"),
        ("/coverage?since=0001-01-01", "Wire A"),
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
        ("/dyads?one=PRK", 422),
        ("/map?since=yesterday", 422),
        ("/events?cursor=nonsense", 422),
        ("/live/since?revision=x", 422),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_status(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("form", "path"), [("/actors?who=PRK", "/actors/PRK"), ("/dyads?one=+russia&other=Kim+Jong+Un", "/dyads/RUS/Kim%20Jong%20Un")]
)
def test_names_in_a_form_lead_to_their_page(client: TestClient, form: str, path: str) -> None:
    assert client.get(form, follow_redirects=False).headers["location"] == path


@pytest.mark.parametrize(
    ("who", "says", "found"),
    [
        ("Korea", "Several go by that name.", {"North Korea PRK": 3, "South Korea KOR": 1}),
        ("Koreea", "goes by “Koreea”. These are called something like it:", {"North Korea PRK": 3, "South Korea KOR": 1}),
        ("Ruritania", "Nobody in the record goes by “Ruritania”.", {}),
        ("Bhutan", "Nobody in the record goes by “Bhutan”.", {}),
        (HOSTILE, "Nobody in the record goes by", {}),
    ],
)  # fmt: skip
def test_a_name_that_may_mean_several_or_nobody_is_answered_with_whom_it_may_mean(
    client: TestClient, who: str, says: str, found: dict[str, int]
) -> None:
    response = client.get("/actors", params={"who": who})
    shown = etree.HTML(response.text)
    assert response.status_code == 200
    assert says in _plain(response.text)
    assert shown.find(".//input[@name='who']").get("value") == who.strip()
    listed = {" ".join("".join(one.find("a").itertext()).split()): one for one in shown.iterfind(".//ul[@class='bars meant']/li")}
    assert found.items() <= {name: int("".join(one.find("span").itertext()).split()[0]) for name, one in listed.items()}.items()
    for one in listed.values():
        page = client.get(one.find("a").get("href"))
        assert f"{''.join(one.find('span').itertext())} " in _plain(page.text)


@pytest.mark.parametrize(
    ("who", "leads"),
    [
        ("Blinken", "person%3Aantony-blinken"),
        ("person:antony-blinken", "person%3Aantony-blinken"),
        ("united", "USA"),
        ("rebels", "REB"),
        ("MLI:MIL", "MLI%3AMIL"),
        ("Mali", "MLI"),
    ],
)
def test_a_name_that_can_mean_one_alone_leads_to_its_page(client: TestClient, who: str, leads: str) -> None:
    assert client.get("/actors", params={"who": who}, follow_redirects=False).headers["location"] == f"/actors/{leads}"


@contextmanager
def _one_more(path: Path, text: str, actor: Row, recipient: Row) -> Iterator[TestClient]:
    """Asks for a record to which a report without a publisher has come, that tells of praise."""
    told = report(Report.identify(text, date(2023, 3, 3)), "2023-03-03", text, "")
    with Store.open(path) as store:
        store.insert("reports", [told])
        store.insert("mentions", [mention(told, "SUPPORT", "praised", [actor], [recipient], time=on("2023-03-03"))])
        merge(store)
    with TestClient(create_app(Settings(path)), base_url="http://127.0.0.1:8000") as asking:
        yield asking


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("empty") / "record.duckdb"
    Store.open(path).close()
    with TestClient(create_app(Settings(path)), base_url="http://127.0.0.1:8000") as asking:
        yield asking


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/events", "The record holds no events yet"),
        ("/actors", "The record holds no events yet"),
        ("/timeline", "The record holds no events yet"),
        ("/map", "The record holds no events yet"),
        ("/map?place=zzz", "No event meets all of these conditions"),
    ],
)
def test_of_a_record_without_events_a_page_says_so_and_draws_nothing(empty: TestClient, path: str, says: str) -> None:
    shown = empty.get(path).text
    assert says in _plain(shown)
    assert "<figure" not in shown
    assert "<table" not in shown


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("/events?type=ACCUSE", ["format=csv", "format=json", "format=parquet", "events.atom"]),
        ("/timeline?country=PRK", ["format=csv", "format=json", "format=parquet", "events.atom", "/panel", "measure=score"]),
        ("/map?mode=disapprove", ["format=csv", "format=json", "format=parquet", "events.atom", "/panel", "measure=score"]),
        ("/actors/RUS?since=2021-06-01", ["format=csv", "format=json", "format=parquet", "events.atom", "/panel", "measure=score"]),
        ("/dyads/RUS/UKR?since=2021-06-01", ["format=csv", "format=json", "format=parquet", "events.atom", "/panel", "measure=score"]),
    ],
)
def test_what_a_page_shows_can_be_taken_along(client: TestClient, path: str, files: list[str]) -> None:
    links = [html.unescape(link) for link in re.findall(r'href="(/api/v1/[^"]+)"', client.get(path).text) if "/docs" not in link]
    for file in files:
        link = next(link for link in links if file in link)
        assert path.partition("?")[2] in link
        assert client.get(link).status_code == 200


def test_what_is_taken_along_is_what_the_page_counts(client: TestClient) -> None:
    shown = client.get("/dyads/RUS/UKR?since=2021-06-01").text
    link = re.search(r'href="(/api/v1/export[^"]+format=csv[^"]*)"', shown)
    assert link
    counted = re.search(r"(\d+) events from", _plain(shown))
    assert counted
    assert len(client.get(html.unescape(link[1])).text.strip().splitlines()) - 1 == int(counted[1])


@pytest.mark.parametrize(("path", "charts"), [("/dyads/RUS/UKR", 2), ("/dyads/JPN/JPN", 1), ("/dyads/Japan/JPN", 1)])
def test_what_a_party_does_to_itself_is_shown_once(own: Path, path: str, charts: int) -> None:
    with _one_more(own, "Japan praised Japan.", JPN, JPN) as asking:
        shown = asking.get(path).text
    assert shown.count('data-chart="scores"') == shown.count(", by type</h2>") == charts


def test_the_link_of_a_place_finds_as_many_events_as_it_says(client: TestClient) -> None:
    shown = client.get("/map").text
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a>.*?class="known">([^<]+)</td><td class="n">(\d+)</td><td class="n">(\d+)<', shown
    )
    found = {(name, known): (int(events), int(asked)) for _, name, known, events, asked in rows}
    assert found["Wonsan", "city"] == (1, 2)
    assert found["North Korea", "country only"] == (1, 2)
    for link, *_, asked in rows:
        assert f'<strong class="number">{asked}</strong>' in client.get(html.unescape(link)).text


def test_a_gap_since_the_first_report_of_a_source_is_told_apart_from_what_lies_before(client: TestClient) -> None:
    row = re.search(r"Wire B</a></th>.*?</tr>", client.get("/coverage?by=month").text, re.S)
    assert row
    cells = re.findall(r'<td class="(gap|l\d|)">', row[0])
    told = [n for n, cell in enumerate(cells) if cell.startswith("l")]
    gaps = [n for n, cell in enumerate(cells) if cell == "gap"]
    assert gaps
    assert all(n < told[-1] for n in gaps)  # the newest stands first
    assert set(range(told[-1] + 1)) == {*told, *gaps}


def test_a_source_that_has_gone_silent_has_gaps_up_to_the_end(client: TestClient) -> None:
    row = re.search(r"Wire A</a></th>.*?</tr>", client.get("/coverage?by=month").text, re.S)
    assert row
    assert re.findall(r'<td class="(gap|l\d|)">', row[0])[0] == "gap"


def test_a_source_from_before_the_days_asked_for_has_no_blank(client: TestClient) -> None:
    row = re.search(r"Wire B</a></th>.*?</tr>", client.get("/coverage?by=month&since=2022-02-01").text, re.S)
    assert row
    assert re.findall(r'<td class="(gap|l\d|)">', row[0]) == ["gap", "l5", "gap", "gap", "gap"]


def test_a_report_without_a_publisher_is_called_the_same_everywhere(own: Path) -> None:
    with _one_more(own, "Japan praised China.", JPN, CHN) as asking:
        coverage = asking.get("/coverage").text
        assert '<th scope="row">unnamed publisher</th>' in coverage
        assert 'href="/events?source="' not in coverage
        event = re.search(r'href="(/events/\w+)"', asking.get("/timeline?type=SUPPORT").text)
        assert event
        facet = quote_plus("“Japan praised China.”")
        for path in ("/events?type=SUPPORT", f"/events?source={facet}", "/timeline?type=SUPPORT", event[1]):
            assert "“Japan praised China.”" in asking.get(path).text
        assert asking.get(f"/api/v1{event[1]}").json()["publishers"] == ["“Japan praised China.”"]


def test_a_report_without_a_title_is_headed_by_its_first_words(own: Path) -> None:
    text = "TOKYO, March 3 (Wire Z) -- Japan praised China. It had been a long wait."
    with _one_more(own, text, JPN, CHN) as asking:
        event = re.search(r'href="(/events/\w+)"', asking.get("/timeline?type=SUPPORT").text)
        assert event
        shown = asking.get(event[1]).text
        told = re.search(r'href="(/reports/[^"#?]+)', shown)
        judge = re.search(r'href="(/review/mentions/[^"?]+)', shown)
        assert told and judge
        for path in (html.unescape(told[1]), judge[1]):
            assert re.findall("<h1>(.*)</h1>", asking.get(path).text) == ["Japan praised China. It had been a long wait."]


def test_people_whom_the_registry_does_not_know_are_not_one(own: Path) -> None:
    """The coder marks each of them as a person, and gives no id."""
    text = "Zed Qorl praised Arin Vel. It had been a long wait."
    with _one_more(own, text, party("Zed Qorl", entity="person"), party("Arin Vel", entity="person")) as asking:
        listed = asking.get("/events?type=SUPPORT").text
        assert 'href="/actors/Zed%20Qorl"' in listed and 'href="/actors/Arin%20Vel"' in listed
        keys = {actor["key"]: actor["events"] for actor in asking.get("/api/v1/actors?type=SUPPORT").json()["actors"]}
        assert keys == {"zed qorl": 1, "arin vel": 1}
        assert asking.get("/actors", params={"who": "Qorl"}, follow_redirects=False).headers["location"] == "/actors/Zed%20Qorl"


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


@pytest.mark.parametrize(
    ("path", "leads"),
    [("/actors/china", "/actors/CHN"), ("/dyads/chn/japan", "/dyads/CHN/JPN"), ("/actors?who=South+Korea", "/actors/KOR")],
)
def test_the_name_of_a_state_leads_to_its_page(client: TestClient, path: str, leads: str) -> None:
    assert client.get(path, follow_redirects=False).headers["location"] == leads
