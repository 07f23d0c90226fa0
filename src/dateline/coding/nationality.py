"""To which country the parties of an act belong whom the text leaves without one: "gunmen", "the president", "thousands of people".

Of the countries that the report names the likeliest is taken, weighed by how it is named and by who stands on the other side; none where
none is likely enough. The table is fitted on parties that people have coded (``training/fit_country.py``); every weight has its meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.coding.drafts import VERBAL, Draft
from dateline.coding.table import shipped
from dateline.grounding.grounder import Grounder
from dateline.grounding.naming.names import Names
from dateline.language.parser import Sentence
from dateline.model import INTERNATIONAL, Party, Step

TABLE = "country"
SAYS = "says"  # in the place of a type, of a party that is cited
_MANY = 3  # countries in a report


@dataclass(frozen=True, slots=True)
class Named:
    """A country as a report names it: where, and by what kind of name."""

    country: str
    at: int


class Homelands:
    """The countries that one report names, and which of them a party without one belongs to."""

    def __init__(self, ground: Grounder) -> None:
        self._home, self._alone = ground.home, ground.single
        self._named = [Named(country, start) for country, start in _countries(ground.names)]
        self._often = Counter(one.country for one in self._named)

    def of(self, party: Party, sentence: Sentence, type_: str, across: Collection[str]) -> tuple[str, float]:
        """The likeliest country of a party and how likely it is; empty where none is likely enough.

        Args:
            sentence: that of the act; ``type_``: its type.
            across: the countries of the other side.
        """
        table, floor = shipped(TABLE)
        weighed = [(table.probability(f), country) for country, f in self.features(party, sentence, type_, across)]
        probability, country = max(weighed, default=(0.0, ""))
        return (country, probability) if probability >= floor else ("", probability)

    def settled(self, party: Party, sentence: Sentence, type_: str, across: Collection[str] = ()) -> Party:
        """The party with its likeliest country, if it has none and the registry does not know it."""
        if party.country or party.entity:
            return party
        country, probability = self.of(party, sentence, type_, across)
        if not country:
            return party
        why = f"of the countries that the report names the likeliest is {country} ({probability:.2f})"
        return replace(party, country=country, because=f"{party.because}; {why}")

    def features(self, party: Party, sentence: Sentence, type_: str, across: Collection[str]) -> Iterator[tuple[str, dict[str, float]]]:
        """Each country that the report names, with what speaks for it (:data:`COUNTRY_FEATURES` says what each means)."""
        if not self._named:
            return
        at, sector = party.span.start, party.sector or "none"
        before = [one for one in self._named if one.at < at]
        last = max(before, key=lambda one: one.at).country if before else ""
        nearest = min(self._named, key=lambda one: abs(one.at - at)).country
        here = {one.country for one in self._named if sentence.start <= one.at < sentence.end}
        words = "words" if type_ in VERBAL else "deeds"
        for country in sorted(self._often):
            true = {
                f"sector {sector}",
                *(["first"] if country == self._named[0].country else []),
                *(["last before"] if country == last else []),
                *(["nearest"] if country == nearest else []),
                *(["here", f"here {sector}"] if country in here else []),
                *(["here alone"] if here == {country} else []),
                *(["other", f"other {sector}", f"other {words}", f"other {type_}"] if country in across else []),
                *(["home", f"home {sector}"] if country == self._home else []),
                *(["home alone"] if country == self._home and self._alone else []),
                *(["only", f"only {sector}"] if len(self._often) == 1 else []),
                *(["many"] if len(self._often) > _MANY else []),
            }
            yield country, {"share": self._often[country] / self._often.total()} | dict.fromkeys(sorted(true), 1.0)


def _countries(names: Names) -> Iterator[tuple[str, int]]:
    for mention in names.mentions:
        country = mention.entity.on(names.day).country
        if country and country not in INTERNATIONAL and mention.entity.kind != "media":
            yield country, mention.span.start


def settle_countries(draft: Draft, homelands: Homelands) -> None:
    """Give the parties of an act that have no country, and that the registry does not know, the likeliest."""
    for side, other in (("actors", "recipients"), ("recipients", "actors")):
        across = {party.country for party in getattr(draft, other) if party.country}
        before = getattr(draft, side)
        after = [homelands.settled(party, draft.sentence, draft.type, across) for party in before]
        draft.steps += [Step("country", f"{b.text}: {b.country}") for a, b in zip(before, after, strict=True) if a is not b]
        setattr(draft, side, after)


COUNTRY_FEATURES: Mapping[str, str] = {
    "share": "its share of the report's namings of countries",
    "home": "the report is about it",
    "home alone": "the report is about it alone",
    "first": "the report names it first",
    "last before": "it is named last before the party",
    "nearest": "it is named nearest to the party",
    "here": "the act's sentence names it",
    "here alone": "the act's sentence names it and no other",
    "other": "the other side belongs to it",
    "only": "the report names no other",
    "many": "the report names more than three",
    "home …": "the report is about it, by the party's sector",
    "here …": "the act's sentence names it, by the party's sector",
    "other …": "the other side belongs to it, by the party's sector, the act's type, and whether that is words or deeds",
    "only …": "the report names no other, by the party's sector",
    "sector …": "the party's sector",
}
