"""Requests of strangers, of pages elsewhere and under other names are refused; forms of ours and programs with a token are not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.safety.conftest import Visit

from dateline.errors import DataError, InputError
from dateline.web.safety.headers import CONTENT_POLICY
from dateline.web.safety.rates import Rate
from dateline.web.safety.users import Role, Users, add, admitted, read


def form_token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/form").text)
    assert found
    return found[1]


# ------------------------------------------------------------------ who


def test_at_127_0_0_1_whoever_sits_there_reviews(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_REVIEWER", "carla")
    assert visit().get("/api/v1/me").json() == {"name": "carla", "role": "reviewer"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "dateline.example.org", ""])
def test_another_address_is_refused_where_nothing_says_who_may(visit: Visit, host: str) -> None:
    with pytest.raises(InputError, match=r"others could come in.*--users FILE .*or --token FILE"):
        visit(host=host)


def test_with_users_nobody_comes_in_without_a_token_from_this_machine_either(visit: Visit, tokens: dict[str, str]) -> None:
    client = visit(users=Path(tokens["file"]))
    refused = client.get("/api/v1/me")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["parameter"] == "Authorization"


def test_people_are_sent_to_where_they_log_in_and_back(visit: Visit, tokens: dict[str, str]) -> None:
    sent = visit(users=Path(tokens["file"])).get("/form?who=USA&who=PRK")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fform%3Fwho%3DUSA%26who%3DPRK")


@pytest.mark.parametrize("name", ["ana", "bob"])
@pytest.mark.parametrize("how", ["bearer", "basic"])
def test_a_token_says_who_it_is(visit: Visit, tokens: dict[str, str], name: str, how: str) -> None:
    client = visit(users=Path(tokens["file"]), host="0.0.0.0")
    shown: dict[str, Any] = {"headers": {"Authorization": f"Bearer {tokens[name]}"}} if how == "bearer" else {"auth": (name, tokens[name])}
    assert client.get("/api/v1/me", **shown).json()["name"] == name


@pytest.mark.parametrize(
    "shown",
    ["Bearer wrong", "Bearer ", "Bearer \xff\xfe", "Basic !!!", "Basic Ym9iOndyb25n", "Digest x", "Bearer " + "x" * 5000],
)
def test_a_wrong_token_is_refused(visit: Visit, tokens: dict[str, str], shown: str) -> None:
    refused = visit(users=Path(tokens["file"])).get("/api/v1/me", headers={"Authorization": shown.encode("latin-1")})
    assert refused.status_code == 401


def test_a_name_does_not_go_with_anothers_token(visit: Visit, tokens: dict[str, str]) -> None:
    assert visit(users=Path(tokens["file"])).get("/api/v1/me", auth=("ana", tokens["bob"])).status_code == 401


def test_a_wrong_token_is_compared_with_all_however_near_it_comes(monkeypatch: pytest.MonkeyPatch, tokens: dict[str, str]) -> None:
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr("hmac.compare_digest", lambda one, other: compared.append((one, other)) or one == other)
    users = Users(read(Path(tokens["file"])))
    for token in (tokens["ana"], tokens["ana"][:-1], "wrong"):
        compared.clear()
        users.holding(token)
        assert len(compared) == 2 and all(len(one) == len(other) == 64 for one, other in compared)


def test_a_reader_may_not_correct(visit: Visit, tokens: dict[str, str]) -> None:
    client = visit(users=Path(tokens["file"]))
    by = {name: client.post("/act", headers={"Authorization": f"Bearer {tokens[name]}"}) for name in ("ana", "bob")}
    assert {name: answer.status_code for name, answer in by.items()} == {"ana": 403, "bob": 200}
    assert "ana may read, not correct" in by["ana"].text


def test_a_token_file_lets_in_whoever_runs_the_server(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("x" * 40 + "\n", encoding="utf-8")
    client = visit(token=tmp_path / "token", host="0.0.0.0")
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer " + "x" * 40}).json()["role"] == "reviewer"


# ------------------------------------------------------------------ users files


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("name,role\n", ":1: the columns are not name, role, sha256"),
        ("", ":1: the columns are not"),
        ("name,role,sha256\nana,admin," + "0" * 64, ":2: 'admin' is no role (one of reader, reviewer)"),
        ("name,role,sha256\nana,reader,secret", ":2: sha256 is no hash"),
        (
            "name,role,sha256\nana,reader," + "0" * 64 + "\nana,reader," + "1" * 64,
            ":3: 'ana' is no name that a user can have, or has a line",
        ),
        ("name,role,sha256\n<b>,reader," + "0" * 64, ":2: '<b>' is no name"),
        ("name,role,sha256\nana,reader," + "0" * 64 + "\nbob,reviewer," + "0" * 64, ":3: sha256 is no hash of a token, or that of another"),
    ],
)
def test_a_users_file_that_breaks_the_rules_is_told_with_its_line(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "users.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(fault)):
        admitted("127.0.0.1", path, None)


def test_a_token_is_kept_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "users.csv"
    token = add(path, "ana", Role.READER)
    assert token not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(InputError, match="has a line"):
        add(path, "ana", Role.REVIEWER)


@pytest.mark.parametrize("content", ["short", "", "two words that are longer than thirty-two characters"])
def test_a_token_file_holds_one_token_of_some_length(tmp_path: Path, content: str) -> None:
    (tmp_path / "token").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="no single token of 32 characters"):
        admitted("0.0.0.0", None, tmp_path / "token")


# ------------------------------------------------------------------ under which name


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "localhost", "10.0.0.7:99"])
def test_addresses_in_figures_and_this_machine_are_ours(visit: Visit, host: str) -> None:
    assert visit().get("/api/v1/me", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example.org", "127.0.0.1.evil.example.org", "localhost.evil.example.org", "", "127.0.0.1/@x", "127.0.0.1:8000@evil.example.org"],
)
def test_a_name_that_was_made_to_lead_here_is_not(visit: Visit, host: str) -> None:
    refused = visit().get("/api/v1/me", headers={"Host": host})
    assert (refused.status_code, refused.json()["parameter"]) == (421, "Host")


def test_a_name_that_was_given_is(visit: Visit) -> None:
    client = visit(names=("dateline.example.org",))
    assert client.get("/api/v1/me", headers={"Host": "dateline.example.org"}).status_code == 200


# ------------------------------------------------------------------ what posts


def test_a_form_of_ours_is_taken(visit: Visit) -> None:
    client = visit()
    data = {"csrf": form_token(client), "reason": "an attack, not a test"}
    assert client.post("/act", data=data).json()["reason"] == "an attack, not a test"
    assert client.post("/act", data=data, headers={"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert client.post("/act", data=data | {"csrf": ""}, headers={"X-CSRF-Token": data["csrf"]}).status_code == 200


def test_a_form_with_a_file_is_taken(visit: Visit) -> None:
    client = visit()
    answer = client.post("/act", data={"csrf": form_token(client), "reason": "see there"}, files={"draft": b"words"})
    assert answer.json()["reason"] == "see there"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_elsewhere_cannot_post(visit: Visit, headers: dict[str, str]) -> None:
    client = visit()
    assert client.post("/act", data={"csrf": form_token(client)}, headers=headers).status_code == 403
    assert client.post("/api/v1/query", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("given", ["", "wrong", "0" * 64, "é"])
def test_a_form_without_the_visitors_token_is_refused(visit: Visit, given: str) -> None:
    client = visit()
    form_token(client)
    assert client.post("/act", data={"csrf": given}).status_code == 403


def test_the_token_of_one_visitor_is_not_that_of_another(visit: Visit) -> None:
    client = visit()
    token = form_token(client)
    client.cookies.clear()
    assert client.post("/act", data={"csrf": token}).status_code == 403
    assert form_token(client) != token


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_programs_send_json_which_no_page_elsewhere_can(visit: Visit, kind: str) -> None:
    refused = visit().post("/api/v1/query", content=b"{}", headers={"Content-Type": kind})
    assert (refused.status_code, refused.json()["parameter"]) == (415, "Content-Type")


def test_the_cookie_is_not_for_scripts_and_not_sent_with_what_others_post(visit: Visit) -> None:
    line = visit().get("/form").headers["set-cookie"]
    assert line.startswith("dateline_8000=") and "HttpOnly" in line and "SameSite=Lax" in line and "Secure" not in line
    assert "Secure" in visit("https://127.0.0.1:8000").get("/form").headers["set-cookie"]


# ------------------------------------------------------------------ bodies, rates, headers


def test_a_body_that_is_too_long_is_refused_declared_or_not(visit: Visit) -> None:
    client = visit(body_limit=1000)
    pieces = (b" " * 100 for _ in range(11))
    assert client.post("/api/v1/query", content=b" " * 1001, headers={"Content-Type": "application/json"}).status_code == 413
    assert client.post("/api/v1/query", content=pieces, headers={"Content-Type": "application/json"}).status_code == 413
    assert client.post("/api/v1/query", json=["x" * 900]).status_code == 200


def test_whoever_asks_too_often_is_told_how_long_to_wait(visit: Visit) -> None:
    client = visit(rates={"answer": Rate(2, 1)})
    answers = [client.get("/api/v1/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"


@pytest.mark.parametrize("path", ["/form", "/nothing", "/api/v1/me", "/api/v1/nothing", "/login?next=/"])
def test_every_answer_says_what_it_may_load(visit: Visit, path: str) -> None:
    headers = visit().get(path).headers
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in CONTENT_POLICY


def test_an_endpoint_that_fails_tells_nothing_of_why(visit: Visit) -> None:
    client = visit()

    @client.app.get("/api/v1/fails")  # type: ignore[attr-defined, untyped-decorator]
    def fails() -> None:
        raise RuntimeError("the password is in here")

    failed = client.get("/api/v1/fails")
    assert (failed.status_code, failed.headers["content-security-policy"]) == (500, CONTENT_POLICY)
    assert "password" not in failed.text
