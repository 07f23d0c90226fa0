"""How well the claims of reports are found: series, number and window, against a key written by reading.

The key, ``tests/gold/claims.jsonl``, names reports by file and id and claims by offsets; texts beside the checkout are read there and never
copied. Half of the reports (``tuned``) were looked at while the finder was extended, the others (``held``) not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.coding.coder import Coder
from dateline.model import Claim, Report
from dateline.reading.files import read_sources

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "training")]
from coded import own  # noqa: E402

KEY = ROOT / "tests" / "gold" / "claims.jsonl"
TOLLS = "toll"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Keyed:
    """A claim of the key.

    Attributes:
        series: what is counted, any of several ways to call it; a longer series that ends so and holds all of its words is right, too.
        number: the number, the least and the most that a vague one may be taken for, or ``None``.
        window: first and last day, the last ``None`` where it may be any; ``None`` for no window, ``any`` where the report alone does
            not tell. A third item, ``back``, marks days of so long before now ("in a decade"), which may be counted from publication
            or from the act, a week before it at most.
        optional: whether a careful reader may or may not take it for a claim; it is neither missed nor found in vain.
    """

    kind: str
    start: int
    end: int
    series: tuple[str, ...]
    number: int | Sequence[int] | None
    window: Sequence[str | None] | str | None
    optional: bool

    def overlaps(self, claim: Claim) -> bool:
        """Whether the two share a word."""
        return self.start < claim.span.end and claim.span.start < self.end

    def is_right(self, claim: Claim) -> bool:
        """Whether series, number and window are those of the key."""
        return self.same_series(claim) and self.same_number(claim) and self.same_window(claim)

    def same_series(self, claim: Claim) -> bool:
        """Whether what is counted is called so."""
        found = claim.series.split()
        return any(found[-1:] == wanted.split()[-1:] and set(wanted.split()) <= set(found) for wanted in self.series)

    def same_number(self, claim: Claim) -> bool:
        """Whether the number is that of the key, or between its bounds."""
        if self.kind == "most" or self.number is None:
            return True
        if isinstance(self.number, int):
            return claim.number == self.number
        return claim.number is not None and min(self.number) <= claim.number <= max(self.number)

    def same_window(self, claim: Claim) -> bool:
        """Whether it counts over the same days."""
        if self.window == "any":
            return True
        if self.window is None or claim.window is None:
            return self.window is None and claim.window is None
        first, last, *back = self.window
        early = (date.fromisoformat(str(first)) - claim.window.start).days
        return 0 <= early <= (_WEEK if back else 0) and last in (None, str(claim.window.end))


def key(half: str = "") -> list[tuple[str, str, str, list[Keyed]]]:
    """File, report, half and claims of every report of the key, or of one half."""
    rows = [json.loads(line) for line in KEY.read_text(encoding="utf-8").splitlines()]
    return [(r["file"], r["report"], r["half"], [_keyed(c) for c in r["claims"]]) for r in rows if half in ("", r["half"])]


def _keyed(row: Mapping[str, Any]) -> Keyed:
    start, end = row["span"]
    return Keyed(row["kind"], start, end, tuple(row["series"].split("|")), row["number"], row["window"], row.get("optional", False))


def reports(files: set[str]) -> dict[str, Report]:
    """The reports of the key's files that are here, by the name that the key has for them."""
    found: dict[str, Report] = {}
    for file in sorted(files):
        path = ROOT / file
        if not path.exists():
            continue
        if path.name == "clusters.txt":
            found |= {coded.report.id: coded.report for coded in own([path])}
            continue
        for report in read_sources([str(path)], None):
            if isinstance(report, Report):
                found[report.id if path.suffix == ".jsonl" else path.stem] = report
    return found


@dataclass(slots=True)
class Score:
    """What was found of some claims.

    Attributes:
        wanted: claims of the key; ``found``: those of which any claim was found; ``right``: with the right series, number and window.
        given: claims that the finder gives; ``vain``: those that the key has not.
    """

    wanted: int = 0
    found: int = 0
    right: int = 0
    given: int = 0
    vain: int = 0

    def figures(self) -> dict[str, float]:
        """As shares, with how many claims they rest on."""
        share = lambda part, whole: round(part / whole, 3) if whole else 1.0  # noqa: E731
        return {"claims": self.wanted, "right": share(self.right, self.wanted), "found": share(self.found, self.wanted),
                "precision": share(self.given - self.vain, self.given)}  # fmt: skip


def compare(wanted: Sequence[Keyed], given: Sequence[Claim]) -> Iterator[tuple[Keyed | None, Claim | None, bool]]:
    """Pairs of a claim of the key and one that was found, right ones first; then what has no partner."""
    left, open_ = list(given), list(wanted)
    for strict in (True, False):
        for one in list(open_):
            match = next((c for c in left if one.overlaps(c) and (one.is_right(c) if strict else _same_sort(one, c))), None)
            if match is not None:
                left.remove(match)
                open_.remove(one)
                yield one, match, strict
    yield from ((one, None, False) for one in open_)
    yield from ((None, claim, False) for claim in left)


def _same_sort(one: Keyed, claim: Claim) -> bool:
    return (one.kind == "breach") == (claim.kind == "breach") and (one.kind != TOLLS or claim.kind in (TOLLS, "count"))


def score(coder: Coder, half: str = "", show: bool = False) -> dict[str, Score]:
    """Scores of claims of ranks and counts, of tolls, of breaches, and of all."""
    rows = key(half)
    texts = reports({file for file, *_ in rows})
    scores: dict[str, Score] = defaultdict(Score)
    for _, name, _, wanted in rows:
        if name not in texts:
            continue
        for one, claim, right in compare(wanted, coder.code(texts[name]).claims):
            _count(scores, one, claim, right)
            if show and not right and not (one and one.optional):
                _print(name, texts[name].text, one, claim)
    return dict(scores)


def _count(scores: dict[str, Score], one: Keyed | None, claim: Claim | None, right: bool) -> None:
    kind = one.kind if one else claim.kind if claim else ""
    for name in (kind if kind in (TOLLS, "breach") else "ranks and counts", "all"):
        own = scores[name]
        if one is not None and not one.optional:
            own.wanted += 1
            own.found += claim is not None
            own.right += right
        if claim is not None:
            own.given += 1
            own.vain += one is None


def _print(name: str, text: str, one: Keyed | None, claim: Claim | None) -> None:
    wanted = f"{one.kind} {'|'.join(one.series)} {one.number} {one.window} {text[one.start : one.end]!r}" if one else "nothing"
    window = (claim.window.start, claim.window.end) if claim and claim.window else None
    given = f"{claim.kind} {claim.series} {claim.number} {window} {claim.span.of(text)!r}" if claim else "nothing"
    print(f"{name}:\n  wanted {wanted}\n  given  {given}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=["tuned", "held"], default="", help="only one half of the key")
    options.add_argument("--show", action="store_true", help="show what is not right")
    chosen = options.parse_args()
    coder = Coder()
    for half in [chosen.half] if chosen.half else ["tuned", "held"]:
        for name, found in sorted(score(coder, half, chosen.show).items()):
            print(f"{half:6} {name:18}" + "  ".join(f"{k} {v}" for k, v in found.figures().items()))


if __name__ == "__main__":
    main()
