"""Fitting the network: batches, losses, the schedule. The same seed on the same machine gives the same weights."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from dateline.training.examples import UNKNOWN, Example
from dateline.training.network import HeadedNetwork, Marked, Network

# How much each part of the loss counts: types, modes and factualities a word, roles an act, summed over all that may take part in it.
_TYPES, _MODES, _FACTUALITIES, _ROLES = 4.0, 0.5, 0.3, 0.35


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is fitted: rates for the encoder and for the heads, pieces a batch, whether the embeddings of pieces learn too."""

    epochs: int = 8
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    pieces: int = 2048
    warm_up: float = 0.1
    embeddings: bool = True
    seed: int = 0


Fitted = TypeVar("Fitted", bound=HeadedNetwork)


def fit(examples: Sequence[Example], marked: Sequence[Marked], recipe: Recipe, start: Fitted, say: bool = True) -> Fitted:
    """Fit a network on some examples; it is changed and given back."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)
    network = start
    network.train()
    if isinstance(network, Network):
        network.encoder.embeddings.requires_grad_(recipe.embeddings)
    encoder = [p for name, p in network.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups: list[dict[str, Any]] = [
        g for g in ({"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}) if g["params"]
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = recipe.epochs * (len(_batches(examples, recipe, order)) + len(_batches(marked, recipe, order)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [g["lr"] for g in groups],
        total_steps=steps + recipe.epochs * 4 + 8,
        pct_start=recipe.warm_up,
        anneal_strategy="linear",
    )
    for epoch in range(recipe.epochs):
        began, total, counted = time.perf_counter(), 0.0, 0
        batches: list[Sequence[Example] | Sequence[Marked]] = [*_batches(examples, recipe, order), *_batches(marked, recipe, order)]
        order.shuffle(batches)
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=isinstance(network, Network)):
                loss = loss_of(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, counted = total + loss.item(), counted + 1
        if say:
            print(
                f"epoch {epoch + 1}: loss {total / max(counted, 1):.3f}, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True
            )
    return network.eval()


def loss_of(network: HeadedNetwork, batch: Sequence[Example] | Sequence[Marked]) -> Tensor:
    """The loss of a batch of passages or of marked sentences."""
    vectors = network.encode(batch)
    marked = [one for one in batch if isinstance(one, Marked)]
    if marked:
        rows = torch.arange(len(marked))
        sources, targets = (vectors[rows, torch.tensor(at)] for at in ([m.source for m in marked], [m.target for m in marked]))
        return entropy(network.roots(sources, targets), [m.root for m in marked])
    return _passage_loss(network, vectors, [one for one in batch if isinstance(one, Example)])


def entropy(scores: Tensor, wanted: Sequence[int], reduction: str = "mean") -> Tensor:
    """Cross-entropy over the labels that are known."""
    return nn.functional.cross_entropy(scores.float(), torch.tensor(wanted), ignore_index=UNKNOWN, reduction=reduction)


def _passage_loss(network: HeadedNetwork, vectors: Tensor, batch: Sequence[Example]) -> Tensor:
    row = torch.tensor([n for n, e in enumerate(batch) for _ in e.triggers])
    at = vectors[row, torch.tensor([t for e in batch for t in e.triggers])]
    types = [label for e in batch for label in e.types]
    loss = _TYPES * entropy(network.types(at), types)
    if any(types):
        loss = loss + _MODES * entropy(network.modes(at), [label for e in batch for label in e.modes])
        loss = loss + _FACTUALITIES * entropy(network.factualities(at), [label for e in batch for label in e.factualities])
    pairs = [(n, *pair) for n, e in enumerate(batch) for pair in e.pairs]
    if pairs:
        acts = len({(n, trigger) for n, trigger, *_ in pairs})
        item, trigger, mention, distance, apart = torch.tensor(pairs).T
        scores = network.roles(vectors[item, trigger], vectors[item, mention], distance, apart)
        loss = loss + _ROLES / acts * entropy(scores, [label for e in batch for label in e.roles], "sum")
    return loss


def _batches(items: Sequence[Any], recipe: Recipe, order: random.Random) -> list[Sequence[Any]]:
    """Items of about the same length together, some ``recipe.pieces`` pieces a batch."""
    shuffled = sorted(items, key=lambda e: (len(e.ids) // 32, order.random()))
    batches: list[Sequence[Any]] = []
    batch: list[Any] = []
    longest = 0
    for item in shuffled:
        longest = max(longest, len(item.ids))
        if batch and longest * (len(batch) + 1) > recipe.pieces:
            batches.append(batch)
            batch, longest = [], len(item.ids)
        batch.append(item)
    return [*batches, batch] if batch else batches
