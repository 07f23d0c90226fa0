"""Events."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.record.store import Store
from dateline.web.app import create_app
from dateline.web.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import million


def test_the_first_page_is_that_of_events(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "North Korea" in response.text


def test_what_cannot_be_asked_is_told_on_a_page(client: TestClient) -> None:
    response = client.get("/events?since=yesterday")
    assert response.status_code == 422
    assert "From day: &#39;yesterday&#39; is no date. Write YYYY-MM-DD." in response.text


@pytest.mark.parametrize("name", ["China", "china", "chn", "People's Republic of China"])
def test_the_name_of_a_state_asks_for_the_state(client: TestClient, name: str) -> None:
    by_name, by_code = (client.get("/events", params={"who": who}).text for who in (name, "CHN"))
    assert count_of(by_name) == count_of(by_code) > 0
    assert 'href="/events?who=CHN&amp;type=' in by_name


def test_all_values_of_a_facet_can_be_seen(tmp_path: Path) -> None:
    with Store.open(tmp_path / "made.duckdb") as store:
        list(million.make(store, 300))
    client = TestClient(create_app(Settings(tmp_path / "made.duckdb")), base_url="http://127.0.0.1:8000")
    page = client.get("/events").text
    links = re.findall(r'href="(/events\?all=(\w+))" aria-label="[^"]+: (\d+) more"', page)
    assert links and "type" not in [name for _, name, _ in links]
    for link, name, more in links:
        whole = client.get(link).text
        assert len(re.findall(f'id="{name}-', whole)) == len(re.findall(f'id="{name}-', page)) + int(more)
        assert f'"/events?all={name}"' not in whole


def count_of(page: str) -> int:
    found = re.search(r'<strong class="number">([\d,]+)</strong>', page)
    assert found
    return int(found[1].replace(",", ""))
