"""Cross-validate ``dateline relate`` as a whole: the linear model and the learned reader together, on marked sentences neither has seen.

    python training/check_relation.py GOLD.jsonl [--threads 2]

GOLD is ``../shared/gold/relation_train.jsonl``. A network that starts from what the shipped coder codes (``.cache/train/silver.pt``) learns
from marked pairs of coded acts, once; for each of five folds, the same as of ``fit_relation.py --check``, a copy of it learns from the
marked sentences of the other folds, and so does the linear model. The reader that is shipped learns from both at once and from passages
besides, which for five folds takes four hours. Nothing is written but figures; what was fitted and read stays in ``.cache/train/relation``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import fit_relation
import torch
from fit_reader import CACHE, learnable, silver_network
from pairs import marked_rows
from sklearn.model_selection import StratifiedKFold

from dateline.coding.learned import wordpieces
from dateline.coding.relating import together
from dateline.training.fitting import Recipe, fit
from dateline.training.network import ROOTS, Marked, Network

PAIRS, ROWS = Recipe(epochs=3, embeddings=False), Recipe(epochs=6, pieces=1024, encoder_rate=5e-5, embeddings=False)
FOLDS = 5
KEPT = CACHE / "relation"


def paired(gold: Path) -> Network:
    """The network that has learned from marked pairs of coded acts, and from no marked sentence; from the cache if it is there."""
    network, kept = silver_network(), KEPT / "pairs.pt"
    if kept.is_file():
        network.load_state_dict(torch.load(kept))
        return network
    names = {json.loads(line)["id"] for line in gold.read_text(encoding="utf-8").splitlines()}
    network = fit([], [marked for name, marked in learnable()[1] if name not in names], PAIRS, start=network)
    KEPT.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), kept)
    return network


def read_by(network: Network, rows: list[Marked]) -> list[dict[str, float]]:
    """How likely each root is between the marked parties of some sentences."""
    found = []
    with torch.no_grad():
        for row in rows:
            vectors = network.encode([row])
            scores = network.roots(vectors[:, row.source], vectors[:, row.target])
            found.append(dict(zip(ROOTS, torch.softmax(scores[0].float(), 0).tolist(), strict=True)))
    return found


def fold(number: int, train: list[int], test: list[int], gold: Path) -> dict[int, dict[str, float]]:
    """What the network of a fold reads in its sentences, from the cache if it is there."""
    kept = KEPT / f"{number}.json"
    if not kept.is_file():
        rows = [marked for _, marked in marked_rows(gold, wordpieces.shipped())]
        network = fit([], [rows[n] for n in train], ROWS, start=paired(gold))
        kept.write_text(json.dumps(dict(zip(test, read_by(network, [rows[n] for n in test]), strict=True))), encoding="utf-8")
    return {int(n): read for n, read in json.loads(kept.read_text(encoding="utf-8")).items()}


def scored(gold: Path, told: dict[str, str]) -> str:
    """What the scorer beside the marked sentences says of what was told of them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(json.dumps({"id": name, "type": root}) + "\n" for name, root in told.items())
        out.flush()
        scorer = [sys.executable, str(gold.parent / "score_parts.py"), "relation", str(gold), out.name]
        return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if not options.gold.is_file():
        parser.error(f"{options.gold}: no such file; give the marked sentences, one JSON object a line")
    torch.set_num_threads(options.threads)
    identifiers, features, roots = fit_relation.read(options.gold)
    told = {}
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=fit_relation.SEED).split(features, roots)
    for number, (train, test) in enumerate(splits):
        linear = fit_relation.fit([features[n] for n in train], [roots[n] for n in train])
        read = fold(number, train.tolist(), test.tolist(), options.gold)
        told |= {identifiers[n]: together(linear.probabilities(features[n]), read[n]) for n in test}
        right = sum(told[identifiers[n]] == roots[n] for n in test)
        print(f"fold {number + 1} of {FOLDS}: {right} of {len(test)} right", flush=True)
    print(scored(options.gold, told))


if __name__ == "__main__":
    main()
