"""Fit the weights of the combined decision on reports that the reader has not seen.

Called by ``fit_reader.py`` with the readings of the folds left out; writes ``data/models/weighing.toml``, a table that can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder
from dateline.coding.deciding import Weighed
from dateline.coding.participants import ACTOR_FEATURES, RECIPIENT_FEATURES, Participant, actor_features, recipient_features
from dateline.coding.parties import STATE_SECTORS
from dateline.coding.table import Table
from dateline.coding.weighing import EVENT_FEATURES, Weights
from dateline.model import Party
from dateline.training.gold import CodedReport, Named, Told

STRENGTH = 1.0
Row = tuple[dict[str, float], bool]


@dataclass(slots=True)
class Rows:
    """What the three tables are fitted on: features, and whether the coding agrees.

    Attributes:
        acts: the rows of actor and recipient again, by act.
        reports: the report of each row of ``event``; ``told``: the number of the act that it tells, -1 for none.
        gold: how many acts are coded.
    """

    event: list[Row] = field(default_factory=list)
    actor: list[Row] = field(default_factory=list)
    recipient: list[Row] = field(default_factory=list)
    acts: list[tuple[list[Row], list[Row]]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    gold: int = 0


def collect(coder: Coder, reports: Sequence[CodedReport], rows: Rows) -> None:
    """Add the candidates of coded reports to the rows."""
    for coded in reports:
        weighed, decider, reading = coder.weigh(coded.report)
        here = [w for w in weighed if any(s.overlaps(w.candidate.draft.sentence.span) for s in coded.sentences)]
        told = _labels(here, coded.acts)
        number = {id(act): rows.gold + n for n, act in enumerate(coded.acts)}
        rows.told += [number[id(told[id(w)])] if id(w) in told else -1 for w in here]
        rows.gold += len(coded.acts)
        rows.event += [(w.features, id(w) in told) for w in here]
        rows.reports += [coded.report.id] * len(here)
        for one in here:
            act = told.get(id(one))
            if act is None:
                continue
            decider.recall(one, reading, [w.candidate.draft for w in here if w.candidate.key < one.candidate.key and id(w) in told])
            acting = _those(one.parties, act.actors, "actor")
            receiving = _those(one.parties, act.recipients, "recipient")
            draft = one.candidate.draft
            actors = [(actor_features(p, one.parties, draft, one.kept), acting[id(p)]) for p in one.parties if id(p) in acting]
            recipients = [
                (recipient_features(p, one.parties, draft, one.kept), receiving[id(p)]) for p in one.parties if id(p) in receiving
            ]
            rows.acts.append((actors, recipients))
            rows.actor += actors
            rows.recipient += recipients


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


def _those(parties: Sequence[Participant], coded: Sequence[Named], role: str) -> dict[int, bool]:
    """Which participants are the coded parties and which are none; those that may be one but are not its best are left out."""
    found = {id(p): False for p in parties}
    for wanted in coded:
        same = [p for p in parties if _key(p.party) == _key(wanted)]
        exact = [p for p in same if _side(p.party) == _side(wanted)]
        if exact or same:
            best = max(exact or same, key=lambda p: (getattr(p, role), p.acts if role == "actor" else p.receives or p.recalled))
            for other in exact:
                if not found.get(id(other)):
                    found.pop(id(other), None)
            found[id(best)] = True
    return found


def _side(party: Party | Named) -> tuple[str, str]:
    return party.country, "" if party.sector in STATE_SECTORS else party.sector


def fit(rows: Sequence[Row], strength: float = STRENGTH) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias; the less ``strength``, the nearer they stay to nought."""
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([features for features, _ in rows])
    model: Any = LogisticRegression(C=strength, max_iter=4000).fit(matrix, [label for _, label in rows])
    names = map(str, vectorizer.get_feature_names_out())
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}, round(float(model.intercept_[0]), 3)


