"""The lexicon of speech: which words introduce what is said, thought or shown, and the frames that they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml

Frames = dict[str, str]


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """Words of saying by lemma.

    Attributes:
        verbs, nouns, adjectives: lemma → frame → kind of attribution (``speech``, ``stance`` or ``evidence``).
        lists: the file's plain lists, by name.
    """

    verbs: dict[str, Frames]
    nouns: dict[str, Frames]
    adjectives: dict[str, Frames]
    lists: dict[str, frozenset[str]]


@cache
def load() -> SpeechLexicon:
    """The lexicon, read once.

    Raises:
        DataError: if the file is not TOML.
    """
    raw = read_toml(data() / "lexicon" / "speech.toml")
    lists = {name: frozenset(value) for name, value in raw.items() if value and isinstance(value[0], str)}
    return SpeechLexicon(_frames(raw["verb"]), _frames(raw["noun"]), _frames(raw["adjective"]), lists)


def _frames(groups: list[dict[str, Any]]) -> dict[str, Frames]:
    found: dict[str, Frames] = {}
    for group in groups:
        for word in group["words"]:
            for frame in group["takes"]:
                found.setdefault(word, {}).setdefault(frame, group["kind"])
    return found
