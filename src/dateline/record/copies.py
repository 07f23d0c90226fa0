"""Copies: reports that say the same as an earlier one but for a few words, as agencies' stories do in many papers.

Candidates are found by bands of a MinHash sketch (Broder 1997) over runs of five words; whether one is a copy is then counted on the words
themselves. The original is the report that was published first, so it does not matter in which order they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    before = _copies(store)
    stale = "SELECT report FROM sketches WHERE report NOT IN (SELECT report FROM reports WHERE current)"
    store.execute(f"DELETE FROM alike WHERE one IN ({stale}) OR other IN ({stale})")
    store.execute(f"DELETE FROM sketches WHERE report IN ({stale})")
    new = store.rows("SELECT report, text FROM reports WHERE current AND report NOT IN (SELECT report FROM sketches)")
    store.insert("sketches", [{"report": row["report"], "bands": bands(row["text"])} for row in new])
    _compare(store, [row["report"] for row in new])
    _point(store)
    after = _copies(store)
    return {report for report in before.keys() | after.keys() if before.get(report) != after.get(report)}


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


def _point(store: Store) -> None:
    """Let every copy point at the one of its kind that was published first."""
    pairs = [(r["one"], r["other"]) for r in store.rows("SELECT one, other FROM alike ORDER BY one, other")]
    day = {r["report"]: str(r["published"] or "9999") for r in store.rows("SELECT report, published FROM reports WHERE current")}
    rows = []
    for group in components(sorted({name for pair in pairs for name in pair}), pairs):
        original = min(group, key=lambda name: (day[name], name))
        rows += [{"report": name, "original": original} for name in sorted(group) if name != original]
    store.execute("DELETE FROM copies")
    store.insert("copies", rows)


def _copies(store: Store) -> dict[str, str]:
    return {r["report"]: r["original"] for r in store.rows("SELECT * FROM copies")}
