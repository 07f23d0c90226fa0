"""Fit the weights of the combined decision on reports that the reader has not seen.

Called by ``fit_reader.py`` with the readings of the folds left out; writes ``data/models/weighing.toml``, a table that can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from coded import CodedReport, Named, Told
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.coding.coder import Coder
from dateline.coding.deciding import Weighed
from dateline.coding.participants import ACTOR_FEATURES, RECIPIENT_FEATURES, actor_features, recipient_features
from dateline.coding.weighing import EVENT_FEATURES, Weights
from dateline.model import Party

STRENGTH = 1.0
Row = tuple[dict[str, float], bool]


@dataclass(slots=True)
class Rows:
    """What the three tables are fitted on: features and whether gold agrees; ``gold`` counts the coded acts."""

    event: list[Row] = field(default_factory=list)
    actor: list[Row] = field(default_factory=list)
    recipient: list[Row] = field(default_factory=list)
    gold: int = 0


def collect(coder: Coder, reports: Sequence[CodedReport], rows: Rows) -> None:
    """Add the candidates of coded reports to the rows."""
    for coded in reports:
        weighed, decider, reading = coder.weigh(coded.report)
        here = [w for w in weighed if any(s.overlaps(w.candidate.draft.sentence.span) for s in coded.sentences)]
        told = _labels(here, coded.acts)
        rows.gold += len(coded.acts)
        rows.event += [(w.features, id(w) in told) for w in here]
        for one in here:
            act = told.get(id(one))
            if act is None:
                continue
            decider.recall(one, reading, [w.candidate.draft for w in here if w.candidate.key < one.candidate.key and id(w) in told])
            for party in one.parties:
                rows.actor.append((actor_features(party, one.parties, one.candidate.draft), _is(party.party, act.actors)))
                rows.recipient.append((recipient_features(party, one.parties, one.candidate.draft), _is(party.party, act.recipients)))


def _labels(weighed: Sequence[Weighed], acts: Sequence[Told]) -> dict[int, Told]:
    """The candidates that tell coded acts: those at the coded words; failing them, the likeliest of the type in the sentence."""
    found: dict[int, Told] = {}
    for act in acts:
        spans = (act.trigger, *act.also)
        of_type = [w for w in weighed if w.candidate.draft.type == act.type and id(w) not in found]
        at = [w for w in of_type if any(s.overlaps(w.candidate.draft.trigger) for s in spans)]
        near = [w for w in of_type if act.sentence.covers(w.candidate.draft.head.span)]
        if not at and near:
            at = [max(near, key=lambda w: w.candidate.types.get(act.type, 0.0) + (w.candidate.verdict == "kept"))]
        found |= {id(w): act for w in at}
    return found


def _key(party: Party | Named) -> str:
    code = {"UNO": "IGO", "EUR": "IGO"}.get(party.country, party.country)
    return code or party.sector or (party.text if isinstance(party, Party) else party.name).casefold()


def _is(party: Party, coded: Sequence[Named]) -> bool:
    """Whether a party is one of those coded: by country; within one country, where both are told, by sector too."""
    same = [c for c in coded if _key(c) == _key(party)]
    return bool(same)


def fit(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias."""
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([features for features, _ in rows])
    model: Any = LogisticRegression(C=STRENGTH, max_iter=4000).fit(matrix, [label for _, label in rows])
    names = map(str, vectorizer.get_feature_names_out())
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}, round(float(model.intercept_[0]), 3)


def fit_all(rows: Rows) -> Mapping[str, Any]:
    """The content of ``weighing.toml``; the floor is where F1 over the rows is highest."""
    content: dict[str, Any] = {}
    for name in ("event", "actor", "recipient"):
        weights, bias = fit(getattr(rows, name))
        content[name] = {"bias": bias, "weights": weights}
    content["floor"] = 0.5
    content["floor"] = best_floor(Weights.of(content), rows)
    return content


def best_floor(weights: Weights, rows: Rows) -> float:
    """The probability at which taking candidates gives the best F1."""
    scored = sorted(((weights.event.probability(f), y) for f, y in rows.event), reverse=True)
    hits = np.cumsum([y for _, y in scored])
    f1 = 2 * hits / (np.arange(1, len(scored) + 1) + max(rows.gold, int(hits[-1])))
    return round(float(scored[int(np.argmax(f1))][0]), 2)


def write(content: Mapping[str, Any], target: Path) -> None:
    """Write the tables, each weight with what its feature means."""
    meanings = {"event": EVENT_FEATURES, "actor": ACTOR_FEATURES, "recipient": RECIPIENT_FEATURES}
    lines = ["# Written by `make train`: the weights of the combined decision, log-odds a unit of each feature.", f"floor = {content['floor']}"]
    for name, described in meanings.items():
        lines += ["", f"[{name}]", f"bias = {content[name]['bias']}", "", f"[{name}.weights]"]
        for feature, weight in content[name]["weights"].items():
            meaning = described.get(feature) or described.get(feature.split(" ")[0] + " …", "")
            lines.append(f'"{feature}" = {weight}  # {meaning}')
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
