"""Toponyms found and resolved, told apart from people, streets and adjectives."""

import itertools
from datetime import date

import pytest

from dateline.model import Place, Report
from dateline.reading.grounded import Grounding

KILOMETRES_A_DEGREE = 111.0


@pytest.fixture(scope="module")
def grounding() -> Grounding:
    return Grounding()


def toponyms(grounding: Grounding, text: str) -> dict[str, Place]:
    """The toponyms of a text by their words, the first of each."""
    found: dict[str, Place] = {}
    for place in grounding.of(Report("r", text, date(2024, 5, 3))).grounder.places.toponyms:
        found.setdefault(place.text, place)
    return found


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "latitude", "longitude"),
    [
        ("Two ferries collided in Manila on Friday.", "Manila", "PHL", "Metro Manila", 14.6, 121.0),
        ("The council of Athens, Ga., raised its water rates.", "Athens", "USA", "Georgia", 33.96, -83.38),
        ("Police in Athens said the Greek capital was calm.", "Athens", "GRC", "Attica", 37.98, 23.73),
        ("A barn burnt near Paris, Texas, on Sunday.", "Paris", "USA", "Texas", 33.66, -95.56),
        ("Farmers blocked the roads around Paris while France voted.", "Paris", "FRA", "Île-de-France", 48.85, 2.35),
        ("Deputies searched a farm near Canton in Van Zandt County.", "Canton", "USA", "Texas", 32.56, -95.86),
        ("Fighting spread to Homs and Hama.", "Homs", "SYR", "Homs", 34.73, 36.72),
        ("Washington and Seoul reached an agreement.", "Washington", "USA", "District of Columbia", 38.9, -77.04),
        ("Talks in Tbilisi dealt with trade between Georgia and Armenia.", "Georgia", "GEO", "", 42.0, 43.5),
        ("Voters in Savannah and elsewhere in Georgia cast ballots in Atlanta.", "Georgia", "USA", "Georgia", 32.75, -83.5),
    ],
)
def test_a_name_means_the_place_that_its_report_speaks_for(
    grounding: Grounding, text: str, name: str, country: str, admin1: str, latitude: float, longitude: float
) -> None:
    place = toponyms(grounding, text)[name]
    assert (place.country, place.admin1) == (country, admin1)
    assert place.latitude is not None and place.longitude is not None
    assert abs(place.latitude - latitude) * KILOMETRES_A_DEGREE < 161
    assert abs(place.longitude - longitude) * KILOMETRES_A_DEGREE < 161


@pytest.mark.parametrize(
    ("text", "name", "kind", "precision"),
    [
        ("Its ships left the Black Sea.", "Black Sea", "sea", "region"),
        ("Aid reached Mozambique.", "Mozambique", "country", "country"),
        ("A court in Nairobi ruled for the owners.", "Nairobi", "capital", "city"),
        ("The fair was held in Lubbock County.", "Lubbock County", "admin2", "admin2"),
        ("Floods hit Bavaria.", "Bavaria", "admin1", "admin1"),
    ],
)
def test_a_place_says_of_what_kind_it_is_and_how_exactly_it_says_where(
    grounding: Grounding, text: str, name: str, kind: str, precision: str
) -> None:
    place = toponyms(grounding, text)[name]
    assert (place.kind, place.precision) == (kind, precision)


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Kenyan officers arrived late.", "Kenyan", "demonym"),
        ("Texans went to the polls.", "Texans", "demonym"),
        ("Moscow condemned the vote.", "Moscow", "metonym"),
        ("The plan was rejected by Ankara.", "Ankara", "metonym"),
        ("Tokyo wants better ties with Seoul.", "Seoul", "metonym"),
        ("Snow fell in Moscow.", "Moscow", "place"),
        ("Peru lies south of the border.", "Peru", "place"),
    ],
)
def test_demonyms_and_metonyms_are_told_apart_from_places(grounding: Grounding, text: str, name: str, use: str) -> None:
    assert toponyms(grounding, text)[name].use == use


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Charlotte Weaver, 41, was found by a neighbour.", "Charlotte"),
        ("Mr. Lincoln said he would appeal.", "Lincoln"),
        ("Sgt. Hector Madison spoke first, and Madison left early.", "Madison"),
        ("She lives at 14 Memphis Street with her son.", "Memphis"),
        ("A car hit a tree where Denver and Salem streets meet.", "Salem"),
        ("He was reading the paper when the police came.", "reading"),
    ],
)
def test_people_streets_and_common_words_are_no_places(grounding: Grounding, text: str, name: str) -> None:
    assert name not in toponyms(grounding, text)


@pytest.mark.parametrize("text", ["Rebels recaptured Mopti.", "The army shelled Mopti at dawn.", "Mopti was besieged for a year."])
def test_what_armies_take_is_a_place(grounding: Grounding, text: str) -> None:
    assert toponyms(grounding, text)["Mopti"].country == "MLI"


def test_a_short_form_of_a_state_is_that_state(grounding: Grounding) -> None:
    found = toponyms(grounding, "He moved from Beckley, W.Va., to Dayton, Ohio.")
    assert found["W.Va."].admin1 == "West Virginia"
    assert found["Beckley"].admin1 == "West Virginia"


def test_two_counties_may_share_their_noun(grounding: Grounding) -> None:
    found = toponyms(grounding, "Crews from Walton and Oconee counties in Georgia put the fire out.")
    assert {found["Walton"].kind, found["Oconee"].kind} == {"admin2"}
    assert found["Oconee"].admin1 == "Georgia"


def test_counties_at_the_head_of_a_line_are_none_by_themselves(grounding: Grounding) -> None:
    assert "Counties" not in toponyms(grounding, "Rain fell in the north.\nCounties along the coast stayed dry.")


def test_a_place_in_the_heading_is_found_though_it_is_not_parsed(grounding: Grounding) -> None:
    assert "LIMA" in toponyms(grounding, "LIMA, May 3 (Reuters) - Miners ended a strike in the south on Friday.")


def test_toponyms_stand_in_text_order_and_do_not_overlap(grounding: Grounding) -> None:
    text = "From Oslo to New York City, and from New Delhi to Addis Ababa in Ethiopia."
    places = grounding.of(Report("r", text, None)).grounder.places.toponyms
    assert [p.span.of(text) for p in places] == [p.text for p in places]
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(places))


def test_a_person_of_a_places_name_is_no_party_of_that_place(grounding: Grounding) -> None:
    grounded = grounding.of(Report("r", "Officer Paul Houston arrested two men. Houston said they had been armed.", None))
    for sentence in grounded.sentences:
        for token in sentence.tokens:
            assert grounded.grounder.places.at(token) is None
