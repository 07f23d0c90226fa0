"""Who publishes a report: the source that it names, else the host of its page; and what people call those of which neither is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_HOST = r"^[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)"
_ID = "[0-9a-f]{12}"  # as :meth:`dateline.model.Report.identify` gives them
_LONG = 80  # characters of a title, or of a text, that stand for a name


def _quoted(words: str) -> str:
    """SQL of some words in quotes, cut where they are long; null of none."""
    line = f"trim(regexp_replace(left({words}, 500), '\\s+', ' ', 'g'))"
    return f"nullif('“' || CASE WHEN length({line}) > {_LONG} THEN rtrim(left({line}, {_LONG})) || '…' ELSE {line} END || '”', '“”')"


PUBLISHER = (
    f"coalesce(nullif(r.source, ''), nullif(regexp_extract(lower(r.url), '{_HOST}', 1), ''), regexp_extract(lower(r.report), '{_HOST}', 1))"
)
"""SQL of who publishes a report ``r``: its source, else the host of its page; empty where neither is known."""

TELLER = (
    f"coalesce(nullif({PUBLISHER}, ''), {_quoted('r.title')}, "
    f"CASE WHEN NOT regexp_full_match(r.report, '{_ID}') THEN r.report END, {_quoted('r.text')}, 'an empty report')"
)
"""SQL of what people call the source of a report ``r``: its publisher, else its title, the name it was given, or its first words."""


def outlet(row: Mapping[str, Any]) -> str:
    """What counts as one source: the publisher; a report of which it is not known is its own.

    >>> outlet({"source": "", "url": "https://www.wire.example/1", "report": "8e4978a9592a"})
    'wire.example'

    Args:
        row: ``source``, ``url`` and ``report``.
    """
    if row["source"]:
        return str(row["source"])
    hosts = (re.match(_HOST, str(address).lower()) for address in (row["url"], row["report"]))
    return next((host[1] for host in hosts if host), str(row["report"]))
