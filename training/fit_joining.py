"""Fit the table that says which mentions of one report tell of one act; ``data/models/joining.toml``.

Rests on what a reader finds in reports that it has not seen: two mentions of one coded act are one, of two coded acts two. A mention that
is no coded act is left out of the fit; in choosing the floor, joining one to another spares a needless event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fit_weighing
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder
from dateline.coding.joining import PAIR_FEATURES, may_join, pair_features
from dateline.coding.table import Table
from dateline.model import EventMention
from dateline.training.gold import CodedReport


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one report: what they share, and whether they tell of one act (``None``: one of them tells of none)."""

    report: str
    features: dict[str, float]
    same: bool | None


def pairs(coder: Coder, reports: Sequence[CodedReport]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that joining compares: of two sure mentions, and of a sure and a faint one."""
    sure, faint = [], []
    for coded in reports:
        tellings = coder.tellings(coded.report)
        found, unsure = ([e for e in some if any(s.overlaps(e.trigger) for s in coded.sentences)] for some in tellings)
        acts = [_act(event, coded) for event in found]
        for n, one in enumerate(found):
            for m, other in enumerate(found[:n]):
                if may_join(one, other):
                    settled = acts[n] is not None and acts[m] is not None
                    sure.append(
                        Pair(coded.report.id, pair_features(other, one, coded.report.text), acts[n] == acts[m] if settled else None)
                    )
        for one in unsure:
            act = _at(one, coded)
            faint += [
                Pair(coded.report.id, pair_features(other, one, coded.report.text), bool(act) and acts[m] in act)
                for m, other in enumerate(found)
                if may_join(one, other)
            ]
    return sure, faint


def _at(event: EventMention, coded: CodedReport) -> list[int]:
    """The coded acts of the type that are told at a mention's words."""
    return [n for n, a in enumerate(coded.acts) if a.type == event.type and any(s.overlaps(event.trigger) for s in (a.trigger, *a.also))]


def _act(event: EventMention, coded: CodedReport) -> int | None:
    """The coded act that a mention tells: one at its words, else the only one of the type in its sentence."""
    at = _at(event, coded)
    near = [n for n, act in enumerate(coded.acts) if act.type == event.type and act.sentence.overlaps(event.trigger)]
    return at[0] if at else near[0] if len(near) == 1 else None


def fit(coder: Coder, reports: Sequence[CodedReport], target: Path) -> None:
    """Fit the table and write it."""
    sure, faint = pairs(coder, reports)
    lines = ["# Written by `make train`: how likely two mentions of one report tell of one act; log-odds a unit of each feature."]
    for name, found, loss in (("joining", sure, 2.0), ("faint", faint, 1.0)):
        floor = _floor(name, found, loss)
        weights, bias = fit_weighing.fit([(pair.features, pair.same) for pair in found if pair.same is not None])
        section = fit_weighing.section(name, weights, bias, PAIR_FEATURES)
        lines += [*section[:2], f"floor = {floor}", *section[2:]]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _floor(name: str, found: Sequence[Pair], loss: float) -> float:
    """Where most is won, by five folds of reports: mentions joined to what they tell again, less ``loss`` for each joined to another.

    Of sure mentions the loss is two: at an F1 of about two thirds, an act that is lost costs twice what a mention that is spared
    brings. Joining one to a needless one spares half a one.
    """
    scored: list[tuple[float, bool | None]] = []
    for train, test in GroupKFold(5).split(found, groups=[pair.report for pair in found]):
        table = Table(*fit_weighing.fit([(found[n].features, same) for n in train if (same := found[n].same) is not None]))
        scored += [(table.probability(found[n].features), found[n].same) for n in test]
    won = lambda floor: sum(-loss if same is False else 1 if same else 0.5 for p, same in scored if p >= floor)  # noqa: E731
    chosen = max((n / 20 for n in range(2, 20)), key=won)
    joined = [sum(same is kind for p, same in scored if p >= chosen) for kind in (True, False, None)]
    print(
        f"{name}: {len(found)} pairs; at {chosen} joined {joined[0]} of one act, {joined[1]} of two, {joined[2]} to a needless one",
        flush=True,
    )
    return float(chosen)
