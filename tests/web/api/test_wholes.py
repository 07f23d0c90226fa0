"""One event, one report, whole files, questions in SQL."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE, SEOUL

V1 = "/api/v1"
JSON = {"Content-Type": "application/json"}


def test_an_event_comes_with_all_that_is_known_of_it(client: TestClient) -> None:
    (found,) = client.get(f"{V1}/events", params={"type": "ASSAULT"}).json()["events"]
    event = client.get(f"{V1}/events/{found['id']}").json()
    assert {name: event[name] for name in found if name != "quote"} == {name: value for name, value in found.items() if name != "quote"}
    assert [mention["source"] for mention in event["told"]] == ["Paper C", "Wire B"]
    assert event["disagreements"]["killed"][0]["said_by"]
    assert event["quantities"] == [{"kind": "killed", "low": 12.0, "best": 12.0, "high": 20.0, "unit": ""}]
    assert event["joined"][0]["probability"] > 0


def test_a_report_has_the_form_of_gold_files(client: TestClient) -> None:
    report = client.get(f"{V1}/reports/https%3A%2F%2Fwire-a.example%2F1").json()
    assert (report["text"], report["published"], report["source"]) == (SEOUL["text"], "2022-01-31", "Wire A")
    first = report["events"][0]
    gold = ("type", "mode", "actors", "recipients", "factuality", "attribution", "time", "place", "trigger", "quote", "also")
    assert set(gold) <= set(first)
    for event in report["events"]:
        for words, span in ((event["trigger"], event["trigger_span"]), (event["quote"], event["quote_span"])):
            assert report["text"][slice(*span)] == words
    assert first["attribution"]["text"] == "South Korea's Joint Chiefs of Staff"
    assert first["time"]["start"] == "2022-01-30"


def test_an_earlier_version_of_a_report_is_kept(client: TestClient) -> None:
    now = client.get(f"{V1}/reports/wire-a-2").json()
    assert [version["current"] for version in now["versions"]] == [True, False]
    then = client.get(f"{V1}/reports/wire-a-2", params={"version": now["versions"][1]["version"]}).json()
    assert "will meet" in then["text"] and then["events"][0]["event"] is None


def test_hostile_text_is_given_as_it_is_and_taken_for_no_markup(client: TestClient) -> None:
    answer = client.get(f"{V1}/reports/hostile-1")
    assert answer.json()["title"] == HOSTILE
    assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("form", "name", "media"),
    [
        ("gdelt", "gdelt.tsv", "text/tab-separated-values; charset=utf-8"),
        ("acled", "acled.csv", "text/csv; charset=utf-8"),
        ("geojson", "geojson.geojson", "application/geo+json"),
        ("atom", "atom.atom", "application/atom+xml"),
    ],
)
def test_a_form_of_one_file_is_that_file(client: TestClient, form: str, name: str, media: str) -> None:
    answer = client.get(f"{V1}/export/{form}", params={"who": ["PRK", "RUS"]})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_a_form_of_several_files_is_an_archive_with_a_manifest(client: TestClient) -> None:
    answer = client.get(f"{V1}/export/native-csv", params={"who": "PRK", "mode": "weapons-test"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"events.csv", "mentions.csv", "reports.csv", "manifest.json"} <= set(archive.namelist())
        assert json.loads(archive.read("manifest.json"))["conditions"] == {"who": ["PRK"], "mode": ["weapons-test"]}
    assert client.get(answer.url).content == answer.content


def test_a_whole_list_has_an_event_a_line(client: TestClient) -> None:
    lines = client.get(f"{V1}/export", params={"who": "RUS", "format": "json"}).text.splitlines()
    events = [json.loads(line) for line in lines]
    assert len(events) == 24 and [event["time"]["start"] for event in events] == sorted(event["time"]["start"] for event in events)


@pytest.mark.parametrize("value", ['x"\r\nX-Evil: y', "événement\r\nSet-Cookie: a=b", '"; filename="evil.exe'])
def test_no_value_gets_into_a_header(client: TestClient, value: str) -> None:
    answer = client.get(f"{V1}/export", params={"who": value})
    assert answer.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert "x-evil" not in answer.headers and "set-cookie" not in answer.headers
    linked = client.get(f"{V1}/reports", params={"source": ["Wire A", value], "limit": 1})
    assert "\r" not in linked.headers["link"] and "x-evil" not in linked.headers


# ------------------------------------------------------------------ SQL


def asked(client: TestClient, sql: str, **more: Any) -> Any:
    return client.post(f"{V1}/query", json={"sql": sql, **more})


def test_a_question_in_sql_is_answered(client: TestClient) -> None:
    found = asked(
        client, "SELECT type, count(*) AS n, min(first_told) AS day FROM events GROUP BY ALL ORDER BY n DESC, type LIMIT 1;"
    ).json()
    assert found == {"columns": ["type", "n", "day"], "rows": [{"type": "ACCUSE", "n": 8, "day": "2021-02-05"}], "cut": False}


def test_what_is_more_than_was_asked_for_is_cut_and_told(client: TestClient) -> None:
    found = asked(client, "FROM events", limit=2).json()
    assert len(found["rows"]) == 2 and found["cut"]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP TABLE events", "not a single question"),
        ("SELECT 1; DELETE FROM events", "not a single question"),
        ("COPY events TO '/tmp/events.csv'", "not a single question"),
        ("ATTACH '/tmp/other.duckdb'", "not a single question"),
        ("SET memory_limit = '100GB'", "not a single question"),
        ("INSTALL httpfs", "not a single question"),
        ("SELECT * FROM read_csv('/etc/passwd')", "asks the function read_csv"),
        ("SELECT 1 WHERE EXISTS (SELECT content FROM read_text('/etc/passwd'))", "asks the function read_text"),
        ("FROM '/etc/passwd.csv'", "file system operations are disabled"),
        ("FROM query('FROM outlets')", "asks the function query"),
        ("FROM pragma_storage_info('outlets')", "asks the function pragma_storage_info"),
        ("SELECT (SELECT max(outlet) FROM Outlets)", "asks outlets"),
        ("WITH outlets AS (SELECT 1) SELECT * FROM main.outlets", "asks outlets"),
        ("SUMMARIZE outlets", "asks outlets"),
        ("FROM 'https://evil.example.org/x.parquet'", "file system operations are disabled"),
        ("SELECT 1) AS x, (SELECT 2", "is no SQL"),
        ("SELECT * FROM nothing", "nothing does not exist"),
        ("SELECT list(range) FROM range(1000000000)", ""),  # whichever of time and memory it has too little of
    ],
)
def test_nothing_but_a_question_to_the_record_within_bounds_is_answered(client: TestClient, sql: str, told: str) -> None:
    refused = asked(client, sql)
    assert (refused.status_code, refused.json()["parameter"]) == (422, "sql")
    assert told in refused.json()["title"]


def test_a_question_that_takes_too_long_is_ended(record: Path) -> None:
    from dateline.errors import InputError
    from dateline.record.inquiring import Bounds, inquire

    with pytest.raises(InputError, match=r"takes more than 0\.2 seconds"):
        inquire(record, "SELECT count(*) FROM range(100000000000) a WHERE hash(a.range) = 3", Bounds(seconds=0.2))
    assert inquire(record, "SELECT 1 AS one", Bounds())["rows"] == [{"one": 1}]


def test_a_body_that_is_no_json_or_too_long_is_refused(client: TestClient) -> None:
    assert client.post(f"{V1}/query", content=b'{"sql": "SELECT 1"}', headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post(f"{V1}/query", content=b"{", headers=JSON).status_code == 422
    assert client.post(f"{V1}/query", content=b'{"sql": "' + b"x" * 1_000_000 + b'"}', headers=JSON).status_code == 413
