"""A fitted network to what is shipped: the encoder as int8 ONNX, the heads as half-precision arrays."""

from __future__ import annotations

import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from dateline.training.examples import FACTUALITIES, MODES, TYPES
from dateline.training.network import ROOTS, HeadedNetwork, Network

_HEADS = frozenset("types modes factualities pair_trigger pair_mention distance apart role root_source root_target root".split())


class _Bare(nn.Module):
    """The encoder over one unpadded passage."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


def export_encoder(network: Network, target: Path, quantize: bool = True) -> None:
    """Write the encoder; dynamic quantisation keeps weights in int8 and scales activations as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.encoder.config._attn_implementation = "eager"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's, none of which is about this graph
        plain = Path(folder) / "plain.onnx"
        ids = torch.ones(1, 16, dtype=torch.long)
        torch.onnx.export(
            _Bare(network).eval(), (ids,), str(plain), input_names=["ids"], output_names=["vectors"],
            dynamic_axes={"ids": {1: "pieces"}, "vectors": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantize:
            logging.disable(logging.WARNING)  # it advises a step that is for pictures
            quantize_dynamic(str(plain), str(target), weight_type=QuantType.QInt8, per_channel=True)
            logging.disable(logging.NOTSET)
        else:
            target.write_bytes(plain.read_bytes())


def export_heads(network: HeadedNetwork, target: Path) -> None:
    """Write the heads with the names of their classes."""
    arrays: dict[str, Any] = {
        name: value.detach().numpy().astype(np.float16) for name, value in network.state_dict().items() if name.partition(".")[0] in _HEADS
    }
    names = {"types": TYPES, "modes": MODES, "factualities": FACTUALITIES, "roots": ROOTS}
    np.savez_compressed(target, **arrays | {f"{name}.names": np.array(classes) for name, classes in names.items()})
