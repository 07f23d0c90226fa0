"""One act that a list has and reports tell, or that two lists have, counts once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.record.conftest import mention, on, party, report

from dateline.coding.coder import Coder
from dateline.model import Report
from dateline.record.checking import Checker, Finding
from dateline.record.citing import Listed, Who
from dateline.record.lists import EventList, enter
from dateline.record.merging import merge
from dateline.record.stating import of_claim
from dateline.record.store import Store

TODAY = date(2022, 12, 31)
ALL = (date(2015, 1, 1), TODAY)


def seizure(day: date, country: str) -> Listed:
    return Listed(f"{country}-{day}", "COERCE", "seize", (Who(f"{country}'s army", country, "MIL"),), days=(day, day))


def put(store: Store, *events: Listed, name: str = "coups", covers: tuple[date, date] | None = None) -> None:
    list(enter(store, EventList(name, covers=covers, everybody=True), events))


def tell(store: Store, day: date, country: str = "MLI", **fields: Any) -> None:
    name = f"wire-{country}-{day}"
    text = f"Soldiers took power on {day}."
    store.insert("reports", [report(name, day, text)])
    store.insert("mentions", [mention(name, "COERCE", "took", text, party(country, "MIL"), mode="seize", time=on(day), **fields)])
    merge(store)


def check(store: Store, coder: Coder, claim: str) -> Finding:
    coding = coder.code(Report("r", claim, TODAY))
    (one,) = coding.claims
    return Checker(store).check(of_claim(one, coding), TODAY)


CLAIM = "Mali's army carried out two coups in 2021."


@pytest.mark.parametrize("told", [date(2021, 5, 24), date(2021, 5, 25)], ids=["that day", "the day after"])
@pytest.mark.parametrize(("covers", "verdict"), [(ALL, "contradicted"), (None, "not enough in the record")])
def test_reports_of_what_a_list_has_add_nothing(store: Store, rules: Coder, told: date, covers: Any, verdict: str) -> None:
    put(store, seizure(date(2021, 5, 24), "MLI"), covers=covers)
    tell(store, told)
    finding = check(store, rules, CLAIM)
    assert (finding.verdict, len(finding.counted)) == (verdict, 1), finding.answer


def test_what_reports_tell_and_a_list_would_have_is_in_doubt(store: Store, rules: Coder) -> None:
    put(store, seizure(date(2021, 5, 24), "MLI"), covers=ALL)
    tell(store, date(2021, 9, 1))
    finding = check(store, rules, CLAIM)
    assert finding.verdict == "not enough in the record"
    assert [why for _, why in finding.doubtful] == ["coups, which has all, does not have it"]


def test_what_reports_tell_beside_a_list_of_some_counts(store: Store, rules: Coder) -> None:
    put(store, seizure(date(2021, 5, 24), "MLI"))
    tell(store, date(2021, 9, 1))
    assert len(check(store, rules, CLAIM).counted) == 2


def test_acts_of_others_on_that_day_are_others(store: Store, rules: Coder) -> None:
    put(store, seizure(date(2021, 5, 24), "MLI"))
    tell(store, date(2021, 5, 24), "TCD")
    assert len(check(store, rules, "There were two coups in 2021.").counted) == 2


@pytest.mark.parametrize("other", ["another", "seizures"], ids=["by name before", "by name after"])
def test_two_lists_of_one_act(store: Store, rules: Coder, other: str) -> None:
    put(store, seizure(date(2021, 5, 24), "MLI"), covers=ALL)
    put(store, seizure(date(2021, 5, 24), "MLI"), name=other)
    finding = check(store, rules, CLAIM)
    assert (finding.verdict, len(finding.counted)) == ("contradicted", 1)


def test_what_a_list_leaves_open_reports_may_tell(store: Store, rules: Coder) -> None:
    day = date(2021, 5, 24)
    put(store, Listed("1", "COERCE", None, (Who("Mali's army", "MLI", "MIL"),), days=(day, day)), covers=ALL)
    tell(store, day)
    finding = check(store, rules, CLAIM)
    assert [one.candidate.list for one in finding.counted] == [""]
    assert [(one.candidate.list, why) for one, why in finding.doubtful] == [("coups", "its kind is not told")]


def test_rows_of_one_list_on_one_day_are_as_many_as_it_says(store: Store, rules: Coder) -> None:
    day = date(2021, 5, 24)
    put(store, seizure(day, "MLI"), Listed("other", "COERCE", "seize", (Who("Mali's army", "MLI", "MIL"),), days=(day, day)), covers=ALL)
    assert check(store, rules, CLAIM).verdict == "supported"
