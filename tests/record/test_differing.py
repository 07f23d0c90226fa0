"""What is another in a later record, in which field, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.coding.provenance import provenance
from dateline.model import Report
from dateline.record import corrections, manifests
from dateline.record.differing import Change, differences
from dateline.record.gathering import gather
from dateline.record.merging import merge
from dateline.record.recoding import code_anew, pending, put
from dateline.record.store import Store, copy
from dateline.record.verdicts import join, split

A = Report("a", "Zed Qorl condemned the attack on Monday.", date(2024, 5, 7), "Wire A")
B = Report(
    "b", "North Korea fired a ballistic missile from Wonsan on Sunday. It was its third launch this year.", date(2022, 2, 4), "Wire A"
)
C = Report("c", "North Korea fired a ballistic missile from Wonsan early on Sunday.", date(2022, 1, 31), "Wire B")
D = Report("d", "Kenya praised Somalia.", date(2024, 5, 7), "Wire A")
EDITED = Report("d", "NAIROBI -- Kenya praised Somalia. Chad thanked Niger.", date(2024, 5, 7), "Wire A")


def ingest(path: Path, coder: Coder, *reports: Report, manifest: str | None = None) -> Path:
    with Store.open(path) as store:
        name = manifests.note(store, provenance(coder.settings)) if manifest is None else manifest
        list(gather(store, iter(reports), coder.code, name))
        merge(store)
    return path


@pytest.fixture
def records(rules: Coder, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A record and its copy, which is to become another."""
    earlier, later = ingest(tmp_path / "earlier.duckdb", rules, A, B, C, D), tmp_path / "later.duckdb"
    copy(earlier, later)
    yield earlier, later


def told(changes: list[Change]) -> list[tuple[str, str, set[str]]]:
    return [(change.what, change.kind, {cause.label for cause in change.causes}) for change in changes]


def test_a_record_does_not_differ_from_its_copy_nor_from_itself(records: tuple[Path, Path]) -> None:
    assert differences(*records) == []
    assert differences(records[0], records[0]) == []


def test_a_row_of_the_users_registry_is_named_as_the_cause(records: tuple[Path, Path], knowing: Coder) -> None:
    with Store.open(records[1]) as store:
        manifest = manifests.note(store, provenance(knowing.settings))
        keys, _ = pending(store, manifest)
        list(code_anew(store, keys, knowing.code))
        put(store, keys, manifest)
    (change,) = differences(*records)
    (cause,) = change.causes
    assert (change.kind, change.words, cause.label, cause.entries) == ("came", A.text, "registry", ("mine.csv:2",))
    assert cause.before != cause.after
    (back,) = differences(*reversed(records))
    assert (back.kind, back.causes[0].entries) == ("went", ("mine.csv:2",))


def mention(store: Store, report: str, type_: str) -> str:
    (row,) = store.rows("SELECT mention FROM mentions WHERE report = ? AND type = ?", [report, type_])
    return str(row["mention"])


def _correct(store: Store) -> None:
    corrections.correct(store, mention(store, "d", "SUPPORT"), {"type": "AGREE"}, "ana", "why")


def _reject(store: Store) -> None:
    corrections.reject(store, mention(store, "d", "SUPPORT"), "ana", "why")


def _part(store: Store) -> None:
    event = str(store.rows("SELECT event FROM events WHERE mentions = 2")[0]["event"])
    split(store, event, mention(store, "b", "MOBILIZE"), "ana", "why")


def _join(store: Store) -> None:
    join(store, mention(store, "d", "SUPPORT"), mention(store, "c", "MOBILIZE"), "ana", "why")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_correct, [("event", "changed", {"correction"})]),
        (_reject, [("event", "went", {"correction"})]),
        (_part, [("event", "parted", {"verdict: joined or parted by hand"}), ("event", "changed", {"verdict: joined or parted by hand"})]),
        (_join, [("event", "changed", {"verdict: joined or parted by hand"}), ("event", "joined", {"verdict: joined or parted by hand"})]),
    ],
)
def test_what_people_did_is_the_cause(
    records: tuple[Path, Path], change: Callable[[Store], None], expected: list[tuple[str, str, set[str]]]
) -> None:
    with Store.open(records[1]) as store:
        change(store)
    found = differences(*records)
    assert sorted(told(found), key=str) == sorted(expected, key=str)


