"""Whatever addresses the application has: none is open to strangers, none takes a form from elsewhere, and readers change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.safety.rates import Rates
from dateline.web.safety.users import Role, add
from dateline.web.settings import Settings

HOME = "http://127.0.0.1:8000"
OPEN = {"/login"}
FOR_READERS = {"/login", "/logout", "/check", "/api/v1/check", "/api/v1/query"}
"""What a reader may post: it changes nothing of the record."""


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("users") / "users.csv"
    return path, add(path, "ana", Role.READER)


@pytest.fixture(scope="module")
def guarded(record: Path, users: tuple[Path, str]) -> FastAPI:
    app = create_app(Settings(record, users=users[0]))
    app.state.safety = replace(app.state.safety, rates=Rates({}))
    return app


@pytest.fixture(scope="module")
def stranger(guarded: FastAPI) -> TestClient:
    return TestClient(guarded, base_url=HOME, follow_redirects=False)


def addresses(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Methods and addresses, with something in place of what varies."""
    paths = get_openapi(title="all", version="1", routes=app.routes)["paths"]
    for path, methods in paths.items():
        for method in methods:
            yield method.upper(), re.sub(r"\{[^}]+\}", "000000000000", path)


def test_there_are_pages_and_addresses_for_programs(guarded: FastAPI) -> None:
    found = set(addresses(guarded))
    assert {("GET", "/events"), ("POST", "/check"), ("GET", "/api/v1/events"), ("POST", "/api/v1/query")} <= found


def test_none_is_open_to_strangers(guarded: FastAPI, stranger: TestClient) -> None:
    for method, path in addresses(guarded):
        if path not in OPEN:
            answer = stranger.request(method, path)
            told_to_log_in = answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
            assert told_to_log_in or answer.status_code in (401, 403), (method, path, answer.status_code)


def test_none_takes_a_form_from_elsewhere_or_without_the_visitors_token(record: Path) -> None:
    app = create_app(Settings(record))  # where whoever sits at the machine is in already, so that only the form tells
    client = TestClient(app, base_url=HOME, follow_redirects=False)
    client.get("/events")
    for method, path in addresses(app):
        if method != "GET":
            elsewhere = client.request(method, path, headers={"Origin": "https://evil.example.org"}, data={"csrf": "x"})
            assert elsewhere.status_code == 403, (method, path)
            without = client.request(method, path, data={"reason": "none"})
            assert without.status_code in (403, 415), (method, path)


def test_readers_change_nothing(guarded: FastAPI, stranger: TestClient, users: tuple[Path, str]) -> None:
    for method, path in addresses(guarded):
        if method != "GET" and path not in FOR_READERS:
            answer = stranger.request(method, path, headers={"Authorization": f"Bearer {users[1]}"}, data={"reason": "none"})
            assert answer.status_code == 403, (method, path, answer.status_code)
