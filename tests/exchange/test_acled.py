"""Conflict and protest in ACLED's columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.exchange.layouts import load

from .conftest import Exporting


@pytest.fixture
def events(exporting: Exporting, tmp_path: Path) -> dict[str, dict[str, str]]:
    """Rows by the last letter of their event's id."""
    exporting("acled")
    with (tmp_path / "out").open(encoding="utf-8", newline="") as lines:
        return {f"{int(row['event_id_cnty'].lstrip('ETHFRASDN')):x}": row for row in csv.DictReader(lines)}


def test_acts_that_acled_does_not_collect_are_counted(exporting: Exporting) -> None:
    left_out = exporting("acled").left_out
    assert left_out["of a kind that ACLED does not collect"] == 4
    assert (left_out["told as future"], left_out["told as negated"]) == (1, 1)


def test_the_columns_are_acleds(events: dict[str, dict[str, str]]) -> None:
    assert tuple(events["6"]) == load("acled").names
    filled = {name for row in events.values() for name, value in row.items() if value}
    assert filled.isdisjoint(load("acled").held()["empty"])


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            "6",
            "2021-05-05|2021|1|Political violence|Violence against civilians|Attack|the army|State forces|villagers; families|Civilians"
            "|State forces-Civilians|Civilian targeting|231|Eastern Africa|Ethiopia|Tigray|Mekelle|1|15|",
        ),
        (
            "7",
            "||3|Political violence|Explosions/Remote violence|Shelling/artillery/missile attack|rebels|Rebel group|troops|State forces"
            "|Rebel group-State forces||729|Northern Africa|Sudan||somewhere||40|",
        ),
        (
            "8",
            "2022-05-31|2022|1|Demonstrations|Protests|Peaceful protest|reporters|Protesters|World Court"
            "|Civilians|Protesters-Civilians||250|Europe|France||France|3||crowd size=5000",
        ),
        ("a", "2022-06-02|2022|3|Demonstrations|Protests|Protest with intervention||||||||||||||"),
    ],
)
def test_events(events: dict[str, dict[str, str]], event: str, expected: str) -> None:
    columns = (
        "event_date year time_precision disorder_type event_type sub_event_type actor1 inter1 actor2 inter2 interaction "
        "civilian_targeting iso region country admin1 location geo_precision fatalities tags"
    )
    assert "|".join(events[event][name] for name in columns.split()) == expected


def test_the_other_parties_of_a_side_are_associated(events: dict[str, dict[str, str]]) -> None:
    assert (events["8"]["actor1"], events["8"]["assoc_actor_1"]) == ("reporters", "nurses")


def test_notes_are_the_words_of_the_report_as_they_are(events: dict[str, dict[str, str]]) -> None:
    assert events["6"]["notes"].startswith("The army killed 12 to 20 villagers near Mekelle, “witnesses” said\u2028")
