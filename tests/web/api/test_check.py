"""A draft is checked for programs as for people."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

ADDRESS = "/api/v1/check"


def test_a_drafts_events_stand_beside_those_of_the_record(client: TestClient) -> None:
    draft = {"text": "Japan condemned North Korea on Monday. It was the seventh missile launch this month.", "day": "2022-01-31"}
    checked = client.post(ADDRESS, json=draft).json()
    (event,) = (told for told in checked["events"] if told["event"]["type"] == "ACCUSE")
    (known,) = client.get("/api/v1/events", params={"who": "JPN", "type": "ACCUSE"}).json()["events"]
    assert (event["event"]["type"], event["like"], event["total"], event["looked_for"]) == ("ACCUSE", [known["id"]], 1, True)
    assert checked["claims"][0]["claim"]["kind"] == "ordinal"


@pytest.mark.parametrize("text", ["", " \n", "a" * 20_001])
def test_nothing_and_too_much_are_refused(client: TestClient, text: str) -> None:
    refused = client.post(ADDRESS, json={"text": text})
    assert (refused.status_code, refused.json()["parameter"]) == (422, "text")
