"""The claims of a record: with whose they are and where they stand, and those that its events or other reports contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dateline.coding.coder import Coder
from dateline.model import Report
from dateline.record.citing import Listed, Number, Who
from dateline.record.contradicting import claims, disputed
from dateline.record.gathering import gather
from dateline.record.lists import EventList, enter
from dateline.record.merging import merge
from dateline.record.store import Store

REPORTS = (
    Report(
        "a",
        "North Korea test-fired a missile on Sunday. It was the third missile launch this year, Japan said.",
        date(2022, 1, 31),
        "Wire A",
    ),
    Report("b", "North Korea fired a missile on Sunday, its fourth missile launch this year.", date(2022, 1, 31), "Wire B"),
    Report("c", "North Korea test-fired a missile on Sunday, the first missile launch since 2020.", date(2022, 2, 1), "Wire C"),
)
DAYS = (date(2022, 1, 5), date(2022, 1, 11), date(2022, 1, 30))


@pytest.fixture
def record(store: Store, rules: Coder) -> Iterator[Store]:
    for _ in gather(store, iter(REPORTS), rules.code):
        pass
    merge(store)
    actor = (Who("North Korea", "PRK"),)
    launches = [
        Listed(str(d), "MOBILIZE", "weapons-test", actor, days=(d, d), numbers=(Number("weapons", 1, 1, 1, "missile"),)) for d in DAYS
    ]
    list(enter(store, EventList("list", covers=(None, date(2022, 12, 31))), launches))
    yield store


def test_claims_have_their_source_and_their_place(record: Store) -> None:
    first, *_ = found = claims(record)
    assert [told.source for told in found] == ["Wire A", "Wire B", "Wire C"]
    assert (first.statement.number, first.speaker) == (3, "Japan")
    assert REPORTS[0].text[first.start : first.stop] == first.statement.words


def test_claims_of_one_kind(record: Store) -> None:
    assert [told.source for told in claims(record, ["first"])] == ["Wire C"]


def test_what_the_events_contradict(record: Store) -> None:
    assert [d.told.source for d in disputed(record) if d.is_contradicted] == ["Wire B", "Wire C"]


def test_what_other_reports_have_otherwise(record: Store) -> None:
    others = {d.told.source: [o.source for o in d.others] for d in disputed(record)}
    assert others == {"Wire A": ["Wire B"], "Wire B": ["Wire A"], "Wire C": []}


def test_a_record_of_before_claims_had_their_series(record: Store) -> None:
    record.execute(
        "UPDATE claims SET type = NULL, mode = NULL, actors = NULL, recipients = NULL, terms = NULL, bound = NULL, measure = NULL"
    )
    assert {d.finding.verdict.value for d in disputed(record) if d.finding} == {"not enough in the record"}
