"""Which mentions are compared: those that share type, a party and days, and in a crowd something more.

What shares type and party is a block. The block of a busy party holds thousands, and to compare all with all costs the square of that; so
a block is looked at week by week. Where more than :data:`CROWD` of its mentions lie in one week, these are compared only with what has two
finer things in common with them that are not common to a crowd in turn, be it another party, the country of the place, a word of the
sentence or a name of the report's story; and with those of their own report. What a crowd has in common does not tell its acts apart (block
purging: Papadakis et al. 2013), and no mention is compared with more than a fixed number of others a week, however many there are. An act
that a crowd tells of may so become several events.

Whether a week is crowded depends on the mentions that lie in it and not on when they came: pairs that were kept before a crowd gathered are
given up when it has, and looked at again when it is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dateline.record.store import CHOSEN, Store
from dateline.record.tellings import Telling, telling

CROWD = 200
"""Mentions of one type and party in a week, above which they are told apart by more than days."""
_COMMON = 2  # finer things that two mentions of a crowd must share
REACH = 3
"""Days by which two tellings of one act may miss each other, since days are read wrong: a weekday of another week, a day of the news."""
_LONG = 31  # days; longer spans are counted with those of their year, since they would meet every week of it
_WEEK = f"CASE WHEN ends - begins > {_LONG} THEN strftime(begins, '%Y') ELSE strftime(begins, '%G-W%V') END"
_MEET = f"a.begins <= b.ends + {REACH} AND b.begins <= a.ends + {REACH}"


def add(store: Store, new: Iterable[Telling]) -> None:
    """Put mentions into their blocks."""
    store.insert("blocks", [{"key": key, "mention": t.mention, "begins": t.window[0], "ends": t.window[1]} for t in new for key in t.keys])


def crowds(store: Store, mentions: Collection[str]) -> set[str]:
    """Those that lie in a crowded week of a block with any of some mentions, themselves included."""
    store.choose(mentions)
    rows = store.rows(
        f"""
        WITH placed AS (SELECT key, mention, {_WEEK} AS week FROM blocks WHERE key IN (SELECT key FROM blocks WHERE mention {CHOSEN}))
        SELECT DISTINCT mention FROM placed JOIN (
            SELECT key, week FROM placed GROUP BY ALL HAVING count(*) > {CROWD} AND bool_or(mention {CHOSEN})
        ) USING (key, week)
        """
    )
    return {row["mention"] for row in rows}


def lay_out(store: Store, mentions: Collection[str]) -> None:
    """Fill the passing table ``ways`` with what some mentions, and all that they can meet, may be compared by.

    A way is the block itself (its ``facet`` empty), or in a crowd a finer thing.
    """
    store.choose(mentions)
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE weeks AS
        WITH found AS (
            SELECT key, {_WEEK} AS week, min(begins) AS begins, max(ends) AS ends, count(*) AS crowd, bool_or(mention {CHOSEN}) AS asked
            FROM blocks WHERE key IN (SELECT key FROM blocks WHERE mention {CHOSEN}) GROUP BY ALL
        )
        SELECT DISTINCT b.key, b.week, b.crowd FROM found a JOIN found b ON a.key = b.key AND {_MEET} WHERE a.asked
        """
    )
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE placed AS
        SELECT key, week, mention, begins, ends, crowd, max(crowd) OVER (PARTITION BY key) > {CROWD} AS split
        FROM (SELECT *, {_WEEK} AS week FROM blocks WHERE key IN (SELECT key FROM weeks)) JOIN weeks USING (key, week)
        """
    )
    store.execute("CREATE OR REPLACE TEMP TABLE facets (mention VARCHAR, facet VARCHAR, PRIMARY KEY (mention, facet))")
    split = store.rows(
        """
        SELECT m.*, r.published, r.source, r.title, r.text FROM mentions m JOIN reports r USING (report, version)
        WHERE m.mention IN (SELECT mention FROM placed WHERE split)
        """
    )
    store.insert("facets", [{"mention": row["mention"], "facet": facet} for row in split for facet in _facets(telling(row))])
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE ways AS
        SELECT key, '' AS facet, mention, begins, ends FROM placed WHERE crowd <= {CROWD}
        UNION ALL
        SELECT key, facet, mention, begins, ends FROM placed JOIN facets USING (mention) WHERE split
        QUALIFY count(*) OVER (PARTITION BY key, week, facet) <= {CROWD}
        """
    )


def candidates(store: Store, mentions: Collection[str]) -> list[tuple[str, str]]:
    """The pairs, the lesser id first, that some of those laid out are to be compared in."""
    store.choose(mentions)
    rows = store.rows(
        f"""
        SELECT least(a.mention, b.mention) AS one, greatest(a.mention, b.mention) AS other
        FROM ways a JOIN ways b ON a.key = b.key AND a.facet = b.facet AND {_MEET}
        WHERE a.mention {CHOSEN} AND a.mention <> b.mention
        GROUP BY one, other HAVING {_ENOUGH} ORDER BY one, other
        """
    )
    return [(row["one"], row["other"]) for row in rows]


def part(store: Store, mentions: Collection[str]) -> set[str]:
    """Give up the pairs of some of those laid out that would not be compared today; gives the mentions of these pairs."""
    store.choose(mentions)
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE stale AS
        SELECT one, other FROM pairs WHERE one {CHOSEN} OR other {CHOSEN}
        EXCEPT
        SELECT p.one, p.other FROM pairs p JOIN ways a ON a.mention = p.one
        JOIN ways b ON b.mention = p.other AND a.key = b.key AND a.facet = b.facet AND {_MEET}
        WHERE p.one {CHOSEN} OR p.other {CHOSEN} GROUP BY p.one, p.other HAVING {_ENOUGH}
        """
    )
    store.execute("DELETE FROM pairs USING stale WHERE pairs.one = stale.one AND pairs.other = stale.other")
    return {r["mention"] for r in store.rows("SELECT one AS mention FROM stale UNION SELECT other FROM stale")}


_ENOUGH = f"bool_or(a.facet = '' OR starts_with(a.facet, 'report ')) OR count(DISTINCT a.facet) >= {_COMMON}"


def _facets(told: Telling) -> Iterator[str]:
    """What tells a mention apart from others of its type and party."""
    yield f"report {told.report}"
    for party in sorted(told.actors | told.recipients):
        yield f"party {party}"
    if told.country:
        yield f"place {told.country}"
    for word in sorted(told.words):
        yield f"word {word}"
    for name in sorted(told.opening):
        yield f"name {name}"
