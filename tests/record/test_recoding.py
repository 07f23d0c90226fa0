"""Coding a record anew: nothing changes where nothing has, what people said holds, and a run that is killed goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.coding.provenance import provenance
from dateline.errors import InputError
from dateline.model import Report
from dateline.record import corrections, manifests
from dateline.record.gathering import gather
from dateline.record.looking import resolve
from dateline.record.merging import merge
from dateline.record.recoding import Recoded, as_read, code_anew, pending, put
from dateline.record.rows import Key
from dateline.record.store import Query, Store
from dateline.record.verdicts import split

REPORTS = [
    Report("a", "Zed Qorl condemned the attack on Monday.", date(2024, 5, 7), "Wire A"),
    Report("b", "North Korea fired a ballistic missile from Wonsan on Sunday. France condemned the launch.", date(2022, 2, 4), "Wire A"),
    Report("c", "January 31, 2022\n\nSEOUL -- North Korea fired a ballistic missile from Wonsan early on Sunday.", None, "Wire B"),
    Report("d", "Kenya praised Somalia.", date(2024, 5, 7), "Wire A"),
]
TABLES = ("reports", "mentions", "claims", "members", "events", "pairs", "verdicts", "former", "moved")


@pytest.fixture
def store(rules: Coder) -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        fill(opened, rules)
        yield opened


def fill(store: Store, coder: Coder) -> None:
    list(gather(store, iter(REPORTS), coder.code, manifests.note(store, provenance(coder.settings))))
    merge(store)


def recode(store: Store, coder: Coder, names: Sequence[str] = (), since: date | None = None, *, again: bool = True) -> Recoded:
    manifest = manifests.note(store, provenance(coder.settings))
    keys, done = pending(store, manifest, since, names, again=again)
    assert not [found for found in code_anew(store, keys, coder.code) if isinstance(found, InputError)]
    return put(store, [*keys, *done], manifest)


def content(store: Store) -> dict[str, list[Any]]:
    return {table: store.rows(f"SELECT to_json(t)::VARCHAR AS row FROM {table} t ORDER BY row") for table in TABLES}


def test_without_a_change_nothing_changes_to_the_byte(store: Store, rules: Coder, tmp_path: Path) -> None:
    before = content(store)
    queries = {table: Query(f"SELECT * FROM {table} ORDER BY ALL", {}) for table in ("events", "mentions", "members", "claims", "reports")}
    for when in ("before", "after"):
        for table, query in queries.items():
            store.export(query, tmp_path / f"{table}.{when}")
        done = recode(store, rules)
    assert (done.reports, done.mentions.changed, done.mentions.came, done.mentions.went) == (4, 0, 0, 0)
    assert content(store) == before
    for table in queries:
        assert (tmp_path / f"{table}.before").read_bytes() == (tmp_path / f"{table}.after").read_bytes()


def test_what_the_very_same_coder_coded_is_passed_over(store: Store, rules: Coder) -> None:
    assert recode(store, rules, again=False).reports == 0


def test_a_coder_that_knows_more_changes_what_it_should_and_nothing_else(store: Store, knowing: Coder) -> None:
    before = {row["mention"]: row for row in store.rows("SELECT * FROM mentions")}
    done = recode(store, knowing, again=False)
    after = {row["mention"]: row for row in store.rows("SELECT * FROM mentions")}
    assert (done.mentions.came, done.mentions.went, done.mentions.changed) == (1, 0, 0)
    (new,) = after.keys() - before.keys()
    assert [party["entity"] for party in after[new]["actors"]] == ["person:zed-qorl"]
    assert [row["now"] for row in store.rows("SELECT event AS now FROM events WHERE event = ?", [new])] == [new]


def test_each_version_knows_what_coded_it(store: Store, rules: Coder, knowing: Coder) -> None:
    recode(store, knowing, names=["a"])
    told = {row["manifest"]: row["reports"] for row in manifests.told(store)}
    ours, theirs = (manifests.note(store, provenance(coder.settings)) for coder in (rules, knowing))
    assert told == {ours: 3, theirs: 1}
    assert manifests.differing(*(manifests.parts(store)[name] for name in (ours, theirs))) == ["registry"]


@pytest.mark.parametrize(
    ("names", "since", "expected"),
    [
        ((), None, ["a", "b", "c", "d"]),
        (("b",), None, ["b"]),
        ((), date(2022, 2, 4), ["a", "b", "d"]),
        (("a", "b"), date(2023, 1, 1), ["a"]),
    ],
)
def test_some_reports_alone(store: Store, names: Sequence[str], since: date | None, expected: list[str]) -> None:
    keys, done = pending(store, "another", since, names)
    assert ([key.report for key in keys], done) == (expected, [])


def test_a_report_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(InputError, match="no report that was coded has a name that begins so"):
        pending(store, "another", names=["zzz"])


def test_lines_that_no_coder_coded_are_passed_over(store: Store) -> None:
    store.execute("DELETE FROM coded WHERE report = 'a'")
    keys, _ = pending(store, "another")
    assert [key.report for key in keys] == ["b", "c", "d"]


def test_a_version_is_read_as_it_was_before_its_head_gave_it_a_day(store: Store) -> None:
    (row,) = store.rows("SELECT report, version, published FROM reports WHERE report = 'c'")
    assert row["published"] == date(2022, 1, 31)
    assert as_read(store, Key("c", row["version"])).published is None


def named(store: Store, report: str, type_: str) -> str:
    (row,) = store.rows("SELECT mention FROM mentions WHERE report = ? AND type = ?", [report, type_])
    return str(row["mention"])


def test_corrections_hold_for_another_coder_and_the_first_again(store: Store, rules: Coder, knowing: Coder) -> None:
    now = corrections.correct(store, named(store, "b", "MOBILIZE"), {"type": "ASSAULT", "mode": "heavy-weapons"}, "ana", "an attack")
    corrections.reject(store, named(store, "d", "SUPPORT"), "bob", "not political")
    before = content(store)
    recode(store, knowing)
    assert {row["mention"] for row in store.rows("SELECT mention FROM mentions WHERE type = 'ASSAULT'")} == {now}
    assert not store.rows("SELECT * FROM mentions WHERE type = 'SUPPORT'")
    recode(store, rules)
    assert content(store) == before


def test_corrections_are_taken_back_after_coding_anew_too(store: Store, rules: Coder, knowing: Coder) -> None:
    before = {row["mention"] for row in store.rows("SELECT mention FROM mentions")}
    corrections.reject(store, named(store, "d", "SUPPORT"), "bob", "not political")
    recode(store, knowing)
    corrections.undo(store, corrections.listed(store)[0]["correction"], "bob")
    assert before < {row["mention"] for row in store.rows("SELECT mention FROM mentions")}


def test_what_people_parted_stays_parted(store: Store, knowing: Coder) -> None:
    event = str(store.rows("SELECT event FROM events WHERE mentions = 2")[0]["event"])
    split(store, event, named(store, "b", "MOBILIZE"), "ana", "why")
    recode(store, knowing)
    assert not store.rows("SELECT event FROM events WHERE mentions = 2")


def test_old_ids_lead_to_where_the_act_is_told_now(store: Store, rules: Coder) -> None:
    """A record whose coder took the act for another type, at words that overlap."""
    old = named(store, "d", "SUPPORT")
    store.execute("UPDATE mentions SET mention = 'old', type = 'AGREE', trigger = {'start': trigger.start - 1, 'stop': trigger.stop} WHERE mention = ?", [old])  # fmt: skip # noqa: E501
    merge(store)
    assert resolve(store, "old") == "old"
    assert recode(store, rules).mentions.moved == 1
    assert corrections.find(store, "old")["mention"] == old
    assert resolve(store, "old") == old


def test_claims_are_coded_anew(store: Store, rules: Coder) -> None:
    list(gather(store, iter([Report("e", "North Korea fired its seventh missile this year on Sunday.", date(2022, 2, 4))]), rules.code))
    claims = store.rows("SELECT * FROM claims ORDER BY claim")
    store.execute("UPDATE claims SET number = 99")
    store.insert("claims", [claims[0] | {"claim": "stale"}])
    recode(store, rules)
    assert store.rows("SELECT * FROM claims ORDER BY claim") == claims


def test_what_is_read_off_heads_is_put_in_and_events_are_dated_anew(store: Store, rules: Coder) -> None:
    before = content(store)
    store.execute("UPDATE reports SET published = DATE '2000-01-01', title = 'x' WHERE report = 'c'")
    store.execute("UPDATE events SET first_told = DATE '2000-01-01'")
    recode(store, rules)
    after = content(store)
    assert after["reports"] == before["reports"]
    assert [row["first_told"] for row in store.rows("SELECT first_told FROM events WHERE mentions = 2")] == [date(2022, 1, 31)]


def test_a_day_that_is_read_otherwise_may_make_another_version_current_and_corrections_follow(store: Store, rules: Coder) -> None:
    later, earlier = (Report("v", f"May {day}, 2024\n\nKenya condemned Somalia. {more}") for day, more in ((7, ""), (6, "It rained.")))
    list(gather(store, iter([later, earlier]), rules.code))
    misread = store.rows("SELECT version FROM reports WHERE report = 'v' AND NOT current")[0]["version"]
    store.execute("UPDATE reports SET current = NOT current WHERE report = 'v'")
    store.execute("UPDATE reports SET published = DATE '2030-01-01' WHERE report = 'v' AND version = ?", [misread])
    merge(store)
    (row,) = store.rows("SELECT mention FROM mentions WHERE report = 'v' AND version = ?", [misread])
    corrections.correct(store, row["mention"], {"factuality": "negated"}, "ana", "why")
    recode(store, rules)
    told = store.rows("SELECT current, factuality FROM mentions JOIN reports USING (report, version) WHERE report = 'v' ORDER BY current")
    assert [(row["current"], row["factuality"]) for row in told] == [(False, "occurred"), (True, "negated")]


def test_events_that_other_rules_of_merging_made_are_made_anew(store: Store, rules: Coder) -> None:
    before = content(store)
    store.execute("DELETE FROM pairs")
    store.execute("UPDATE merged_by SET rules = 'of yesterday'")
    recode(store, rules)
    assert content(store) == before
    assert manifests.is_merged_by(store, manifests.rules())


def test_a_report_that_cannot_be_coded_stays_as_it_was(store: Store, rules: Coder) -> None:
    before = content(store)
    keys, _ = pending(store, "another")
    fault = InputError("a", "cannot be coded", "")
    found = list(code_anew(store, keys, lambda report: fault if report.id == "a" else rules.code(report)))
    assert found == [fault, *keys[1:]]
    put(store, keys, "another")
    assert content(store) == before
    assert store.rows("SELECT report FROM coded WHERE manifest <> 'another'") == [{"report": "a"}]
    assert store.rows("SELECT place FROM failures") == [{"place": "a"}]


def test_a_run_that_is_broken_off_changes_nothing_and_goes_on(store: Store, rules: Coder, knowing: Coder) -> None:
    before = content(store)
    manifest = manifests.note(store, provenance(knowing.settings))
    keys, _ = pending(store, manifest)
    run = code_anew(store, keys, knowing.code)
    next(run)
    run.close()  # as at Ctrl-C
    assert content(store) == before
    rest, done = pending(store, manifest)
    assert [[key.report for key in some] for some in (rest, done)] == [["b", "c", "d"], ["a"]]
    assert recode(store, knowing, again=False).reports == 4


def test_what_another_coder_left_is_not_gone_on_with(store: Store, rules: Coder, knowing: Coder) -> None:
    keys, _ = pending(store, manifests.note(store, provenance(knowing.settings)))
    list(code_anew(store, keys[:1], knowing.code))
    assert pending(store, "a third")[1] == []


KILLED = """
import os, signal, sys
from dateline.record.recoding import code_anew, pending, put
from dateline.record.store import Store
from dateline.coding.coder import Coder, Settings
coder, coded = Coder(Settings(learned=False)), []
def code(report):
    coded.append(report)
    if sys.argv[2] == "coding" and len(coded) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return coder.code(report)
with Store.open(sys.argv[1]) as store:
    keys, _ = pending(store, "another")
    list(code_anew(store, keys, code))
    store.execute("UPDATE recoding_mentions SET factuality = 'negated'")
    with store.step():
        put(store, keys, "another")
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["coding", "putting"])
def test_a_run_that_is_killed_leaves_the_record_as_it_was(rules: Coder, tmp_path: Path, moment: str) -> None:
    path = tmp_path / "r.duckdb"
    with Store.open(path) as store:
        fill(store, rules)
        before = content(store)
    killed = subprocess.run([sys.executable, "-c", KILLED, path, moment], check=False)
    assert killed.returncode == -9
    with Store.open(path) as store:
        assert content(store) == before
        assert recode(store, rules).reports == 4
        assert content(store) == before
