"""Claims: what is counted, ranked or breached, how many, over which days, of whose acts."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder
from dateline.model import Claim, Report

TODAY = date(2022, 2, 4)


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def claims(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report("r", text, TODAY)).claims


def one(coder: Coder, text: str) -> Claim:
    (claim,) = claims(coder, text)
    return claim


def window(claim: Claim) -> tuple[str, str] | None:
    return (str(claim.window.start), str(claim.window.end)) if claim.window else None


def test_an_ordinal_counts_from_the_window_to_the_day_of_the_act(coder: Coder) -> None:
    text = "North Korea fired a ballistic missile on Sunday (Seoul time), the seventh missile launch since the start of the year."
    claim = one(coder, text)
    assert (claim.kind, claim.series, claim.number) == ("ordinal", "missile launch", 7)
    assert window(claim) == ("2022-01-01", "2022-01-30")
    assert claim.when is not None and (claim.when.start, claim.when.zone) == (date(2022, 1, 30), "Asia/Seoul")
    assert claim.span.of(text) == "the seventh missile launch since the start of the year"


@pytest.mark.parametrize(
    ("text", "kind", "series", "number"),
    [
        ("It was the first nuclear test since 2017.", "first", "nuclear test", 1),
        ("Japan reported the 7th launch this month.", "ordinal", "launch", 7),
        ("It was the twenty-first launch of the year.", "ordinal", "launch", 21),
        ("It was North Korea's fourth test of the Hwasong-15.", "ordinal", "test", 4),
        ("North Korea fired a missile over Japan in October, the first since 2017.", "first", "fire", 1),
        ("Mali's army seized power, the country's second coup in eight years.", "ordinal", "coup", 2),
        ("Kenya became the fourth country in four months to recognise Kosovo.", "ordinal", "country", 4),
        ("It was the first time that its planes had struck Syria since 2018.", "first", "strike", 1),
        ("Iran launched a satellite for the third time this year.", "ordinal", "launch", 3),
        ("It was the only nuclear test of 2017.", "only", "nuclear test", 1),
        ("Israel has carried out three raids this week.", "count", "raid", 3),
        ("Militias have attacked American troops more than 160 times since October.", "count", "attack", 160),
        ("North Korea has sent about 1,000 balloons into the South since May 28.", "count", "balloon", 1000),
        ("Twice this year, Turkey has bombed northern Iraq.", "count", "bomb", 2),
        ("At least 12 soldiers were killed in the attack.", "toll", "killed", 12),
        ("The bombing wounded scores of people.", "toll", "injured", 60),
        ("Tens of thousands of people marched in Minsk.", "toll", "crowd", 30000),
        ("The death toll rose to at least 217.", "toll", "killed", 217),
        ("Police put the crowd at 338,000.", "toll", "crowd", 338000),
        ("North Korea fired four missiles on Thursday.", "toll", "weapons", 4),
        ("North Korea has not tested a nuclear weapon since 2017.", "none", "test", 0),
        ("There were no North Korean missile tests in 2018.", "none", "missile test", 0),
        ("Senegal has never had a military takeover since 1960.", "none", "military takeover", 0),
        ("Never before had Iran launched a cruise missile.", "first", "launch", 1),
        ("North Korea last tested a Hwasong-15 in November 2017.", "last", "test", None),
        ("North Korea's last nuclear test was in September 2017.", "last", "nuclear test", None),
        ("It was the deadliest attack in Kabul since 2018.", "most", "attack", None),
        ("North Korea conducted a record number of missile tests in 2021.", "most", "missile test", None),
        ("North Korea carried out more missile tests in 2021 than in all of 2020.", "more", "missile test", 1),
        ("Turkey held twice as many drills in 2021 as in 2020.", "more", "drill", 2),
        ("Israel carried out fewer strikes in 2021 than in 2020.", "fewer", "strike", 1),
        ("The launches were in violation of multiple UN Security Council resolutions.", "breach", "UN Security Council resolution", None),
        ("Russia violated the ceasefire on Sunday.", "breach", "ceasefire", None),
    ],
)
def test_kinds_of_claims(coder: Coder, text: str, kind: str, series: str, number: int | None) -> None:
    assert (kind, series, number) in [(c.kind, c.series, c.number) for c in claims(coder, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The second day of talks began.",
        "He came in third place.",
        "Two ministers met.",
        "Second Thomas Shoal lies in the South China Sea.",
        "Most lawmakers have backed the bill since Monday.",
        "She said she had never thought of leaving Kabul.",
        "The troops have not yet left the town.",
        "The first of them would leave within days.",
        "North Korea will hold its first parade since 2020 on Monday.",
        "Tens of people queued for bread in 2021.",
        "He fired 12 ☂ on Monday.",
        # money and measures are neither people nor acts
        "Banks in Kenya held 52.0 billion marks in February.",
        "Kenya asked for a 77 billion dlr rescue in October.",
        "Kenya has seized 2.5 million barrels since January.",
    ],
)
def test_what_is_no_claim(coder: Coder, text: str) -> None:
    assert claims(coder, text) == ()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("since the start of the year", ("2022-01-01", "2022-02-04")),
        ("this month", ("2022-02-01", "2022-02-04")),
        ("in four months", ("2021-10-04", "2022-02-04")),
        ("in the past two weeks", ("2022-01-21", "2022-02-04")),
        ("since fighting broke out in 1998", ("1998-01-01", "2022-02-04")),
        ("since mid-October", ("2021-10-11", "2022-02-04")),
        ("of the year", ("2022-01-01", "2022-02-04")),
        ("between 2014 and 2016", ("2014-01-01", "2016-12-31")),
        ("since the takeover", None),
    ],
)
def test_windows(coder: Coder, words: str, days: tuple[str, str] | None) -> None:
    assert window(one(coder, f"It was the third attack in Kabul {words}.")) == days


@pytest.mark.parametrize("words", ["this year", "of the year", "so far this month", "in decades", "since the takeover"])
def test_days_that_an_undated_report_does_not_tell_are_said_to_be_so(coder: Coder, words: str) -> None:
    (claim,) = coder.code(Report("r", f"It was the third attack in Kabul {words}.")).claims
    assert (claim.window, claim.undated) == (None, words)


@pytest.mark.parametrize(("words", "after"), [("2017", "2017-12-31"), ("November 2017", "2017-11-30"), ("the start of 2018", "None")])
def test_what_since_names_is_left_behind(coder: Coder, words: str, after: str) -> None:
    assert str(one(coder, f"It was the first nuclear test since {words}.").after) == after


@pytest.mark.parametrize(
    ("words", "bound"),
    [("at least", "at least"), ("more than", "at least"), ("fewer than", "at most"), ("up to", "at most"), ("about", "about"), ("", "")],
)
def test_how_exactly_a_number_is_meant(coder: Coder, words: str, bound: str) -> None:
    assert one(coder, f"Israel carried out {words} 30 strikes in 2021.".replace("  ", " ")).bound == bound


def test_whose_acts_are_counted_and_of_which_type(coder: Coder) -> None:
    counted = one(coder, "It was North Korea's first ICBM test over Japan since 2017.").counted
    assert (counted.type, counted.mode) == ("MOBILIZE", "weapons-test")
    assert [party.country for party in counted.actors] == ["PRK"]
    assert counted.terms == ("icbm", "over japan")
    assert counted.place is None, "what it flew over is not where it was"


def test_the_acts_of_the_story_are_meant_where_the_claim_names_nobody(coder: Coder) -> None:
    (claim,) = claims(coder, "North Korea test-fired a missile on Sunday. It was the third missile launch this year.")
    assert [party.country for party in claim.counted.actors] == ["PRK"]


def test_a_day_that_counts_from_the_act_is_not_its_day(coder: Coder) -> None:
    claim = one(
        coder, "The United States imposed sanctions on North Korea on January 12, a week after the first missile launch of the year."
    )
    assert claim.when is None


def test_a_claim_knows_who_makes_it(coder: Coder) -> None:
    claim = one(coder, "Japan's defence minister said it was the first launch since October.")
    assert claim.attribution is not None
    assert claim.attribution.party.country == "JPN"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("North Korea fired a missile on Thursday, Seoul said. It was the twelfth missile test of the year.", ["PRK"]),
        ("Israel struck Gaza on Monday, Egypt said. It was Israel's fifth strike this week.", ["ISR"]),
        ("A car bomb killed 12 people in Kabul on Monday, Pakistan said. It was the third attack this month.", []),
    ],
)
def test_it_takes_up_the_act_and_not_who_spoke_of_it(coder: Coder, text: str, whose: list[str]) -> None:
    ranked = claims(coder, text)[-1]
    assert [party.country for party in ranked.counted.actors] == whose


@pytest.mark.parametrize("kind", ["suspected ballistic", "apparent ballistic", "ballistic"])
def test_how_sure_the_press_is_narrows_no_series(coder: Coder, kind: str) -> None:
    claim = one(coder, f"North Korea fired a {kind} missile on Thursday, the first since November 2017.")
    assert claim.counted.terms == ("ballistic missile",)


def test_more_than_in_any_period_before_is_a_record(coder: Coder) -> None:
    claim = one(coder, "In 2017 North Korea tested more ICBMs than in any year before.")
    assert (claim.kind, claim.series, claim.measure, claim.than and claim.than.text) == ("most", "icbm", "number", "2017")
