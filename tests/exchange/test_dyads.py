"""Events by pairs of parties, and the numbers of their rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.exchange.dyads import event_of, number, pairs, row_number
from dateline.exchange.events import Party

A, B, C = (Party(name, "", "", "") for name in "ABC")


@pytest.mark.parametrize(
    ("type_", "actors", "recipients", "found"),
    [
        ("ACCUSE", (A,), (B,), "AB"),
        ("ACCUSE", (A, B), (C,), "AC BC"),
        ("ACCUSE", (A,), (B, C), "AB AC"),
        ("ACCUSE", (A, B), (), "A- B-"),
        ("ACCUSE", (), (C,), "-C"),
        ("ACCUSE", (), (), "--"),
        ("CONSULT", (A, B), (), "AB BA"),
        ("COOPERATE", (A, B, C), (), "AB AC BA BC CA CB"),
        ("CONSULT", (A,), (), "A-"),
        ("CONSULT", (A, B), (C,), "AC BC"),
    ],
)
def test_who_acts_on_whom(type_: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], found: str) -> None:
    assert " ".join("".join(p.text if p else "-" for p in pair) for pair in pairs(type_, actors, recipients)) == found


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**15 - 1))
def test_a_rows_number_leads_back_to_its_event(event: int, nth: int) -> None:
    identifier = f"{event:012x}"
    assert event_of(row_number(number(identifier), nth)) == identifier


@given(st.integers(0, 2**48 - 1), st.integers(0, 31))
def test_the_first_numbers_of_an_event_are_exact_in_a_double(event: int, nth: int) -> None:
    row = row_number(event, nth)
    assert int(float(row)) == row


def test_an_id_that_is_no_hash_has_a_number_of_its_own() -> None:
    assert number("my-event") == number("my-event") != number("my-other-event")
    assert 0 <= number("my-event") < 2**48
