"""A view that is brought up to date says what one says that is made anew, whatever was written; in a file it is kept or made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import HeldError
from dateline.record import corrections, verdicts
from dateline.record.asking import Question
from dateline.record.browsing import upkeep, view
from dateline.record.browsing.answers import Line
from dateline.record.browsing.browser import Browser
from dateline.record.browsing.sorting import Sort
from dateline.record.keeping import backup, restore
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.record.turns import Turns

from ..conftest import mention, on, party, report

PRK, USA, FRA = party("PRK", "", "North Korea"), party("USA", "GOV", "Washington"), party("FRA", "", "France")
FIRED = "North Korea fired a missile on Sunday."


def told(store: Store, name: str, text: str = FIRED, words: str = "fired", type_: str = "MOBILIZE", **fields: Any) -> None:
    """One report more that tells one act."""
    own = {"time": on(date(2022, 1, 30))} | fields
    actor, recipient = own.pop("actor", PRK), own.pop("recipient", None)
    store.insert("reports", [report(name, date(2022, 1, 31), text)])
    store.insert("coded", [{"report": name, "version": "1", "manifest": ""}])
    store.insert("mentions", [mention(name, type_, words, text, actor, recipient, **own)])


def condemned(store: Store, name: str, actor: Any = FRA) -> None:
    told(store, name, "The launch was condemned in Paris.", "condemned", "ACCUSE", actor=actor, recipient=PRK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "r.duckdb"
    with Store.open(path) as store:
        for name in ("a", "b"):
            told(store, name)
        condemned(store, "c")
        merge(store)
    return path


@pytest.fixture
def browser(path: Path) -> Browser:
    return Browser(Turns(path))


def lines(browser: Browser, question: Question = Question()) -> list[Line]:  # noqa: B008
    return [replace(line, revision=0) for line in browser.page(question, limit=10**6).lines]


def a_new_telling(store: Store) -> None:
    told(store, "d")
    merge(store)


def a_new_event(store: Store) -> None:
    told(store, "d", "Envoys of Washington met in Seoul.", "met", "CONSULT", actor=USA)
    merge(store)


def a_split(store: Store) -> None:
    (event,) = store.rows("SELECT event FROM events WHERE mentions = 2")
    verdicts.split(store, event["event"], "b-fired", "ann", "another launch")


def a_correction(store: Store) -> None:
    corrections.correct(store, "c-condemned", {"mode": "disapprove"}, "ann", "as it says")


def a_rejection(store: Store) -> None:
    corrections.reject(store, "c-condemned", "ann", "nobody did")


def an_edited_report(store: Store) -> None:
    store.execute("UPDATE reports SET current = false WHERE report = 'c'")
    store.insert("reports", [report("c", date(2022, 2, 1), "Nothing was said.") | {"version": "2"}])
    merge(store)


WRITES = [a_new_telling, a_new_event, a_split, a_correction, a_rejection, an_edited_report]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_what_was_written_is_taken_over(path: Path, browser: Browser, write: Callable[[Store], None]) -> None:
    before, revision = lines(browser), browser.revision
    with Store.open(path) as store:
        write(store)
    assert lines(browser) == before
    assert browser.refresh() > revision
    anew = Browser(Turns(path), kept=False)
    assert lines(browser) == lines(anew) != before
    for question in (Question(text="fired"), Question(who=("PRK",)), Question(text="launch was")):
        assert lines(browser, question) == lines(anew, question)
        assert browser.facets(question) == anew.facets(question)
    assert browser.coverage() == anew.coverage()


def test_all_that_is_written_one_after_another(path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_PARTS", 3)
    monkeypatch.setattr(view, "_STALE", 0.8)
    for n in range(7):
        with Store.open(path) as store:
            condemned(store, f"x{n}", party(f"AA{chr(65 + n)}"))
            if n % 3 == 0:
                told(store, f"y{n}")
            merge(store)
        browser.refresh()
        assert lines(browser) == lines(Browser(Turns(path), kept=False))


def test_too_much_to_take_over_is_made_anew(path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_FEW", 0)
    monkeypatch.setattr(upkeep, "_SHARE", 0.0)
    with Store.open(path) as store:
        a_new_event(store)
    browser.refresh()
    assert lines(browser) == lines(Browser(Turns(path), kept=False))


def test_only_what_is_another_counts_as_changed(path: Path, browser: Browser) -> None:
    revision = browser.revision
    assert browser.changed_since(revision).events == 0
    with Store.open(path) as store:
        a_new_event(store)
        merge(store, [row["mention"] for row in store.rows("SELECT mention FROM members")])  # all are written again as they were
    browser.refresh()
    changes = browser.changed_since(revision)
    assert [line.event for line in changes.lines] == ["d-met"]
    assert changes.revision == browser.revision
    assert browser.changed_since(changes.revision).events == 0


def test_a_list_goes_on_where_it_was_whatever_comes_between(path: Path, browser: Browser) -> None:
    for n, sort in enumerate(Sort):
        first = browser.page(sort=sort, limit=1)
        rest = browser.page(sort=sort, cursor=first.next)
        with Store.open(path) as store:
            told(store, f"early-{sort}", type_="CONSULT", time=on(date(1990 + n, 1, 1)), confidence=0.1)
            told(store, f"late-{sort}", type_="CONSULT", time=on(date(2030 + n, 1, 1)), confidence=0.99)
            merge(store)
        browser.refresh()
        after = [line.event for line in browser.page(sort=sort, cursor=first.next).lines]
        assert [event for event in after if event in {line.event for line in rest.lines}] == [line.event for line in rest.lines]
        assert first.lines[0].event not in after


def test_the_next_browser_begins_from_the_file(path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        a_new_event(store)
    monkeypatch.setattr(upkeep.Upkeep, "_anew", lambda self: pytest.fail("made anew"))
    second = Browser(Turns(path))
    browser.refresh()
    assert lines(second) == lines(browser)
    assert second.coverage() == browser.coverage()


@pytest.mark.parametrize(
    "harm", [lambda b: b[:-40], lambda b: b[:20], lambda b: b"", lambda b: b"x" * 99, lambda b: b.replace(b"view 1", b"view 0")]
)
def test_a_file_that_is_no_view_is_made_again(path: Path, browser: Browser, harm: Callable[[bytes], bytes]) -> None:
    file = path.with_name("r.duckdb.view")
    file.write_bytes(harm(file.read_bytes()))
    assert lines(Browser(Turns(path))) == lines(browser)


def test_a_record_that_went_another_way_is_taken_over_anew(path: Path, browser: Browser, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.duckdb")
    with Store.open(path) as store:
        a_new_event(store)
    browser.refresh()
    restore(tmp_path / "backup.duckdb", path, replace=True)
    with Store.open(path) as store:
        a_new_telling(store)  # is of the same number
    browser.refresh()
    assert lines(browser) == lines(Browser(Turns(path), kept=False))


def test_while_the_record_is_held_the_view_answers(path: Path, browser: Browser) -> None:
    before = lines(browser)
    impatient = Turns(path, wait=0.0)
    with Store.open(path) as store:
        a_new_event(store)
        held = Browser(impatient)  # from the file
        assert lines(held) == before
        with pytest.raises(HeldError):
            held.refresh()
        assert lines(held) == before
    held.refresh()
    assert len(held) == len(before) + 1
