"""Fit the learned reader and the weights of the combined decision; ``make train``.

    python training/fit_reader.py                 everything: silver, folds, reader, weights, model card
    python training/fit_reader.py --stage folds   one stage alone: country, silver, folds, weights, joins, reader, fast

Stages keep what they made in ``.cache/train``, so that a run that was stopped goes on where it was. ``silver`` fits the network on
what the shipped coder codes; ``folds`` fits it on coded reports with a third of them left out; ``weights`` fits the combined decision on
those left out; ``reader`` fits on all of them and writes what is shipped; ``fast`` fits the fast reader after it, with weights of its own,
and the topic. Stories by reference and marked sentences are used where ../shared is beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path

import coded
import fit_country
import fit_fast
import fit_joining
import fit_topic
import numpy as np
import silver
import torch
from fit_weighing import Rows, calibration, collect, fit_all, write
from pairs import coded_pairs, marked_rows

from dateline.coding import joining, nationality, weighing
from dateline.coding.coder import Coder, Settings
from dateline.coding.learned import static, topic, wordpieces
from dateline.coding.learned.encoder import Encoder
from dateline.coding.learned.heads import Heads
from dateline.coding.learned.reading import Reader
from dateline.coding.table import Table
from dateline.coding.weighing import Weights
from dateline.language.parser import Parser
from dateline.training.examples import Example, examples
from dateline.training.export import export_encoder, export_heads
from dateline.training.fitting import Recipe, fit
from dateline.training.gold import CodedReport
from dateline.training.network import Marked, Network

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "train"
MODELS = ROOT / "src" / "dateline" / "data" / "models"
MARKED = ROOT.parent / "shared" / "gold" / "relation_train.jsonl"
FOLDS = 3
LEFT_OUT = (0,)  # folds that are left out in turn for the weights; each costs a fit, and a second one changed no figure by more than noise
SILVER = Recipe(epochs=1, pieces=3072)
CODED = Recipe(epochs=6, pieces=2048, embeddings=False)


def fold_of(identifier: str) -> int:
    """The fold of a report or row; all portions of one report stand in one fold."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS


def reports() -> list[CodedReport]:
    """All coded reports, one reading of each."""
    once: dict[tuple[str, int], CodedReport] = {}
    for report in [*coded.own(), *coded.stories()]:
        once.setdefault((report.report.id, report.sentences[0].start), report)
    return list(once.values())


def silver_examples() -> list[Example]:
    """What the shipped coder codes, from the cache if it is there; nothing where the corpus is not beside the checkout."""
    kept = CACHE / "silver.pkl"
    if not kept.is_file():
        found = silver.silver(Coder()) if coded.CORPUS.is_dir() else ()
        kept.write_bytes(pickle.dumps(list(examples(found, Parser(), wordpieces.shipped()))))
    return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]


def silver_network() -> Network:
    """The network fitted on what the shipped coder codes, from the cache if it is there."""
    network, kept = Network(), CACHE / "silver.pt"
    if kept.is_file():
        network.load_state_dict(torch.load(kept))
    elif found := silver_examples():
        network = fit(found, [], SILVER, start=network)
        torch.save(network.state_dict(), kept)
    return network


def learnable() -> tuple[list[tuple[str, Example]], list[tuple[str, Marked]]]:
    """Passages and marked pairs, each with the identifier that its fold goes by."""
    kept = CACHE / "learnable.pkl"
    if kept.is_file():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    pieces = wordpieces.shipped()
    found = [(e.report, e) for e in examples(reports(), Parser(), pieces)]
    marked = marked_rows(MARKED, pieces) if MARKED.is_file() else []
    marked += [(r.report.id, m) for r in reports() for m in coded_pairs([r], pieces)]
    kept.write_bytes(pickle.dumps((found, marked)))
    return found, marked


def fit_folds() -> None:
    """Fit a network on all folds but one, for each that is left out."""
    for fold in LEFT_OUT:
        fit_fold(fold)


