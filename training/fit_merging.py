"""Fit the table that says which mentions tell of one act, ``data/models/merging.toml``, and count how rare words are, ``rarity.npz``.

    python training/fit_merging.py

Rests on clusters of reports in our own words (``clusters/*.txt``) as the shipped coder reads them, which has not seen them: two mentions
of one labelled incident are one, of two incidents two. Mentions that are no coded act are left out. All clusters are moved into one
fortnight, whenever they were published: so each has beside it what an archive has, other stories of the same parties in the same days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import coded
import fit_weighing
import numpy as np
from b_cubed import b_cubed

from dateline.coding.coder import Coder
from dateline.coding.table import Table
from dateline.model import EventMention, Span
from dateline.record.blocking import REACH
from dateline.record.clustering import Pair, clusters
from dateline.record.comparing import MEANINGS, TABLE, features
from dateline.record.merging import FAINT
from dateline.record.rows import Key, mention_row
from dateline.record.stories import RARITY, stems
from dateline.record.tellings import Telling, telling
from dateline.training.gold import CodedReport

MODELS = Path(__file__).parent.parent / "src" / "dateline" / "data" / "models"
STRENGTH = 0.05  # of the fit: a tenth loses nothing on clusters left out, and real reports are read with more errors than ours
FORTNIGHT = 14  # days
BEGIN = date(2024, 1, 1)
FOLDS = 8
_SEEN = 2  # reports in which a word stands at least, to be counted


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention that the coder found, the incident that it tells of, and those at all the words that tell it, first at its trigger."""

    telling: Telling
    incident: str
    told: tuple[str, ...]
    cluster: str


def labelled(coder: Coder, reports: Sequence[CodedReport]) -> Iterator[Labelled]:
    """The mentions found in coded reports that tell of a labelled incident."""
    for report in reports:
        coding = coder.code(report.report)
        key, cluster = Key.of(report.report), report.report.id.rpartition("-")[0]
        for event in coding.events:
            incident = _incident(event, event.trigger, report)
            if incident:
                about = {name: getattr(report.report, name) for name in ("published", "source", "title")} | {"text": coding.report.text}
                told = tuple(filter(None, (_incident(event, span, report) for span in (event.trigger, *event.retold))))
                yield Labelled(telling(mention_row(key, event) | about), incident, told, cluster)


def _incident(event: EventMention, words: Span, report: CodedReport) -> str:
    """The incident that an event's words tell."""
    act = coded.act_at(report, event.type, words)
    return "" if act is None else f"{report.report.id.rpartition('-')[0]} {report.acts[act].incident}"


def gathered(mentions: Sequence[Labelled]) -> list[Labelled]:
    """The mentions with all clusters moved into one fortnight; the days within a cluster stay as far apart as they are."""
    first: dict[str, date] = {}
    for m in mentions:
        assert m.telling.published is not None
        first[m.cluster] = min(first.get(m.cluster, m.telling.published), m.telling.published)
    by = {cluster: BEGIN + timedelta(days=5 * n % FORTNIGHT) - first[cluster] for n, cluster in enumerate(sorted(first))}
    return [replace(m, telling=_moved(m.telling, by[m.cluster])) for m in mentions]


def _moved(told: Telling, by: timedelta) -> Telling:
    assert told.published is not None
    return replace(told, published=told.published + by, time=told.time and (told.time[0] + by, told.time[1] + by))


def candidates(mentions: Sequence[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """The pairs that merging would compare: sharing type, a party and days."""
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
    far = timedelta(REACH)
    return one.window[0] <= other.window[1] + far and other.window[0] <= one.window[1] + far


def left_out(pairs: Sequence[tuple[Labelled, Labelled]], rows: Sequence[fit_weighing.Row]) -> list[float]:
    """How likely each pair is one act, by a table fitted without the pairs of the first one's fold of clusters."""
    names = sorted({m.cluster for pair in pairs for m in pair})
    fold = {cluster: n % FOLDS for n, cluster in enumerate(names)}
    tables = []
    for k in range(FOLDS):
        without = [row for (a, b), row in zip(pairs, rows, strict=True) if k not in (fold[a.cluster], fold[b.cluster])]
        tables.append(Table(*fit_weighing.fit(without, STRENGTH)))
    return [tables[fold[a.cluster]].probability(features) for (a, _), (features, _) in zip(pairs, rows, strict=True)]


def count_words(reports: Sequence[CodedReport]) -> None:
    """Count in how many of our own reports each word stands, by its stem, and write the counts."""
    counts = Counter(chain.from_iterable(stems(report.report.text) for report in reports))
    kept = sorted(stem for stem, count in counts.items() if count >= _SEEN)
    np.savez_compressed(
        MODELS / RARITY,
        stems=np.array(kept),
        reports=np.array([counts[stem] for stem in kept], dtype=np.uint16),
        total=np.array(len(reports)),
    )
    print(f"rarity: {len(kept)} words of {len(reports)} reports", flush=True)


def main() -> None:
    reports = list(coded.clusters())
    count_words([*coded.own(), *reports])
    mentions = gathered(list(labelled(Coder(), reports)))
    pairs = list(candidates(mentions))
    rows = [(features(a.telling, b.telling), a.incident == b.incident) for a, b in pairs]
    likely = left_out(pairs, rows)
    wanted = {(m.telling.mention, n): told for m in mentions for n, told in enumerate(m.told)}
    scored = [Pair(a.telling.mention, b.telling.mention, p) for (a, b), p in zip(pairs, likely, strict=True)]

    def score(floor: float) -> float:
        found = clusters({m.telling.mention for m in mentions}, [p for p in scored if p.probability >= FAINT * floor], floor)
        group = {mention: n for n, members in enumerate(found) for mention in members}
        return b_cubed(wanted, {telling: group[telling[0]] for telling in wanted}).f1

    floor = max((n / 20 for n in range(4, 20)), key=score)
    alone = b_cubed(wanted, {telling: telling[0] for telling in wanted}).f1
    across = sum(a.cluster != b.cluster for a, b in pairs)
    told = f"{sum(same for _, same in rows)} of one incident, {across} of two stories"
    print(f"merging: {len(mentions)} mentions, {len(pairs)} pairs ({told})", flush=True)
    print(f"B-cubed F1 {score(floor):.3f} at {floor} on clusters left out; every mention by itself {alone:.3f}", flush=True)
    weights, bias = fit_weighing.fit(rows, STRENGTH)
    lines = [
        "# Written by `make train`: how likely two mentions tell of one act; log-odds a unit of each feature.",
        f"floor = {floor}",
        *fit_weighing.section("merging", weights, bias, {f: meaning(f) for f in weights}),
    ]
    (MODELS / f"{TABLE}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def meaning(feature: str) -> str:
    """What a feature means."""
    name, colon, _ = feature.partition(":")
    return MEANINGS[feature] if feature in MEANINGS else MEANINGS[f"{name}: …" if colon else f"{name.split(' ')[0]} …"]


if __name__ == "__main__":
    main()
