"""Reviewing on the pages: everything that can be said, taken back, and said by two people at once without a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.record.reviewing.history import history
from dateline.record.store import Store
from dateline.record.values import FIELDS
from dateline.training.gold import read_gold
from dateline.web.app import create_app
from dateline.web.safety.users import Role, add
from dateline.web.settings import Settings

from .conftest import HOSTILE

_FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Person:
    """Somebody at a browser of his or her own."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def see(self, path: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200, response.text
        return response.text

    def hidden(self, path: str, action: str) -> dict[str, str]:
        """The hidden fields of the form of a page that posts to an address."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', self.see(path), re.DOTALL)
        assert form, f"{path} has no form for {action}"
        return {name: unescape(value) for name, value in _FIELD.findall(form[1])}

    def say(self, where: str, hidden: dict[str, str], /, **fields: str) -> Any:
        return self.client.post(where, data=hidden | fields, follow_redirects=False)

    def judge(self, mention: str, /, **fields: str) -> Any:
        """Open the page of a mention and say something of it."""
        where = f"/review/mentions/{mention}"
        return self.say(where, self.hidden(where, where), **fields)


@pytest.fixture
def people(own: Path, tmp_path: Path) -> Iterator[Callable[[str], Person]]:
    """Lets people in, each with a browser of their own: ana and bob review, rita reads."""
    users = tmp_path / "users.csv"
    tokens = {name: add(users, name, role) for name, role in (("ana", Role.REVIEWER), ("bob", Role.REVIEWER), ("rita", Role.READER))}
    app = create_app(Settings(own, users=users, patience=120.0))  # a machine may be busy
    with TestClient(app, base_url="http://127.0.0.1:8000") as running:

        def enter(name: str) -> Person:
            person = Person(TestClient(app, base_url="http://127.0.0.1:8000"))
            said = person.say("/login", person.hidden("/login", "/login"), token=tokens[name])
            assert said.status_code == 303
            return person

        assert running
        yield enter


def rows(record: Path, sql: str) -> list[dict[str, Any]]:
    with Store.open(record, write=False) as store:
        return store.rows(sql)


def said(record: Path) -> list[tuple[str, str, str]]:
    with Store.open(record, write=False) as store:
        return [(row["kind"], row["who"], row["state"]) for row in history(store)]


@pytest.fixture
def urged(own: Path) -> str:
    """A mention that is the only one of its event."""
    return str(rows(own, "SELECT mention FROM mentions WHERE type = 'REQUEST'")[0]["mention"])


@pytest.fixture
def raid(own: Path) -> str:
    """An event of two mentions."""
    return str(rows(own, "SELECT event FROM events WHERE type = 'ASSAULT' AND mentions = 2")[0]["event"])


def test_the_queue_says_why_and_leads_to_the_first(people: Callable[[str], Person]) -> None:
    ana = people("ana")
    shown = ana.see("/review")
    assert "of it by 0." in shown
    assert "in doubt by" in shown
    first = ana.client.get("/review/next", follow_redirects=False).headers["location"]
    assert first.startswith("/review/mentions/")
    assert "Right as it was" in ana.see(first)


@pytest.mark.parametrize("page", ["lots?type=REQUEST", "second"])
def test_words_beside_the_act_stand_apart_from_it(people: Callable[[str], Person], urged: str, page: str) -> None:
    people("ana").judge(urged, **({"action": "accept"} if page == "second" else {"action": "none"}))
    assert 'The United States <mark class="trigger">urged</mark> North Korea' in people("bob").see(f"/review/{page}")


def test_a_mention_is_accepted_from_the_page_of_its_event(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, where = people("ana"), f"/review/mentions/{urged}"
    response = ana.say(where, ana.hidden(f"/events/{urged}", where), action="accept")
    assert response.headers["location"] == f"/events/{urged}#history"
    assert said(own) == [("accept", "ana", "applied")]
    assert "accepted by ana" in ana.see(f"/events/{urged}")


def test_only_what_was_changed_is_a_correction(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana = people("ana")
    ana.judge(urged, action="correct", type="REQUEST", mode="", recipients="North Korea=PRK:GOV", factuality="future", reason="not yet")
    (made,) = rows(own, "SELECT fields::VARCHAR AS fields, reason FROM corrections")
    assert '"factuality":"future"' in made["fields"].replace(" ", "")
    assert '"type"' not in made["fields"]
    assert made["reason"] == "not yet"
    now = rows(own, "SELECT factuality, recipients[1].sector AS sector FROM events WHERE type = 'REQUEST'")
    assert now == [{"factuality": "future", "sector": "GOV"}]


@pytest.mark.parametrize(
    ("fields", "field", "fault"),
    [
        ({"action": "correct", "factuality": "future"}, "reason", "A reason is needed. Say in a few words why."),
        ({"action": "correct", "reason": "why"}, "", "No field is other than it was. Change what is wrong first"),
        ({"action": "correct", "actors": "Ruritania=", "reason": "why"}, "actors", "“Ruritania” is not in the report."),
        ({"action": "correct", "actors": "Ruritania", "reason": "why"}, "actors", "“Ruritania” is no name of the registry."),
        ({"action": "correct", "quantities": "killed: 12", "reason": "why"}, "quantities", "“killed: 12” is no number."),
        ({"action": "correct", "type": "ASSAULT", "mode": "visit", "reason": "why"}, "mode", "ASSAULT has no mode 'visit'. Choose one"),
        ({"action": "reject", "reason": " "}, "reason", "A reason is needed."),
        ({"action": "dance", "reason": "why"}, "", "is none"),
        ({"action": "correct", "time": "tomorrow", "reason": "why"}, "time", "When: 'tomorrow' is no day. Write YYYY-MM-DD."),
    ],
)
def test_what_cannot_be_said_is_told_at_its_field_and_what_was_written_stays(
    people: Callable[[str], Person], own: Path, urged: str, fields: dict[str, str], field: str, fault: str
) -> None:
    response = people("ana").judge(urged, **fields)
    shown = unescape(response.text)
    assert response.status_code == 422
    assert fault in shown
    assert re.findall(r'name="(\w+)"[^>]* aria-invalid="true"[^>]* aria-describedby="wrong-(\w+)', shown) == (
        [(field, field)] if field else []
    )
    assert not re.search(r"dateline [a-z]+ |--\w", shown), "what can be done in the shell is no help here"
    assert all(value.strip() in shown for name, value in fields.items() if name not in ("action", "mode"))
    assert said(own) == []


def test_a_rejected_event_can_be_looked_at_and_taken_back(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob = people("ana"), people("bob")
    ana.judge(urged, action="reject", reason="a report of a report")
    shown = bob.see(f"/events/{urged}")
    assert "told no more" in shown
    (undo,) = re.findall(r'action="(/review/undo/\w+)"', shown)
    assert bob.say(undo, bob.hidden(f"/events/{urged}", undo), reason="it stands there").status_code == 303
    assert said(own) == [("reject", "ana", "undone"), ("undo", "bob", "applied")]
    assert "The telling" in bob.see(f"/events/{urged}")


def test_a_mention_is_split_off_and_joined_again(people: Callable[[str], Person], own: Path, raid: str) -> None:
    ana = people("ana")
    other = next(r["mention"] for r in rows(own, f"SELECT mention FROM members WHERE event = '{raid}'") if r["mention"] != raid)
    ana.judge(other, action="split", reason="two attacks")
    assert len(rows(own, "SELECT event FROM events WHERE type = 'ASSAULT'")) == 2
    where = f"/review/events/{raid}"
    hidden = ana.hidden(f"/events/{raid}", where)
    ana.say(where, hidden, action="join", other=f"http://127.0.0.1:8000/events/{other}#history", reason="one attack")
    assert len(rows(own, "SELECT event FROM events WHERE type = 'ASSAULT'")) == 1
    assert [kind for kind, *_ in said(own)] == ["split", "join"]
    assert "joined by ana" in ana.see(f"/events/{raid}")
    shown = re.sub(r"\s+", " ", ana.see("/review/history"))
    told = '“attacked”</a> in <a href="/reports/{0}?version={1}#mention-{2}">{3}, 2022-05-08</a>'
    sides = [
        f'<a href="/events/{raid}#mention-{row["mention"]}">' + told.format(row["report"], row["version"], row["mention"], row["source"])
        for row in rows(own, "SELECT m.*, r.source FROM mentions m JOIN reports r USING (report, version) WHERE type = 'ASSAULT'")
    ]
    assert all(f"{one} <strong>from</strong> {other}" in shown or f"{other} <strong>from</strong> {one}" in shown for one, other in [sides])
    assert f'event <a href="/events/{raid}"><code>{raid}</code></a>' in shown
    assert "[applied]" not in re.sub(r"<[^>]*>", "", shown)


def test_a_merge_is_confirmed(people: Callable[[str], Person], own: Path, raid: str) -> None:
    ana, where = people("ana"), f"/review/events/{raid}"
    assert ana.say(where, ana.hidden(f"/events/{raid}", where), action="confirm").status_code == 303
    assert said(own) == [("confirm", "ana", "applied")]


def test_a_missed_event_is_added(people: Callable[[str], Person], own: Path) -> None:
    ana, page = people("ana"), "/review/missed?report=wire-b-1"
    fields = {"type": "MOBILIZE", "trigger": "fell", "quote": "It fell into the sea east of the peninsula.", "actors": "North Korea=PRK"}
    response = ana.say("/review/missed", ana.hidden(page, "/review/missed"), **fields, reason="told apart")
    assert response.status_code == 303, response.text
    assert said(own) == [("add", "ana", "applied")]
    again = ana.say("/review/missed", ana.hidden(page, "/review/missed"), **(fields | {"trigger": "flew"}), reason="told apart")
    assert again.status_code == 422
    assert "is not in the quote" in unescape(again.text)


def test_a_join_that_fails_can_be_mended_where_it_is_told(people: Callable[[str], Person], own: Path, raid: str, urged: str) -> None:
    ana, where = people("ana"), f"/review/events/{raid}"
    refused = ana.say(
        where, ana.hidden(f"/events/{raid}", where), action="join", other="http://127.0.0.1:8000/events/zzzz", reason="one story"
    )
    assert refused.status_code == 422
    assert "The record has no event “zzzz”." in refused.text
    assert re.search(r'name="other" value="http://127.0.0.1:8000/events/zzzz"[^>]* aria-invalid="true"', refused.text)
    assert 'name="reason" value="one story"' in refused.text
    now = {name: unescape(value) for name, value in _FIELD.findall(refused.text)}
    assert ana.say(where, now, action="join", other=urged, reason="one story").status_code == 303
    assert [kind for kind, *_ in said(own)] == ["join"]


@pytest.mark.parametrize(("address", "leads"), [("/review/events/{0}", "/events/{0}#review"), ("/review/undo/{0}", "/review/history")])
def test_what_a_form_sends_to_leads_to_its_page(people: Callable[[str], Person], raid: str, address: str, leads: str) -> None:
    response = people("ana").client.get(address.format(raid), follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, leads.format(raid))


# ------------------------------------------------------------------ two people at once


def test_the_second_is_told_what_the_first_did_and_keeps_what_he_wrote(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob, where = people("ana"), people("bob"), f"/review/mentions/{urged}"
    hidden = bob.hidden(where, where)
    ana.judge(urged, action="correct", factuality="future", reason="not yet")
    late = bob.say(where, hidden, action="correct", factuality="negated", reason="they refused")
    assert late.status_code == 409
    shown = unescape(late.text)
    assert "corrected by ana" in shown
    assert "factuality future (not yet)" in shown
    assert "they refused" in shown
    assert re.search(r"<option selected>negated", late.text), "what bob chose stands in the form still"
    assert said(own) == [("correct", "ana", "applied")]
    now = {name: unescape(value) for name, value in _FIELD.findall(late.text)}
    action = re.search(r'action="(/review/mentions/\w+)"', late.text)
    assert action
    assert bob.say(action[1], now, action="correct", factuality="negated", reason="they refused").status_code == 303
    assert said(own) == [("correct", "ana", "applied"), ("correct", "bob", "applied")]


def test_the_second_keeps_what_he_changed_and_nothing_else_of_the_form_that_he_had(
    people: Callable[[str], Person], own: Path, urged: str
) -> None:
    ana, bob, where = people("ana"), people("bob"), f"/review/mentions/{urged}"
    old = bob.hidden(where, where)
    whole = {name: old[f"shown_{name}"] for name in FIELDS}
    ana.judge(urged, action="correct", type="REJECT", mode="", reason="a refusal")
    mine = whole | {"time": "2022-01-20", "reason": "the day"}
    late = bob.say(where, old, action="correct", **mine)
    assert late.status_code == 409
    assert "When" in late.text
    for stands in ("<option selected>REJECT", 'name="time" value="2022-01-20"', "yours; the record has <q>2022-01-31</q> now"):
        assert stands in late.text
    now = {name: unescape(value) for name, value in _FIELD.findall(late.text)}
    (action,) = set(re.findall(r'action="(/review/mentions/\w+)"', late.text))
    again = {name: now[f"shown_{name}"] for name in FIELDS} | {"time": "2022-01-20", "reason": "the day"}
    assert bob.say(action, now, action="correct", **again).status_code == 303
    fields = [sorted(json.loads(row["fields"])) for row in rows(own, "SELECT fields FROM corrections ORDER BY number")]
    assert fields == [["mode", "type"], ["time"]]
    assert rows(own, "SELECT type, mode FROM mentions WHERE report = 'https://wire-a.example/1' AND type = 'REJECT'")


def test_the_second_is_told_when_the_first_has_rejected_it(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob, where = people("ana"), people("bob"), f"/review/mentions/{urged}"
    hidden = bob.hidden(where, where)
    ana.judge(urged, action="reject", reason="a report of a report")
    late = bob.say(where, hidden, action="correct", factuality="negated", reason="they refused")
    assert late.status_code == 409
    assert "rejected by ana" in unescape(late.text)
    assert "they refused" in late.text
    assert said(own) == [("reject", "ana", "rejected")]


def test_an_event_that_another_has_changed_is_not_joined_unseen(people: Callable[[str], Person], own: Path, raid: str, urged: str) -> None:
    ana, bob, where = people("ana"), people("bob"), f"/review/events/{raid}"
    hidden = bob.hidden(f"/events/{raid}", where)
    other = next(r["mention"] for r in rows(own, f"SELECT mention FROM members WHERE event = '{raid}'") if r["mention"] != raid)
    ana.judge(other, action="split", reason="two attacks")
    late = bob.say(where, hidden, action="join", other=urged, reason="one story")
    assert late.status_code == 409
    assert "split off by ana" in late.text
    assert [kind for kind, *_ in said(own)] == ["split"]


def test_of_many_at_once_one_is_taken_and_all_others_are_told(people: Callable[[str], Person], own: Path, urged: str) -> None:
    several = [people(name) for name in ("ana", "bob") * 2]
    where = f"/review/mentions/{urged}"
    forms = [(person, person.hidden(where, where)) for person in several]
    with ThreadPoolExecutor(len(several)) as pool:
        answers = list(pool.map(lambda form: form[0].say(where, form[1], action="correct", factuality="future", reason="not yet"), forms))
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * 3]
    assert len(said(own)) == 1


def test_what_two_say_of_different_mentions_at_once_is_all_kept(people: Callable[[str], Person], own: Path) -> None:
    ana, bob = people("ana"), people("bob")
    mentions = [row["mention"] for row in rows(own, "SELECT mention FROM mentions WHERE report LIKE 'series-%' ORDER BY mention LIMIT 4")]
    pages = [(person, f"/review/mentions/{mention}") for person, mention in zip([ana, bob] * 2, mentions, strict=True)]
    forms = [(person, page, person.hidden(page, page)) for person, page in pages]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda form: form[0].say(form[1], form[2], action="accept"), forms))
    assert [answer.status_code for answer in answers] == [303] * 4
    assert sorted(said(own)) == [("accept", "ana", "applied")] * 2 + [("accept", "bob", "applied")] * 2


# ------------------------------------------------------------------ who may, and what comes of it


def test_a_reader_looks_and_does_not_correct(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, rita, where = people("ana"), people("rita"), f"/review/mentions/{urged}"
    assert "<form method" not in re.sub(r"<header class=\"site\".*?</header>", "", rita.see(where), flags=re.DOTALL)
    hidden = ana.hidden(where, where)
    token = rita.hidden("/review", "/logout")
    assert rita.say(where, hidden | token, action="accept").status_code == 403
    assert rita.client.get("/review/missed?report=wire-b-1").status_code == 403
    assert said(own) == []


def test_a_form_of_another_visitor_is_refused(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob, where = people("ana"), people("bob"), f"/review/mentions/{urged}"
    assert bob.say(where, ana.hidden(where, where), action="accept").status_code == 403
    assert said(own) == []


def test_a_second_opinion_is_given_without_knowing_the_first(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob = people("ana"), people("bob")
    ana.judge(urged, action="correct", factuality="negated", reason="they refused")
    assert "Nothing waits" in ana.see("/review/second")
    where = f"/review/second/{urged}"
    assert where in bob.see("/review/second")
    shown = bob.see(where)
    assert "they refused" not in shown
    assert "<option selected>occurred" in shown
    before = rows(own, "SELECT * FROM mentions ORDER BY mention")
    assert bob.say(where, bob.hidden(where, where), action="accept").status_code == 303
    assert rows(own, "SELECT * FROM mentions ORDER BY mention") == before
    figures = bob.see("/review/figures")
    assert "independent" in figures
    assert "ana, bob" in figures


def test_a_second_opinion_is_taken_back_on_the_page_where_it_was_given(people: Callable[[str], Person], own: Path, urged: str) -> None:
    ana, bob = people("ana"), people("bob")
    ana.judge(urged, action="accept")
    where = f"/review/second/{urged}"
    bob.say(where, bob.hidden(where, where), action="reject")
    (given,) = rows(own, "SELECT opinion FROM opinions")
    back = f"/review/undo/{given['opinion']}"
    assert "Your opinions" in bob.see("/review/second")
    assert "Your opinions" not in ana.see("/review/second")
    assert bob.say(back, bob.hidden("/review/second", back), reason="misread").headers["location"] == "/review/second"
    assert where in bob.see("/review/second")
    assert "independent" not in re.sub("(?s)<p class=.lede.*?</p>", "", bob.see("/review/figures"))
    assert rows(own, "SELECT kind, who, reason FROM opinions ORDER BY number") == [
        {"kind": "reject", "who": "bob", "reason": ""},
        {"kind": "undo", "who": "bob", "reason": "misread"},
    ]


def test_figures_tell_precision_with_its_interval(people: Callable[[str], Person], urged: str) -> None:
    ana = people("ana")
    assert "No mention has been judged yet" in ana.see("/review/figures")
    ana.judge(urged, action="accept")
    assert "0.21 to 1.00" in ana.see("/review/figures")
    assert "Drawn by lot" in ana.see("/review/lots?type=ACCUSE")


def test_what_was_gone_through_is_gold_that_training_reads(people: Callable[[str], Person], own: Path, tmp_path: Path) -> None:
    ana = people("ana")
    (mention,) = rows(own, "SELECT mention FROM mentions WHERE report = 'series-1'")
    ana.judge(mention["mention"], action="accept")
    (tmp_path / "gold.jsonl").write_text(ana.see("/review/gold.jsonl"), encoding="utf-8")
    (report,) = read_gold(tmp_path / "gold.jsonl")
    assert (report.report.id, len(report.acts)) == ("series-1", 1)


def test_markup_of_reports_and_reasons_is_text(people: Callable[[str], Person], own: Path) -> None:
    ana = people("ana")
    (mention,) = rows(own, "SELECT mention FROM mentions WHERE report = 'hostile-1'")
    ana.judge(mention["mention"], action="correct", factuality="negated", reason=HOSTILE)
    now = rows(own, "SELECT mention FROM mentions WHERE report = 'hostile-1'")[0]["mention"]
    lists = ("/review", "/review/history", "/review/lots", "/review/missed?report=hostile-1")
    for path in (*lists, f"/review/mentions/{now}", f"/events/{now}"):
        shown = ana.see(path)
        assert "<script>document" not in shown
        assert "<img src=x" not in shown


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/review/mentions/zzz", 404, "No such telling"),
        ("/review/second/zzz", 422, "No second opinion is wanted"),
        ("/review/missed?report=zzz", 404, "No such report"),
        ("/review/nothing", 404, "No such page"),
    ],
)
def test_what_is_not_there_is_told_in_words(people: Callable[[str], Person], path: str, status: int, heading: str) -> None:
    response = people("ana").client.get(path)
    assert (response.status_code, re.findall("<h1>(.*)</h1>", response.text)) == (status, [heading])
    assert 'role="search"' in response.text
