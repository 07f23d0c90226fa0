"""The encoder: word pieces of a passage to one vector each. The only importer of the inference library.

MiniLM-L6 fine-tuned by ``make train``, exported to int8 ONNX. It reads one passage at a time on one thread: quantised
activations are scaled by what is read together, so a passage read with others would give other figures than the same passage alone, and
a record must not depend on the order of its reports. Nothing is lost by it: a passage of some hundred pieces fills the core.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from dateline.coding.learned.passages import Passage
from dateline.datafiles import data
from dateline.errors import SetupError

MODEL = "reader.onnx"


class Encoder:
    """A loaded encoder; loading takes about a tenth of a second."""

    def __init__(self, model: Path | bytes) -> None:
        """``model`` is an ONNX file or its content: input ``ids`` (1, pieces), output ``vectors`` (1, pieces, width)."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        source: Any = str(model) if isinstance(model, Path) else model
        self._session: Any = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])

    def vectors(self, passage: Passage) -> NDArray[np.float32]:
        """One vector a piece of a passage, as (pieces, width)."""
        return self.of(passage.ids)

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """One vector a piece, as (pieces, width)."""
        return cast("NDArray[np.float32]", self._session.run(["vectors"], {"ids": ids[None, :]})[0][0])


@cache
def shipped() -> Encoder:
    """The encoder of the package.

    Raises:
        SetupError: if the installation lacks it.
    """
    source = data() / "models" / MODEL
    try:
        return Encoder(source.read_bytes())
    except FileNotFoundError as error:
        raise SetupError(f"the encoder {MODEL} is missing (make train writes it; code with --fast to do without)") from error
