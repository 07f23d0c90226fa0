"""Claims with known answers about the reference list of missile tests, which lies beside the checkout (see docs/check.md).

``tests/gold/checks.csv`` holds thirty, ten of each verdict, with the reason why.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.coding.coder import Coder
from dateline.exchange.eventlists import read_events, resolver
from dateline.exchange.shapes import Shape
from dateline.model import Report
from dateline.record.checking import Checker, Finding
from dateline.record.citing import Who
from dateline.record.lists import EventList, enter
from dateline.record.stating import of_claim
from dateline.record.store import Store

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT.parent / "shared" / "reference" / "prk_missile_tests.jsonl"
SHAPE = Shape(
    {"date": "date", "time": "time", "place": "facility", "words": "description"},
    {"who": "PRK", "country": "PRK", "type": "MOBILIZE/weapons-test", "weapons": "1 missile"},
    zone="UTC",
)
LEAVES_OUT = ("cruise missile", "close-range ballistic missile", "artillery rocket")
CLAIMS = list(csv.DictReader((ROOT / "tests" / "gold" / "checks.csv").read_text(encoding="utf-8").splitlines()))

pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason=f"no reference list at {REFERENCE}")


def imported(leaves_out: tuple[str, ...]) -> Store:
    store = Store.open(":memory:")
    state = {"PRK": "North Korea"}
    events = read_events(str(REFERENCE), SHAPE, resolver(lambda said, day: Who(said), lambda code: state.get(code, "")))
    listing = EventList("CNS missile tests", zone="UTC", covers=(None, date(2026, 4, 30)), leaves_out=leaves_out)
    assert list(enter(store, listing, events))[-1].failed == 0
    return store


@pytest.fixture(scope="module")
def record() -> Iterator[Store]:
    with imported(LEAVES_OUT) as store:
        yield store


def check(store: Store, coder: Coder, claim: str, today: date) -> Finding:
    coding = coder.code(Report("r", claim, today))
    (one,) = coding.claims
    return Checker(store).check(of_claim(one, coding), today)


def test_thirty_claims_of_which_a_third_each_is_true_false_and_open() -> None:
    assert sorted(row["verdict"] for row in CLAIMS) == ["contradicted"] * 10 + ["not enough in the record"] * 10 + ["supported"] * 10


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row["claim"])
def test_claims_about_missile_tests(record: Store, rules: Coder, row: dict[str, str]) -> None:
    finding = check(record, rules, row["claim"], date.fromisoformat(row["as_of"]))
    assert finding.verdict == row["verdict"], f"{finding.answer}; {row['reason']}"


SEED = "North Korea's seventh missile launch since the start of the year"


def test_the_claim_that_dateline_began_with(record: Store, rules: Coder) -> None:
    """Six launches are in the list, which leaves out cruise missiles: one of those (there was one, on 25 January) makes it the seventh."""
    finding = check(record, rules, SEED, date(2022, 2, 4))
    assert finding.verdict == "not enough in the record"
    assert finding.answer == (
        "until 2022-01-30 the record has at least 6 since 2022-01-01; it would take 1 more that the record does not have"
    )
    assert len(finding.counted) == 9
    assert "CNS missile tests leaves out: cruise missile" in finding.remarks


def test_the_same_by_the_missile(record: Store, rules: Coder) -> None:
    """Nine missiles are in the list, eight of them before that day: whatever it leaves out, none fired then was the seventh."""
    finding = check(record, rules, SEED, date(2022, 2, 4))
    (piece,) = [change for change in finding.changes if change.rule == "counted by the piece"]
    assert (piece.verdict, piece.answer) == (
        "contradicted", "until 2022-01-30 the record has at least 9 since 2022-01-01, at least 8 of them before that day",
    )  # fmt: skip


def test_the_same_if_the_list_had_all_launches(rules: Coder) -> None:
    with imported(()) as store:
        finding = check(store, rules, SEED, date(2022, 2, 4))
        assert (finding.verdict, finding.answer) == ("contradicted", "until 2022-01-30 the record has 6 since 2022-01-01")
        assert check(store, rules, SEED.replace("seventh", "sixth"), date(2022, 2, 4)).verdict == "supported"


def test_seoul_and_utc_have_it_on_other_days_and_as_often(record: Store, rules: Coder) -> None:
    text = "North Korea fired a missile on Sunday (Seoul time), the seventh missile launch since the start of the year."
    finding = check(record, rules, text, date(2022, 2, 4))
    assert finding.zone == "Asia/Seoul"
    assert [str(days[0]) for one in finding.counted if (days := one.days(finding.zone))][-1] == "2022-01-30"
    assert not [change for change in finding.changes if "UTC" in change.rule], "it makes no difference here"


def test_utc_makes_seven_of_six(record: Store, rules: Coder) -> None:
    finding = check(record, rules, "North Korea carried out six Musudan tests in 2016.", date(2017, 1, 15))
    (utc,) = [change for change in finding.changes if "UTC" in change.rule]
    assert (finding.verdict, utc.verdict) == ("supported", "contradicted")
