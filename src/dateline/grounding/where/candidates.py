"""The words of a text in runs of capitals, and the candidates for places among them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from dateline.grounding.where.gazetteer import Toponym
from dateline.model import Span

_WORD = re.compile(r"[^\W_]+(?:(?:['’](?![sS]\b)|(?<=\b[A-Z])\.(?=[A-Z]\b)|(?<=\bW)\.(?=Va\b)|&)[^\W_]+)*")
_ABBREVIATED = frozenset(
    "st ste mt ft lt sgt gov rev sen rep dr mr mrs ms col gen capt det maj cpl pvt supt atty jr sr hon pres no".split()
)


@dataclass(slots=True)
class Word:
    """A word of the text with the run of capitalised words that it stands in."""

    text: str
    start: int
    end: int
    near: str = ""  # what stands between it and the next word

    @property
    def lower(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Candidate:
    """Words that may name a place.

    Attributes:
        span: where they stand.
        name: the name that was looked up.
        senses: the places of that name.
        first, last: indices of its words.
        cue: how much speaks for a place.
        features: what spoke for and against.
        within: the candidate that says where it lies (", Texas"), if one follows.
        demonym: whether it names the people or is the adjective of a place.
    """

    span: Span
    name: str
    senses: tuple[Toponym, ...]
    first: int
    last: int
    cue: float = 0.0
    features: set[str] = field(default_factory=set)
    within: Candidate | None = None
    demonym: bool = False


def read_words(text: str) -> list[Word]:
    """The words of a text, with what stands after each."""
    found = [
        Word(m.group(), m.start(), m.end())
        for m in _WORD.finditer(text)
        if not (m.group() in ("s", "S") and text[m.start() - 1 : m.start()] in ("'", "’"))
    ]
    for word, following in itertools.pairwise(found):
        word.near = text[word.end : following.start]
    if found:
        found[-1].near = text[found[-1].end :]
    return found


def joined(word: Word) -> bool:
    """Whether the next word goes on with the same name."""
    return word.near in (" ", "-", "–", "’", "'") or (word.near == ". " and (len(word.text) == 1 or word.lower in _ABBREVIATED))


def contains(region: Toponym, sense: Toponym) -> bool:
    """Whether the second lies in the first, by country and first-order division; a county is taken for its whole division."""
    if region.kind == "country":
        return region.country == sense.country and sense.kind != "country"
    if region.kind == "admin1":
        return region.country == sense.country and region.admin1_code == sense.admin1_code and sense.kind != "admin1"
    if region.kind == "admin2":
        return (
            region.admin1_code == sense.admin1_code
            and region.country == sense.country
            and sense.kind not in ("admin1", "admin2", "country")
        )
    return False
