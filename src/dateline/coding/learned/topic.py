"""What a report is about, as far as it matters here: whether its words are those of reports that tell political acts.

"Lyon crushed Marseille" and "the army crushed the revolt" are alike as sentences; the reports around them are not. The mean of the
static vectors of a report's words is weighed by logistic regression, fitted on coded reports with and without acts.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from dateline.coding.learned import static, wordpieces
from dateline.coding.learned.static import Floats, StaticEncoder
from dateline.datafiles import data
from dateline.errors import SetupError

TOPIC = "topic.npz"
_WORD = re.compile(r"[^\W\d_]{3,}")


class Topic:
    """The weights of the regression over a report's mean vector."""

    def __init__(self, words: StaticEncoder, weights: Floats, bias: float) -> None:
        self._words, self._weights, self._bias = words, weights, bias

    def of(self, text: str) -> float:
        """Log-odds that a report of such words tells acts; 0 without words."""
        vector = mean(text, self._words)
        return 0.0 if vector is None else float(vector @ self._weights + self._bias)


def mean(text: str, words: StaticEncoder) -> Floats | None:
    """The mean vector of a text's words of three letters or more; ``None`` without any."""
    found = [words.word(word) for word in _WORD.findall(text)]
    return np.asarray(np.mean(found, axis=0), dtype=np.float32) if found else None


@cache
def shipped() -> Topic:
    """The topic of the package.

    Raises:
        SetupError: if the installation lacks it.
    """
    try:
        with (data() / "models" / TOPIC).open("rb") as file:
            content = np.load(file, allow_pickle=False)
            return Topic(static.shipped(wordpieces.shipped()), content["weights"].astype(np.float32), float(content["bias"]))
    except FileNotFoundError as error:
        raise SetupError(f"the topic model {TOPIC} is missing (make train writes it)") from error
