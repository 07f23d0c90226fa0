"""Fine-tuning the shipped reader on a user's own gold; ``dateline train``.

What is shipped are int8 weights; they are turned back into numbers to learn on, which costs nothing that a held-out report would show.
Weights of the combined decision stay as shipped: they say how far lexicon and reader are to be trusted, not what an act looks like.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from dateline.coding.learned import encoder, heads, wordpieces
from dateline.coding.weighing import WEIGHTS
from dateline.datafiles import data
from dateline.language.parser import Parser
from dateline.training.examples import Example, examples
from dateline.training.export import export_encoder, export_heads
from dateline.training.fitting import Recipe, fit
from dateline.training.gold import CodedReport
from dateline.training.network import Network

HELD_OUT = 5  # one report in five measures what tuning brings; with fewer reports none does
TUNING = Recipe(epochs=3, encoder_rate=3e-5, head_rate=3e-4, embeddings=False)
_SCALED = "_quantized"
_PRODUCT = "/MatMul_output_0_output_quantized"


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came of it: words that tell an act found with their type, F1 on the reports held out, before and after.

    Attributes:
        held_out: how many reports that is measured on; 0 where there were too few to hold any out.
    """

    reports: int
    acts: int
    held_out: int
    before: float
    after: float


def tune(reports: Sequence[CodedReport], folder: Path, epochs: int, parser: str, say: Callable[[str], None]) -> Tuned:
    """Fine-tune on some coded reports and write a model that ``dateline code --model`` takes.

    Measured first on one report in five, by a reader tuned on the others; what is written is tuned on all.

    Args:
        folder: where the model is written; made if it is not there.
        say: told what is being done.
    """
    recipe = Recipe(epochs, TUNING.encoder_rate, TUNING.head_rate, embeddings=False)
    pieces, known = wordpieces.shipped(), Parser(parser)
    passages = list(examples(reports, known, pieces))
    held = {r.report.id for r in reports if _bucket(r.report.id) == 0} if len(reports) >= HELD_OUT else set()
    before = after = 0.0
    if held:
        unseen = [e for e in passages if e.report in held]
        before = triggers_f1(shipped(), unseen)
        say(f"{len(held)} of {len(reports)} reports held out; tuning on the others")
        after = triggers_f1(fit([e for e in passages if e.report not in held], [], recipe, shipped()), unseen)
    say(f"tuning on all {len(reports)} reports")
    network = fit(passages, [], recipe, shipped())
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(network, folder / encoder.MODEL)
    export_heads(network, folder / heads.HEADS)
    with (data() / "models" / WEIGHTS).open("rb") as source, (folder / WEIGHTS).open("wb") as target:
        shutil.copyfileobj(source, target)
    return Tuned(len(reports), sum(len(r.acts) for r in reports), len(held), before, after)


def _bucket(identifier: str) -> int:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % HELD_OUT


@torch.no_grad()
def triggers_f1(network: Network, passages: Sequence[Example]) -> float:
    """Words that tell an act, with the right type: F1 of the network alone, each word by its likeliest type."""
    hit = found = coded = 0
    for passage in passages:
        vectors = network.eval().encode([passage])[0]
        types = network.types(vectors[torch.tensor(passage.triggers)]).argmax(-1).tolist()
        hit += sum(a == b > 0 for a, b in zip(types, passage.types, strict=True))
        found, coded = found + sum(a > 0 for a in types), coded + sum(b > 0 for b in passage.types)
    return 2 * hit / (found + coded) if hit else 0.0


def shipped() -> Network:
    """The network that is shipped, to learn on.

    Attention and embeddings are what the int8 file holds, times their scales.
    """
    network = Network(pretrained=False)
    state = dict(network.state_dict())
    model = onnx.load_from_string((data() / "models" / encoder.MODEL).read_bytes())
    state |= {name: torch.tensor(value) for name, value in _weights(model).items() if name in state}
    with (data() / "models" / heads.HEADS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        state |= {name: torch.tensor(arrays[name].astype(np.float32)) for name in arrays.files if not name.endswith(".names")}
    network.load_state_dict(state)
    return network


def _weights(model: Any) -> dict[str, NDArray[np.float32]]:
    """The float weights of a quantised encoder by the names of the network."""
    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    named = {
        node.output[0].removesuffix(_PRODUCT)[1:].replace("/", ".") + ".weight": node.input[1]
        for node in model.graph.node
        if node.op_type == "MatMulInteger" and node.input[1] in held
    }
    found = {
        name: held[name].astype(np.float32) for name in held if name.startswith("encoder.") and not name.endswith(("_scale", "_zero_point"))
    }
    for name, source in named.items():
        stem = source.removesuffix(_SCALED)
        found[name] = ((held[source].astype(np.float32) - held[f"{stem}_zero_point"]) * held[f"{stem}_scale"]).T
    for source in [name for name in found if name.endswith(_SCALED)]:
        stem = source.removesuffix(_SCALED)
        found[stem] = (found.pop(source) - held[f"{stem}_zero_point"]) * held[f"{stem}_scale"]
    return found
