"""A small record of literal mentions in which everything is that a layout may hold, or stumble over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.exchange.events import Party
from dateline.exchange.exporting import export
from dateline.exchange.writing import Export
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.store import Store

Row = dict[str, Any]
Exporting = Callable[..., Export]

SHARED = Path(__file__).parents[3] / "shared" / "reference"
"""Published column lists and code tables, which lie beside the checkout or not."""


def party(text: str, country: str = "", sector: str = "", entity: str = "") -> Row:
    return {"text": text, "country": country, "sector": sector, "entity": entity}


def place(
    text: str, country: str, kind: str, precision: str, lat: float | None, lon: float | None, admin1: str = "", geonames: str = ""
) -> Row:
    own = {"text": text, "country": country, "admin1": admin1, "lat": lat, "lon": lon, "geonames": geonames}
    return own | {"kind": kind, "precision": precision}


def number(kind: str, low: float | None, best: float, high: float | None, unit: str = "") -> Row:
    return {"kind": kind, "low": low, "best": best, "high": high, "unit": unit, "start": 0, "stop": 1}


def on(first: str, last: str = "") -> Row:
    return {"from": first, "to": last or first, "text": "", "granularity": "day", "zone": ""}


PRK, JPN, USA = party("North Korea", "PRK", "", "state:PRK"), party("Japan", "JPN", "", "state:JPN"), party("Americans", "USA", "GOV")
ARMY, VILLAGERS, REBELS = party("the army", "ETH", "MIL"), party("villagers; families", "", "CVL"), party("rebels", "SDN", "REB")
COURT, NURSES = party("World Court", "UNO", "JUD", "igo:international-court-of-justice"), party("nurses", "FRA", "MED")
REPORTERS = party("reporters", "DEU", "JRN")
WONSAN = place("Wonsan", "PRK", "city", "city", 39.153, 127.444, "Kangwon", "1877449")
MEKELLE = place("Mekelle", "ETH", "city", "city", 13.497, 39.475, "Tigray", "331180")
TEXAS, FRANCE = place("Texas", "USA", "admin1", "admin1", 31.25, -99.25), place("France", "FRA", "country", "country", 46.0, 2.0)
SEA = place("Sea of Japan", "", "sea", "region", 40.0, 135.0)

TOLL, WOUNDED, CROWD = number("killed", 12, 15, 20), number("injured", None, 3, None), number("crowd", 5000, 5000, 5000)
TROOPS, UNPLACED = party("troops", "SDN", "MIL"), place("somewhere", "SDN", "", "", None, None)
LAUNCH = {"time": on("2022-01-30"), "place": WONSAN, "contexts": ["military", "cbrn"]}

# Name, day of publication, publisher, address and text.
REPORTS = [
    ("wire-1", "2022-01-31", "Wire One", "https://one.example/1",
     "SEOUL --\n\nNorth Korea fired a missile from Wonsan on Sunday, the joint chiefs of staff said in a statement that day."),
    ("wire-2", "2022-02-01", "Wire Two", "", "Pyongyang fired a missile early on Sunday."),
    ("talks", "2022-03-02", "Wire One", "", "Tokyo and Washington\tmet North Korea's envoys\nin \"secret\" for a week."),
    ("plan", "2022-03-02", "Wire One", "", "Japan will sanction North Korea."),
    ("denial", "2022-03-02", "Wire One", "", "North Korea did not attack Japan."),
    ("raid", "2021-05-06", "=Paper", "https://paper.example/a b",
     "The army killed 12 to 20 villagers near Mekelle, \u201cwitnesses\u201d said\u2028on Thursday."),
    ("fight", None, "", "", "Rebels and troops fought; at least 40 died."),
    ("march", "2022-06-01", "Paper", "", "Nurses and reporters marched against the World Court in France, 5,000 in all."),
    ("appeal", "2022-06-03", "Paper", "", "The World Court asked the army of Ethiopia for access."),
    ("crowd", "2022-06-02", "Paper", "", "Police dispersed them, and nobody was named \x0b here."),
]  # fmt: skip

# Report, type, mode, words, actors, recipients, and what else is told; the ids of their mentions are their numbers here.
ACTS: list[tuple[str, str, str | None, str, list[Row], list[Row], Row]] = [
    ("wire-1", "MOBILIZE", "weapons-test", "fired", [PRK], [], LAUNCH | {"confidence": 0.9}),
    ("wire-2", "MOBILIZE", "weapons-test", "fired", [PRK], [], LAUNCH),
    ("wire-1", "ACCUSE", "disapprove", "said", [JPN, USA], [PRK], {"place": SEA}),
    ("talks", "CONSULT", None, "met", [PRK, JPN, USA], [], {"time": on("2022-02-21", "2022-02-27"), "place": TEXAS}),
    ("plan", "SANCTION", None, "sanction", [JPN], [PRK], {"factuality": "future"}),
    ("denial", "ASSAULT", None, "attack", [PRK], [JPN], {"factuality": "negated"}),
    ("raid", "ASSAULT", "firearms", "killed", [ARMY], [VILLAGERS],
     {"time": on("2021-05-05"), "place": MEKELLE, "quantities": [TOLL, WOUNDED]}),
    ("fight", "ASSAULT", "heavy-weapons", "fought", [REBELS], [TROOPS],
     {"quantities": [number("killed", 40, 40, None)], "place": UNPLACED}),
    ("march", "PROTEST", "demo", "marched", [NURSES, REPORTERS], [COURT],
     {"time": on("2022-05-31"), "place": FRANCE, "quantities": [CROWD]}),
    ("appeal", "REQUEST", "yield", "asked", [COURT], [ARMY], {"time": on("2022-06-02")}),
    ("crowd", "ASSAULT", "crowd-control", "dispersed", [], [], {}),
]  # fmt: skip


def report_of(name: str, text: str, published: str | None = None, source: str = "", url: str = "", title: str = "", second: int = 0) -> Row:
    """A report as the record keeps it, gathered at a second of New Year's night."""
    own = {"report": name, "version": "1", "current": True, "published": published, "source": source, "title": title, "url": url}
    return own | {"text": text, "warnings": [], "gathered": f"2024-01-01 00:00:{second:02}.250"}


