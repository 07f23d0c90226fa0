"""Claims: what is counted or breached, how many, over which days."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder
from dateline.model import Claim, Report


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def claims(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report("r", text, date(2022, 2, 4))).claims


def test_an_ordinal_counts_from_the_window_to_the_day_of_the_act(coder: Coder) -> None:
    text = "North Korea fired a ballistic missile on Sunday (Seoul time), the seventh missile launch since the start of the year."
    claim = claims(coder, text)[0]
    assert (claim.kind, claim.series, claim.number) == ("ordinal", "missile launch", 7)
    assert claim.window is not None
    assert (claim.window.start, claim.window.end) == (date(2022, 1, 1), date(2022, 1, 30))
    assert claim.span.of(text) == "the seventh missile launch since the start of the year"


@pytest.mark.parametrize(
    ("text", "kind", "series", "number"),
    [
        ("It was the first nuclear test since 2017.", "first", "nuclear test", 1),
        ("Japan reported the 7th launch this month.", "ordinal", "launch", 7),
        ("Israel has carried out three raids this week.", "count", "raid", 3),
        (
            "The launches were in violation of multiple UN Security Council resolutions.",
            "breach",
            "multiple UN Security Council resolutions",
            None,
        ),
        ("Russia violated the ceasefire on Sunday.", "breach", "ceasefire", None),
    ],
)
def test_kinds_of_claims(coder: Coder, text: str, kind: str, series: str, number: int | None) -> None:
    assert (kind, series, number) in [(c.kind, c.series, c.number) for c in claims(coder, text)]


@pytest.mark.parametrize("text", ["The second day of talks began.", "He came in third place.", "Two ministers met."])
def test_what_is_no_claim(coder: Coder, text: str) -> None:
    assert claims(coder, text) == ()


def test_a_claim_knows_who_makes_it(coder: Coder) -> None:
    text = "Japan's defence minister said it was the first launch since October."
    claim = claims(coder, text)[0]
    assert claim.attribution is not None
    assert claim.attribution.party.country == "JPN"