def fit_all(rows: Rows) -> Mapping[str, Any]:
    """The content of ``weighing.toml``; the floor is where F1 over the rows is highest."""
    content: dict[str, Any] = {"floor": 0.5, "one_actor": 0.5, "one_recipient": 0.5}
    for name in ("event", "actor", "recipient"):
        weights, bias = fit(getattr(rows, name))
        content[name] = {"bias": bias, "weights": weights}
    weights = Weights.of(content)
    content["floor"] = best_floor(weights, rows)
    content["one_actor"] = _best_least(weights.actor, [actors for actors, _ in rows.acts])
    content["one_recipient"] = _best_least(weights.recipient, [recipients for _, recipients in rows.acts])
    return content


def _best_least(table: Table, acts: Sequence[Sequence[Row]]) -> float:
    """The probability at which to take the likeliest party, where none is likelier than not, so that most acts have their side right."""
    weighed = [[(table.probability(f), y) for f, y in act] for act in acts]

    def right(least: float) -> int:
        count = 0
        for act in weighed:
            taken = [p >= 0.5 for p, _ in act]
            if act and not any(taken):
                best = max(range(len(act)), key=lambda n: act[n][0])
                taken[best] = act[best][0] >= least
            count += taken == [y for _, y in act]
        return count

    return max((round(n / 20, 2) for n in range(1, 11)), key=lambda least: (right(least), least))


def best_floor(weights: Weights, rows: Rows) -> float:
    """The probability at which taking candidates gives the best F1, an act that is told several times counting once."""
    scored = sorted(((weights.event.probability(f), act) for (f, _), act in zip(rows.event, rows.told, strict=True)), reverse=True)
    best, floor, taken, found = 0.0, 0.5, 0, set[int]()
    for probability, act in scored:
        if act in found:
            continue
        taken += 1
        found |= {act} - {-1}
        f1 = 2 * len(found) / (taken + rows.gold)
        if f1 > best:
            best, floor = f1, probability
    return round(floor, 2)


def calibration(rows: Rows, floor: float, bins: int = 10) -> float:
    """Expected calibration error of the events that are taken, each weighed by tables fitted on other reports.

    Five folds by report; the mean distance between probability and share of right ones over bins of equal width, weighed by their
    events (Naeini et al., AAAI 2015).
    """
    labels = np.array([y for _, y in rows.event])
    probabilities = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(rows.event, labels, rows.reports):
        table = Table(*fit([rows.event[n] for n in train]))
        probabilities[test] = [table.probability(rows.event[n][0]) for n in test]
    taken = probabilities >= floor
    bin_of = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [
        abs(labels[inside].mean() - probabilities[inside].mean()) * inside.sum()
        for n in range(bins)
        if (inside := taken & (bin_of == n)).any()
    ]
    return round(float(sum(gaps) / max(taken.sum(), 1)), 4)


def write(content: Mapping[str, Any], target: Path) -> None:
    """Write the tables, each weight with what its feature means."""
    meanings = {"event": EVENT_FEATURES, "actor": ACTOR_FEATURES, "recipient": RECIPIENT_FEATURES}
    lines = [
        "# Written by `make train`: the weights of the combined decision, log-odds a unit of each feature.",
        *(f"{name} = {content[name]}" for name in ("floor", "one_actor", "one_recipient")),
    ]
    for name, described in meanings.items():
        lines += section(name, content[name]["weights"], content[name]["bias"], described)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def section(name: str, weights: Mapping[str, float], bias: float, described: Mapping[str, str]) -> list[str]:
    """A table as lines of TOML, each weight with what its feature means."""
    lines = ["", f"[{name}]", f"bias = {bias}", "", f"[{name}.weights]"]
    for feature, weight in weights.items():
        meaning = described.get(feature) or described.get(feature.split(" ")[0] + " …", "")
        lines.append(f'"{feature}" = {weight}  # {meaning}')
    return lines