def mention_of(report: str, text: str, type_: str, words: str, number: int = 0, mode: str | None = None, **fields: Any) -> Row:
    """A mention whose id is a number, as the record keeps it."""
    at = text.index(words)
    own: Row = {
        "mention": f"{number:012x}", "report": report, "version": "1", "type": type_, "mode": mode, "factuality": "occurred",
        "trigger": {"start": at, "stop": at + len(words)}, "quote": {"start": 0, "stop": len(text)}, "also": [], "retold": [],
        "actors": [], "recipients": [], "attribution": None, "time": None, "place": None, "contexts": [], "quantities": [],
        "confidence": 0.8, "score": -6.5, "reason": [],
    }  # fmt: skip
    return own | fields


def rows() -> tuple[list[Row], list[Row]]:
    """The reports and mentions, as the record keeps them."""
    reports = [report_of(name, text, day, source, url, f"Story {n}", n) for n, (name, day, source, url, text) in enumerate(REPORTS)]
    texts = {report["report"]: report["text"] for report in reports}
    mentions = []
    for n, (name, type_, mode, words, actors, recipients, fields) in enumerate(ACTS):
        sides = {
            "actors": [party | {"start": k, "stop": k + 1} for k, party in enumerate(actors)],
            "recipients": [party | {"start": 10 + k, "stop": 11 + k} for k, party in enumerate(recipients)],
        }
        mentions.append(mention_of(name, texts[name], type_, words, n, mode, **sides, **fields))
    return reports, mentions


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """The record, with a claim."""
    reports, mentions = rows()
    claim = {"claim": "c1", "report": "wire-1", "version": "1", "kind": "ordinal", "series": "missile test", "number": 7}
    claim |= {
        "since": {"from": "2022-01-01", "to": "2022-01-31", "text": "this month"},
        "span": {"start": 0, "stop": 5},
        "trigger": None,
        "attribution": None,
        "type": "MOBILIZE",
        "mode": "weapons-test",
        "actors": [PRK | {"start": 0, "stop": 5}],
        "recipients": [],
        "place": WONSAN,
        "terms": ["ballistic missile", "\u201csecret\u201d"],
        "bound": "at least",
        "measure": "",
        "undated": "",
        "after": None,
        "than": None,
        "when": {"from": "2022-01-30", "to": "2022-01-30", "text": "Sunday", "zone": "local"},
    }
    with Store.open(":memory:") as opened:
        opened.insert("reports", reports)
        opened.insert("mentions", mentions)
        opened.insert("claims", [claim])
        merge(opened)
        yield opened


def as_told(one: Party) -> str:
    """A party by the words of the reports."""
    return one.text


@pytest.fixture
def exporting(store: Store, tmp_path: Path) -> Exporting:
    """Exports the record: ``exporting("gdelt")``, ``exporting("gdelt", Question(…))``."""

    def exported(format: str, question: Question | None = None, name: str = "out", record: Store = store) -> Export:
        return export(record, question or Question(), format, tmp_path / name, as_told, {"dateline": "0"})

    return exported
