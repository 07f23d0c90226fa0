"""Events."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_the_first_page_is_that_of_events(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "North Korea" in response.text


def test_what_cannot_be_asked_is_told_on_a_page(client: TestClient) -> None:
    response = client.get("/events?since=yesterday")
    assert response.status_code == 422
    assert "write YYYY-MM-DD" in response.text
