"""The countries of an answer in the codes of another system, beside those that the record has."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from dateline.errors import InputError
from dateline.grounding.naming.countries import SYSTEMS, crosswalk, states
from dateline.record.store import Query, Store

_log = logging.getLogger(__name__)
_SHOWN = 8  # parties that are no states, as far as they are named


def coded(query: Query, columns: Sequence[str], parties: Sequence[str], day: str, order: str, system: str) -> Query:
    """An answer with two columns more beside each that holds parties: letters and number of the state, empty where the system has none.

    Args:
        columns: of the answer; ``parties``: those of them that hold parties.
        day: the column of the day on which a code is to hold; today's holds where there is no day.
        order: what the rows are ordered by.
        system: one of :data:`~dateline.grounding.naming.countries.SYSTEMS`; that of the record itself adds nothing.

    Raises:
        InputError: if the system is unknown, or no column holds parties.
    """
    if system not in SYSTEMS:
        raise InputError("--codes", f"{system!r} is unknown", f"one of {', '.join(SYSTEMS)}")
    if system == "iso3":
        return query
    if not parties:
        raise InputError("--codes", "the answer has no countries", "ask by dyad, actor, recipient or country")
    letters, number = SYSTEMS[system]
    shown, joins = [], []
    for column in columns:
        shown.append(f"answer.{column}")
        if column in parties:
            c = f"code_of_{column}"
            shown += [f"{c}.letters AS {column}_{letters}", f"{c}.number AS {column}_{number}"]
            on = f"coalesce(answer.{day}, DATE '9999-12-30')"
            joins.append(f"LEFT JOIN codes {c} ON {c}.iso3 = answer.{column} AND {on} >= {c}.valid_from AND {on} < {c}.valid_to")
    fields = ("iso3", "letters", "number", "valid_from", "valid_to")
    codes = ", ".join(f"unnest($code_{field}) AS {field}" for field in fields)
    return Query(
        f"""
        WITH answer AS ({query.sql}), codes AS (SELECT {codes})
        SELECT {", ".join(shown)} FROM answer {" ".join(joins)} ORDER BY {order}
        """,
        {**query.values, **{f"code_{field}": [getattr(code, field) for code in crosswalk(system)] for field in fields}},
    )


def tell_uncoded(store: Store, query: Query, parties: Sequence[str], system: str) -> None:
    """Say, as a warning, which states of an answer the system has no code for, and that other parties have none."""
    if system == "iso3":
        return
    number = SYSTEMS[system][1]
    sides = " UNION ".join(f"SELECT DISTINCT {p} AS party FROM answer WHERE {p} IS NOT NULL AND {p}_{number} IS NULL" for p in parties)
    found = [row["party"] for row in store.ask(Query(f"WITH answer AS ({query.sql}) {sides} ORDER BY party", query.values))]
    lacking, others = ([party for party in found if (party in states()) is known] for known in (True, False))
    if lacking:
        _log.warning("%s has no code for %s; their rows are kept, the code empty", system, ", ".join(lacking))
    if others:
        named = ", ".join(others[:_SHOWN]) + (f" and {len(others) - _SHOWN:,} more" if len(others) > _SHOWN else "")
        _log.warning("no states, so without a code: %s", named)
