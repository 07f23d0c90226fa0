"""Fit the fast reader: static vectors distilled from the trained encoder, put together by the parse.

Called by ``fit_reader.py``. A piece's vector is what the encoder makes of it on average over the stories, in the directions in which
the pieces differ most; then vectors, matrices and heads are fitted as the transformer was: on what the lexicon codes, and on what people
have coded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from dateline.coding.learned.static import SLOTS
from dateline.training.examples import Example
from dateline.training.export import export_heads
from dateline.training.fitting import Recipe, fit
from dateline.training.network import Network, StaticNetwork

WIDTH = 96
SILVER = Recipe(epochs=3, encoder_rate=2e-3, head_rate=2e-3, pieces=6144)
CODED = Recipe(epochs=8, encoder_rate=1e-3, head_rate=1e-3, pieces=4096)


@torch.no_grad()
def distil(network: Network, examples: Sequence[Example]) -> Tensor:
    """A vector of :data:`WIDTH` for every piece of the vocabulary: pieces never met keep the direction of their embedding."""
    table = network.encoder.get_input_embeddings().weight.detach().clone()
    total, met = torch.zeros_like(table), torch.zeros(len(table))
    for example in examples:
        ids = torch.as_tensor(example.ids)
        vectors = network.eval().encode([example])[0]
        total.index_add_(0, ids, vectors.float())
        met.index_add_(0, ids, torch.ones(len(ids)))
    mean = total / met.clamp(min=1)[:, None]
    known = met > 0
    scale = mean[known].norm(dim=1).mean() / table[known].norm(dim=1).mean()
    whole = torch.where(known[:, None], mean, table * scale)
    whole = whole - whole[known].mean(0)
    _, _, directions = torch.linalg.svd(whole[known], full_matrices=False)
    reduced = whole @ directions[:WIDTH].T
    return reduced / reduced[known].std()


def fit_fast(table: Tensor, silver: Sequence[Example], coded: Sequence[Example]) -> StaticNetwork:
    """The fast network, first on what the lexicon codes, then on what people have coded."""
    labels = ["", *sorted({w.label for e in [*silver[:500], *coded] for w in e.words})]
    network = fit(silver, [], SILVER, start=StaticNetwork(table, labels)) if silver else StaticNetwork(table, labels)
    return fit(coded, [], CODED, start=network)


def export(network: StaticNetwork, encoder: Path, heads: Path) -> None:
    """Write the vectors (a byte a number) and matrices to one file, the heads to another."""
    table = network.table.weight.detach().numpy()
    scale = np.abs(table).max(axis=1, keepdims=True) / 127 + 1e-9
    half = lambda tensor: tensor.detach().numpy().astype(np.float16)  # noqa: E731
    np.savez_compressed(
        encoder,
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float16),
        labels=np.array(list(network.labels)),
        label_vectors=half(network.label_vectors.weight),
        bias=half(network.bias),
        **{f"slot.{name}": half(slot.weight.T) for name, slot in zip(SLOTS, network.slots, strict=True)},
    )
    export_heads(network, heads)
