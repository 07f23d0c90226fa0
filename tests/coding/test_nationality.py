"""To which of the countries that a report names a party belongs whom the text leaves without one."""

from __future__ import annotations

import pytest

from dateline.coding.coder import Coder
from dateline.coding.nationality import COUNTRY_FEATURES, TABLE, Homelands
from dateline.coding.table import shipped
from dateline.model import Party, Report, Span


@pytest.mark.parametrize(
    ("text", "words", "sector", "country"),
    [
        ("Police in Kenya detained six protesters in Nairobi. Kenya has banned rallies.", "protesters", "CVL", "KEN"),
        ("Gunmen killed a judge in Mexico on Monday. Mexico has lost four judges this year.", "judge", "JUD", "MEX"),
        ("The storm passed. Gunmen fled.", "Gunmen", "UAF", ""),
    ],
)
def test_the_likeliest_country_or_none(rules: Coder, text: str, words: str, sector: str, country: str) -> None:
    grounded = rules.ground(Report("r", text))
    at = text.index(words)
    homelands = Homelands(grounded.grounder)
    party = Party(words, Span(at, at + len(words)), sector=sector)
    settled = homelands.settled(party, grounded.sentences[0], "COERCE")
    assert settled.country == country
    assert (settled is party) == (not country)


def test_a_party_that_the_registry_knows_is_left_as_it_is(rules: Coder) -> None:
    grounded = rules.ground(Report("r", "Kenya accused Somalia."))
    homelands = Homelands(grounded.grounder)
    known = Party("Red Cross", Span(0, 1), entity="ngo:red-cross")
    assert homelands.settled(known, grounded.sentences[0], "ACCUSE") is known


def test_every_weight_has_its_meaning() -> None:
    table, _ = shipped(TABLE)
    unknown = [f for f in table.weights if f not in COUNTRY_FEATURES and f.split(" ")[0] + " …" not in COUNTRY_FEATURES]
    assert unknown == []
