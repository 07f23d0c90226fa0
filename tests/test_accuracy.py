"""Accuracy is a gate: no figure may sink under its floor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.coding.coder import Coder

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import evaluate  # noqa: E402

needs_gold = pytest.mark.skipif(not evaluate.GOLD.is_dir(), reason=f"no gold files at {evaluate.GOLD}")


def test_own_gold(coder: Coder) -> None:
    assert evaluate.sunk({"own": evaluate.own(coder), "blind": evaluate.own(coder, evaluate.BLIND)}) == []


def test_stories_with_nothing_to_code(coder: Coder) -> None:
    assert evaluate.sunk({"nothing": evaluate.nothing(coder)}) == []


def test_own_actors() -> None:
    assert evaluate.sunk({"own actors": evaluate.own_actors(evaluate.Resolver(evaluate.Parser()))}) == []


def test_own_clusters(coder: Coder) -> None:
    assert evaluate.sunk({"own merge": evaluate.own_merge(coder)}) == []


@needs_gold
def test_clusters_beside_the_checkout(coder: Coder) -> None:
    assert evaluate.sunk({"merge": evaluate.merged(coder)}) == []


@needs_gold
@pytest.mark.parametrize("part", ["seed", "dev"])
def test_gold_beside_the_checkout(part: str, coder: Coder) -> None:
    assert evaluate.sunk({part: evaluate.events(part, coder)}) == []


@needs_gold
def test_relation_cross_validated() -> None:
    assert evaluate.sunk({"relation": evaluate.relation()}) == []


@needs_gold
def test_actors_beside_the_checkout() -> None:
    assert evaluate.sunk({"actors": evaluate.actors()}) == []


@needs_gold
@pytest.mark.parametrize("part", ["times", "places", "attribution"])
def test_layers_beside_the_checkout(part: str) -> None:
    assert evaluate.sunk({part: evaluate.layer(part)}) == []
