"""A small record of literal mentions that all tests of the web share, and a browser-less client that asks it.

``record`` is the file that all read; a test that writes takes ``own``, a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.coding import codebook
from dateline.model import content_hash
from dateline.record.merging import merge
from dateline.record.rows import Key, mention_id
from dateline.record.store import Store

Row = dict[str, Any]

HOSTILE = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'"> & "quotes"'
"""Markup and script, as an article may hold it."""


def party(text: str, country: str = "", sector: str = "", entity: str = "") -> Row:
    return {"text": text, "country": country, "sector": sector, "entity": entity}


NAMES = {
    "PRK": "North Korea",
    "USA": "United States",
    "JPN": "Japan",
    "KOR": "South Korea",
    "CHN": "China",
    "RUS": "Russia",
    "UKR": "Ukraine",
}
PRK, USA, JPN, KOR, CHN, RUS, UKR = (party(name, code, "", f"state:{code}") for code, name in NAMES.items())
CHIEFS = party("South Korea's Joint Chiefs of Staff", "KOR", "MIL")
BLINKEN = party("Antony Blinken", "USA", "GOV", "person:antony-blinken")
REBELS, SOLDIERS = party("rebels", "", "REB"), party("soldiers", "MLI", "MIL")

WONSAN = {
    "text": "Wonsan",
    "country": "PRK",
    "admin1": "Kangwon-do",
    "lat": 39.15,
    "lon": 127.44,
    "geonames": "1870883",
    "kind": "city",
    "precision": "city",
}
GENEVA = WONSAN | {"text": "Geneva", "country": "CHE", "admin1": "Geneva", "lat": 46.2, "lon": 6.15, "geonames": "2660646"}
IN_MALI = {"text": "Mali", "country": "MLI", "admin1": "", "lat": 17.0, "lon": -4.0, "geonames": "2453866", "kind": "country"}
IN_THE_NORTH = WONSAN | {"lat": None, "lon": None, "kind": "country", "precision": "country"}  # known to the country only
MALI = IN_MALI | {"precision": "country"}
NOWHERE = WONSAN | {"text": HOSTILE, "country": "", "lat": None, "lon": None}


def report(
    name: str, published: str, text: str, source: str, title: str = "", url: str = "", current: bool = True, gathered: str = ""
) -> Row:
    told = {"published": date.fromisoformat(published), "source": source, "title": title, "url": url, "text": text}
    own = {"report": name, "version": content_hash(title, published, text), "current": current, "warnings": []}
    return own | told | {"gathered": gathered or f"{published} 12:00:00"}


def mention(of: Row, type_: str, words: str, actors: list[Row], recipients: list[Row] | None = None, **fields: Any) -> Row:
    """One act that a report tells: its quote is the sentence around the words, its parties stand where the report names them."""
    text: str = of["text"]
    at = text.index(words)
    start = max((text.rfind(end, 0, at) + len(end) for end in ("\n", ". ") if end in text[:at]), default=0)
    stop = text.find(".", at) + 1
    key = Key(of["report"], of["version"])
    own: Row = {
        "mention": mention_id(key, type_, at, at + len(words)), **key._asdict(), "type": type_, "mode": None, "factuality": "occurred",
        "trigger": _span(at, at + len(words)), "quote": _span(start, stop), "also": [], "retold": [],
        "actors": [_found(text, p) for p in actors], "recipients": [_found(text, p, at) for p in recipients or []],
        "attribution": None, "time": None, "place": None, "contexts": [], "quantities": [], "confidence": 0.8,
        "reason": [{"stage": "lexicon", "text": f"'A {words} R' is {type_}"}, {"stage": "weighed", "text": "rules 0.8, reader 0.9"}],
    }  # fmt: skip
    own |= fields
    if own["attribution"]:
        own["attribution"] = _found(text, own["attribution"])
    return own | {"score": codebook.load().score(type_, own["mode"])}


def _found(text: str, named: Row, after: int = 0) -> Row:
    at = text.find(named["text"], after)
    return named | _span(max(at, 0), at + len(named["text"]) if at >= 0 else 0)


def _span(start: int, stop: int) -> Row:
    return {"start": start, "stop": stop}


def on(first: str, last: str = "", text: str = "") -> Row:
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return {"from": start, "to": end, "text": text, "granularity": "day" if start == end else "range", "zone": ""}


def killed(low: float, high: float | None) -> Row:
    return {"kind": "killed", "low": low, "best": low, "high": high, "unit": "", "start": 0, "stop": 0}


SEOUL = report(
    "https://wire-a.example/1",
    "2022-01-31",
    "SEOUL -- North Korea fired a ballistic missile from Wonsan on Sunday, South Korea's Joint Chiefs of Staff said. Japan condemned "
    "North Korea over the launch.\nThe United States urged North Korea to return to talks.",
    "Wire A",
    "North Korea fires missile",
    url="https://wire-a.example/1",
)
_EARLY = (
    "TOKYO -- North Korea fired a ballistic missile from Wonsan early on Saturday, officials said, the seventh launch this month. "
    "It fell into the sea east of the peninsula."
)
TOKYO = report("wire-b-1", "2022-01-31", _EARLY, "Wire B", "Missile from Wonsan")
COPIED = report("paper-c-1", "2022-02-01", _EARLY, "Paper C", "Missile from Wonsan")
_REST = "\n" + "It was said on Monday. " * 3
FIRST = report(
    "wire-a-2",
    "2022-02-14",
    f"Antony Blinken will meet South Korea in Geneva on Friday.{_REST}",
    "Wire A",
    "Blinken to Geneva",
    current=False,
    gathered="2022-02-14 08:00:00",
)
SECOND = report(
    "wire-a-2",
    "2022-02-14",
    f"Antony Blinken met South Korea in Geneva on Monday.{_REST}",
    "Wire A",
    "Blinken in Geneva",
    gathered="2022-02-14 18:00:00",
)
_TWELVE = "In Mali, rebels attacked soldiers on Friday, killing at least 12, a spokesman said."
RAID = report("wire-b-2", "2022-05-08", _TWELVE, "Wire B", "Attack in Mali")
RAID_TOO = report(
    "paper-c-2", "2022-05-08", "In Mali, rebels attacked soldiers on Friday and killed 20 of them.", "Paper C", "Twenty dead in Mali"
)
MARKUP = report(
    "hostile-1",
    "2022-06-01",
    f"China accused the United States of lying {HOSTILE} on Tuesday.",
    f"Paper {HOSTILE}",
    HOSTILE,
    url="javascript:alert(1)",
)
_FIRED: Row = {"mode": "weapons-test", "place": WONSAN}
_EARLIER = _FIRED | {"time": on("2022-01-29"), "confidence": 0.6}
_AT_GENEVA: Row = {"mode": "third-party", "place": GENEVA}
_IN_MALI: Row = {"time": on("2022-05-06"), "place": MALI}
_LYING: Row = {"mode": "allege", "attribution": party(HOSTILE), "time": on("2022-05-31"), "place": NOWHERE, "confidence": 0.4}

REPORTS = [SEOUL, TOKYO, COPIED, FIRST, SECOND, RAID, RAID_TOO, MARKUP]
MENTIONS = [
    mention(SEOUL, "MOBILIZE", "fired", [PRK], **_FIRED, attribution=CHIEFS, time=on("2022-01-30"), contexts=["military"]),
    mention(SEOUL, "ACCUSE", "condemned", [JPN], [PRK], mode="disapprove", time=on("2022-01-31"), place=IN_THE_NORTH, confidence=0.9),
    mention(SEOUL, "REQUEST", "urged", [USA], [PRK], mode="meet", time=on("2022-01-31"), confidence=0.7),
    mention(TOKYO, "MOBILIZE", "fired", [PRK], **_EARLIER),
    mention(COPIED, "MOBILIZE", "fired", [PRK], **_EARLIER),
    mention(FIRST, "CONSULT", "meet", [BLINKEN], [KOR], **_AT_GENEVA, factuality="future", time=on("2022-02-18")),
    mention(SECOND, "CONSULT", "met", [BLINKEN], [KOR], **_AT_GENEVA, time=on("2022-02-14"), confidence=0.95),
    mention(RAID, "ASSAULT", "attacked", [REBELS], [SOLDIERS], **_IN_MALI, quantities=[killed(12, None)]),
    mention(RAID_TOO, "ASSAULT", "attacked", [REBELS], [SOLDIERS], **_IN_MALI, quantities=[killed(20, 20)]),
    mention(MARKUP, "ACCUSE", "accused", [CHN], [USA], **_LYING),
]
_TURNS = (("THREATEN", "threatened", None), ("CONSULT", "met", "visit"), ("ACCUSE", "accused", "allege"), ("COERCE", "sanctioned", None))


def _series() -> Iterator[tuple[Row, Row]]:
    """A year of one dyad, so that there is something to draw and to leaf through: reports, each with what it tells."""
    for number in range(1, 25):
        day = str(date(2021, 1 + (number - 1) % 12, 3 + number % 20))
        type_, verb, mode = _TURNS[number % 4]
        text = f"Russia {verb} Ukraine in round {number} of that year."
        told = report(f"series-{number}", day, text, ("Wire A", "Wire B")[number % 2], f"Russia and Ukraine, {number}")
        yield told, mention(told, type_, verb, [RUS], [UKR], mode=mode, time=on(day), confidence=0.5 + number / 60)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the record that all tests read."""
    path = tmp_path_factory.mktemp("web") / "record.duckdb"
    with Store.open(path) as store:
        for reports, mentions in ((REPORTS, MENTIONS), tuple(zip(*_series(), strict=True))):
            store.insert("reports", reports)
            store.insert("mentions", mentions)
        merge(store)
    return path


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may write."""
    return Path(shutil.copy(record, tmp_path / "record.duckdb"))


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[Any]:
    """Asks the application of ``record`` as a browser would, without one."""
    from starlette.testclient import TestClient

    from dateline.web.app import create_app
    from dateline.web.settings import Settings

    with TestClient(create_app(Settings(record)), base_url="http://127.0.0.1:8000") as asking:
        yield asking
