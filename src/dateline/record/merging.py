"""Mentions of the record to events: only what is new is compared, only what that touches is grouped again.

Which mentions make an event depends on the mentions alone, not on the order in which they came; an event is named by its first telling, and
an id that is no more points to what the event became. Lines of lists (:mod:`~dateline.record.lists`) are compared with nothing, whatever
people make of them: an event of a list is joined with others by hand or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.record import blocking, comparing, manifests, revisions
from dateline.record.clustering import Pair, clusters
from dateline.record.copies import find_copies
from dateline.record.events import event_row, first_of
from dateline.record.store import CHOSEN, Store
from dateline.record.tellings import Telling, telling

FAINT = 0.7  # of the floor: pairs less likely are not kept, and count as impossible; a half does no better on clusters left out
_CURRENT = "FROM mentions m JOIN reports r USING (report, version) LEFT JOIN copies c ON c.report = m.report WHERE r.current"
_TOLD = f"SELECT m.*, r.published, r.source, r.title, r.url, r.text, coalesce(c.original, r.report) AS original {_CURRENT}"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run of merging did: mentions that were new, pairs compared, events there are now."""

    new: int
    compared: int
    events: int


def merge(store: Store, again: Collection[str] = (), *, reports: bool = True) -> Merged:
    """Bring the events of a record up to date with its mentions, in one step.

    Args:
        again: mentions that are to be grouped again though they are not new, since a person has decided something of them.
        reports: whether reports may have come since; if not, none are looked at for copies, which takes longest. Those that have come
            all the same are found the next time.
    """
    with store.step():
        touched = (_mentions_of(store, find_copies(store)) if reports else set()) | set(again)
        gone = _gone(store)
        were = _were(store, gone)
        eased = blocking.crowds(store, gone) - gone  # a crowd kept them apart from others that may be gone
        touched |= _forget(store, gone)
        told = _told_anew(store)
        new = {t.mention for t in told}
        blocking.add(store, _comparable(store, told))
        pressed = blocking.crowds(store, new)  # may have been paired before there was a crowd
        blocking.lay_out(store, new | eased | pressed)
        touched |= blocking.part(store, pressed)
        compared = _compare(store, new | eased)
        _group(store, touched | new | eased, were)
        store.execute("DELETE FROM unsettled")
        store.insert("merged_by", [{"rules": manifests.rules()}])
    events = store.rows("SELECT count(*) AS n FROM events")[0]["n"]
    return Merged(len(new), compared, events)


def _told_anew(store: Store) -> list[Telling]:
    """The mentions that are of no event yet: found first, then read, since a join of all reports takes long on a large record."""
    store.choose(row["mention"] for row in store.rows("SELECT mention FROM mentions ANTI JOIN members USING (mention)"))
    return _told(store)


def _told(store: Store) -> list[Telling]:
    """The chosen mentions, where they are of reports as they are now."""
    return [telling(row) for row in store.rows(f"{_TOLD} AND m.mention {CHOSEN} ORDER BY m.mention")]


def _comparable(store: Store, told: Sequence[Telling]) -> list[Telling]:
    """Those that may tell an act that others tell, too: not the lines of lists."""
    store.choose(t.mention for t in told)
    lines = {r["mention"] for r in store.rows(f"SELECT mention FROM mentions JOIN listed USING (report, version) WHERE mention {CHOSEN}")}
    return [t for t in told if t.mention not in lines]


def _mentions_of(store: Store, reports: Collection[str]) -> set[str]:
    store.choose(reports)
    return {r["mention"] for r in store.rows(f"SELECT m.mention {_CURRENT} AND m.report {CHOSEN}")}


def _gone(store: Store) -> set[str]:
    """The mentions that say something else now, or are of versions no longer current."""
    rows = store.rows(
        """
        WITH past AS (SELECT report, version FROM reports WHERE NOT current),
        earlier AS (SELECT mention FROM mentions SEMI JOIN past USING (report, version))
        SELECT mention FROM members SEMI JOIN (FROM unsettled UNION FROM earlier) USING (mention)
        UNION SELECT mention FROM members ANTI JOIN mentions USING (mention)
        """
    )
    return {r["mention"] for r in rows}


def _were(store: Store, gone: Collection[str]) -> list[tuple[str, str]]:
    """Mentions that are to be taken out, each under the id that its act has now, with the event that it was of."""
    store.choose(gone)
    rows = store.rows(
        f"SELECT coalesce(v.now, b.mention) AS now, b.event FROM members b LEFT JOIN moved v USING (mention) WHERE b.mention {CHOSEN}"
    )
    return [(r["now"], r["event"]) for r in rows]


