"""The codes of states in other systems: one a day at most, and none where a system has none."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from dateline.grounding.naming.countries import SYSTEMS, crosswalk, states


def number(iso3: str, system: str, day: date) -> int | None:
    found = [code.number for code in crosswalk(system) if code.iso3 == iso3 and code.valid_from <= day < code.valid_to]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("iso3", "day", "cow", "gw"),
    [
        ("USA", date(2020, 1, 1), 2, 2),
        ("DEU", date(1987, 3, 1), 260, 260),
        ("DEU", date(1990, 10, 3), 255, 260),
        ("CZE", date(1992, 12, 31), 315, 315),
        ("CZE", date(1993, 1, 1), 316, 316),
        ("YEM", date(1987, 1, 1), 678, 678),
        ("YEM", date(2020, 1, 1), 679, 678),
        ("SRB", date(1999, 1, 1), 345, 345),
        ("SRB", date(2020, 1, 1), 345, 340),
        ("VNM", date(2020, 1, 1), 816, 816),
        ("MCO", date(2020, 1, 1), 221, None),
        ("PSE", date(2020, 1, 1), None, None),
        ("REB", date(2020, 1, 1), None, None),
    ],
)
def test_numbers_hold_on_their_days(iso3: str, day: date, cow: int | None, gw: int | None) -> None:
    assert (number(iso3, "cow", day), number(iso3, "gw", day)) == (cow, gw)


@pytest.mark.parametrize("system", [name for name, columns in SYSTEMS.items() if columns])
def test_no_code_has_two_numbers_on_one_day(system: str) -> None:
    for one, other in combinations(crosswalk(system), 2):
        assert one.iso3 != other.iso3 or one.valid_to <= other.valid_from or other.valid_to <= one.valid_from
    assert {code.iso3 for code in crosswalk(system)} <= states()
