"""Copies: reports that say the same as an earlier one but for a few words, as agencies' stories do in many papers.

Candidates are found by bands of a MinHash sketch (Broder 1997) over runs of five words; whether one is a copy is then counted on the words
themselves. The original is the report that was published first, so it does not matter in which order they came.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rensa import RMinHash

from dateline.record.clustering import components
from dateline.record.store import CHOSEN, Store

ALIKE = 0.6  # of the shorter report's runs of words
_RUN = 5  # words
_PERMUTATIONS, _ROWS = (
    64,
    4,
)  # sixteen bands of four: a pair with half its runs in common is noticed in two of three cases, of two thirds in 97 of 100
_SEED = 1
_SHORTEST = 20  # words; shorter reports say too little to be copies
_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[str]:
    """The runs of five words of a text, whatever stands between them; none of a text that is too short."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)) if len(words) >= _SHORTEST else frozenset()


def bands(text: str) -> list[str]:
    """What texts that are much alike most likely share at least one of."""
    found = runs(text)
    if not found:
        return []
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(found))
    digest = sketch.digest()
    return [f"{n}:" + " ".join(map(str, digest[n : n + _ROWS])) for n in range(0, _PERMUTATIONS, _ROWS)]


def share(one: str, other: str) -> float:
    """The share of the shorter text's runs of words that the other has too."""
    ones, others = runs(one), runs(other)
    return len(ones & others) / min(len(ones), len(others)) if ones and others else 0.0


def find_copies(store: Store) -> set[str]:
    """Bring the copies of a record up to date; gives the reports whose original is another than before."""
    current = "(SELECT report FROM reports WHERE current)"
    stale = {row["report"] for row in store.rows(f"SELECT report FROM sketches WHERE report NOT IN {current}")}
    if stale:
        forget(store, stale)
    new = store.rows("SELECT report, text FROM reports WHERE current AND report NOT IN (SELECT report FROM sketches)")
    store.insert("sketches", [{"report": row["report"], "bands": bands(row["text"])} for row in new])
    arrived = {row["report"] for row in new}
    if not arrived and not stale:
        return set()
    _compare(store, arrived)
    return _point(store, _kin(store, arrived | stale))


def forget(store: Store, reports: Iterable[str]) -> None:
    """Forget what reports look like whose text has changed."""
    store.choose(reports)
    store.execute(f"DELETE FROM alike WHERE one {CHOSEN} OR other {CHOSEN}")
    store.execute(f"DELETE FROM sketches WHERE report {CHOSEN}")


def _compare(store: Store, new: Iterable[str]) -> None:
    """Count what new reports share with those that have a band in common with them."""
    store.choose(new)
    found = store.rows(
        f"""
        WITH all_bands AS (SELECT report, unnest(bands) AS band FROM sketches)
        SELECT DISTINCT least(a.report, b.report) AS one, greatest(a.report, b.report) AS other
        FROM all_bands a JOIN all_bands b USING (band) WHERE a.report {CHOSEN} AND a.report <> b.report ORDER BY one, other
        """
    )
    store.choose(row[side] for row in found for side in ("one", "other"))
    texts = {r["report"]: r["text"] for r in store.rows(f"SELECT report, text FROM reports WHERE current AND report {CHOSEN}")}
    shares = [{**row, "share": round(share(texts[row["one"]], texts[row["other"]]), 4)} for row in found]
    store.insert("alike", [row for row in shares if row["share"] >= ALIKE])


def _kin(store: Store, reports: Collection[str]) -> set[str]:
    """Reports with all that were copies of the same as they, and all that are alike now, however far."""
    store.choose(reports)
    were = store.rows(
        f"""
        WITH named AS (SELECT original FROM copies WHERE report {CHOSEN} UNION SELECT name FROM chosen)
        SELECT original AS report FROM named UNION SELECT report FROM copies WHERE original IN (FROM named)
        """
    )
    edge = {row["report"] for row in were}
    found = set(edge)
    while edge:
        store.choose(edge)
        beside = store.rows(f"SELECT one AS report FROM alike WHERE other {CHOSEN} UNION SELECT other FROM alike WHERE one {CHOSEN}")
        edge = {row["report"] for row in beside} - found
        found |= edge
    return found


def _point(store: Store, reports: Collection[str]) -> set[str]:
    """Let every copy among some reports point at the one of its kind that was published first; gives those that point elsewhere now."""
    store.choose(reports)
    before = {r["report"]: r["original"] for r in store.rows(f"SELECT * FROM copies WHERE report {CHOSEN}")}
    pairs = [(r["one"], r["other"]) for r in store.rows(f"SELECT one, other FROM alike WHERE one {CHOSEN} ORDER BY one, other")]
    told = store.rows(f"SELECT report, published FROM reports WHERE current AND report {CHOSEN}")
    day = {r["report"]: str(r["published"] or "9999") for r in told}
    after: dict[str, str] = {}
    for group in components(sorted({name for pair in pairs for name in pair}), pairs):
        original = min(group, key=lambda name: (day[name], name))
        after |= {name: original for name in sorted(group) if name != original}
    store.execute(f"DELETE FROM copies WHERE report {CHOSEN}")
    store.insert("copies", [{"report": report, "original": original} for report, original in after.items()])
    return {report for report in before.keys() | after.keys() if before.get(report) != after.get(report)}
