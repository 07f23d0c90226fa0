"""Measure the coder on the gold files and print the figures; ``make eval``.

The project's own gold is in ``tests/gold``. More may lie beside the checkout in ``../shared/gold``, with its own scorer; nothing of
it is copied. With ``--floors`` the figures are compared with ``tests/floors.toml`` and the exit status is 1 when one sinks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateline.coding.coder import Coder
from dateline.exchange.layers import as_layers
from dateline.exchange.native import as_record
from dateline.grounding.resolver import Resolver
from dateline.language.parser import Parser
from dateline.reading.annotating import annotate
from dateline.reading.files import read_sources
from dateline.reading.grounded import Grounding
from dateline.reading.phrases import read_phrases

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "training")]
from coded import sheet_reports  # noqa: E402
from coded_leads import CORPUS, coded_leads  # noqa: E402

from measure import measure  # noqa: E402
from merges import own_merge, predicted  # noqa: E402

OWN = ROOT / "tests" / "gold" / "own.jsonl"
BLIND = ROOT / "tests" / "gold" / "blind.jsonl"
NOTHING = ROOT / "tests" / "gold" / "nothing.txt"
OWN_ACTORS = ROOT / "tests" / "gold" / "actors.jsonl"
FLOORS = ROOT / "tests" / "floors.toml"
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


def score_part(part: str, gold: Path, rows: Iterable[Mapping[str, Any]]) -> Any:
    """What ``score_parts.py`` says of predicted rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    scored = subprocess.run([sys.executable, GOLD / "score_parts.py", part, gold, out.name], check=True, capture_output=True, text=True)
    Path(out.name).unlink()
    return json.loads(scored.stdout)


def relation() -> dict[str, float]:
    """The type of marked pairs, five-fold cross-validated: each row is told by a model that has not seen it."""
    from fit_relation import cross_validate

    gold = GOLD / "relation_train.jsonl"
    result = score_part("relation", gold, ({"id": i, "type": root} for i, root in cross_validate(gold).items()))
    return {k: v for k, v in result.items() if k.endswith(("f1", "accuracy"))}


def actors() -> dict[str, float]:
    """Country and sector of phrases on a day."""
    gold, resolver = GOLD / "actors_dev.jsonl", Resolver(Parser())
    rows = []
    for row in read_phrases(str(gold)):
        assert not isinstance(row, Exception), row
        found = resolver.resolve(row.text, row.day, row.context)
        rows.append({"id": row.id, "country": found.country, "sector": found.sector})
    result = score_part("actors", gold, rows)
    return {k: result[k] for k in ("both", "country", "sector")}


def layer(part: str) -> dict[str, float]:
    """One layer of ``dateline annotate``: times, places or attribution."""
    gold, grounding = GOLD / f"{part}_dev.jsonl", Grounding()
    rows = []
    for report in read_sources([str(gold)], None):
        assert not isinstance(report, Exception), report
        rows.append(as_layers(annotate(grounding.of(report))))
    result = score_part(part, gold, rows)
    if part == "attribution":
        return {k: result[k] for k in ("precision", "recall", "f1")}
    flat = {f"{name} f1": value["f1"] for name, value in result.items() if isinstance(value, dict)}
    return flat | {name: value for name, value in result.items() if not isinstance(value, dict)}


def merged(coder: Coder) -> dict[str, float]:
    """Which mentions of the clusters beside the checkout tell of one incident."""
    gold = GOLD / "merge_dev.jsonl"
    result = score_part("merge", gold, predicted(gold, coder))
    return {**result["b3"], "found": round(1 - result["missed"] / result["mentions"], 3)}


def own(coder: Coder, gold_file: Path = OWN) -> dict[str, float]:
    """Figures of :mod:`measure` on a gold file of the project's own."""
    gold = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    reports = [report for report in read_sources([str(gold_file)], None) if not isinstance(report, Exception)]
    return measure((wanted, as_record(coder.code(report))) for wanted, report in zip(gold, reports, strict=True))


def nothing(coder: Coder) -> dict[str, float]:
    """How many stories with nothing to code give no event."""
    stories = list(sheet_reports("nothing", NOTHING))
    silent = sum(not coder.code(story.report).events for story in stories)
    return {"stories": len(stories), "no event": round(silent / len(stories), 3)}


def own_actors(resolver: Resolver) -> dict[str, float]:
    """How many of our own phrases are resolved to the right country and sector."""
    right = Counter[str]()
    rows = [json.loads(line) for line in OWN_ACTORS.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        found, wanted = resolver.resolve(row["text"], date.fromisoformat(row["date"])), row["expected"]
        country, sector = found.country == wanted["country"], found.sector == wanted.get("code_1", found.sector)
        right.update(country=country, sector=sector, both=country and sector)
    return {name: round(right[name] / len(rows), 3) for name in ("both", "country", "sector")}


def leads(coder: Coder) -> dict[str, float]:
    """Figures of :mod:`measure` on the leads coded by reference, whose text is in the corpus beside the checkout."""
    return measure((gold, as_record(coder.code(report))) for report, gold in coded_leads())


def figures(coder: Coder) -> dict[str, dict[str, float]]:
    """All figures that can be had here, by part."""
    found = {"own": own(coder), "blind": own(coder, BLIND), "nothing": nothing(coder), "own actors": own_actors(Resolver(Parser()))}
    found["own merge"] = own_merge(coder)
    if CORPUS.is_dir():
        found["leads"] = leads(coder)
    if GOLD.is_dir():
        found |= {"seed": events("seed", coder), "dev": events("dev", coder), "relation": relation(), "actors": actors()}
        found["merge"] = merged(coder)
        found |= {part: layer(part) for part in ("times", "places", "attribution")}
    return found


def sunk(found: dict[str, dict[str, float]]) -> list[str]:
    """The figures under their floors (``tests/floors.toml``)."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    pinned = floors.pop("gold")
    changed = [
        f"{part}: {pinned[part]['file']} is not the file that its floors were set on" for part in found if _changed(pinned.get(part))
    ]
    return changed + [
        f"{part}: {name} is {found[part][name]}, its floor {floor}"
        for part, wanted in floors.items()
        if part in found
        for name, floor in wanted.items()
        if found[part][name] < floor
    ]


def _changed(pinned: Mapping[str, str] | None) -> bool:
    """Whether a gold file's content is another than the one pinned."""
    if pinned is None or not (path := ROOT / pinned["file"]).is_file():
        return False
    return not hashlib.sha256(path.read_bytes()).hexdigest().startswith(pinned["sha256"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floors", action="store_true", help="fail when a figure sinks under its floor")
    chosen = options.parse_args()
    found = figures(Coder())
    for part, values in found.items():
        print(f"{part:12}" + "  ".join(f"{k} {v}" for k, v in values.items()))
    if not GOLD.is_dir():
        print(f"no gold files at {GOLD}: only the project's own gold was measured")
    if chosen.floors:
        faults = sunk(found)
        print("\n".join(faults) or "every floor holds")
        sys.exit(bool(faults))


if __name__ == "__main__":
    main()
