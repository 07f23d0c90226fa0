"""Other mentions in the place of those that versions of reports had: what is as it was stays, what goes says where its act is told now.

Whoever rewrites fills two passing tables: ``rewritten (report, version)``, and ``wanted``, which has the columns of ``mentions`` and holds
what these versions are to tell. :func:`bring` does the rest in one step; merging then finds what it must look at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.record.rows import Key
from dateline.record.store import CHOSEN, Store
from dateline.record.successors import Row, successor

_WORDS = "mention, report, version, type, trigger, quote, retold"


@dataclass(frozen=True, slots=True)
class Brought:
    """How many mentions stayed as they were, say something else under their id, came, and went.

    Attributes:
        moved: of those that went, how many are told under another id.
    """

    same: int = 0
    changed: int = 0
    came: int = 0
    went: int = 0
    moved: int = 0


def prepare(store: Store, keys: Iterable[Key]) -> None:
    """Make the passing tables: the versions that are rewritten, and what they are to tell, still empty."""
    store.execute("CREATE OR REPLACE TEMP TABLE rewritten (report VARCHAR, version VARCHAR, PRIMARY KEY (report, version))")
    store.insert("rewritten", [key._asdict() for key in keys])
    store.execute("CREATE OR REPLACE TEMP TABLE wanted AS FROM mentions LIMIT 0")
    store.execute("ALTER TABLE wanted ADD PRIMARY KEY (mention)")


def bring(store: Store) -> Brought:
    """Let the versions that are rewritten tell what is wanted, and nothing else."""
    stood = "(SELECT m.* FROM mentions m JOIN rewritten USING (report, version))"
    gone = store.rows(f"SELECT {_WORDS} FROM {stood} WHERE mention NOT IN (SELECT mention FROM wanted) ORDER BY mention")
    come = store.rows(f"SELECT {_WORDS} FROM wanted WHERE mention NOT IN (SELECT mention FROM mentions) ORDER BY mention")
    changed = [r["mention"] for r in store.rows(f"SELECT mention FROM {stood} m JOIN wanted w USING (mention) WHERE m IS DISTINCT FROM w")]
    (stayed,) = store.rows(f"SELECT count(*) AS n FROM {stood} JOIN wanted USING (mention)")
    moved = _moved(store, gone, come)
    store.choose(row["mention"] for row in gone)
    store.execute(f"DELETE FROM mentions WHERE mention {CHOSEN}")
    store.choose(changed)
    store.execute(f"INSERT OR REPLACE INTO mentions SELECT * FROM wanted WHERE mention {CHOSEN}")
    store.execute("INSERT INTO mentions SELECT * FROM wanted WHERE mention NOT IN (SELECT mention FROM mentions)")
    store.insert("unsettled", [{"mention": mention} for mention in changed])
    _leave_word(store, moved)
    return Brought(stayed["n"] - len(changed), len(changed), len(come), len(gone), len(moved))


def where(store: Store, mention: str) -> str:
    """The id under which an act is told now, from one under which it was told before."""
    seen: set[str] = set()
    while mention not in seen:
        seen.add(mention)
        for row in store.rows("SELECT now FROM moved WHERE mention = ?", [mention]):
            mention = str(row["now"])
    return mention


def _moved(store: Store, gone: Sequence[Row], come: Sequence[Row]) -> dict[str, str]:
    """For mentions that go: those that tell the same act now, under a new id or joined to one that stays."""
    new: dict[tuple[str, str], list[Row]] = {}
    for row in come:
        new.setdefault((row["report"], row["version"]), []).append(row)
    moved = {}
    for row in gone:
        if found := successor(row, new.get((row["report"], row["version"]), [])):
            moved[str(row["mention"])] = str(found["mention"])
    store.choose(str(row["mention"]) for row in gone if row["mention"] not in moved)
    joined = store.rows(
        f"""
        SELECT m.mention, min(w.mention) AS now FROM mentions m JOIN wanted w USING (report, version)
        WHERE m.mention {CHOSEN}
          AND len(list_filter(w.retold, lambda s: s.start < m.trigger.stop AND m.trigger.start < s.stop)) > 0
        GROUP BY m.mention
        """
    )
    return moved | {row["mention"]: row["now"] for row in joined}


def _leave_word(store: Store, moved: dict[str, str]) -> None:
    """Let old ids lead to new ones, and what people decided of the old ones hold for the new ones."""
    store.execute("DELETE FROM moved WHERE mention IN (SELECT mention FROM mentions)")
    store.choose(moved)
    store.execute(f"DELETE FROM moved WHERE mention {CHOSEN}")
    store.insert("moved", [{"mention": old, "now": now} for old, now in sorted(moved.items())])
    decided = store.rows(f"SELECT * FROM verdicts WHERE one {CHOSEN} OR other {CHOSEN} ORDER BY ALL")
    store.execute(f"DELETE FROM verdicts WHERE one {CHOSEN} OR other {CHOSEN}")
    pairs = [(moved.get(v["one"], v["one"]), moved.get(v["other"], v["other"]), v["same"]) for v in decided]
    store.insert("verdicts", [{"one": min(a, b), "other": max(a, b), "same": same} for a, b, same in pairs if a != b])
