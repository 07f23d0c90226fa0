"""Where others may come, people log in with a token, and out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dateline.web.safety.users import Role, add

from .conftest import Visit, serving
from .test_every_page import violations


def test_a_token_lets_in_to_where_one_wanted_to_go_until_one_logs_out(record: Path, tmp_path: Path, visiting: Callable[..., Visit]) -> None:
    token = add(tmp_path / "users.csv", "ana", Role.READER)
    with serving(record, users=tmp_path / "users.csv") as address:
        visit = visiting(address)
        page = visit.go("/events?type=ACCUSE")
        assert page.url == f"{address}/login?next=%2Fevents%3Ftype%3DACCUSE"
        page.get_by_label("Token").fill("wrong")
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("alert").get_by_text("not known").wait_for()
        assert violations(visit) == []
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}/events?type=ACCUSE")
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url(f"{address}/login")
        visit.go("/events")
        assert "/login" in page.url
        assert [told for told in visit.complaints if "401" not in told] == [] and visit.left == []
