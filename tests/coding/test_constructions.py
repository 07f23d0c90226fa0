"""How acts are told: one table of sentences and the coding that a reader gives them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder, Settings
from dateline.model import Coding, EventMention, Report

FRIDAY = date(2022, 2, 4)


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def code(coder: Coder, text: str) -> Coding:
    return coder.code(Report("r", text, FRIDAY))


def only(coder: Coder, text: str) -> EventMention:
    events = code(coder, text).events
    assert len(events) == 1, [(e.type, e.trigger.of(text)) for e in events]
    return events[0]


def sides(event: EventMention) -> tuple[list[str], list[str]]:
    return [a.country + a.sector for a in event.actors], [r.country + r.sector for r in event.recipients]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        # active, passive, nominal
        ("France condemned Iran on Monday.", "ACCUSE", ["FRA"], ["IRN"]),
        ("Iran was condemned by France.", "ACCUSE", ["FRA"], ["IRN"]),
        ("The arrest of Alexei Navalny by Russian police angered no one.", "COERCE", ["RUSCOP"], ["RUSOPP"]),
        ("Israel launched an attack on Syria.", "ASSAULT", ["ISR"], ["SYR"]),
        ("Britain imposed sanctions on Belarus.", "SANCTION", ["GBR"], ["BLR"]),
        # possessive deeds, deeds by somebody
        ("Japan condemned North Korea's launches.", "ACCUSE", ["JPN"], ["PRK"]),
        ("Japan hit back at comments made by China.", "ACCUSE", ["JPN"], ["CHN"]),
        # conjoined, relative and reduced clauses
        ("Turkish troops, who attacked Kurdish fighters in Syria, suffered losses.", "ASSAULT", ["TURMIL"], ["SYRREB"]),
        # control and operators: the outer act decides
        ("Iran agreed to meet Turkish diplomats.", "AGREE", ["IRN"], ["TURGOV"]),
        ("Iran refused to meet the Saudi foreign minister.", "REJECT", ["IRN"], ["SAUGOV"]),
        ("North Korea threatened to attack South Korea.", "THREATEN", ["PRK"], ["KOR"]),
        ("Germany urged Israel to lift the blockade.", "REQUEST", ["DEU"], ["ISR"]),
        ("Germany called for the Taliban to free the women.", "REQUEST", ["DEU"], ["AFGGOV"]),
        ("Syria denied attacking Turkey.", "REJECT", ["SYR"], []),
        ("Ukraine accused Russia of shelling the plant.", "ACCUSE", ["UKR"], ["RUS"]),
        # light verbs, reciprocal acts, compound parties
        ("China and India held talks.", "CONSULT", ["CHN", "IND"], []),
        ("The Chinese and Indian foreign ministers met.", "CONSULT", ["CHNGOV", "INDGOV"], []),
        ("US-China talks ended.", "CONSULT", ["USA", "CHN"], []),
        # agentless acts of the state
        ("The opposition leader was arrested in Belarus.", "COERCE", ["BLR"], ["BLROPP"]),
        # a crowd by its number
        ("Thousands marched in Warsaw.", "PROTEST", ["POLCVL"], []),
        # statements
        ("Turkey said Greece was undermining peace.", "ACCUSE", ["TUR"], ["GRC"]),
    ],
)
def test_an_act_and_its_parties(coder: Coder, text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    found = [(e.type, *(sorted(side) for side in sides(e))) for e in code(coder, text).events]
    assert (type_, sorted(actors), sorted(recipients)) in found, found


@pytest.mark.parametrize(
    ("text", "type_", "factuality"),
    [
        ("Israel bombed Syria.", "ASSAULT", "occurred"),
        ("Britain will impose sanctions on Belarus on Monday.", "SANCTION", "future"),
        ("Russia did not attack Ukraine's grid.", "ASSAULT", "negated"),
        ("The foreign minister of Iran will visit Baghdad on Sunday.", "AGREE", "future"),
        ("Hungary will not send weapons to Ukraine.", "REJECT", "occurred"),
    ],
)
def test_how_real_an_act_is(coder: Coder, text: str, type_: str, factuality: str) -> None:
    settings = coder.settings
    found = [(e.type, str(e.factuality)) for e in code(coder, text).events]
    dropped = [d.entry for d in code(coder, text).dropped]
    assert (type_, factuality) in found or (factuality == "negated" and any(type_ in d for d in dropped) and settings.floor > 0), found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Israel bombed the port of Latakia," the Syrian foreign minister said.', "SYRGOV"),
        ("Israel bombed the port of Latakia, according to the Syrian foreign ministry.", "SYRGOV"),
        ("The Kremlin said the United States had expelled two Russian diplomats.", "RUSGOV"),
        ("The United States expelled two Russian diplomats.", None),
        ("The Kremlin condemned the United States.", None),
    ],
)
def test_who_says_so(coder: Coder, text: str, speaker: str | None) -> None:
    event = code(coder, text).events[0]
    assert (event.attribution.party.country + event.attribution.party.sector if event.attribution else None) == speaker


def test_a_pronoun_stands_for_the_last_speaker(coder: Coder) -> None:
    text = '"We are worried," State Department spokesman Ned Price said. He condemned Belarus.'
    event = next(e for e in code(coder, text).events if e.type == "ACCUSE")
    assert [a.text for a in event.actors] == ["Ned Price"]


def test_a_surname_is_the_person_named_before(coder: Coder) -> None:
    text = "Foreign Minister Karim Valo of Albania arrived in Rome. Valo condemned Serbia."
    event = next(e for e in code(coder, text).events if e.type == "ACCUSE")
    assert [(a.text, a.country) for a in event.actors] == [("Karim Valo", "ALB")]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("North Korea fired a missile. Japan condemned the launch.", ["PRK"]),
        ("Israel bombed Syria. Peru met Chile. Jordan denounced the attack.", ["ISR"]),
        ("North Korea fired a missile. Japan condemned the killing.", []),  # no such deed was told
        ("Kenya praised Ghana. Japan criticised a ruling.", []),
    ],
)
def test_a_definite_deed_is_that_of_whoever_was_told_to_have_done_it(coder: Coder, text: str, recipients: list[str]) -> None:
    assert sides(code(coder, text).events[-1])[1] == recipients


def test_meeting_in_a_side_s_country_is_a_visit_to_it(coder: Coder) -> None:
    event = only(coder, "Vladimir Putin met Iran's leaders in Tehran.")
    assert (event.mode, [a.country for a in event.actors], [r.country for r in event.recipients]) == ("visit", ["RUS"], ["IRN"])


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("France condemned Iran on Thursday.", date(2022, 2, 3), date(2022, 2, 3)),
        ("France condemned Iran last week.", date(2022, 1, 24), date(2022, 1, 30)),
        ("North Korea test-fired a missile on Sunday (Seoul time).", date(2022, 1, 30), date(2022, 1, 30)),
        ("Iran will host talks with Iraq on Sunday.", date(2022, 2, 6), date(2022, 2, 6)),
    ],
)
def test_the_days_of_an_act(coder: Coder, text: str, start: date, end: date) -> None:
    span = code(coder, text).events[0].time
    assert span is not None
    assert (span.start, span.end) == (start, end)


def test_days_counted_from_another_act(coder: Coder) -> None:
    text = (
        "US Secretary of State Antony Blinken spoke with his South Korean counterpart Chung Eui-yong by telephone on Thursday. "
        "The Blinken-Chung talks came a day after Chung held a telephone conversation with Japanese Foreign Minister Yoshimasa Hayashi. "
        "Blinken and Hayashi talked on the phone the previous day."
    )
    days = [event.time.start.day for event in code(coder, text).events if event.time]
    assert days == [3, 2, 1]


def test_the_publication_day_is_never_taken_for_the_event_s(coder: Coder) -> None:
    assert only(coder, "France condemned Iran.").time is None


def test_two_tellings_of_one_act_are_one_event(coder: Coder) -> None:
    text = "France condemned Iran on Thursday. The French president condemned Iran's government again in the evening."
    event = code(coder, text).events[0]
    assert event.also


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed twelve people.",
        "United beat City 2-0 on Saturday.",
        "The company posted a profit of three million dollars.",
        "Blasts hit Kabul.",
        "Analysts said the talks could fail.",
    ],
)
def test_what_is_no_event(coder: Coder, text: str) -> None:
    assert code(coder, text).events == ()


def test_every_event_explains_itself(coder: Coder) -> None:
    for event in code(coder, "France condemned Iran's missile test on Thursday.").events:
        stages = {step.stage for step in event.reason}
        assert {"lexicon", "actor", "recipient", "time"} <= stages


def test_what_was_dropped_says_why(coder: Coder) -> None:
    dropped = code(coder, "Iran refused to meet the Saudi foreign minister. The storm attacked the coast.").dropped
    assert {d.why for d in dropped} == {"an aim, not an act told", "no actor that can be named"}


def test_coding_twice_gives_the_same(coder: Coder) -> None:
    text = "Russia's foreign minister met Iran's leaders in Tehran on Wednesday and urged the United States to lift sanctions."
    assert code(coder, text) == code(coder, text) == Coder(Settings(learned=False)).code(Report("r", text, FRIDAY))
