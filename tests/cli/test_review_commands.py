"""``dateline review`` and what belongs to it, from the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.training.gold import read_gold

from .shell import ended, lines

TEXTS = {
    "a": ("MOBILIZE", "fired", "North Korea", "PRK", "North Korea fired a ballistic missile off Wonsan on Monday."),
    "b": ("MOBILIZE", "fired", "Pyongyang", "PRK", "Pyongyang fired the ballistic missile off Wonsan early on Monday."),
    "c": ("ACCUSE", "condemned", "France", "FRA", "France condemned Iran on Monday."),
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Two reports of one launch, and one of another act."""
    with Store.open(tmp_path / "r.duckdb") as store:
        for name, (type_, word, who, code, text) in TEXTS.items():
            own = {
                "report": name,
                "version": "1",
                "current": True,
                "published": "2024-05-07",
                "source": f"Wire {name}",
                "title": "",
                "url": "",
            }
            store.insert("reports", [own | {"text": text, "warnings": [], "gathered": "2024-05-07 00:00:00"}])
            at, party = text.index(word), {"text": who, "country": code, "sector": "", "entity": "", "start": 0, "stop": len(who)}
            told: dict[str, Any] = {
                "mention": f"{name}-{word}", "report": name, "version": "1", "type": type_, "mode": None, "factuality": "occurred",
                "trigger": {"start": at, "stop": at + len(word)}, "quote": {"start": 0, "stop": len(text)}, "also": [], "retold": [],
                "actors": [party], "recipients": [], "attribution": None, "place": None, "contexts": [], "quantities": [],
                "time": {"from": "2024-05-06", "to": "2024-05-06", "text": "Monday", "granularity": "day", "zone": ""},
                "confidence": 0.6, "score": -5.0, "reason": [],
            }  # fmt: skip
            store.insert("mentions", [told])
        merge(store)
    return tmp_path / "r.duckdb"


def test_the_queue_says_why_each_event_stands_there(record: Path) -> None:
    items = lines("review", "queue", "--db", record)
    assert [item["place"] for item in items] == [1, 2]
    assert all(item["why"][-1].startswith("in doubt by") for item in items)
    shown = ended("review", "queue", "--limit", "1", "--db", record).stdout
    assert "1 of 2 events that wait" in shown
    assert [item["event"]["type"] for item in lines("review", "queue", "--type", "ACCUSE", "--db", record)] == ["ACCUSE"]


def test_an_empty_queue_says_so(record: Path) -> None:
    assert ended("review", "queue", "--who", "USA", "--db", record).stdout == "nothing to review\n"


def test_a_sample_is_drawn_by_lot(record: Path) -> None:
    drawn = lines("review", "queue", "--sample", "--type", "ACCUSE", "--db", record)
    assert [row["mention"] for row in drawn] == ["c-condemned"]
    assert "drawn by lot" in ended("review", "queue", "--sample", "--db", record).stdout
    assert "is not drawn by lot" in ended("review", "queue", "--sample", "--who", "USA", "--db", record, status=2).stderr
    assert "at a time" in ended("review", "queue", "--sample", "--second", "--db", record, status=2).stderr


def test_a_second_opinion_measures_agreement(record: Path) -> None:
    ended("correct", "c-condemned", "--accept", "--by", "ana", "--db", record)
    (waiting,) = lines("review", "queue", "--second", "--by", "bob", "--db", record)
    ended("correct", waiting["anchor"], "--second", "--type", "REJECT", "--by", "bob", "--db", record)
    assert ended("review", "queue", "--second", "--by", "bob", "--db", record).stdout == "nothing waits for your opinion\n"
    (stats,) = lines("review", "stats", "--db", record)
    found = {row["field"]: (row["independent"], row["cases"], row["observed"]) for row in stats["agreement"]}
    assert (found["event"], found["type"]) == ((True, 1, 1.0), (True, 1, 0.0))
    (disputed,) = lines("review", "queue", "--type", "ACCUSE", "--db", record)
    assert disputed["why"][0] == "type is ACCUSE to ana, REJECT to bob"


def test_a_second_opinion_is_listed_and_taken_back(record: Path) -> None:
    assert ended("review", "opinions", "--by", "bob", "--db", record).stdout == "no second opinions of yours\n"
    ended("correct", "c-condemned", "--accept", "--by", "ana", "--db", record)
    ended("correct", "c-condemned", "--second", "--reject", "--by", "bob", "--db", record)
    (given,) = lines("review", "opinions", "--by", "bob", "--db", record)
    assert "is an opinion of bob" in ended("correct", "--undo", given["id"], "--by", "ana", "--db", record, status=1).stderr
    ended("correct", "--undo", given["id"], "--by", "bob", "--db", record)
    assert [row["state"] for row in lines("review", "opinions", "--by", "bob", "--db", record)] == ["undone", "applied"]
    assert "taken back by bob" in " ".join(ended("review", "opinions", "--by", "bob", "--db", record).stdout.split())
    (stats,) = lines("review", "stats", "--db", record)
    assert stats["agreement"] == []


def test_stats_for_people(record: Path) -> None:
    ended("correct", "c-condemned", "--accept", "--by", "ana", "--db", record)
    ended("correct", "c-condemned", "--reject", "--reason", "no event", "--by", "bob", "--db", record)
    shown = ended("review", "stats", "--db", record).stdout
    assert "1 of 3 mentions of the coder's judged; 1 report gone through, 0 partly" in shown
    assert "ana: 1 correction, 0 decisions, 0 second opinions" in shown
    assert "after seeing the first" in " ".join(shown.split())
    assert "0.00 (0.00 to 0.79)" in shown


def test_what_was_joined_by_hand_is_listed_and_taken_back(record: Path) -> None:
    ended("join", "a-fired", "c-condemned", "--reason", "one act", "--by", "ana", "--db", record)
    (made,) = lines("corrections", "--db", record)
    assert (made["of"], made["kind"], made["who"], made["reason"]) == ("event", "join", "ana", "one act")
    assert "joined by ana" in ended("corrections", "--db", record).stdout
    ended("correct", "--undo", made["id"], "--by", "bob", "--db", record)
    assert [row["state"] for row in lines("corrections", "--db", record)] == ["undone", "applied"]
    assert "Missing option '--reason'" in ended("join", "a-fired", "c-condemned", "--db", record, status=2).stderr


def test_the_gold_that_is_written_is_read_by_training(record: Path, tmp_path: Path) -> None:
    ended("correct", "a-fired", "--accept", "--by", "ana", "--db", record)
    ended("correct", "b-fired", "--reject", "--reason", "a drill", "--by", "ana", "--db", record)
    ended("correct", "c-condemned", "--recipient", "Iran=IRN", "--reason", "whom", "--by", "ana", "--db", record)
    ended("review", "export", "-o", tmp_path / "gold.jsonl", "--db", record)
    reports = list(read_gold(tmp_path / "gold.jsonl"))
    assert [[(act.type, [p.country for p in act.recipients]) for act in report.acts] for report in reports] == [
        [("MOBILIZE", [])],
        [],
        [("ACCUSE", ["IRN"])],
    ]
    assert ended("corrections", "--gold", "--db", record).stdout == (tmp_path / "gold.jsonl").read_text(encoding="utf-8")
