"""Claims against a small record: what is counted, by which rule, and where the record cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from tests.record.conftest import mention, on, party, report

from dateline.coding.coder import Coder
from dateline.model import Report
from dateline.record.checking import Checker, Finding
from dateline.record.citing import Listed, Number, Where, Who
from dateline.record.lists import EventList, enter
from dateline.record.merging import merge
from dateline.record.stating import of_claim
from dateline.record.store import Store

TODAY = date(2022, 12, 31)


def launch(day: date, missile: str = "hwasong-12", hour: int | None = None, outcome: str = "success", note: str = "") -> Listed:
    moment = datetime(day.year, day.month, day.day, hour) if hour is not None else None
    details = {"missile": missile, "outcome": outcome, "landing": "sea-of-japan"}
    numbers = (Number("weapons", 1, 1, 1, "missile"),)
    actors = (Who("North Korea", "PRK", "", "state:PRK"),)
    row = f"{day}-{hour}-{missile}-{outcome}"
    return Listed(row, "MOBILIZE", "weapons-test", actors, days=(day, day), moment=moment, numbers=numbers, details=details, words=note)


LAUNCHES = (
    launch(date(2017, 11, 28), "hwasong-15", 18),
    launch(date(2022, 1, 4), "hwasong-11a", 23),
    launch(date(2022, 1, 14), "kn-25", 5),
    launch(date(2022, 1, 14), "hwasong-11b", 6),
    launch(date(2022, 3, 16), "hwasong-17", 0, "failure"),
    launch(date(2022, 3, 24), "hwasong-15", 5),
)


@pytest.fixture
def record(store: Store) -> Iterator[Store]:
    put(store, *LAUNCHES)
    yield store


def put(
    store: Store, *events: Listed, covers: tuple[date | None, date | None] | None = (None, TODAY), leaves_out: tuple[str, ...] = ()
) -> None:
    list(enter(store, EventList("list", zone="UTC", covers=covers, leaves_out=leaves_out), events))


def check(store: Store, coder: Coder, claim: str, today: date = TODAY) -> Finding:
    coding = coder.code(Report("r", claim, today))
    (one,) = [c for c in coding.claims if c.kind != "breach"]
    return Checker(store).check(of_claim(one, coding), today)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("North Korea carried out four missile launches in 2022.", "supported"),
        ("North Korea carried out five missile launches in 2022.", "contradicted"),
        ("North Korea launched five missiles in 2022.", "supported"),
        ("North Korea launched at least three missiles in 2022.", "supported"),
        ("North Korea launched fewer than three missiles in 2022.", "contradicted"),
        ("On 24 March 2022 North Korea launched a missile, its fourth launch of the year.", "supported"),
        ("On 24 March 2022 North Korea launched a missile, its third launch of the year.", "contradicted"),
        ("On 16 March 2022 North Korea tested an ICBM for the first time since 2017.", "supported"),
        ("On 24 March 2022 North Korea tested an ICBM for the first time since 2017.", "contradicted"),
        ("On 20 March 2022 North Korea tested an ICBM for the first time since 2017.", "contradicted"),
        ("North Korea launched no missiles in 2018.", "supported"),
        ("North Korea has launched no missiles since 2017.", "contradicted"),
        ("It was North Korea's only ICBM test of 2022.", "contradicted"),
        ("North Korea last tested an ICBM in March 2022.", "supported"),
        ("North Korea last tested an ICBM in November 2017.", "contradicted"),
        ("North Korea launched more missiles in 2022 than in 2017.", "supported"),
        ("North Korea launched fewer missiles in 2022 than in 2017.", "contradicted"),
        ("North Korea launched ten times as many missiles in 2022 as in 2017.", "contradicted"),
        ("North Korea conducted a record number of missile tests in 2022.", "supported"),
        ("North Korea conducted a record number of missile tests in 2017.", "supported"),
        ("North Korea fired two missiles on 14 January 2022.", "supported"),
        ("North Korea fired three missiles on 14 January 2022.", "contradicted"),
        ("North Korea's most powerful launch since 2017 was in March.", "not enough in the record"),
        ("North Korea tested a nuclear device for the third time in 2022.", "not enough in the record"),
        ("South Korea carried out two missile tests in 2022.", "not enough in the record"),
    ],
)
def test_verdicts(record: Store, rules: Coder, claim: str, verdict: str) -> None:
    finding = check(record, rules, claim)
    assert finding.verdict == verdict, finding.answer


def test_the_events_that_count_are_cited(record: Store, rules: Coder) -> None:
    finding = check(record, rules, "North Korea carried out two ICBM tests in 2022.")
    assert [one.candidate.words.partition(": ")[0] for one in finding.counted] == ["2022-03-16 00:00 UTC", "2022-03-24 05:00 UTC"]
    assert {one.candidate.source for one in finding.counted} == {"list"}


def test_another_unit_is_told_with_what_it_gives(record: Store, rules: Coder) -> None:
    finding = check(record, rules, "North Korea carried out five missile launches in 2022.")
    assert finding.rule.startswith("launch events: all of one day is one; days of Asia/Pyongyang")
    (piece,) = [change for change in finding.changes if change.rule == "counted by the piece"]
    assert piece.verdict == "supported"


def test_failures_are_told_where_they_matter(record: Store, rules: Coder) -> None:
    finding = check(record, rules, "On 24 March 2022 North Korea tested an ICBM for the first time since 2017.")
    assert [(c.rule, c.verdict.value) for c in finding.changes] == [("without attempts that failed", "supported")]


def test_days_are_those_of_where_the_acts_were(store: Store, rules: Coder) -> None:
    put(store, launch(date(2021, 12, 31), hour=20))  # the new year has begun in Pyongyang
    finding = check(store, rules, "North Korea carried out one missile launch in 2022.")
    assert finding.verdict == "supported"
    assert [(c.rule, c.verdict.value) for c in finding.changes if "UTC" in c.rule] == [("with days of UTC", "contradicted")]


def test_a_weapon_that_nobody_has_named_may_be_one(store: Store, rules: Coder) -> None:
    put(store, *LAUNCHES, launch(date(2022, 2, 26), "unknown"))
    finding = check(store, rules, "North Korea carried out two ICBM tests in 2022.")
    assert finding.verdict == "not enough in the record"
    assert [why for _, why in finding.doubtful] == ["nothing tells whether it was an intercontinental ballistic missile"]


def test_a_remark_on_its_range_settles_what_it_was_not(store: Store, rules: Coder) -> None:
    put(store, *LAUNCHES, launch(date(2022, 2, 26), "unknown", note="Two short-range missiles flew 300 km."))
    assert check(store, rules, "North Korea carried out two ICBM tests in 2022.").verdict == "supported"


def test_a_weapon_is_not_older_than_itself(store: Store, rules: Coder) -> None:
    put(store, launch(date(1986, 5, 1), "unknown"), launch(date(2022, 3, 16), "hwasong-17"))
    assert check(store, rules, "On 16 March 2022 North Korea carried out its first test of a Hwasong-17.").verdict == "supported"


def test_a_launch_of_an_unknown_day_of_its_month_may_lie_in_the_window(store: Store, rules: Coder) -> None:
    first, last = date(2022, 1, 1), date(2022, 1, 31)
    vague = Listed(
        "v", "MOBILIZE", "weapons-test", (Who("North Korea", "PRK"),), days=(first, last), numbers=(Number("weapons", 1, 1, 1, "missile"),)
    )
    put(store, vague)
    finding = check(store, rules, "North Korea launched no missiles between 10 January 2022 and 20 January 2022.")
    assert finding.verdict == "not enough in the record"
    assert finding.doubtful[0][1] == "it was some day from 2022-01-01 to 2022-01-31"


@pytest.mark.parametrize(
    ("covers", "leaves_out", "remark"),
    [
        ((date(2022, 2, 1), TODAY), (), "list has nothing before 2022-02-01"),
        ((None, date(2022, 6, 30)), (), "list has nothing after 2022-06-30"),
        ((None, TODAY), ("cruise missile",), "list leaves out: cruise missile"),
        ((None, TODAY), ("whatever we did not hear of",), "list leaves out: whatever we did not hear of"),
    ],
)
def test_what_a_list_lacks_keeps_it_from_contradicting(
    store: Store, rules: Coder, covers: tuple[date | None, date | None], leaves_out: tuple[str, ...], remark: str
) -> None:
    put(store, *LAUNCHES, covers=covers, leaves_out=leaves_out)
    finding = check(store, rules, "North Korea carried out five missile launches in 2022.")
    assert finding.verdict == "not enough in the record"
    assert remark in finding.remarks
    assert "it would take 1 more" in finding.answer
    assert check(store, rules, "North Korea carried out two missile launches in 2022.").verdict == "contradicted", "more is more"


def test_what_a_list_leaves_out_is_no_matter_to_what_cannot_be_of_it(store: Store, rules: Coder) -> None:
    put(store, *LAUNCHES, leaves_out=("cruise missile",))
    assert check(store, rules, "North Korea carried out three ICBM tests in 2022.").verdict == "contradicted"


def test_a_list_that_does_not_say_what_it_covers(store: Store, rules: Coder) -> None:
    put(store, *LAUNCHES, covers=None)
    finding = check(store, rules, "North Korea carried out three ICBM tests in 2021.")
    assert finding.verdict == "contradicted"
    assert finding.remarks == ("list does not say which days it covers: taken from its first event to its last",)


def news(store: Store, *days: date, launches: tuple[date, ...] = ()) -> None:
    """Reports of some days that name North Korea, some of which tell of a launch on their day."""
    for day in days:
        text = f"North Korea fired a missile on {day:%A}." if day in launches else "North Korea denounced the drills."
        name, words = f"r{day}", "fired" if day in launches else "denounced"
        store.insert("reports", [report(name, day, text)])
        kind, mode = ("MOBILIZE", "weapons-test") if day in launches else ("ACCUSE", "disapprove")
        store.insert("mentions", [mention(name, kind, words, text, party("PRK", text="North Korea"), mode=mode, time=on(day))])
    merge(store)


WEEKS = tuple(date(2022, 1, 3) + timedelta(days=5 * n) for n in range(7))


@pytest.mark.parametrize(("number", "verdict"), [("two", "contradicted"), ("three", "supported"), ("five", "not enough in the record")])
def test_reports_of_every_week_bear_out_but_may_have_missed_some(store: Store, rules: Coder, number: str, verdict: str) -> None:
    news(store, *WEEKS, launches=WEEKS[:3])
    finding = check(store, rules, f"North Korea carried out {number} missile launches in January 2022.", date(2022, 2, 2))
    assert finding.verdict == verdict
    assert finding.remarks == ("no list, but reports of every week that name North Korea (PRK), which may have missed some",)


def test_a_launch_that_the_reports_do_not_tell_of_may_have_been(store: Store, rules: Coder) -> None:
    news(store, *WEEKS, launches=WEEKS[:3])
    claim = "North Korea fired a missile on Tuesday, its fourth missile launch this year."
    assert check(store, rules, claim, date(2022, 2, 2)).verdict == "not enough in the record"


def test_a_stretch_without_reports_cannot_contradict(store: Store, rules: Coder) -> None:
    news(store, *WEEKS[:2], *WEEKS[5:], launches=WEEKS[:2])
    finding = check(store, rules, "North Korea carried out five missile launches in January 2022.", date(2022, 2, 2))
    assert finding.verdict == "not enough in the record"
    assert finding.remarks == ("the record has no reports that name North Korea (PRK) from 2022-01-09 to 2022-01-28",)


def test_an_empty_record_has_not_enough(store: Store, rules: Coder) -> None:
    finding = check(store, rules, "North Korea launched no missiles in 2018.")
    assert finding.verdict == "not enough in the record"


def test_words_that_name_no_acts(record: Store, rules: Coder) -> None:
    finding = check(record, rules, "It was the worst crisis in a decade.")
    assert (finding.verdict, finding.rule) == ("not enough in the record", "")


def test_what_comes_after_the_day_does_not_count(record: Store, rules: Coder) -> None:
    assert check(record, rules, "North Korea carried out two missile launches in 2022.", date(2022, 2, 1)).verdict == "supported"


def coup(day: date, country: str) -> Listed:
    return Listed(
        f"{country}-{day}", "COERCE", "seize", (Who(f"{country}'s army", country, "MIL"),), days=(day, day), place=Where(country, country)
    )


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("There was no coup in Chad in 2022.", "supported"),
        ("There was no coup in Mali in 2021.", "contradicted"),
        ("Mali's second coup in a year", "supported"),
        ("Chad's third coup since 2020", "contradicted"),
        ("There was no coup in Chad in 1990.", "not enough in the record"),
    ],
)
def test_a_list_of_what_anybody_did(store: Store, rules: Coder, claim: str, verdict: str) -> None:
    coups = [coup(date(2020, 8, 18), "MLI"), coup(date(2021, 5, 24), "MLI"), coup(date(2022, 1, 24), "BFA")]
    listing = EventList("coups", covers=(date(2020, 1, 1), date(2023, 12, 31)), everybody=True)
    list(enter(store, listing, coups))
    today = date(2021, 6, 1) if "Mali's" in claim else TODAY
    assert check(store, rules, claim, today).verdict == verdict


def test_a_list_of_some_says_nothing_of_others(store: Store, rules: Coder) -> None:
    list(enter(store, EventList("coups", covers=(None, None)), [coup(date(2021, 5, 24), "MLI")]))
    assert check(store, rules, "There was no coup in Chad in 2022.").verdict == "not enough in the record"
    assert check(store, rules, "Chad's third coup since 2020").verdict == "not enough in the record"
