"""Lists by page, in each form, as the conditions ask; what cannot be answered names the parameter and the remedy."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE

from dateline.record.store import Store
from dateline.web.app import create_app
from dateline.web.settings import Settings

V1 = "/api/v1"
REAL = ["occurred", "future", "hypothetical", "negated"]
ATOM = "{http://www.w3.org/2005/Atom}"


def leafed(client: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All pages of a list, as `next_url` leads through them."""
    pages = [client.get(f"{V1}{path}", params=asked).json()]
    while url := pages[-1]["next_url"]:
        pages.append(client.get(url).json())
    return pages


@pytest.mark.parametrize("sort", ["newest", "oldest", "sources", "confidence", "told"])
def test_pages_hold_each_event_once_in_every_order(client: TestClient, sort: str) -> None:
    pages = leafed(client, "/events", sort=sort, limit=7)
    found = [event["id"] for page in pages for event in page["events"]]
    assert len(found) == len(set(found)) == pages[0]["total"] == 30
    assert [len(page["events"]) for page in pages] == [7, 7, 7, 7, 2]


def test_pages_are_linked_in_the_header_too(client: TestClient) -> None:
    answer = client.get(f"{V1}/events", params={"limit": 29, "format": "csv"})
    link = answer.headers["link"]
    assert link.startswith("<http://127.0.0.1:8000/api/v1/events?limit=29&format=csv&cursor=") and link.endswith('>; rel="next"')
    rest = client.get(link.partition(">")[0].lstrip("<"))
    assert len(rest.text.splitlines()) == 2 and "link" not in rest.headers


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"who": "PRK"}, 1),
        ({"who": "PRK", "whom": "JPN"}, 0),
        ({"who": "PRK", "whom": "JPN", "either": "true"}, 1),
        ({"type": "ACCUSE", "until": "2021-12-31"}, 6),
        ({"type": ["CONSULT/visit", "COERCE"]}, 12),
        ({"mode": "weapons-test"}, 1),
        ({"country": "MLI"}, 1),
        ({"source": "Paper C"}, 2),
        ({"says": "KOR:MIL"}, 1),
        ({"factuality": "future"}, 0),
        ({"text": "ballistic missile"}, 1),
        ({"confidence": "0.95"}, 1),
        ({"place": "Geneva", "since": "2022-02-14"}, 1),
    ],
)  # fmt: skip
def test_conditions_are_those_of_the_pages(client: TestClient, asked: dict[str, Any], number: int) -> None:
    assert client.get(f"{V1}/events", params=asked).json()["total"] == number
    whole = client.get(f"{V1}/export", params=asked)
    assert len(whole.text.splitlines()) == 1 + number
    features = json.loads(client.get(f"{V1}/export/geojson", params=asked | {"factuality": asked.get("factuality", REAL)}).content)
    assert len(features["features"]) == number
    rows = client.get(f"{V1}/panel", params=asked | {"unit": "type", "factuality": asked.get("factuality", REAL)}).json()["rows"]
    assert sum(row["count"] for row in rows) == number
    assert bool(client.get(f"{V1}/actors", params=asked).json()["actors"]) == bool(number)


