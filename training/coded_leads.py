"""Coded leads: annotations by reference, turned into reports and gold events where the corpus is at hand.

``training/coded/*.jsonl`` holds report ids and offsets into ``../shared/corpus``, never the text. A row says which run of which
story was coded, after the gold guide, and for each event its type, mode, factuality, parties, speaker, days and place.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.model import Report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
CODED = ROOT / "training" / "coded"


def coded_leads(files: list[Path] | None = None) -> Iterator[tuple[Report, dict[str, Any]]]:
    """Each coded lead with its gold record in the guide's form.

    Raises:
        FileNotFoundError: where the corpus is not beside the checkout.
    """
    stories: dict[str, dict[str, dict[str, Any]]] = {}
    for file in files or [CODED / "leads.jsonl"]:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            corpus = row["corpus"]
            if corpus not in stories:
                with gzip.open(CORPUS / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
                    stories[corpus] = {story["id"]: story for story in map(json.loads, lines)}
            story = stories[corpus][row["report"]]
            text = story["text"][row["begin"] : row["end"]]
            report = Report(row["report"], text, date.fromisoformat(row["published"]), story.get("source") or "", story.get("title") or "")
            yield report, {"id": row["report"], "text": text, "events": [_event(text, event) for event in row["events"]]}


def _event(text: str, event: dict[str, Any]) -> dict[str, Any]:
    words = lambda span: text[span[0] : span[1]]  # noqa: E731
    party = lambda p: {"text": words(p["span"]), "country": p["country"], "sector": p["sector"]}  # noqa: E731
    return {
        **{key: event[key] for key in ("type", "mode", "factuality")},
        "trigger": words(event["trigger"]),
        "quote": words(event["quote"]),
        "also": [words(span) for span in event["also"]],
        "actors": [party(p) for p in event["actors"]],
        "recipients": [party(p) for p in event["recipients"]],
        "attribution": party(event["attribution"]) if event["attribution"] else None,
        "time": dict(zip(("start", "end"), event["time"], strict=True)) if event["time"] else None,
        "place": {"text": words(event["place"]["span"]), "country": event["place"]["country"]} if event["place"] else None,
    }
