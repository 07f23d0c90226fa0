"""How far two coders of the same reports agree, by the gold guide's own measure; run where ../shared is.

    python training/agreement.py

Stories of the corpus that two have coded stand twice in ``coded/stories.jsonl``; of our own reports the second, blind coding is in
``second/``. One coder's reading is taken for gold and the other's for a prediction.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coded import CORPUS, OWN, own, sheet_reports, stories

from dateline.training.gold import CodedReport, Named

SCORER = CORPUS.parent / "gold" / "score.py"


SECOND = OWN.parent / "second"


def own_pairs() -> list[tuple[CodedReport, CodedReport]]:
    """Our own reports that were coded again."""
    found = []
    for path in sorted(SECOND.glob("*.txt")):
        first = {r.report.id: r for r in own([OWN / path.name])}
        again = set(re.findall(r"^=== (\S+)", path.read_text(encoding="utf-8"), re.M))
        other = {r.report.id: r for r in sheet_reports(path.stem, OWN / path.name, path, only=again)}
        found += [(first[i], other[i]) for i in sorted(again)]
    return found


def pairs() -> list[tuple[CodedReport, CodedReport]]:
    """The stories that two coders have read, the same sentences of each."""
    read: dict[tuple[str, int], list[CodedReport]] = {}
    for coded in stories():
        read.setdefault((coded.report.id, coded.sentences[0].start), []).append(coded)
    return [(several[0], several[1]) for several in read.values() if len(several) > 1]


def as_gold(coded: CodedReport) -> dict[str, Any]:
    """A coded report in the guide's form, the sentence as the quote."""
    text = coded.report.text

    def party(named: Named) -> dict[str, str]:
        words = named.name if named.name in text or named.span is None else named.span.of(text)
        return {"text": words, "country": named.country, "sector": named.sector}

    parties = lambda those: [party(p) for p in those]  # noqa: E731

    def speaker(named: Named | None) -> dict[str, str] | None:
        return party(named) if named else None

    return {
        "id": coded.report.id,
        "text": text,
        "events": [
            {
                "type": act.type,
                "mode": act.mode,
                "factuality": act.factuality,
                "trigger": act.trigger.of(text),
                "quote": act.sentence.of(text),
                "also": [next((s.of(text) for s in coded.sentences if s.covers(span)), span.of(text)) for span in act.also],
                "actors": parties(act.actors),
                "recipients": parties(act.recipients),
                "attribution": speaker(act.speaker),
                "time": {"start": str(act.time[0]), "end": str(act.time[1])} if act.time else None,
                "place": {"country": act.place} if act.place else None,
            }
            for act in coded.acts
        ],
    }


def write(reports: Iterable[CodedReport], path: Path) -> None:
    path.write_text("".join(json.dumps(as_gold(r), ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")


def main() -> None:
    if not SCORER.is_file():
        sys.exit(f"{SCORER}: not there; the measure and the stories coded by reference are in ../shared")
    for what, twice in (("stories", pairs()), ("own reports", own_pairs())):
        print(f"{len(twice)} {what} coded twice, {sum(len(a.sentences) for a, _ in twice)} sentences", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            one, other = Path(folder) / "one.jsonl", Path(folder) / "other.jsonl"
            write((a for a, _ in twice), one)
            write((b for _, b in twice), other)
            subprocess.run([sys.executable, SCORER, one, other], check=True)


if __name__ == "__main__":
    main()
