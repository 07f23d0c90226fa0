"""Fit the table that says to which country a party belongs whom the text leaves without one; ``data/models/country.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fit_weighing
import numpy as np
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder, Settings
from dateline.coding.nationality import COUNTRY_FEATURES, SAYS, Homelands
from dateline.coding.table import Table
from dateline.grounding.grounder import Grounder
from dateline.language.parser import Sentence
from dateline.model import Party, Span
from dateline.training.gold import CodedReport, Named


@dataclass(frozen=True, slots=True)
class Case:
    """A party without a country: what speaks for each country that the report names, and which is right (empty: none, or one not named)."""

    report: str
    features: list[tuple[str, dict[str, float]]]
    right: str


def cases(reports: Sequence[CodedReport]) -> Iterator[Case]:
    """The coded parties that grounding leaves without a country."""
    coder = Coder(Settings(learned=False))
    for coded in reports:
        grounded = coder.ground(coded.report)
        ground, sentences = grounded.grounder, grounded.sentences
        homelands = Homelands(ground)
        for act in coded.acts:
            sides = ((act.actors, act.recipients, act.type), (act.recipients, act.actors, act.type))
            for parties, others, type_ in (*sides, ([act.speaker] if act.speaker else [], (), SAYS)):
                across = {p.country for o in others for p in _grounded(o.span, sentences, ground) if p.country}
                for named in parties:
                    yield from _cases(coded.report.id, named, type_, across, sentences, ground, homelands)


def _cases(
    report: str, named: Named, type_: str, across: set[str], sentences: Sequence[Sentence], ground: Grounder, homelands: Homelands
) -> Iterator[Case]:
    found = _grounded(named.span, sentences, ground)
    if len(found) == 1 and not found[0].country and not found[0].entity and named.span is not None:
        sentence = next(s for s in sentences if s.span.overlaps(named.span))
        yield Case(report, list(homelands.features(found[0], sentence, type_, across)), named.country)


def _grounded(span: Span | None, sentences: Sequence[Sentence], ground: Grounder) -> tuple[Party, ...]:
    """The parties that the head of some words stands for."""
    sentence = next((s for s in sentences if span is not None and s.span.overlaps(span)), None)
    if sentence is None or span is None:
        return ()
    inside = [t for t in sentence.tokens if t.span.overlaps(span)]
    heads = [t for t in inside if sentence.head(t) is t or sentence.head(t) not in inside]
    return ground.parties(sentence, heads[0]) if len(heads) == 1 else ()


def fit(reports: Sequence[CodedReport], target: Path) -> None:
    """Fit the table and write it; the floor is where most parties are right, of those at which a country that is taken is right
    more often than not."""
    found = list(cases(reports))
    rows = [(features, country == case.right) for case in found for country, features in case.features]
    floor = _floor(found)
    weights, bias = fit_weighing.fit(rows)
    lines = [
        "# Written by `make train`: to which country a party belongs whom the text leaves without one; log-odds a unit of each feature.",
        f"floor = {floor}",
        *fit_weighing.section("country", weights, bias, COUNTRY_FEATURES),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _floor(found: Sequence[Case]) -> float:
    """By five folds of reports."""
    best = [(0.0, "", "")] * len(found)
    for train, test in GroupKFold(5).split(found, groups=[case.report for case in found]):
        rows = [(features, country == found[n].right) for n in train for country, features in found[n].features]
        table = Table(*fit_weighing.fit(rows))
        for n in test:
            probability, country = max(((table.probability(f), c) for c, f in found[n].features), default=(0.0, ""))
            best[n] = (probability, country, found[n].right)
    right = lambda floor: np.mean([(country if p >= floor else "") == wanted for p, country, wanted in best])  # noqa: E731
    trusted = lambda floor: np.mean([country == wanted for p, country, wanted in best if p >= floor] or [0.0])  # noqa: E731
    chosen = max((n / 20 for n in range(1, 20) if trusted(n / 20) > 0.5), key=right)
    print(f"country: {len(found)} parties; at {chosen} {right(chosen):.3f} are right (none taken: {right(2.0):.3f})", flush=True)
    return float(chosen)
