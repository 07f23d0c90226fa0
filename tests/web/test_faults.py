"""What goes wrong, told to people: in words of the pages, with the form by which it can be mended."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from starlette.testclient import TestClient

from dateline.errors import HeldError, InputError
from dateline.record.signing import signed
from dateline.web.problems import Problem
from dateline.web.wording import worded

from .conftest import HOSTILE

_TOLD = re.compile(r'<p role="alert"[^>]*>(.*)</p>')


@pytest.mark.parametrize(
    ("path", "status", "heading", "form"),
    [
        ("/events/zzzz", 404, "No such event", r'action="/events" method="get" role="search"'),
        ("/reports/zzzz", 404, "No such report", r'action="/events" method="get" role="search"'),
        ("/actors/Ruritania", 404, "No such actor", r'action="/actors".*name="who" value="Ruritania"'),
        ("/codebook/PRAISE", 404, "No such type", r'role="search"'),
        ("/nothing", 404, "No such page", r'role="search"'),
        ("/events?who=USA&since=yesterday", 422, "Not a date", r'action="/events".*name="who" value="USA"'),
        ("/timeline?who=USA&confidence=7", 422, "Please check what you asked for", r'action="/timeline".*name="who" value="USA"'),
        ("/actors/PRK?since=yesterday&until=2022-01-01", 422, "Not a date", r'action="/actors/PRK".*value="2022-01-01"'),
        ("/coverage?since=yesterday", 422, "Not a date", r'action="/coverage"'),
    ],
)
def test_a_fault_is_told_with_the_form_by_which_it_is_mended(client: TestClient, path: str, status: int, heading: str, form: str) -> None:
    response = client.get(path)
    assert (response.status_code, re.findall("<h1>(.*)</h1>", response.text)) == (status, [heading])
    assert re.search(form, response.text, re.DOTALL)
    assert not re.search(r"dateline [a-z]+ |--\w", " ".join(_TOLD.findall(response.text)))


def test_days_the_wrong_way_round_are_told_and_turned(client: TestClient) -> None:
    response = client.get("/events?since=2022-05-01&until=2022-01-01")
    assert response.status_code == 422
    assert "To day: 2022-01-01 is before 2022-05-01." in response.text
    assert re.search(r'name="since" value="2022-01-01".*name="until" value="2022-05-01"', response.text, re.DOTALL)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/events?who=USA&since=yesterday", {"since": "yesterday"}),
        ("/events?since=yesterday&until=31.1.2022", {"since": "yesterday", "until": "31.1.2022"}),
        (f"/map?text={'x' * 201}", {"text": "x" * 201}),
        (f"/timeline?who={'x' * 201}", {"who": "x" * 201}),
        ("/coverage?until=2022-13-01", {"until": "2022-13-01"}),
        ("/dyads/PRK/USA?since=yesterday", {"since": "yesterday"}),
        ("/actors/Ruritania", {"who": "Ruritania"}),
    ],
)
def test_the_field_at_fault_is_marked_and_keeps_what_was_written(client: TestClient, path: str, fields: dict[str, str]) -> None:
    shown = etree.HTML(client.get(path).text)
    marked = {one.get("name"): one for one in shown.iterfind(".//input[@aria-invalid='true']")}
    assert {name: one.get("value") for name, one in marked.items()} == fields
    assert [one.get("name") for one in shown.iterfind(".//input[@autofocus]")] == [next(iter(fields))]
    for name, one in marked.items():
        assert one.get("type", "text") in ("text", "search")
        (said,) = shown.iterfind(f".//*[@id='{one.get('aria-describedby')}']")
        assert said.get("id") == f"wrong-{name}"
        assert said.text


def test_what_was_refused_is_shown_as_text(client: TestClient) -> None:
    shown = client.get("/events", params={"since": HOSTILE}).text
    assert "<script>document" not in shown
    assert etree.HTML(shown).find(".//input[@name='since']").get("value") == HOSTILE


@pytest.mark.parametrize("path", ["/events", "/timeline?who=USA", "/coverage"])
def test_nothing_is_marked_where_nothing_is_wrong(client: TestClient, path: str) -> None:
    assert "aria-invalid" not in client.get(path).text


def test_a_form_of_a_page_that_is_no_page_is_told_in_words(client: TestClient) -> None:
    response = client.get("/logout")
    assert response.status_code == 405
    assert "<h1>Nothing to see at this address</h1>" in response.text


def test_every_remedy_of_the_shell_is_left_to_the_shell() -> None:
    with pytest.raises(InputError) as caught:
        signed("correction", "ana", " ", reasoned=True)
    assert worded(caught.value).remedy == "Say in a few words why."
    assert worded(HeldError("r.duckdb", "is held", "wait, or give --db another")).remedy == ""
    assert worded(Problem(403, "rita may read, not correct", "ask for the role")).says == "Rita may read, not correct."
