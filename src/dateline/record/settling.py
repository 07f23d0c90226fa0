"""What people said of a record's mentions, made to hold: after a correction, and whenever a report was coded anew or edited."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from dateline.record.anchoring import Anchor, Row, Saying
from dateline.record.applying import APPLIED, ORPHANED, apply, place
from dateline.record.rewriting import Brought, bring, prepare
from dateline.record.rows import Key
from dateline.record.store import CHOSEN, Store


def settle(store: Store, reports: Iterable[str]) -> Brought:
    """Let corrections of some reports hold for what the coder gave for them; to be called within a step, and followed by merging."""
    named = corrected(store, reports)
    if not named:
        return Brought()
    store.choose(named)
    prepare(store, [Key(**row) for row in store.rows(f"SELECT report, version FROM reports WHERE report {CHOSEN} ORDER BY ALL")])
    _give_back(store)
    lay(store, named)
    return bring(store)


def corrected(store: Store, reports: Iterable[str]) -> list[str]:
    """Those of some reports that people corrected anything of."""
    store.choose(reports)
    return [row["report"] for row in store.rows(f"SELECT DISTINCT report FROM anchors WHERE report {CHOSEN} ORDER BY report")]


def lay(store: Store, reports: Collection[str]) -> None:
    """Lay corrections over what ``wanted`` holds of some reports, as their coder gave it."""
    anchors = _anchors(store, reports)
    store.choose(reports)
    store.execute(f"DELETE FROM anchored WHERE report {CHOSEN}")
    for now in store.rows(f"SELECT report, version, text FROM reports WHERE current AND report {CHOSEN} ORDER BY report"):
        key = Key(now["report"], now["version"])
        applied = apply(key, now["text"], _wanted(store, key), anchors.pop(key.report))
        store.execute("DELETE FROM wanted WHERE report = ? AND version = ?", key)
        store.insert("wanted", applied.rows)
        store.insert("anchored", applied.anchored)
    for lost in (anchor for several in anchors.values() for anchor in several):  # of reports that say nothing any more
        store.insert("anchored", [place(lost, Key(lost.seen["report"], lost.version), ORPHANED, why="its report is in the record no more")])


def as_told(store: Store, mention: str) -> Row | None:
    """A mention as JSON has it; ``None`` if there is none of that id."""
    for row in store.rows("SELECT to_json(m)::VARCHAR AS told FROM mentions m WHERE mention = ?", [mention]):
        return dict(json.loads(row["told"]))
    return None


def _give_back(store: Store) -> None:
    """Put into ``wanted`` what the coder gave for the versions that are rewritten, without what people made of it."""
    made = f"SELECT mention FROM anchored WHERE state = '{APPLIED}'"
    store.execute(f"INSERT INTO wanted SELECT m.* FROM mentions m JOIN rewritten USING (report, version) WHERE mention NOT IN ({made})")
    covered = store.rows("SELECT coded FROM anchored JOIN rewritten USING (report, version) ORDER BY anchor")
    store.insert("wanted", [row for one in covered for row in json.loads(one["coded"])])


def _wanted(store: Store, key: Key) -> list[Row]:
    found = store.rows(
        "SELECT to_json(w)::VARCHAR AS told FROM wanted w WHERE report = ? AND version = ? ORDER BY trigger.start, mention", key
    )
    return [dict(json.loads(row["told"])) for row in found]


def _anchors(store: Store, reports: Collection[str]) -> dict[str, list[Anchor]]:
    """The anchors of some reports, by report, with all that was said of each."""
    store.choose(reports)
    said: dict[str, list[Saying]] = defaultdict(list)
    for row in store.rows(f"SELECT c.* FROM corrections c JOIN anchors a USING (anchor) WHERE a.report {CHOSEN} ORDER BY number"):
        said[row["anchor"]].append(saying(row))
    found: dict[str, list[Anchor]] = defaultdict(list)
    for row in store.rows(
        f"SELECT a.*, r.text FROM anchors a JOIN reports r USING (report, version) WHERE a.report {CHOSEN} ORDER BY a.anchor"
    ):
        anchor = row["anchor"]
        found[row["report"]].append(Anchor(anchor, row["version"], row["text"], json.loads(row["seen"]), row["beside"], said[anchor]))
    return found


def saying(row: dict[str, Any]) -> Saying:
    """From a row of corrections."""
    fields = json.loads(row["fields"])
    return Saying(row["correction"], row["kind"], fields, row["undoes"], row["who"], str(row["made"].date()), row["reason"])
