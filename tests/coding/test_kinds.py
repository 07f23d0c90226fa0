"""Kinds of weapons: what a name stands for, what is also of another kind, and what cannot be."""

from __future__ import annotations

import pytest

from dateline.coding import kinds

ICBM, SRBM = "intercontinental ballistic missile", "short-range ballistic missile"


@pytest.mark.parametrize(
    ("text", "found", "systems"),
    [
        ("hwasong-12", set(), {"Hwasong-12"}),
        ("hwasong-12a", set(), {"Hwasong-12A"}),
        ("rail-mobile-kn-23", set(), {"Hwasong-11A"}),
        ("three ICBMs", {ICBM}, set()),
        ("short-range ballistic missiles", {SRBM}, set()),
        ("a submarine-launched ballistic missile", {"submarine-launched ballistic missile"}, set()),
        ("two Hwasong-15s", set(), {"Hwasong-15"}),
        ("sea-of-japan", set(), set()),
    ],
)
def test_names(text: str, found: set[str], systems: set[str]) -> None:
    assert kinds.load().named(text)[:2] == (found, systems)


def test_a_kind_is_all_wider_ones() -> None:
    assert kinds.load().above([ICBM]) >= {ICBM, "ballistic missile", "missile", "weapon"}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (ICBM, SRBM, True),
        (ICBM, "cruise missile", True),
        (ICBM, "ballistic missile", False),
        ("missile", "nuclear device", True),
        (SRBM, "missile", False),
    ],
)
def test_what_nothing_is_both(one: str, other: str, apart: bool) -> None:
    assert kinds.load().are_apart([one], [other]) is apart


@pytest.mark.parametrize(("text", "is_one"), [("Hwasong-12s", True), ("scud-b", True), ("Kabul", False), ("☂", False), ("", False)])
def test_names_of_weapons(text: str, is_one: bool) -> None:
    assert kinds.load().is_weapon(text) is is_one


def test_satellites_are_missiles_to_some() -> None:
    assert kinds.load().are_disputed(["space rocket"], "missile")


def test_every_weapon_is_of_kinds_that_there_are() -> None:
    known = kinds.load()
    assert all(known.above(of) for of in known.systems.values())
    assert all(name in known.systems for name in known.names.values())
