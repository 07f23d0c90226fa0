"""Fit the table that says which mentions of one report tell of one act; ``data/models/joining.toml``.

Rests on what a reader finds in reports that it has not seen: two mentions of one coded act are one, of two coded acts two. A mention that
is no coded act is left out of the fit; in choosing the floor, joining one to another spares a needless event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fit_weighing
from coded import act_at
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder
from dateline.coding.joining import PAIR_FEATURES, may_join, pair_features
from dateline.coding.table import Table
from dateline.training.gold import CodedReport


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one report: what they share, and whether they tell of one act (``None``: one of them tells of none)."""

    report: str
    features: dict[str, float]
    same: bool | None


def pairs(coder: Coder, reports: Sequence[CodedReport]) -> Iterator[Pair]:
    """The pairs that joining compares."""
    for coded in reports:
        found = [e for e in coder.tellings(coded.report) if any(s.overlaps(e.trigger) for s in coded.sentences)]
        acts = [act_at(coded, event.type, event.trigger) for event in found]
        for n, one in enumerate(found):
            for m, other in enumerate(found[:n]):
                if may_join(one, other):
                    settled = acts[n] is not None and acts[m] is not None
                    yield Pair(coded.report.id, pair_features(other, one, coded.report.text), acts[n] == acts[m] if settled else None)


def fit(coder: Coder, reports: Sequence[CodedReport], target: Path) -> None:
    """Fit the table and write it."""
    found = list(pairs(coder, reports))
    floor = _floor(found)
    weights, bias = fit_weighing.fit([(pair.features, pair.same) for pair in found if pair.same is not None])
    lines = [
        "# Written by `make train`: how likely two mentions of one report tell of one act; log-odds a unit of each feature.",
        f"floor = {floor}",
        *fit_weighing.section("joining", weights, bias, PAIR_FEATURES),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _floor(found: Sequence[Pair]) -> float:
    """Where most is won, by five folds of reports: needless mentions joined away, less acts lost by joining two.

    At an F1 of about two thirds, an act that is lost costs twice what a mention that is spared brings; joining one to a needless one
    spares half a one.
    """
    scored: list[tuple[float, bool | None]] = []
    for train, test in GroupKFold(5).split(found, groups=[pair.report for pair in found]):
        table = Table(*fit_weighing.fit([(found[n].features, same) for n in train if (same := found[n].same) is not None]))
        scored += [(table.probability(found[n].features), found[n].same) for n in test]
    won = lambda floor: sum(-2 if same is False else 1 if same else 0.5 for p, same in scored if p >= floor)  # noqa: E731
    chosen = max((n / 20 for n in range(2, 20)), key=won)
    joined = [sum(same is kind for p, same in scored if p >= chosen) for kind in (True, False, None)]
    told = f"{joined[0]} of one act, {joined[1]} of two, {joined[2]} to a needless one"
    print(f"joining: {len(found)} pairs; at {chosen} joined {told}", flush=True)
    return float(chosen)
