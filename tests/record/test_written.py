"""Fields as people write them, in the shell and in forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.record import written

from .conftest import party


@pytest.mark.parametrize(
    ("take", "value", "expected"),
    [
        (written.text, "none", None),
        (written.text, "visit", "visit"),
        (written.time, "2024-05-06", {"from": "2024-05-06", "to": "2024-05-06"}),
        (written.time, "2024-05-06..2024-05-08", {"from": "2024-05-06", "to": "2024-05-08"}),
        (written.numbers, ["killed=12"], [{"kind": "killed", "low": 12, "best": 12, "high": 12}]),
        (written.numbers, ["killed=10..15"], [{"kind": "killed", "low": 10, "best": 15, "high": 15}]),
        (written.numbers, ["killed=10.."], [{"kind": "killed", "low": 10, "best": 10, "high": None}]),
        (written.numbers, ["none"], []),
        (lambda value: written.party(value, None), "Zed Qorl=KEN:GOV", {"text": "Zed Qorl", "country": "KEN", "sector": "GOV"}),
        (lambda value: written.party(value, None), "gunmen=:UAF", {"text": "gunmen", "country": "", "sector": "UAF"}),
        (lambda value: written.party(value, None), "Kenya", {"text": "Kenya", "country": "KEN", "sector": "", "entity": "state:KEN"}),
        (lambda value: written.speaker(value, None), "none", None),
        (lambda value: written.parties(value, None), ["none"], []),
        (written.place, "Atlantis=", {"text": "Atlantis", "country": ""}),
    ],
)  # fmt: skip
def test_fields_as_people_write_them(take: Any, value: Any, expected: Any) -> None:
    assert take(value) == expected


def test_a_place_gets_its_point() -> None:
    found = written.place("Wonsan=PRK")
    assert found is not None
    assert (found["country"], round(found["lat"]), found["precision"]) == ("PRK", 39, "city")


@pytest.mark.parametrize(("take", "value"), [(written.numbers, ["killed=many"]), (lambda value: written.party(value, None), "Zed Qorl")])
def test_what_cannot_be_read_is_said_with_what_can(take: Any, value: Any) -> None:
    with pytest.raises(InputError, match="write"):
        take(value)


SEOUL = {"text": "Seoul's\nmilitary", "country": "KOR", "sector": "MIL", "entity": "", "start": 7, "stop": 23}
ROW = {
    "type": "ASSAULT", "mode": None, "factuality": "occurred", "actors": [party("PRK", text="Pyongyang"), SEOUL], "recipients": [],
    "attribution": SEOUL, "time": {"from": date(2024, 5, 6), "to": date(2024, 5, 6), "text": "Monday", "granularity": "day", "zone": ""},
    "place": {"text": "Wonsan", "country": "PRK"},
    "quantities": [{"kind": "killed", "low": 10, "best": 12, "high": None, "unit": ""}],
}  # fmt: skip


def test_what_is_written_back_as_it_stands_changes_nothing() -> None:
    assert written.changed({name: written.written(name, ROW[name]) for name in ROW}, ROW, None) == {}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("type", "COERCE", "COERCE"),
        ("mode", "", None),
        ("attribution", "", None),
        ("time", "2024-05-05..2024-05-06", {"from": "2024-05-05", "to": "2024-05-06"}),
        ("actors", "Pyongyang=PRK", [party("PRK", text="Pyongyang")]),
        ("actors", "none", []),
        ("actors", "Pyongyang=PRK\r\nrebels=:UAF", [party("PRK", text="Pyongyang"), {"text": "rebels", "country": "", "sector": "UAF"}]),
        ("quantities", "killed=3", [{"kind": "killed", "low": 3, "best": 3, "high": 3}]),
        ("quantities", "killed=..3", [{"kind": "killed", "low": None, "best": 3, "high": 3}]),
    ],
)
def test_only_what_was_changed_is_a_correction(name: str, value: str, expected: Any) -> None:
    changed = written.changed({name: value, "factuality": "occurred"}, ROW, None)
    assert changed in ({name: expected}, {})
    assert (changed == {}) == (expected is None and ROW[name] is None)


def test_other_codes_of_the_same_words_keep_their_place() -> None:
    (made,) = written.changed({"actors": "Seoul's military=KOR:GOV"}, ROW, None)["actors"]
    assert made == {"text": "Seoul's\nmilitary", "country": "KOR", "sector": "GOV", "start": 7, "stop": 23}
