"""Reports that people have gone through, in the form that training reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.coding.coder import Coder
from dateline.exchange.gold import gold, half_seen
from dateline.exchange.native import as_line
from dateline.model import Report
from dateline.record import corrections
from dateline.record.gathering import gather
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.training.gold import read_gold

TEXT = "Kenya condemned Somalia on Monday. Chad thanked Niger."


@pytest.fixture
def store(rules: Coder) -> Store:
    store = Store.open(":memory:")
    list(gather(store, iter([Report("r", TEXT, date(2024, 5, 7), "Wire")]), rules.code))
    merge(store)
    return store


def mention(store: Store, type_: str) -> str:
    (row,) = store.rows("SELECT mention FROM mentions WHERE type = ?", [type_])
    return str(row["mention"])


def test_a_report_is_gold_once_every_mention_was_judged(store: Store) -> None:
    assert (list(gold(store)), half_seen(store)) == ([], 0)
    corrections.correct(store, mention(store, "ACCUSE"), {"type": "THREATEN"}, "ana", "why")
    assert (list(gold(store)), half_seen(store)) == ([], 1)
    assert len(list(gold(store, partly=True))) == 1
    corrections.reject(store, mention(store, "SUPPORT"), "ana", "why")
    assert [[event["type"] for event in report["events"]] for report in gold(store)] == [["THREATEN"]]
    assert half_seen(store) == 0


def test_a_report_whose_mentions_are_all_rejected_tells_nothing(store: Store) -> None:
    for type_ in ("ACCUSE", "SUPPORT"):
        corrections.reject(store, mention(store, type_), "ana", "why")
    assert [report["events"] for report in gold(store)] == [[]]


def test_training_reads_what_is_written(store: Store, tmp_path: Path) -> None:
    for type_ in ("ACCUSE", "SUPPORT"):
        corrections.accept(store, mention(store, type_), "ana")
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(as_line(report) + "\n" for report in gold(store)), encoding="utf-8")
    (coded,) = read_gold(path)
    assert [(act.type, act.trigger.of(TEXT), [p.country for p in act.actors]) for act in coded.acts] == [
        ("ACCUSE", "condemned", ["KEN"]),
        ("SUPPORT", "thanked", ["TCD"]),
    ]


def test_the_fields_are_those_of_the_coding_guide(store: Store) -> None:
    corrections.accept(store, mention(store, "ACCUSE"), "ana")
    (report,) = gold(store, partly=True)
    assert list(report) == ["id", "published", "source", "title", "url", "text", "events"]
    assert report["events"][0] == {
        "type": "ACCUSE", "mode": "disapprove",
        "actors": [{"text": "Kenya", "country": "KEN", "sector": ""}],
        "recipients": [{"text": "Somalia", "country": "SOM", "sector": ""}],
        "factuality": "occurred", "attribution": None, "place": None,
        "time": {"start": "2024-05-06", "end": "2024-05-06", "text": "Monday"},
        "trigger": "condemned", "quote": "Kenya condemned Somalia on Monday.", "also": [],
    }  # fmt: skip
