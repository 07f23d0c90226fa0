"""Print what ``docs/accuracy.md`` shows: figures with intervals, an ablation, tables by type and by cause of error.

    python tools/accuracy.py > figures.md

Intervals are percentiles of a bootstrap over reports (1,000 samples, seeded). A missed or needless event has one cause, the first that
fits:

- *wrong type*: an event of another type is predicted (or coded) at the same words;
- *parties*: it was considered and dropped because nobody could be named as its actor;
- *weighed down*: it was considered and held improbable;
- *missing trigger*: nothing in its words was considered;
- *no event*: predicted where nothing is coded.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import evaluate
from dateline.coding.coder import Coder, Settings
from dateline.exchange.native import as_record
from dateline.grounding.coreference import Coreference
from dateline.model import Report
from dateline.reading.files import read_sources
from measure import figures, found_events, tally

SAMPLES = 1000
WITHOUT = "without coreference"
VARIANTS = {
    "lexicon and reader": lambda: Coder(),
    "`--fast`": lambda: Coder(Settings(fast=True)),
    "reader alone": lambda: Coder(readers=()),
    "lexicon alone": lambda: Coder(Settings(learned=False)),
    WITHOUT: lambda: Coder(),
}
Record = Mapping[str, Any]
Pair = tuple[Record, Record]


def sets() -> dict[str, list[tuple[Record, Report]]]:
    """The gold sets that can be had here, each record with its report."""
    files = {"blind": evaluate.BLIND, "own": evaluate.OWN, "dev": evaluate.GOLD / "dev.jsonl", "seed": evaluate.GOLD / "seed.jsonl"}
    return {name: _read(path) for name, path in files.items() if path.is_file()}


def _read(path: Path) -> list[tuple[Record, Report]]:
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [report for report in read_sources([str(path)], None) if not isinstance(report, Exception)]
    return list(zip(gold, reports, strict=True))


def code(variant: str, gold: Sequence[tuple[Record, Report]]) -> list[Pair]:
    """Gold and predicted records, what was dropped kept with the predicted."""
    nobody = {name: (lambda *_: ()) for name in ("party", "taken_up", "deed", "principals")} if variant == WITHOUT else {}
    with patch.multiple(Coreference, **nobody) if nobody else nullcontext():
        coder = VARIANTS[variant]()
        return [(record, as_record(coder.code(report), dropped=True)) for record, report in gold]


def interval(tallies: Sequence[Counter[str]], figure: str) -> tuple[float, float, float]:
    """A figure and the middle 95 % of it over resampled reports."""
    order = random.Random(0)
    value = figures(sum(tallies, Counter()))[figure]
    sampled = sorted(figures(sum(order.choices(tallies, k=len(tallies)), Counter())).get(figure, 0.0) for _ in range(SAMPLES))
    return value, sampled[int(0.025 * SAMPLES)], sampled[int(0.975 * SAMPLES)]


def by_type(pairs: Sequence[Pair]) -> dict[str, Counter[str]]:
    """Hits, predicted and gold events by type."""
    counted: dict[str, Counter[str]] = {}
    for gold, predicted in pairs:
        for wanted, _ in found_events(gold, predicted):
            counted.setdefault(wanted["type"], Counter()).update(hit=1)
        for name, record in (("gold", gold), ("predicted", predicted)):
            for event in record["events"]:
                counted.setdefault(event["type"], Counter()).update({name: 1})
    return dict(sorted(counted.items()))


def causes(pairs: Sequence[Pair]) -> Counter[str]:
    """Missed and needless events by cause, and wrong parties of those found."""
    counted: Counter[str] = Counter()
    for gold, predicted in pairs:
        found = found_events(gold, predicted)
        hit, used = {id(w) for w, _ in found}, {id(p) for _, p in found}
        for wanted in gold["events"]:
            if id(wanted) not in hit:
                counted[f"missed: {_missed(gold, wanted, predicted)}"] += 1
        for event in predicted["events"]:
            if id(event) not in used:
                coded = any(_inside(gold, wanted, event["trigger_span"]) for wanted in gold["events"])
                counted["needless: wrong type or told again" if coded else "needless: no event"] += 1
    return counted


def _inside(gold: Record, wanted: Record, span: Sequence[int]) -> bool:
    at = [(gold["text"].find(q), len(q)) for q in (wanted["quote"], *wanted.get("also", ()))]
    return any(begin <= span[0] and span[1] <= begin + length for begin, length in at if begin >= 0)


def _missed(gold: Record, wanted: Record, predicted: Record) -> str:
    if any(_inside(gold, wanted, event["trigger_span"]) for event in predicted["events"]):
        return "wrong type, or another act of the sentence alone"
    dropped = [d for d in predicted["dropped"] if _inside(gold, wanted, d["trigger_span"])]
    if any("no actor" in d["why"] for d in dropped):
        return "parties: no actor that can be named"
    return "weighed down" if dropped else "missing trigger"


def main() -> None:
    gold = sets()
    coded = {variant: {name: code(variant, rows) for name, rows in gold.items()} for variant in VARIANTS}
    print("| variant | " + " | ".join(f"{name}: events, dyads" for name in gold) + " |")
    print("|---" * (1 + len(gold)) + "|")
    for variant, sets_ in coded.items():
        cells = []
        for pairs in sets_.values():
            tallies = [tally(*pair) for pair in pairs]
            shown = [interval(tallies, f"{what} f1") for what in ("events", "dyads")]
            cells.append("; ".join(f"{v:.3f} ({low:.2f}–{high:.2f})" for v, low, high in shown))
        print(f"| {variant} | " + " | ".join(cells) + " |")
    whole = [pair for name, pairs in coded["lexicon and reader"].items() if name != "seed" for pair in pairs]
    print("\n| field of the events found | right (95 %) |\n|---|---|")
    tallies = [tally(*pair) for pair in whole]
    for field in [f for f in figures(sum(tallies, Counter())) if not f.endswith("f1")]:
        value, low, high = interval(tallies, field)
        print(f"| {field} | {value:.3f} ({low:.2f}–{high:.2f}) |")
    print("\n| type | gold | precision | recall |\n|---|---|---|---|")
    for type_, c in by_type(whole).items():
        print(f"| {type_} | {c['gold']} | {c['hit'] / max(c['predicted'], 1):.2f} | {c['hit'] / max(c['gold'], 1):.2f} |")
    print("\n| cause | events |\n|---|---|")
    for cause, count in sorted(causes(whole).items()):
        print(f"| {cause} | {count} |")


if __name__ == "__main__":
    main()
