"""Whoever has a token logs in, comes back to where he was, and logs out; nothing of that can be planted or guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.safety.rates import Rate, Rates
from dateline.web.safety.users import Role, add
from dateline.web.settings import Settings

HOME = "http://127.0.0.1:8000"


@pytest.fixture
def stranger(record: Path, tokens: dict[str, str]) -> TestClient:
    app = create_app(Settings(record, host="0.0.0.0", users=Path(tokens["file"])))
    return TestClient(app, base_url=HOME, follow_redirects=False)


def log_in(client: TestClient, token: str, next: str = "/events") -> tuple[int, str]:
    page = client.get("/login", params={"next": next}).text
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    answer = client.post("/login", data={"csrf": found[1], "token": token, "next": next}, headers={"Origin": HOME})
    return answer.status_code, answer.headers.get("location", "")


def test_a_token_lets_in_and_leads_back(stranger: TestClient, tokens: dict[str, str]) -> None:
    assert stranger.get("/events").status_code == 303
    assert log_in(stranger, tokens["ana"], "/events?who=USA") == (303, "/events?who=USA")
    page = stranger.get("/events")
    assert page.status_code == 200 and "ana" in page.text


def test_a_wrong_token_does_not(stranger: TestClient) -> None:
    assert log_in(stranger, "wrong") == (401, "")
    assert stranger.get("/events").status_code == 303


@pytest.mark.parametrize(
    "next", ["https://evil.example.org", "//evil.example.org", "/\\evil.example.org", "javascript:alert(1)", "/\r\nX: y"]
)
def test_nobody_is_led_elsewhere(stranger: TestClient, tokens: dict[str, str], next: str) -> None:
    assert log_in(stranger, tokens["ana"], next) == (303, "/events")


def test_a_planted_number_is_worth_nothing_after_logging_in(stranger: TestClient, tokens: dict[str, str]) -> None:
    stranger.cookies.set("dateline_8000", "planted")
    log_in(stranger, tokens["ana"])
    planted = TestClient(stranger.app, base_url=HOME, follow_redirects=False, cookies={"dateline_8000": "planted"})
    assert planted.get("/events").status_code == 303


def test_after_logging_out_the_cookie_is_worth_nothing(stranger: TestClient, tokens: dict[str, str]) -> None:
    log_in(stranger, tokens["ana"])
    kept = stranger.cookies["dateline_8000"]
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', stranger.get("/events").text)
    assert found and stranger.post("/logout", data={"csrf": found[1]}).headers["location"] == "/login"
    stranger.cookies.clear()
    stranger.cookies.set("dateline_8000", kept)
    assert stranger.get("/events").status_code == 303


def test_attempts_are_limited(stranger: TestClient) -> None:
    app: Any = stranger.app
    app.state.safety = replace(app.state.safety, rates=Rates({"login": Rate(2, 1)}))
    assert [log_in(stranger, "wrong")[0] for _ in range(3)] == [401, 401, 429]


def test_at_127_0_0_1_there_is_nothing_to_log_in_to(record: Path) -> None:
    client = TestClient(create_app(Settings(record)), base_url=HOME, follow_redirects=False)
    assert client.get("/login").headers["location"] == "/events"


def test_whoever_is_added_can_come_in_at_once(stranger: TestClient, tokens: dict[str, str]) -> None:
    assert len(stranger.get("/login").text) > 0
    token = add(Path(tokens["file"]), "carla", Role.READER)
    assert log_in(stranger, token) == (303, "/events")


def test_whoever_is_taken_out_is_out_at_once(stranger: TestClient, tokens: dict[str, str]) -> None:
    log_in(stranger, tokens["ana"])
    file = Path(tokens["file"])
    file.write_text("".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("ana,")))
    assert stranger.get("/events").status_code == 303
    assert log_in(stranger, tokens["ana"]) == (401, "")


def test_whoever_gets_another_role_logs_in_anew(stranger: TestClient, tokens: dict[str, str]) -> None:
    log_in(stranger, tokens["ana"])
    file = Path(tokens["file"])
    file.write_text(file.read_text().replace("ana,reader,", "ana,reviewer,").replace("ana,REVIEWER,", "ana,reader,"))
    assert stranger.get("/events").status_code == 303
    assert log_in(stranger, tokens["ana"])[0] == 303


def test_a_file_that_breaks_the_rules_meanwhile_changes_nothing(
    stranger: TestClient, tokens: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    log_in(stranger, tokens["ana"])
    Path(tokens["file"]).write_text("name,role,sha256\nana,king,0\n")
    assert stranger.get("/events").status_code == 200
    assert ":2: 'king' is no role" in caplog.text
