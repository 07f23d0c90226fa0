"""Word lists of the engine's own rules, by name: ``data/lexicon/words.toml``.

Closed classes (pronouns, auxiliaries, prepositions) are grammar and stand in code; open classes are data.
"""

from __future__ import annotations

from functools import cache

from dateline.datafiles import data, read_toml


@cache
def wordlist(name: str) -> frozenset[str]:
    """The list of that name.

    Raises:
        KeyError: if the file has no such list.
    """
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    return read_toml(data() / "lexicon" / "words.toml")
