"""How two mentions agree, each comparator by one thing, and what each weight means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.table import shipped
from dateline.record.comparing import COMPARATORS, MEANINGS, TABLE, Comparison, day, features, known, numbers, place, story
from dateline.record.stories import story as story_of
from dateline.record.tellings import Telling, stems

TEXT = "Ruritania shelled the harbour of Zenda on Monday, killing four fishermen, the mayor said."
DAY = (date(2024, 3, 4), date(2024, 3, 4))


def told(report: str = "a", text: str = TEXT, **other: object) -> Telling:
    """A telling of the shelling, with what is otherwise."""
    telling = Telling(
        mention=f"{report}1",
        report=report,
        source="Gazette",
        published=date(2024, 3, 5),
        type="ASSAULT",
        mode="heavy-weapons",
        factuality="occurred",
        actors=frozenset({"RUR"}),
        recipients=frozenset({"STR"}),
        time=DAY,
        country="STR",
        point=(50.0, 14.0),
        counts={"killed": (4.0, 4.0)},
        words=stems(text),
        all_words=stems(text),
        trigger=stems("shelled"),
        names=frozenset({"zenda"}),
        called=frozenset({"rurita"}),
        known=frozenset(),
        told=1,
        opening=frozenset({"zenda"}),
        story=story_of(text),
    )
    return replace(telling, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("time", "says"),
    [
        (DAY, "same day"),
        ((date(2024, 3, 5), date(2024, 3, 5)), "a day off"),
        ((date(2024, 3, 7), date(2024, 3, 7)), "few days off"),
        ((date(2024, 3, 18), date(2024, 3, 18)), "days off"),
        ((date(2024, 3, 1), date(2024, 3, 31)), "overlapping"),
        (None, "within reach"),
    ],
)
def test_days(time: tuple[date, date] | None, says: str) -> None:
    assert day(told(), told("b", time=time)) == says


@pytest.mark.parametrize(
    ("published", "says"), [(date(2024, 3, 14), "nearly within reach"), (date(2024, 4, 14), "out of reach"), (None, "within reach")]
)
def test_a_mention_without_a_day_lies_in_the_week_before_its_report(published: date | None, says: str) -> None:
    assert day(told(), told("b", time=None, published=published)) == says


@pytest.mark.parametrize(
    ("point", "country", "says"),
    [
        ((50.1, 14.1), "STR", "same place"),
        ((51.0, 14.0), "STR", "near"),
        (None, "STR", "same country"),
        (None, "RUR", "elsewhere"),
        (None, "", "unknown"),
    ],
)
def test_places(point: tuple[float, float] | None, country: str, says: str) -> None:
    assert place(told(), told("b", point=point, country=country)) == says


@pytest.mark.parametrize(
    ("counts", "says"), [({"killed": (4.0, 9.0)}, "same"), ({"killed": (5.0, 9.0)}, "other"), ({"injured": (4.0, 4.0)}, "unknown")]
)
def test_numbers(counts: dict[str, tuple[float, float]], says: str) -> None:
    assert numbers(told(), told("b", counts=counts)) == says


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ({"person:rudolf"}, {"person:rudolf", "igo:league"}, "same"),
        ({"person:rudolf"}, {"person:michael"}, "others"),
        ({"person:rudolf"}, set(), "nobody"),
    ],
)
def test_people_and_organisations_of_the_registry(one: set[str], other: set[str], says: str) -> None:
    assert known(told(known=frozenset(one)), told("b", known=frozenset(other))) == says


@pytest.mark.parametrize(
    ("report", "text", "says"),
    [
        ("a", "The king will marry in May.", "its own"),
        ("b", TEXT, "alike"),
        ("b", "The king will marry in May.", "another"),
    ],
)
def test_stories(report: str, text: str, says: str) -> None:
    assert story(told(), told(report, story=story_of(text))) == says


def test_an_undated_act_of_another_story_is_likelier_another_act() -> None:
    undated = {"time": None, "words": stems("shelled its port"), "all_words": stems("shelled its port"), "counts": {}, "point": None}
    near, far = (told("b", story=story_of(text), **undated) for text in (TEXT, "Ruritania launched a trade fair in its capital."))
    assert Comparison.of(told(), far).probability < Comparison.of(told(), near).probability


def test_a_comparison_says_what_speaks_for_and_against() -> None:
    compared = Comparison.of(told(), told("b", mode="beat"))
    assert "mode: other" in compared.against() and "mode: other" not in compared.reason()


def test_every_weight_has_a_meaning() -> None:
    def kind(feature: str) -> str:
        name, colon, _ = feature.partition(":")
        return f"{name}: …" if colon else feature if feature in MEANINGS else f"{name.split(' ')[0]} …"

    assert {kind(feature) for feature in shipped(TABLE)[0].weights} <= MEANINGS.keys()
    assert {kind(feature) for feature in features(told(), told("b"))} == MEANINGS.keys()
    assert all(f"{comparator.__name__}: …" in MEANINGS for comparator in COMPARATORS)
