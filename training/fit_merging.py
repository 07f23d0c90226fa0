"""Fit the table that says which mentions of different reports tell of one act; ``data/models/merging.toml``.

    python training/fit_merging.py

Rests on clusters of reports in our own words (``clusters/*.txt``) as the shipped coder reads them, which has not seen them: two mentions
of one labelled incident are one, of two incidents two. Mentions that are no coded act are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import coded
import fit_weighing
from b_cubed import b_cubed
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder
from dateline.coding.table import Table
from dateline.record.clustering import Pair, clusters
from dateline.record.comparing import MEANINGS, TABLE, features
from dateline.record.merging import FAINT
from dateline.record.rows import Key, mention_row
from dateline.record.tellings import Telling, telling
from dateline.training.gold import CodedReport

MODELS = Path(__file__).parent.parent / "src" / "dateline" / "data" / "models"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention that the coder found, and the incident that it tells of."""

    telling: Telling
    incident: str
    cluster: str


def labelled(coder: Coder, reports: Sequence[CodedReport]) -> Iterator[Labelled]:
    """The mentions found in coded reports that tell of a labelled incident."""
    for report in reports:
        coding = coder.code(report.report)
        key = Key.of(report.report)
        for event in coding.events:
            of_type = [a for a in report.acts if a.type == event.type]
            at = [a for a in of_type if any(s.overlaps(event.trigger) for s in (a.trigger, *a.also))]
            near = [a for a in of_type if a.sentence.overlaps(event.trigger)]
            act = at[0] if at else near[0] if len(near) == 1 else None
            if act is not None:
                published = {
                    "published": report.report.published,
                    "source": report.report.source,
                    "title": report.report.title,
                    "text": coding.report.text,
                }
                yield Labelled(telling(mention_row(key, event) | published), act.incident, report.report.id.rpartition("-")[0])


def candidates(mentions: Sequence[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """The pairs that merging would compare: of different reports, sharing type, a party and days."""
    blocks: dict[str, list[Labelled]] = defaultdict(list)
    for one in mentions:
        for key in one.telling.keys:
            blocks[key].append(one)
    seen = set()
    for block in blocks.values():
        for n, one in enumerate(block):
            for other in block[:n]:
                a, b = sorted((one, other), key=lambda m: m.telling.mention)
                ids = a.telling.mention, b.telling.mention
                if ids not in seen and _within_reach(a.telling, b.telling):
                    seen.add(ids)
                    yield a, b


def _within_reach(one: Telling, other: Telling) -> bool:
    day = timedelta(1)
    return one.window[0] <= other.window[1] + day and other.window[0] <= one.window[1] + day


def main() -> None:
    mentions = list(labelled(Coder(), list(coded.clusters())))
    pairs = list(candidates(mentions))
    rows = [(features(a.telling, b.telling), a.incident == b.incident) for a, b in pairs]
    likely = [0.0] * len(rows)
    for train, test in GroupKFold(10).split(rows, groups=[a.cluster for a, _ in pairs]):
        table = Table(*fit_weighing.fit([rows[n] for n in train]))
        for n in test:
            likely[n] = table.probability(rows[n][0])
    incident = {m.telling.mention: f"{m.cluster} {m.incident}" for m in mentions}
    report = {m.telling.mention: m.telling.report for m in mentions}
    scored = [Pair(a.telling.mention, b.telling.mention, p) for (a, b), p in zip(pairs, likely, strict=True)]

    def score(floor: float) -> float:
        found = clusters(report, [p for p in scored if p.probability >= FAINT * floor], floor)
        return b_cubed(incident, {mention: n for n, group in enumerate(found) for mention in group}).f1

    floor = max((n / 20 for n in range(4, 20)), key=score)
    alone = b_cubed(incident, {mention: mention for mention in incident}).f1
    print(f"merging: {len(mentions)} mentions, {len(pairs)} pairs ({sum(same for _, same in rows)} of one incident)", flush=True)
    print(f"B-cubed F1 {score(floor):.3f} at {floor} on clusters left out; every mention by itself {alone:.3f}", flush=True)
    weights, bias = fit_weighing.fit(rows)
    lines = [
        "# Written by `make train`: how likely two mentions of different reports tell of one act; log-odds a unit of each feature.",
        f"floor = {floor}",
        *fit_weighing.section("merging", weights, bias, {f: meaning(f) for f in weights}),
    ]
    (MODELS / f"{TABLE}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def meaning(feature: str) -> str:
    """What a feature means."""
    name, colon, _ = feature.partition(":")
    kind = f"{name}: …" if colon else f"{name.split(' ')[0]} …"
    return MEANINGS.get(feature) or MEANINGS[f"{kind}, words" if feature.endswith(", words") else kind]


if __name__ == "__main__":
    main()