def test_a_corrected_event_is_the_same_event_and_says_by_whom(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        _correct(store)
    (change,) = differences(*records)
    fields = {field.name: (field.before, field.after) for field in change.fields}
    assert fields["type"] == ("SUPPORT", "AGREE")
    assert fields["event"] == (change.before, change.after)
    assert change.causes[0].by[0].startswith("corrected by ana on ")
    assert ": why (" in change.causes[0].by[0]


def test_what_is_taken_back_makes_no_difference(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        _correct(store)
        corrections.undo(store, corrections.listed(store)[0]["correction"], "ana")
    assert differences(*records) == []


def test_fields_can_be_left_out_of_account(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        corrections.accept(store, mention(store, "d", "SUPPORT"), "ana")
    (change,) = differences(*records)
    assert {field.name for field in change.fields} == {"confidence", "reason"}
    assert differences(*records, without=("confidence", "reason")) == []


def test_reports_that_one_record_lacks(rules: Coder, tmp_path: Path) -> None:
    some = ingest(tmp_path / "some.duckdb", rules, C)
    more = ingest(tmp_path / "more.duckdb", rules, C, B, D)
    assert sorted((what, kind) for what, kind, _ in told(differences(some, more))) == [
        ("claim", "came"), ("event", "came"), ("event", "changed"), ("report", "came"), ("report", "came"),
    ]  # fmt: skip
    assert {label for *_, labels in told(differences(some, more)) for label in labels} == {"report: new"}
    assert {label for *_, labels in told(differences(more, some)) for label in labels} == {"report: gone"}


def test_the_event_of_an_edited_report_is_the_same_where_its_sentence_is(records: tuple[Path, Path], rules: Coder) -> None:
    ingest(records[1], rules, EDITED)
    found = differences(*records)
    assert sorted(told(found), key=str) == [
        ("event", "came", {"report: edited"}),
        ("event", "changed", {"report: edited"}),
        ("report", "changed", {"report: edited"}),
    ]


def test_what_was_coded_before_manifests_were_kept_says_so(rules: Coder, knowing: Coder, tmp_path: Path) -> None:
    old = ingest(tmp_path / "old.duckdb", rules, A, D, manifest=manifests.UNKNOWN)
    new = ingest(tmp_path / "new.duckdb", knowing, A, D)
    assert told(differences(old, new)) == [("event", "came", {"unknown: coded before manifests were kept"})]


def test_two_codings_of_one_manifest_are_told_as_what_they_are(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        store.execute("UPDATE mentions SET factuality = 'future' WHERE report = 'd'")
    (change,) = differences(*records)
    assert [(field.name, field.mention != "") for field in change.fields] == [("factuality", True)]
    assert told([change])[0][2] == {"unknown: one manifest, two codings"}


def test_rows_that_moved_in_a_registry_file_are_no_difference(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        moved = "list_transform(reason, lambda s: {'stage': s.stage, 'text': regexp_replace(s.text, 'csv:[0-9]+', 'csv:99999')})"
        store.execute(f"UPDATE mentions SET reason = {moved}")
    assert differences(*records) == []


def test_claims_differ_too(records: tuple[Path, Path]) -> None:
    with Store.open(records[1]) as store:
        store.execute("UPDATE claims SET number = 4")
    (change,) = differences(*records)
    fields: list[Any] = [(field.name, field.before, field.after) for field in change.fields]
    assert (change.what, change.kind, fields) == ("claim", "changed", [("number", 3, 4)])
