"""Stories of the corpus as the lexicon codes them: many, but only as good as the lexicon.

The network is first fitted on these, so that it knows what the lexicon knows and how parties stand in clauses, and then on what
people have coded. Nothing is written but the examples' offsets; the stories stay in the corpus.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from coded import CORPUS

from dateline.coding.coder import Coder
from dateline.model import Attribution, EventMention, Party, Report, Span
from dateline.training.gold import CodedReport, Named, Told

LONGEST = 4000  # characters of a story
NUMBERS = {"kcna": 1200, "reuters": 2500, "guardian": 243, "g5w1h": 467, "synthetic": 800}
SEED = 3


def stories() -> Iterator[Report]:
    """A sample of the corpus, the same every time."""
    for name in ("modern", "reuters", "synthetic"):
        with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.Random(SEED).shuffle(rows)
        taken = dict.fromkeys(NUMBERS, 0)
        for row in rows:
            kind = row["id"].partition("-")[0]
            if taken[kind] < NUMBERS[kind]:
                taken[kind] += 1
                yield _report(row)


def _report(row: dict[str, Any]) -> Report:
    day = row.get("published") or ""
    text = row["text"][:LONGEST].replace("{country_1}", "Kenya").replace("{country_2}", "Chile")
    return Report(row["id"], text, date.fromisoformat(day) if len(day) == 10 else None, row.get("source") or "", row.get("title") or "")


def silver(coder: Coder) -> Iterator[CodedReport]:
    """Each story with the acts that the coder finds in it."""
    for report in stories():
        coding = coder.code(report)
        yield CodedReport(report, "lexicon", (Span(0, len(report.text)),), tuple(_told(event, report.text) for event in coding.events))


def _told(event: EventMention, text: str) -> Told:
    named = lambda p: _named(p, event.quote)  # noqa: E731
    return Told(
        event.type,
        event.mode,
        event.factuality.value,
        event.quote,
        event.trigger,
        tuple(map(named, event.actors)),
        tuple(map(named, event.recipients)),
        _speaker(event.attribution, event.quote),
        None,
        "",
        (),
    )


def _named(party: Party, sentence: Span) -> Named:
    return Named(party.span if sentence.covers(party.span) else None, party.text, party.country, party.sector)


def _speaker(attribution: Attribution | None, sentence: Span) -> Named | None:
    return _named(attribution.party, sentence) if attribution else None
