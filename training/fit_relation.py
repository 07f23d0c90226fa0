"""Fit the relation model of ``dateline relate``, or cross-validate it.

    python training/fit_relation.py GOLD.jsonl            fit on all rows and write src/dateline/data/models/relation.npz
    python training/fit_relation.py GOLD.jsonl --check    five-fold cross-validation only: prints macro-F1, writes nothing

GOLD has rows ``{"id", "marked", "root"}``, as ``../shared/gold/relation_train.jsonl``. Of its text only feature names (lemmas
and pairs of lemmas that occur in two rows or more) enter the model. The strength of regularisation was set once, not searched.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from dateline.coding.linear import LinearModel
from dateline.coding.relating import Relater, unmark

TARGET = Path(__file__).parent.parent / "src/dateline/data/models/relation.npz"
STRENGTH = 3.0
SEED = 0


def read(gold: Path) -> tuple[list[str], list[dict[str, float]], list[str]]:
    """Ids, features and roots of all rows."""
    relater = Relater(fitted=False)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [r["id"] for r in rows], [relater.features(unmark(r["marked"])) for r in rows], [r["root"] for r in rows]


def fit(rows: list[dict[str, float]], roots: list[str]) -> LinearModel:
    """The model of some rows; features seen in one row only are left out."""
    names = _frequent(rows)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([{k: v for k, v in row.items() if k in names} for row in rows])
    fitted: Any = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced", random_state=SEED).fit(matrix, roots)
    weights, bias = fitted.coef_.astype(np.float16).astype(np.float32), fitted.intercept_.astype(np.float32)
    return LinearModel(list(fitted.classes_), list(vectorizer.get_feature_names_out()), weights, bias)


def _frequent(rows: list[dict[str, float]]) -> set[str]:
    counted = Counter(name for row in rows for name in row)
    return {name for name, count in counted.items() if count > 1}


def cross_validate(gold: Path, folds: int = 5) -> dict[str, str]:
    """Each row's root as told by a model that has not seen it."""
    identifiers, rows, roots = read(gold)
    predicted = {}
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(rows, roots):
        model = fit([rows[i] for i in train], [roots[i] for i in train])
        predicted |= {identifiers[i]: model.best(rows[i]) for i in test}
    return predicted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    options = parser.parse_args()
    if not options.gold.is_file():
        parser.error(f"{options.gold}: no such file; give the marked sentences, one JSON object a line")
    if options.check:
        predicted = cross_validate(options.gold)
        rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
        print(f"accuracy {sum(predicted[r['id']] == r['root'] for r in rows) / len(rows):.4f} over {len(rows)} rows")
        return
    _, rows_, roots = read(options.gold)
    model = fit(rows_, roots)
    np.savez_compressed(
        TARGET,
        classes=np.array(model.classes),
        names=np.array(sorted(_frequent(rows_))),
        weights=model._weights.astype(np.float16),
        bias=model._bias,
    )
    print(f"{TARGET}: {len(model.classes)} classes, {model._weights.shape[1]} features, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
