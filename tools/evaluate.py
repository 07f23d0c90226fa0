"""Measure the coder on the gold files and print the figures; ``make eval``.

The gold lies beside the checkout in ``../shared/gold`` with its own scorer; nothing of it is copied. With ``--floors`` the
figures are compared with ``tests/floors.toml`` and the exit status is 1 when one sinks.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from dateline.coding.coder import Coder
from dateline.exchange.native import as_record
from dateline.reading.files import read_sources

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"


def events(name: str, coder: Coder) -> dict[str, float]:
    """Figures of ``score.py`` on one gold file."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
        started, reports = time.perf_counter(), 0
        for report in read_sources([str(GOLD / f"{name}.jsonl")], None):
            assert not isinstance(report, Exception), report
            out.write(json.dumps(as_record(coder.code(report)), ensure_ascii=False) + "\n")
            reports += 1
        seconds = time.perf_counter() - started
    scored = subprocess.run(
        [sys.executable, GOLD / "score.py", GOLD / f"{name}.jsonl", out.name, "--json"], check=True, capture_output=True, text=True
    )
    result = json.loads(scored.stdout)
    Path(out.name).unlink()
    figures = {f"{what} {k}": result[what][k] for what in ("events", "dyads") for k in ("precision", "recall", "f1")}
    figures |= {field: value["accuracy"] for field, value in result["fields"].items()}
    return figures | {"ms a report": round(1000 * seconds / reports, 1)}


def relation() -> dict[str, float]:
    """Figures of ``score_parts.py relation``, five-fold cross-validated: each row is told by a model that has not seen it."""
    sys.path.insert(0, str(ROOT / "training"))
    from fit_relation import cross_validate

    gold = GOLD / "relation_train.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
        for identifier, root in cross_validate(gold).items():
            out.write(json.dumps({"id": identifier, "type": root}) + "\n")
    scored = subprocess.run(
        [sys.executable, GOLD / "score_parts.py", "relation", gold, out.name], check=True, capture_output=True, text=True
    )
    Path(out.name).unlink()
    result = json.loads(scored.stdout)
    return {k: v for k, v in result.items() if k.endswith(("f1", "accuracy"))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--floors", action="store_true", help="fail when a figure sinks under its floor")
    chosen = options.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"no gold files at {GOLD}: nothing to measure")
    coder = Coder()
    figures = {"seed": events("seed", coder), "dev": events("dev", coder), "relation": relation()}
    for part, values in figures.items():
        print(f"{part:9}" + "  ".join(f"{k} {v}" for k, v in values.items()))
    if chosen.floors:
        floors = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
        sunk = [
            f"{part}: {k} is {figures[part][k]}, floor {floor}"
            for part, wanted in floors.items()
            for k, floor in wanted.items()
            if figures[part][k] < floor
        ]
        print("\n".join(sunk) or "every floor holds")
        sys.exit(bool(sunk))


if __name__ == "__main__":
    main()
