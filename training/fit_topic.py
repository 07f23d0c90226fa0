"""Fit the topic of reports: whether their words are those of reports that tell acts. Called by ``fit_reader.py``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from dateline.coding.learned.static import StaticEncoder
from dateline.coding.learned.topic import Topic, mean
from dateline.training.gold import CodedReport

STRENGTH = 0.3
FOLDS = 5


def fit(reports: Sequence[CodedReport], words: StaticEncoder, target: Path) -> dict[str, Topic]:
    """Write the topic fitted on all reports; return for each report the one fitted without it, to measure by."""
    vectors = [mean(r.report.text, words) for r in reports]
    known = [n for n, v in enumerate(vectors) if v is not None]
    matrix = np.stack([vectors[n] for n in known])
    tells = np.array([bool(reports[n].acts) for n in known])
    names = [reports[n].report.id for n in known]
    weigh = lambda rows: LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced").fit(matrix[rows], tells[rows])  # noqa: E731
    found: dict[str, Topic] = {}
    right = 0
    for train, test in GroupKFold(FOLDS).split(matrix, tells, names):
        fitted = weigh(train)
        right += int((fitted.predict(matrix[test]) == tells[test]).sum())
        topic = Topic(words, fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0]))
        found |= {names[n]: topic for n in test}
    print(f"topic: {right / len(known):.3f} of {len(known)} reports told right by what was fitted on others", flush=True)
    fitted = weigh(np.arange(len(known)))
    np.savez_compressed(target, weights=fitted.coef_[0].astype(np.float32), bias=fitted.intercept_[0])
    return found