@pytest.mark.parametrize(
    ("path", "parameter", "remedy"),
    [
        ("/events?typ=ACCUSE", "typ", "there are "),
        ("/events?since=yesterday", "since", "write YYYY-MM-DD"),
        ("/events?factuality=maybe", "factuality", "one of 'occurred', "),
        ("/events?limit=0", "limit", "docs says"),
        ("/events?limit=many", "limit", "a whole number"),
        ("/events?confidence=2", "confidence", "docs says"),
        ("/events?cursor=nonsense", "cursor", "first page"),
        ("/events?sort=best", "sort", "one of 'newest', "),
        ("/reports?cursor=nonsense", "cursor", "first page"),
        ("/actors?cursor=WyJ4IiwgMV0", "cursor", "first page"),
        ("/reports?mode=allege", "mode", "there are "),
        ("/panel?by=hour", "by", "one of 'day', "),
        ("/panel?fill=true&by=day&since=0001-01-01&until=9999-12-31", "fill", "a wider step"),
        ("/export/excel", "form", "one of 'native', "),
        ("/me?who=USA", "who", "there are none"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_remedy(client: TestClient, path: str, parameter: str, remedy: str) -> None:
    refused = client.get(V1 + path)
    told = refused.json()
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert told["parameter"] == parameter and remedy in told["remedy"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/events/000000000000", "no such event"),
        ("/events/zzz", "There is no event zzz"),
        ("/events/0", "There is no event 0"),
        ("/events/%00", "There is no event"),
        ("/mentions/zzz", "Not Found"),
        ("/reports/nothing", "There is no report nothing"),
        ("/reports/%00", "There is no report"),
        (f"/reports/{'x' * 5000}", "There is no report xxx"),
        ("/reports/..%2F..%2Fetc%2Fpasswd", "There is no report"),
        ("/reports/wire-b-1?version=0", "wire-b-1 has no version 0"),
        ("/nothing", "Not Found"),
    ],
)
def test_what_is_not_there_is_told_so(client: TestClient, path: str, title: str) -> None:
    missing = client.get(V1 + path)
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    assert title in missing.json()["title"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/atom+xml", "application/atom+xml"),
        ("application/*", "application/json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0, */*", "text/csv; charset=utf-8"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_the_form_is_that_which_is_liked_most(client: TestClient, accept: str, media: str) -> None:
    answer = client.get(f"{V1}/events", headers={"Accept": accept})
    assert answer.headers["content-type"] == media


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    assert client.get(f"{V1}/mentions", headers={"Accept": "image/png"}).status_code == 406


def test_parquet_and_csv_hold_the_rows_of_the_record(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_bytes(client.get(f"{V1}/events", params={"who": "RUS", "format": "parquet"}).content)
    counted = "SELECT count(*) AS rows, count(DISTINCT event) AS events FROM read_parquet(?)"
    with Store.open(":memory:") as store:
        (found,) = store.rows(counted, [str(tmp_path / "events.parquet")])
    assert found == {"rows": 24, "events": 24}
    rows = list(csv.DictReader(io.StringIO(client.get(f"{V1}/events", params={"who": "PRK", "format": "csv"}).text)))
    assert json.loads(rows[0]["actors"])[0]["country"] == "PRK"


def test_cells_that_a_spreadsheet_would_run_are_made_safe(own: Path) -> None:
    with Store.open(own) as store:
        store.execute("UPDATE reports SET title = '=HYPERLINK(\"https://evil.example.org\")' WHERE report = 'wire-b-1'")
    with TestClient(create_app(Settings(own)), base_url="http://127.0.0.1:8000") as client:
        rows = csv.DictReader(io.StringIO(client.get(f"{V1}/reports?source=Wire%20B&format=csv").text))
        assert '\'=HYPERLINK("https://evil.example.org")' in {row["title"] for row in rows}


def test_a_feed_has_what_was_told_last_first_and_hostile_text_as_text(client: TestClient) -> None:
    for path in ("/events.atom?limit=3", "/events?limit=3&format=atom"):
        feed = etree.fromstring(client.get(V1 + path).content)
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 3
        assert HOSTILE in entries[0].findtext(f"{ATOM}content")
        assert entries[0].find(f"{ATOM}link") is None  # its address is a script
        told = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert told == sorted(told, reverse=True)


def test_reports_are_listed_without_texts_those_published_last_first(client: TestClient) -> None:
    pages = leafed(client, "/reports", limit=10)
    reports = [report for page in pages for report in page["reports"]]
    assert len(reports) == len({report["id"] for report in reports}) == 31
    days = [report["published"] for report in reports]
    assert days == sorted(days, reverse=True)
    assert client.get(f"{V1}/reports", params={"title": "missile", "source": ["Wire A", "Wire B"]}).json()["reports"][0]["id"]


def test_actors_are_listed_by_how_much_they_take_part_in(client: TestClient) -> None:
    actors = [actor for page in leafed(client, "/actors", limit=3) for actor in page["actors"]]
    assert len(actors) == len({actor["key"] for actor in actors})
    assert [actor["events"] for actor in actors] == sorted((actor["events"] for actor in actors), reverse=True)
    korea = next(actor for actor in actors if actor["key"] == "state:PRK")
    assert (korea["acts"], korea["receives"], korea["text"]) == (1, 2, "North Korea")
    assert client.get(f"{V1}/events", params={"who": korea["key"]}).json()["total"] == korea["acts"]
    assert [a["key"] for a in client.get(f"{V1}/actors", params={"name": "korea's"}).json()["actors"]] == []


def test_actors_are_answered_while_another_process_writes_the_record(own: Path) -> None:
    with TestClient(create_app(Settings(own, patience=0.1)), base_url="http://127.0.0.1:8000") as client, Store.open(own):
        assert client.get(f"{V1}/actors").json()["actors"][0]["events"] > 0


@pytest.mark.parametrize("asked", [{}, {"name": "no such name"}])
def test_actors_come_as_rows_too(client: TestClient, asked: dict[str, str]) -> None:
    told = client.get(f"{V1}/actors", params=asked).json()["actors"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{V1}/actors", params=asked | {"format": "csv"}).text)))
    assert rows == [{name: "" if value is None else str(value) for name, value in actor.items()} for actor in told]
    parquet = client.get(f"{V1}/actors", params=asked | {"format": "parquet"}).content
    assert parquet[:4] == b"PAR1"


def test_a_panel_is_that_of_the_command(client: TestClient) -> None:
    panel = client.get(f"{V1}/panel", params={"who": "RUS", "unit": "dyad", "by": "quarter", "codes": "cow"}).json()
    assert panel["columns"] == ["actor", "actor_cow", "actor_cown", "recipient", "recipient_cow", "recipient_cown", "quarter", "count"]
    assert [(row["actor_cown"], row["quarter"], row["count"]) for row in panel["rows"]] == [
        (365, day, 6) for day in ("2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01")
    ]


def test_whoever_comes_while_the_record_is_written_is_told_when_to_come_again(own: Path) -> None:
    with TestClient(create_app(Settings(own, patience=0.1)), base_url="http://127.0.0.1:8000") as client:
        with Store.open(own):
            busy = client.get(f"{V1}/reports")
        assert (busy.status_code, busy.headers["content-type"], busy.headers["retry-after"]) == (503, "application/problem+json", "5")
        assert client.get(f"{V1}/reports").status_code == 200
