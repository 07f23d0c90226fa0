"""Dateline's own form: every field of the guide, spans that point at the words, the same bytes every time."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.exchange.native import as_line, as_record
from dateline.model import Coding, Report

TEXT = (
    "SEOUL, Feb. 4 (Yonhap) -- North Korea test-fired two missiles on Thursday, South Korea's military said. "
    "It was the seventh missile launch since the start of the year. "
    "Police in Paris arrested 40 protesters on January 30."
)
GUIDE = ("type", "mode", "actors", "recipients", "factuality", "attribution", "time", "place", "trigger", "quote", "also")
MORE = ("trigger_span", "quote_span", "also_spans", "retold_spans", "confidence", "contexts", "quantities", "score", "reason")


@pytest.fixture(scope="module")
def coding() -> Coding:
    return Coder().code(Report("r1", TEXT, date(2022, 2, 4), title="Missiles — again"))


@pytest.fixture(scope="module")
def record(coding: Coding) -> dict[str, Any]:
    return as_record(coding)


def test_the_report_comes_first(record: dict[str, Any]) -> None:
    assert list(record) == ["id", "published", "source", "title", "url", "text", "events", "claims", "warnings"]
    assert (record["id"], record["published"], record["source"], record["title"]) == ("r1", "2022-02-04", "Yonhap", "Missiles — again")


def test_every_event_has_every_field(record: dict[str, Any]) -> None:
    assert record["events"]
    for event in record["events"]:
        assert set(event) == {*GUIDE, *MORE}


def spans(value: Any) -> list[tuple[str, list[int]]]:
    """Every text with a span beside it, however deep."""
    found: list[tuple[str, list[int]]] = []
    if isinstance(value, dict):
        for words, span in (("trigger", "trigger_span"), ("quote", "quote_span"), ("cue", "cue_span")):
            if words in value and span in value:
                found.append((value[words], value[span]))
        if {"kind", "text", "span"} <= set(value) or {"granularity", "text", "span"} <= set(value):
            found.append((value["text"], value["span"]))
        for inner in value.values():
            found += spans(inner)
    elif isinstance(value, list):
        for inner in value:
            found += spans(inner)
    return found


def test_spans_point_at_the_words(record: dict[str, Any]) -> None:
    found = spans(record)
    assert len(found) >= 6
    assert all(TEXT[start:end] == words for words, (start, end) in found)


def test_attribution_time_and_score(record: dict[str, Any]) -> None:
    event = record["events"][0]
    assert (event["type"], event["mode"], event["score"]) == ("MOBILIZE", "weapons-test", -6.5)
    assert (event["attribution"]["country"], event["attribution"]["cue"]) == ("KOR", "said")
    assert (event["time"]["start"], event["time"]["text"], event["time"]["granularity"]) == ("2022-02-03", "Thursday", "day")


def test_counts_are_whole_numbers(record: dict[str, Any]) -> None:
    arrests = [event for event in record["events"] if event["mode"] == "arrest"]
    assert [json.dumps(q["best"]) for event in arrests for q in event["quantities"] if q["kind"] == "arrested"] == ["40"]


def test_claims(record: dict[str, Any]) -> None:
    (claim,) = [claim for claim in record["claims"] if claim["kind"] == "ordinal"]
    assert (claim["number"], claim["window"]["start"]) == (7, "2022-01-01")


def test_dropped_only_when_asked(coding: Coding) -> None:
    assert "dropped" not in as_record(coding)
    assert "dropped" in as_record(coding, dropped=True)


def test_undated_report() -> None:
    record = as_record(Coder().code(Report("r", "France condemned Iran on Monday.")))
    assert record["published"] is None
    assert record["warnings"]


def test_two_coders_give_the_same_bytes(coding: Coding) -> None:
    again = Coder().code(Report("r1", TEXT, date(2022, 2, 4), title="Missiles — again"))
    assert as_line(as_record(again)) == as_line(as_record(coding))


@pytest.mark.parametrize("text", ["Zürich “quoted”", "line\nend", "next\x85line", "para\u2029graph", "line\u2028separator", "\x1c"])
def test_a_record_is_one_line_of_utf8(text: str) -> None:
    line = as_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8")) == {"text": text}