def fit_fold(fold: int) -> None:
    """Fit a network on all folds but one, unless the cache has it."""
    passages, marked = learnable()
    target = CACHE / f"fold{fold}"
    if (target / "heads.npz").is_file():
        return
    target.mkdir(exist_ok=True)
    network = fit(
        [e for i, e in passages if fold_of(i) != fold], [m for i, m in marked if fold_of(i) != fold], CODED, start=silver_network()
    )
    torch.save(network.state_dict(), target / "network.pt")
    export_encoder(network, target / "reader.onnx")
    export_heads(network, target / "heads.npz")


def reader_of(folder: Path) -> Reader:
    """The reader of a fold."""
    return Reader(Encoder(folder / "reader.onnx"), Heads(dict(np.load(folder / "heads.npz"))), wordpieces.shipped())


def gather(readers: Mapping[int, Reader]) -> Rows:
    """The candidates of some folds' reports, each read by a reader that has not seen them."""
    rows = Rows()
    nothing = Weights(Table({}, 0.0), Table({}, 0.0), Table({}, 0.0))
    for fold, reader in readers.items():
        coder = Coder(Settings(learned=False), learned=reader, weights=nothing)
        collect(coder, [r for r in reports() if fold_of(r.report.id) == fold], rows)
    return rows


def write_weights(rows: Rows, name: str) -> None:
    """Fit the combined decision, write its table, and say how well it is calibrated."""
    (CACHE / f"{name}.pkl").write_bytes(pickle.dumps(rows))
    content = fit_all(rows)
    write(content, MODELS / name)
    print(f"{name}: {len(rows.event)} candidates, calibration error {calibration(rows, content['floor'])}", flush=True)


def fit_countries() -> None:
    """Fit the table of countries; it rests on names and clauses alone, so no fold is left out."""
    fit_country.fit(reports(), MODELS / f"{nationality.TABLE}.toml")


def fit_weights() -> None:
    """Fit the combined decision on the folds left out."""
    write_weights(gather({fold: reader_of(CACHE / f"fold{fold}") for fold in LEFT_OUT}), "weighing.toml")


def fit_joins() -> None:
    """Fit the table that joins tellings, on what the reader of the first fold left out and the weights find there."""
    fold = LEFT_OUT[0]
    coder = Coder(Settings(learned=False), learned=reader_of(CACHE / f"fold{fold}"), weights=weighing.shipped())
    fit_joining.fit(coder, [r for r in reports() if fold_of(r.report.id) == fold], MODELS / f"{joining.TABLE}.toml")


def fit_reader() -> None:
    """Fit on everything and write what is shipped."""
    passages, marked = learnable()
    network = fit([e for _, e in passages], [m for _, m in marked], CODED, start=silver_network())
    torch.save(network.state_dict(), CACHE / "reader.pt")
    export_encoder(network, MODELS / "reader.onnx")
    export_heads(network, MODELS / "reader-heads.npz")


def fit_fast_reader() -> None:
    """Fit the fast reader as the other was: for the weights without the fold left out, then on everything."""
    passages, _ = learnable()
    network, pieces = Network(), wordpieces.shipped()
    network.load_state_dict(torch.load(CACHE / "reader.pt"))
    table = fit_fast.distil(network, [e for _, e in passages])
    folder = CACHE / "fast"
    folder.mkdir(exist_ok=True)
    for kept, target in (([e for i, e in passages if fold_of(i) != LEFT_OUT[0]], folder), ([e for _, e in passages], MODELS)):
        fitted = fit_fast.fit_fast(table.clone(), silver_examples(), kept)
        fit_fast.export(fitted, target / static.FAST, target / static.HEADS)
    fit_topic.fit(reports(), static.shipped(pieces), MODELS / topic.TOPIC)
    files = [dict(np.load(folder / name)) for name in (static.FAST, static.HEADS)]
    write_weights(gather({LEFT_OUT[0]: Reader(static.StaticEncoder(files[0], pieces), Heads(files[1]), pieces)}), "fast-weighing.toml")


STAGES = {
    "country": fit_countries,
    "silver": silver_network,
    "folds": fit_folds,
    "weights": fit_weights,
    "joins": fit_joins,
    "reader": fit_reader,
    "fast": fit_fast_reader,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    CACHE.mkdir(parents=True, exist_ok=True)
    for stage in options.stage or STAGES:
        STAGES[stage]()


if __name__ == "__main__":
    main()
