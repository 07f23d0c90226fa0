"""The words that toponyms are told by: short forms, what stands before and after a place, names that people bear."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.datafiles import data, read_toml

if TYPE_CHECKING:
    from dateline.grounding.where.candidates import Word
    from dateline.grounding.where.gazetteer import Toponym


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """``data/lexicon/toponyms.toml`` and ``name_words.csv``, made easy to look up; words in lower case.

    The second lists given and family names with how many in 100,000 bear them (United States Census of 1990, which is in the public
    domain), and the words that newspapers write small more than now and then though some place bears them.
    """

    locative: frozenset[str]
    neutral: frozenset[str]
    directions: frozenset[str]
    settlements: frozenset[str]
    days: frozenset[str]
    generic: frozenset[str]
    streets: frozenset[str]
    others: frozenset[str]
    civic: frozenset[str]
    natural: frozenset[str]
    speech: frozenset[str]
    units: frozenset[str]
    titles: frozenset[str]
    short: Mapping[str, str]
    postal: Mapping[str, str]
    demonyms: Mapping[str, str]
    given: Mapping[str, int]
    family: Mapping[str, int]
    common: frozenset[str]
    countries: Mapping[str, str]
    weights: Mapping[str, float]
    senses: Mapping[str, float]
    accept: Mapping[str, float]
    still: frozenset[str]
    dealings: frozenset[str]
    taken: frozenset[str]
    sites: frozenset[str]
    seats: frozenset[str]
    tellings: frozenset[str]
    gatherings: frozenset[str]
    meetings: frozenset[str]
    meet: frozenset[str]
    journeys: frozenset[str]
    entered: frozenset[str]

    def is_common(self, word: str) -> bool:
        """Whether newspapers also write the word small."""
        return word in self.common

    def sureness(self, cue: float, support: float, place: Toponym) -> float:
        """How surely a candidate is a place, in logits, once it is known which place it would be; our own rows count as known to all."""
        known = self.accept
        people = math.log10(max(place.population, 0) + 100) if place.source == "GeoNames" else known["known"]
        return cue * known["cue"] + min(support, 3.0) * known["support"] + people * known["people"] + known["bias"]


@cache
def placewords() -> PlaceWords:
    """The lexicon, read once."""
    raw = read_toml(data() / "lexicon" / "toponyms.toml")
    titles = read_toml(data() / "lexicon" / "titles.toml")
    before, after = raw["before"], raw["after"]
    given: dict[str, int] = {}
    family: dict[str, int] = {}
    common: set[str] = set()
    with (data() / "lexicon" / "name_words.csv").open(encoding="utf-8") as lines:
        for row in csv.reader(lines):
            if row[1] != "0":
                given[row[0]] = int(row[1]) if row[1].isdigit() else 0
            if row[2] != "0":
                family[row[0]] = int(row[2]) if row[2].isdigit() else 0
            if row[3] == "1":
                common.add(row[0])
    states: dict[str, str] = {}
    with (data() / "registry" / "states.csv").open(encoding="utf-8") as lines:
        for entry in csv.DictReader(lines):  # today's states stand before those that are no more
            states.setdefault(entry["country"], entry["name"])
    return PlaceWords(
        locative=frozenset(before["locative"]),
        neutral=frozenset(before["neutral"]),
        directions=frozenset(before["directions"]),
        settlements=frozenset(before["settlements"]),
        generic=frozenset(
            (*before["directions"], *before["settlements"], *after["natural"], *after["streets"], *map(str.lower, before["features"]))
        )
        - {"san", "santa", "point"},
        days=frozenset(before["days"]),
        streets=frozenset(after["streets"]),
        others=frozenset(after["others"]),
        civic=frozenset(after["civic"]),
        natural=frozenset(after["natural"]),
        speech=frozenset(after["speech"]),
        units=frozenset(after["units"]),
        titles=frozenset(word.lower().rstrip(".") for group in titles["title"] for word in group["words"] if " " not in word)
        - {"la", "ma", "u", "late"},
        short=raw["short"],
        postal=raw["postal"],
        demonyms=raw["demonyms"],
        given=given,
        family=family,
        common=frozenset(common),
        countries=states,
        weights=raw["weights"],
        senses=raw["senses"],
        accept=raw["accept"],
        still=frozenset(raw["after"]["still"]),
        taken=frozenset(raw["before"]["taken"]),
        dealings=frozenset(raw["before"]["dealings"]),
        sites=frozenset(raw["acts"]["sites"] + raw["acts"]["seats"]),
        seats=frozenset(raw["acts"]["seats"]),
        tellings=frozenset(raw["acts"]["tellings"]),
        gatherings=frozenset(raw["acts"]["meetings"] + raw["acts"]["incidents"]),
        meetings=frozenset(raw["acts"]["meetings"]),
        meet=frozenset(raw["acts"]["meet"]),
        journeys=frozenset(raw["acts"]["journeys"]),
        entered=frozenset(raw["acts"]["entered"]),
    )


class Bearers:
    """The persons' names of a report: runs of words that name a person, and the family names that recur alone."""

    def __init__(
        self, words: Sequence[Word], lexicon: PlaceWords, joined: Callable[[Word], bool], is_region: Callable[[str], bool]
    ) -> None:
        self._run: dict[int, int] = {}
        self._families: set[str] = set()
        n = 0
        while n < len(words):
            end = self._person(words, n, lexicon, joined, is_region)
            if end > n:
                for i in range(n, end):
                    self._run[i] = end - n
                self._families.add(words[end - 1].text)
                n = end - 1
            n += 1

    def covers(self, n: int) -> bool:
        """Whether the word of that index stands in a person's name."""
        return n in self._run

    def length(self, n: int) -> int:
        """How many words the person's name has."""
        return self._run.get(n, 0)

    def is_family(self, word: str) -> bool:
        """Whether some person of the report bears the name."""
        return word in self._families

    @staticmethod
    def _person(
        words: Sequence[Word], n: int, lexicon: PlaceWords, joined: Callable[[Word], bool], is_region: Callable[[str], bool]
    ) -> int:
        """The index after a person's name that begins at a word; the word's own where none does."""
        first = words[n]
        if not first.capital or not joined(first) or n + 1 >= len(words):
            return n
        titled = first.lower in lexicon.titles
        if not titled and first.lower not in lexicon.given and not (len(first.text) == 1 and first.near == ". "):
            return n
        end = n + 1
        while end < len(words) and joined(words[end - 1]) and words[end - 1].near != "-" and words[end].capital and end - n < 4:
            low = words[end].lower
            if low in lexicon.civic or low in lexicon.streets or words[end].text in lexicon.units or low in lexicon.natural:
                break
            if low in lexicon.common and low not in lexicon.family and low not in lexicon.given and len(low) > 1:
                break
            if low in ("the", "of", "and") or words[end].text in ("The", "In"):
                break
            end += 1
        if end == n + 1:
            return n
        if not titled and is_region(first.text) and words[end - 1].lower not in lexicon.family:
            return n
        if words[end - 1].lower in lexicon.titles and end - n == 2 and not titled:
            return n
        return end
