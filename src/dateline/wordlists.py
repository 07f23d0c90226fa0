"""Word lists of the engine's own rules, by name: ``data/lexicon/words.toml``.

Closed classes (pronouns, auxiliaries, prepositions) are grammar and stand in code; open classes are data.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def wordlist(name: str) -> frozenset[str]:
    """The list of that name.

    Raises:
        KeyError: if the file has no such list.
    """
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    source = resources.files("dateline") / "data" / "lexicon" / "words.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
