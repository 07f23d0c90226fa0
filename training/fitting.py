"""Fitting the network: batches, losses, the schedule. The same seed on the same machine gives the same weights."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from examples import UNKNOWN, Example
from network import HeadedNetwork, Marked, Network
from torch import Tensor, nn


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
    groups = [g for g in ({"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}) if g["params"]]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = recipe.epochs * (len(_batches(examples, recipe, order)) + len(_batches(marked, recipe, order)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [float(g["lr"]) for g in groups],
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
            total, counted = total + float(loss.detach()), counted + 1
        if say:
            print(
                f"epoch {epoch + 1}: loss {total / max(counted, 1):.3f}, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True
            )
    return network.eval()


def loss_of(network: HeadedNetwork, batch: Sequence[Example] | Sequence[Marked]) -> Tensor:
    """The loss of a batch of passages or of marked sentences."""
    vectors = network.encode(batch)
    first = batch[0]
    if isinstance(first, Marked):
        rows = torch.arange(len(batch))
        at = lambda name: vectors[rows, torch.tensor([getattr(m, name) for m in batch])]  # noqa: E731
        return nn.functional.cross_entropy(network.roots(at("source"), at("target")).float(), torch.tensor([m.root for m in batch]))
    return _passage_loss(network, vectors, batch)  # type: ignore[arg-type]


def _passage_loss(network: HeadedNetwork, vectors: Tensor, batch: Sequence[Example]) -> Tensor:
    row = torch.tensor([n for n, e in enumerate(batch) for _ in e.triggers])
    at = vectors[row, torch.tensor([t for e in batch for t in e.triggers])]
    labels = {name: torch.tensor([x for e in batch for x in getattr(e, name)]) for name in ("types", "modes", "factualities")}
    entropy = lambda scores, wanted: nn.functional.cross_entropy(scores.float(), wanted, ignore_index=UNKNOWN)  # noqa: E731
    loss = 4 * entropy(network.types(at), labels["types"])
    if (labels["types"] > 0).any():
        loss = loss + 0.5 * entropy(network.modes(at), labels["modes"]) + 0.3 * entropy(network.factualities(at), labels["factualities"])
    pairs = [(n, *pair) for n, e in enumerate(batch) for pair in e.pairs]
    if pairs:
        n, trigger, mention, distance, apart = torch.tensor(pairs).T
        wanted = torch.tensor([r for e in batch for r in e.roles])
        loss = loss + 2 * entropy(network.roles(vectors[n, trigger], vectors[n, mention], distance, apart), wanted)
    return loss


def _batches(items: Sequence, recipe: Recipe, order: random.Random) -> list[Sequence]:  # type: ignore[type-arg]
    """Items of about the same length together, some ``recipe.pieces`` pieces a batch."""
    shuffled = sorted(items, key=lambda e: (len(e.ids) // 32, order.random()))
    batches, batch, longest = [], [], 0
    for item in shuffled:
        longest = max(longest, len(item.ids))
        if batch and longest * (len(batch) + 1) > recipe.pieces:
            batches.append(batch)
            batch, longest = [], len(item.ids)
        batch.append(item)
    return [*batches, batch] if batch else batches
