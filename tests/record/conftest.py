"""A small record of literal mentions, for tests of merging, asking and looking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dateline.coding.coder import Coder, Settings
from dateline.record.store import Store

Row = dict[str, Any]


def party(country: str, sector: str = "", text: str = "") -> Row:
    return {"text": text or country, "country": country, "sector": sector, "entity": "", "start": 0, "stop": 1}


def report(name: str, published: date, text: str, source: str = "") -> Row:
    own = {"report": name, "version": "1", "current": True, "published": published, "source": source or name, "title": "", "url": ""}
    return own | {"text": text, "warnings": [], "gathered": "2024-01-01 00:00:00"}


def mention(name: str, type_: str, words: str, text: str, actor: Row, recipient: Row | None = None, **fields: Any) -> Row:
    at = text.index(words)
    own: Row = {
        "mention": f"{name}-{words}", "report": name, "version": "1", "type": type_, "mode": None, "factuality": "occurred",
        "trigger": {"start": at, "stop": at + len(words)}, "quote": {"start": 0, "stop": len(text)}, "also": [], "retold": [],
        "actors": [actor], "recipients": [recipient] if recipient else [], "attribution": None, "time": None, "place": None,
        "contexts": [], "quantities": [], "confidence": 0.8, "score": -5.0, "reason": [],
    }  # fmt: skip
    return own | fields


def on(first: date, last: date | None = None) -> Row:
    return {"from": first, "to": last or first, "text": "", "granularity": "day", "zone": ""}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


REGISTRY = """id,name,aliases,kind,country,sector,office,valid_from,valid_to,source
person:zed-qorl,Zed Qorl,,person,KEN,GOV,foreign minister,2020-01,,test
"""


@pytest.fixture(scope="session")
def knowing(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    """A coder that knows one person more than ``rules``."""
    own = tmp_path_factory.mktemp("registry") / "mine.csv"
    own.write_text(REGISTRY, encoding="utf-8")
    return Coder(Settings(learned=False, registry=(str(own),)))
