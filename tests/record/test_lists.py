"""Lists of events in a record: cited by a line of their own, compared with nothing, replaced when they are read again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.record.conftest import mention, on, party, report

from dateline.record.citing import Listed, Number, Where, Who, cite
from dateline.record.corrections import correct
from dateline.record.lists import Entered, EventList, enter
from dateline.record.looking import look
from dateline.record.merging import merge
from dateline.record.recoding import pending
from dateline.record.store import Store
from dateline.record.verdicts import join

LIST = EventList("tests", "tests.csv", "0", "UTC", (None, date(2022, 12, 31)), ("cruise missile",))


def launch(row: str, day: int = 29, **fields: Any) -> Listed:
    own: dict[str, Any] = {"actors": (Who("North Korea", "PRK", "", "state:PRK"),), "numbers": (Number("weapons", 1, 1, 1, "missile"),)}
    days = (date(2022, 1, day),) * 2
    return Listed(row, "MOBILIZE", "weapons-test", days=days, zone="UTC", details={"missile": "hwasong-12"}, **own | fields)


def put(store: Store, *events: Listed, listing: EventList = LIST) -> Entered:
    return list(enter(store, listing, events))[-1]


def test_every_span_of_a_citation_points_at_its_words() -> None:
    cited, told = cite(launch("1", place=Where("Sinpo", "PRK"), moment=datetime(2022, 1, 29, 22, 52), words="It flew east."), "tests")
    said = cited.text
    assert said == ("2022-01-29 22:52 UTC: North Korea: MOBILIZE weapons-test, Sinpo; missile 1; missile hwasong-12\nIt flew east.")
    assert told.trigger.of(said) == "MOBILIZE weapons-test"
    assert told.actors[0].span.of(said) == "North Korea"
    assert told.place is not None and told.place.span.of(said) == "Sinpo"
    assert told.quantities[0].span.of(said) == "missile 1"
    assert told.quote.of(said) == said.partition("\n")[0]


def test_rows_of_a_list_stay_apart_however_alike(store: Store) -> None:
    state = put(store, launch("1"), launch("2"), launch("3"))
    assert (state.new, state.known, state.gone) == (3, 0, 0)
    before = store.rows("SELECT * FROM events ORDER BY event")
    merge(store)
    assert store.rows("SELECT * FROM events ORDER BY event") == before
    assert len(before) == 3


def test_news_of_the_same_act_is_an_event_of_its_own(store: Store) -> None:
    put(store, launch("1"))
    text = "North Korea fired a missile on Saturday."
    store.insert("reports", [report("wire", date(2022, 1, 30), text)])
    store.insert("mentions", [mention("wire", "MOBILIZE", "fired", text, party("PRK"), mode="weapons-test", time=on(date(2022, 1, 29)))])
    merge(store)
    assert sorted(row["mentions"] for row in store.rows("SELECT mentions FROM events")) == [1, 1]


def test_a_row_joined_by_hand_with_news_stays_joined(store: Store) -> None:
    put(store, launch("1"))
    text = "North Korea fired a missile on Saturday."
    store.insert("reports", [report("wire", date(2022, 1, 30), text)])
    store.insert("mentions", [mention("wire", "MOBILIZE", "fired", text, party("PRK"), mode="weapons-test", time=on(date(2022, 1, 29)))])
    merge(store)
    one, other = [row["event"] for row in store.rows("SELECT event FROM events ORDER BY event")]
    event = join(store, one, other, "ana", "the same launch")
    assert len(look(store, event)["mentions"]) == 2
    put(store, launch("1"), launch("2", 30))
    assert len(look(store, event)["mentions"]) == 2


def test_what_a_list_says_of_itself_is_kept(store: Store) -> None:
    put(store, launch("1"))
    (row,) = store.rows("SELECT * FROM lists")
    assert (row["covers"], row["leaves_out"], row["zone"]) == ({"from": None, "to": date(2022, 12, 31)}, ["cruise missile"], "UTC")
    (detail,) = store.rows("SELECT * FROM listed")
    assert (detail["list"], detail["row"], detail["details"]) == ("tests", "1", {"missile": "hwasong-12"})


def test_a_list_read_again_replaces_what_it_said(store: Store) -> None:
    put(store, launch("1"), launch("2"), launch("3"))
    kept = {row["event"] for row in store.rows("SELECT event FROM events")}
    state = put(store, launch("1"), launch("2", 30), launch("4"))
    assert (state.new, state.known, state.gone) == (2, 1, 1)
    events = {row["event"] for row in store.rows("SELECT event FROM events")}
    assert (len(events), len(events & kept)) == (3, 1)


def test_a_row_that_comes_back_is_what_it_was(store: Store) -> None:
    put(store, launch("1"), launch("2"))
    first = store.rows("SELECT event FROM events ORDER BY event")
    put(store, launch("1"))
    put(store, launch("1"), launch("2"))
    assert store.rows("SELECT event FROM events ORDER BY event") == first


def test_two_lists_stand_side_by_side(store: Store) -> None:
    put(store, launch("1"))
    put(store, launch("1"), listing=EventList("others"))
    assert store.rows("SELECT count(*) AS n FROM events")[0]["n"] == 2


def test_what_people_corrected_holds_when_a_list_is_read_again(store: Store) -> None:
    put(store, launch("1"), launch("2"))
    first = store.rows("SELECT mention FROM listed JOIN mentions USING (report) WHERE row = '1'")[0]["mention"]
    correct(store, first, {"mode": "troops"}, "M", "2022-02-01")
    put(store, launch("1", words="As was said later."), launch("2"))
    assert [row["mode"] for row in store.rows("SELECT mode FROM events ORDER BY mode")] == ["troops", "weapons-test"]


@pytest.mark.parametrize("corrected", [{"mode": None}, {"type": "ASSAULT", "mode": None}, {"factuality": "future"}])
def test_a_line_that_people_correct_is_compared_with_nothing_either(store: Store, corrected: dict[str, Any]) -> None:
    put(store, launch("1"), launch("2"))
    text = "North Korea fired a missile on Saturday."
    told = mention("wire", corrected.get("type", "MOBILIZE"), "fired", text, party("PRK"), time=on(date(2022, 1, 29)))
    store.insert("reports", [report("wire", date(2022, 1, 30), text)])
    store.insert("mentions", [told])
    merge(store)
    correct(
        store, store.rows("SELECT mention FROM listed JOIN mentions USING (report) WHERE row = '1'")[0]["mention"], corrected, "M", "so"
    )
    assert [row["mentions"] for row in store.rows("SELECT mentions FROM events")] == [1, 1, 1]
    assert store.rows("SELECT * FROM pairs") == []


def test_a_line_that_people_correct_is_a_line_of_its_list_still(store: Store) -> None:
    put(store, launch("1"))
    corrected = correct(store, store.rows("SELECT mention FROM mentions")[0]["mention"], {"type": "ASSAULT", "mode": None}, "M", "so")
    (line,) = store.rows("SELECT l.list, l.row FROM listed l JOIN mentions USING (report, version) WHERE mention = ?", [corrected])
    assert line == {"list": "tests", "row": "1"}


def test_no_coder_codes_the_lines_of_a_list(store: Store) -> None:
    put(store, launch("1"))
    assert pending(store, "some coder", again=True) == ([], [])


def test_a_list_that_breaks_off_leaves_nothing(store: Store) -> None:
    def broken() -> Any:
        yield launch("1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(enter(store, LIST, broken()))
    assert store.rows("SELECT * FROM lists") == store.rows("SELECT * FROM events") == []
