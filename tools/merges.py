"""How well mentions are merged into events: B-cubed over the mentions of clusters of reports."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.coding.coder import Coder
from dateline.model import Report
from dateline.reading.files import read_sources
from dateline.record.gathering import gather
from dateline.record.merging import merge
from dateline.record.store import Store

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "training")]
from b_cubed import b_cubed  # noqa: E402
from coded import own  # noqa: E402

CLUSTERS = ROOT / "tests" / "gold" / "clusters.txt"


@dataclass(frozen=True, slots=True)
class Found:
    """A telling that the record has: its event and type, and where its trigger and sentence stand."""

    event: str
    type: str
    trigger: tuple[int, int]
    quote: tuple[int, int]


def tellings(reports: Iterable[Report], coder: Coder) -> tuple[dict[str, list[Found]], dict[str, str]]:
    """All tellings of the events of a record of some reports, by report, and the reports' texts."""
    with Store.open(":memory:") as store:
        for _ in gather(store, iter(reports), coder.code):
            pass
        merge(store)
        rows = store.rows(
            """
            SELECT m.*, b.event, r.text FROM mentions m JOIN members b USING (mention) JOIN reports r USING (report, version)
            ORDER BY report, m.trigger.start, mention
            """  # of tellings that fit a labelled one alike, the first is taken
        )
    found: dict[str, list[Found]] = defaultdict(list)
    for row in rows:
        span = lambda s: (s["start"], s["stop"])  # noqa: E731
        found[row["report"]].append(Found(row["event"], row["type"], span(row["trigger"]), span(row["quote"])))
        quotes = [span(q) for q in (row["quote"], *row["also"])]
        for trigger in map(span, row["retold"]):
            quote = next(q for q in quotes if q[0] <= trigger[0] < q[1])
            found[row["report"]].append(Found(row["event"], row["type"], trigger, quote))
    return found, {row["report"]: row["text"] for row in rows}


def predicted(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """The record's tellings of a gold file's reports, in the form that its scorer takes."""
    reports = [report for report in read_sources([str(gold)], None) if isinstance(report, Report)]
    found, texts = tellings(reports, coder)
    for report, told in found.items():
        text = texts[report]
        mentions = [{"event": f.event, "type": f.type, "trigger": text[slice(*f.trigger)], "quote": text[slice(*f.quote)]} for f in told]
        yield {"id": report, "mentions": mentions}


def own_merge(coder: Coder) -> dict[str, float]:
    """B-cubed figures (Bagga and Baldwin 1998) on our own clusters; a mention that is missed stands by itself."""
    gold = list(own([CLUSTERS]))
    found, _ = tellings([g.report for g in gold], coder)
    incident: dict[Hashable, str] = {}
    event: dict[Hashable, Hashable] = {}
    for g in gold:
        cluster = g.report.id.rpartition("-")[0]
        for act in g.acts:
            for trigger in (act.trigger, *act.also):
                mention = (g.report.id, trigger.start)
                incident[mention] = f"{cluster} {act.incident}"
                sentence = next(s for s in g.sentences if s.overlaps(trigger))
                here = [f for f in found[g.report.id] if sentence.start <= f.trigger[0] < sentence.end]
                rank = lambda f: (f.trigger[0] < trigger.end and trigger.start < f.trigger[1], f.type == act.type)  # noqa: B023, E731
                event[mention] = max(here, key=rank).event if here else ("missed", *mention)
    score, missed = b_cubed(incident, event), sum(isinstance(e, tuple) for e in event.values()) / len(incident)
    figures = {"f1": score.f1, "precision": score.precision, "recall": score.recall, "found": 1 - missed}
    return {name: round(figure, 3) for name, figure in figures.items()}