def _forget(store: Store, gone: Collection[str]) -> set[str]:
    """Take mentions out; gives those that were paired with them, or in one event."""
    if not gone:
        return set()
    store.choose(gone)
    beside = store.rows(
        f"""
        SELECT mention FROM members WHERE event IN (SELECT event FROM members WHERE mention {CHOSEN})
        UNION SELECT one FROM pairs WHERE other {CHOSEN} UNION SELECT other FROM pairs WHERE one {CHOSEN}
        """
    )
    store.execute(f"DELETE FROM pairs WHERE one {CHOSEN} OR other {CHOSEN}")
    for table in ("blocks", "members"):
        store.execute(f"DELETE FROM {table} WHERE mention {CHOSEN}")
    return {r["mention"] for r in beside} - set(gone)


def _compare(store: Store, mentions: Collection[str]) -> int:
    """Compare mentions with those that may tell of the same act, and keep the pairs that may be one."""
    found = blocking.candidates(store, mentions)
    store.choose(mention for pair in found for mention in pair)
    by = {t.mention: t for t in _told(store)}
    least = FAINT * comparing.floor()
    rows = []
    for one, other in found:
        compared = comparing.Comparison.of(by[one], by[other])
        likely = compared.probability
        if likely >= least:
            rows.append({"one": one, "other": other, "probability": round(likely, 6), "reason": compared.reason()})
    store.insert("pairs", rows)
    return len(found)


def _group(store: Store, touched: Collection[str], were: Collection[tuple[str, str]]) -> None:
    """Group what new or changed mentions are connected with, and write the events that come of it; ``were``: mentions taken out before."""
    store.choose(_connected(store, touched))
    rows = {r["mention"]: r for r in store.rows(f"{_TOLD} AND m.mention {CHOSEN} ORDER BY m.mention")}
    if not rows and not were:
        return
    verdicts = store.rows(f"SELECT * FROM verdicts WHERE one {CHOSEN} AND other {CHOSEN} ORDER BY one, other")
    apart, together = ([(v["one"], v["other"]) for v in verdicts if v["same"] is same] for same in (False, True))
    pairs = [Pair(r["one"], r["other"], r["probability"]) for r in store.rows(f"SELECT * FROM pairs WHERE one {CHOSEN} AND other {CHOSEN}")]
    groups = clusters(rows, pairs, comparing.floor(), apart, together)
    before = {r["mention"]: r["event"] for r in store.rows(f"SELECT * FROM members WHERE mention {CHOSEN}")}
    store.execute(f"DELETE FROM members WHERE mention {CHOSEN}")
    store.execute("DELETE FROM events WHERE event NOT IN (SELECT event FROM members)")
    told = [[rows[m] for m in sorted(group)] for group in groups]
    store.insert("members", [{"mention": m["mention"], "event": first_of(group)["mention"]} for group in told for m in group])
    store.insert("events", [event_row(group) for group in told])
    _bury(store, [*before.items(), *were])
    revisions.note(store, {first_of(group)["mention"] for group in told} | {event for _, event in (*before.items(), *were)})


def _connected(store: Store, touched: Collection[str]) -> set[str]:
    """The mentions that pairs and a person's verdicts connect with some, however far."""
    found, edge = set(touched), set(touched)
    while edge:
        store.choose(edge)
        beside = store.rows(
            f"""
            SELECT one AS mention FROM pairs WHERE other {CHOSEN} UNION SELECT other FROM pairs WHERE one {CHOSEN}
            UNION SELECT one FROM verdicts WHERE other {CHOSEN} UNION SELECT other FROM verdicts WHERE one {CHOSEN}
            """
        )
        edge = {r["mention"] for r in beside} - found
        found |= edge
    return found


def _bury(store: Store, before: Collection[tuple[str, str]]) -> None:
    """Leave word of where the mentions of events went that are no more: to the event that has most of them now."""
    events = {event for _, event in before}
    store.choose(events)
    kept = {r["event"] for r in store.rows(f"SELECT event FROM events WHERE event {CHOSEN}")}
    store.choose(mention for mention, _ in before)
    now = {r["mention"]: r["event"] for r in store.rows(f"SELECT * FROM members WHERE mention {CHOSEN}")}
    for old in sorted(events - kept):
        went = Counter(now[m] for m, event in before if event == old and m in now)
        if went:
            store.execute("INSERT OR REPLACE INTO former VALUES (?, ?)", [old, min(went, key=lambda e: (-went[e], e))])
    store.execute("DELETE FROM former WHERE event IN (SELECT event FROM events)")
