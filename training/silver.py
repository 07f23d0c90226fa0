"""Stories of the corpus that nobody has coded, as the shipped coder codes them: many, but only as good as that.

The network is first fitted on these, so that it knows what lexicon and reader know together and how parties stand in clauses, and then on
what people have coded. Stories of which people have coded any part are left out, so that no fold's codings reach a reader that must not
have seen them by way of their own text. Nothing is written but the examples' offsets; the stories stay in the corpus.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import coded

from dateline.coding.coder import Coder
from dateline.model import Attribution, EventMention, Party, Report, Span
from dateline.training.gold import CodedReport, Named, Told

LONGEST = 4000  # characters of a story
NUMBERS = {"kcna": 700, "reuters": 1200, "guardian": 243, "g5w1h": 467, "synthetic": 3200}
SEED = 3


def stories() -> Iterator[Report]:
    """A sample of the corpus without what people have coded, the same every time."""
    known = {story.report.id for story in coded.stories()}
    for name in ("modern", "reuters", "synthetic"):
        with gzip.open(coded.CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.Random(SEED).shuffle(rows)
        taken = dict.fromkeys(NUMBERS, 0)
        for row in rows:
            kind = row["id"].partition("-")[0]
            if row["id"] not in known and taken[kind] < NUMBERS[kind]:
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
        yield CodedReport(report, "machine", (Span(0, len(report.text)),), tuple(_told(event, report.text) for event in coding.events))


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
