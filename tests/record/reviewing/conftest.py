"""A small record of literal mentions, to be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dateline.record.merging import merge
from dateline.record.store import Store

from ..conftest import mention, on, party, report

MONDAY = date(2024, 5, 6)
TEXTS = {
    "a": "North Korea fired a ballistic missile into the sea off Wonsan on Monday.",
    "b": "Pyongyang fired the ballistic missile off Wonsan early on Monday, Seoul's military said.",
    "c": "France condemned Iran on Monday.",
    "d": "Kenya praised Somalia.",
    "e": "Gunmen attacked a market in Mogadishu, and 20 people were killed.",
}


def told(name: str, type_: str, words: str, actor: str, recipient: str = "", **fields: Any) -> dict[str, Any]:
    """A mention of one of the texts."""
    to = party(recipient, text=recipient) if recipient else None
    return mention(name, type_, words, TEXTS[name], party(actor, text=actor), to, **fields)


@pytest.fixture
def store() -> Iterator[Store]:
    """Five reports: two of one launch, and three of an act each; the launch is doubtful, the attack is grave."""
    killed = [{"kind": "killed", "low": 20, "best": 20, "high": 20, "unit": "", "start": 0, "stop": 1}]
    with Store.open(":memory:") as opened:
        opened.insert("reports", [report(name, MONDAY, text, f"Wire {name.upper()}") for name, text in TEXTS.items()])
        mentions = [
            told("a", "MOBILIZE", "fired", "PRK", mode="weapons-test", time=on(MONDAY), confidence=0.6, score=-6.5),
            told("b", "MOBILIZE", "fired", "PRK", mode="weapons-test", time=on(MONDAY), confidence=0.5, score=-6.5),
            told("c", "ACCUSE", "condemned", "FRA", "IRN", mode="disapprove", time=on(MONDAY), confidence=0.95, score=-2.0),
            told("d", "SUPPORT", "praised", "KEN", "SOM", confidence=0.7, score=3.0),
            told("e", "ASSAULT", "attacked", "SOM", confidence=0.8, score=-9.0, quantities=killed),
        ]
        opened.insert("mentions", mentions)
        merge(opened)
        yield opened
