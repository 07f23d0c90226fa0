"""The combined decision: features to probabilities, one act a word, parties by their parts."""

from __future__ import annotations

import math

import pytest

from dateline.coding import weighing
from dateline.coding.participants import ACTOR_FEATURES, RECIPIENT_FEATURES, logit
from dateline.coding.weighing import EVENT_FEATURES, Table, Weights


def test_probability_is_the_logistic_of_the_weighted_sum() -> None:
    table = Table({"reader": 1.0, "kept": 0.5}, -0.5)
    assert table.probability({"reader": 2.0, "kept": 1.0, "unheard of": 9.0}) == pytest.approx(1 / (1 + math.exp(-2.0)))


@pytest.mark.parametrize(("probability", "expected"), [(0.5, 0.0), (1.0, 6.0), (0.0, -6.0)])
def test_log_odds_are_kept_within_six(probability: float, expected: float) -> None:
    assert logit(probability) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("fast", [False, True])
def test_every_shipped_weight_has_a_meaning(fast: bool) -> None:
    weights = weighing.shipped(fast)
    assert 0 < weights.floor < 1
    for table, meanings in ((weights.event, EVENT_FEATURES), (weights.actor, ACTOR_FEATURES), (weights.recipient, RECIPIENT_FEATURES)):
        known = {name.removesuffix(" …") for name in meanings}
        assert [n for n in table.weights if n not in known and n.partition(" ")[0] not in known] == []


def test_what_the_reader_is_surer_of_is_likelier() -> None:
    event = weighing.shipped().event
    sure, unsure = ({"reader": logit(p), "reader act": logit(p), "kept": 1.0, "lexicon": 0.8} for p in (0.9, 0.2))
    assert event.probability(sure) > event.probability(unsure)


def test_weights_read_their_floor_and_tables() -> None:
    tables = {name: {"bias": 1, "weights": {"reader": 2}} for name in ("event", "actor", "recipient")}
    weights = Weights.of(tables | {"floor": 0.4, "one_actor": 0.2, "one_recipient": 0.3})
    assert (weights.floor, weights.event.bias, weights.actor.weights) == (0.4, 1.0, {"reader": 2.0})
