"""How much weighs what is in doubt about events: the chance that something is wrong with one, and how much hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dateline.datafiles import data, read_toml
from dateline.record.store import Query

LEAST = 0.0005
"""An event in doubt by no more than this does not wait to be reviewed."""


def weighed(of: Query, disputes: Mapping[str, Sequence[str]]) -> Query:
    """What weighs on some events, a row each.

    Doubts, each a chance that something is wrong, are taken for independent: together they are 1 less the product of what is left.

    Args:
        of: gives their rows of the table ``events``.
        disputes: by event, how two people see it differently.

    Gives:
        ``event``; ``link``: how likely the weakest of its mentions, ``weakest``, is of the same act as the others; ``twin``: how likely
        another event, ``other``, is the same act; ``doubt``, ``importance``.
    """
    weights = _weights()
    doubt, importance = weights["doubts"], weights["importance"]
    bound = {
        "disputed": sorted(disputes),
        "disagreement": doubt["disagreement"],
        "reviewers": doubt["reviewers"],
        "twin": doubt["twin"],
        "gravity": importance["gravity"],
        "deaths": importance["deaths"],
    }
    return Query(
        f"""
        WITH asked AS MATERIALIZED (SELECT event, confidence, mentions, sources, score, quantities FROM ({of.sql})),
        decided AS (SELECT one, other, same FROM verdicts UNION ALL SELECT other, one, same FROM verdicts),
        pinned AS (
            SELECT DISTINCT one AS mention
            FROM decided d JOIN members b ON b.mention = d.one JOIN members o ON o.mention = d.other
            WHERE d.same AND b.event = o.event
        ),
        own AS MATERIALIZED (SELECT b.event, b.mention FROM members b SEMI JOIN asked USING (event)),
        paired AS (
            SELECT o.event, p.one, p.other, p.probability FROM pairs p JOIN own o ON o.mention = p.one
            UNION ALL SELECT o.event, p.other, p.one, p.probability FROM pairs p JOIN own o ON o.mention = p.other
        ),
        links AS (
            SELECT p.event, p.one AS mention, max(CASE WHEN o.event = p.event THEN p.probability END) AS held,
                   max(CASE WHEN o.event <> p.event AND d.one IS NULL THEN p.probability END) AS twin,
                   arg_max(o.event, (p.probability, o.event)) FILTER (o.event <> p.event AND d.one IS NULL) AS other
            FROM paired p JOIN members o ON o.mention = p.other LEFT JOIN decided d ON d.one = p.one AND d.other = p.other
            GROUP BY ALL
        ),
        merged AS (
            SELECT event, min(held) FILTER (p.mention IS NULL) AS link,
                   arg_min(l.mention, (held, l.mention)) FILTER (p.mention IS NULL) AS weakest,
                   max(twin) AS twin, arg_max(other, (twin, other)) AS other
            FROM links l LEFT JOIN pinned p USING (mention) GROUP BY event
        ),
        told AS (
            SELECT b.event, bool_and(m.mention IN (SELECT mention FROM anchored WHERE state = 'applied')) AS judged,
                   (count(DISTINCT m.type) > 1)::INTEGER + (count(DISTINCT m.factuality) > 1)::INTEGER
                   + (count(DISTINCT (m.time."from", m.time."to")) FILTER (m.time IS NOT NULL) > 1)::INTEGER
                   + (count(DISTINCT
                         list_sort(list_distinct(list_transform(m.actors, lambda p: coalesce(nullif(p.country, ''), p.sector)))))
                      FILTER (len(m.actors) > 0) > 1)::INTEGER AS disagree
            FROM asked JOIN own b USING (event) JOIN mentions m USING (mention) WHERE asked.mentions > 1 GROUP BY b.event
        )
        SELECT a.event, g.link, g.weakest, g.other, CASE WHEN g.twin >= $twin THEN g.twin END AS twin,
               1 - a.confidence * coalesce(CASE WHEN a.mentions > 1 THEN g.link END, 1)
                   * (1 - coalesce(CASE WHEN g.twin >= $twin THEN g.twin END, 0))
                   * CASE WHEN t.judged THEN 1 ELSE power(1 - $disagreement, coalesce(t.disagree, 0)) END
                   * CASE WHEN list_contains($disputed, a.event) THEN 1 - $reviewers ELSE 1 END AS doubt,
               log2(1 + a.sources) * (1 + $gravity * abs(coalesce(a.score, 0)) / 10
                   + $deaths * log10(1 + coalesce(list_max(list_transform(
                         list_filter(a.quantities, lambda q: q.kind = 'killed'), lambda q: q.best)), 0))) AS importance
        FROM asked a LEFT JOIN merged g USING (event) LEFT JOIN told t USING (event)
        """,
        dict(of.values) | bound,
    )


@cache
def _weights() -> dict[str, dict[str, float]]:
    return read_toml(data() / "reviewing" / "queue.toml")
