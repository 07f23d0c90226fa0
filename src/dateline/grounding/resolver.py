"""A name or description, on a day, to who it was: ``dateline resolve``.

The phrase is read by the same rules as a report's, as the subject of a sentence of its own; what is known beside it, its context,
is read as the rest of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.datafiles import data, read_toml
from dateline.grounding.grounder import Grounder
from dateline.grounding.naming import registry as registry_
from dateline.grounding.naming import roles as roles_
from dateline.grounding.naming.entities import Entity, Registry
from dateline.grounding.naming.nounphrases import bare, identify
from dateline.grounding.naming.roles import Roles
from dateline.grounding.where import gazetteer
from dateline.language.parser import Parser, Sentence, Token
from dateline.model import Party, Report
from dateline.wordlists import wordlist

_CARRIER = " said so."


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase stands for on a day.

    Attributes:
        country: ISO3 or international code; empty where the phrase and its context do not tell.
        sector: PLOVER sector, the one that decides; empty for a country as such or where unknown.
        sectors: all sectors that apply, the deciding one first: a defence minister is GOV and MIL.
        name: the registry's name, else the phrase's own; empty where nothing was resolved.
        actor_id: the registry's identifier; empty where the registry has none.
        because: the rule and the row that say so, or why nothing was resolved.
    """

    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()
    name: str = ""
    actor_id: str = ""
    because: str = ""


class Resolver:
    """Resolves phrases one by one; each costs a few milliseconds, nearly all of it the parser's."""

    def __init__(self, parser: Parser, registry: Registry | None = None, roles: Roles | None = None) -> None:
        self._parser = parser
        self._registry = registry or registry_.load()
        self._roles = roles or roles_.load()

    def resolve(self, text: str, day: date | None = None, context: str = "") -> Resolution:
        """Who ``text`` stands for.

        Args:
            text: a name ("Angela Merkel") or description ("the Armenian prime minister").
            day: the day as of which; the last known standing without one.
            context: words that go with the phrase: the sentence or report that it stands in, or a country.

        Returns:
            What could be told; fields stay empty rather than guessed.
        """
        phrase = self._cased(" ".join(text.split())).strip(' .,;:!?"“”')
        if not any(letter.isalpha() for letter in phrase):
            return Resolution(because="no words to go by")
        context = " ".join(context.split())
        return self._by_name(phrase, day, context) or self._by_words(phrase, day, context)

    # ------------------------------------------------------------------ a name of the registry, word for word

    def _by_name(self, phrase: str, day: date | None, context: str) -> Resolution | None:
        """A phrase that is a name from its first letter to its last needs no parse; a people's in its context does ("Kenyans")."""
        name = bare(phrase)
        mention = next(iter(self._registry.find(f"{name}\n\n{context}", day)), None)
        if mention is None or (mention.span.start, mention.span.end) != (0, len(name)):
            return None
        entity, standing = mention.entity, mention.entity.on(day)
        if entity.kind == "demonym":  # alone it may be the state ("the Israelis said") or its citizens, and the country is all that is told
            because = f"{standing.because}; a people named alone"
            return None if context or " " in phrase else Resolution(standing.country, "", (), entity.name, identify(entity), because)
        if entity.kind == "person" and not standing.sector:
            return None  # the words around may say more
        sector = standing.sector or ("GOV" if entity.kind == "seat" else "")
        return Resolution(standing.country, sector, _sectors(sector, phrase, entity, day), entity.name, identify(entity), standing.because)

    # ------------------------------------------------------------------ a description

    def _by_words(self, phrase: str, day: date | None, context: str) -> Resolution:
        found = self._find(phrase, day, context)
        party = found.party()
        if party is None or not (party.country or party.sector or party.entity != "person"):
            inside = self._by_part(phrase, day, context)
            return inside or _place(phrase, found.grounder) or self._by_noun(phrase) or _unknown(phrase, found.head, party)
        mention = found.grounder.names.at(found.head)
        named = mention.entity if mention and party.entity == identify(mention.entity) else None
        entity = named or self._registry.identified(party.entity)
        sector = self._sector(found, party, entity)
        name = entity.name if entity else party.text
        return Resolution(party.country, sector, _sectors(sector, phrase, entity, day), name, _registered(party), party.because)

    def _by_part(self, phrase: str, day: date | None, context: str) -> Resolution | None:
        """A person's name within a longer form of it that the registry lacks: "Chief Minister Jam Kamal Khan Alyani"."""
        if not all(word[:1].isupper() for word in phrase.split()):
            return None
        for mention in self._registry.find(f"{phrase}\n\n{context}", day):
            name = mention.span.of(phrase)
            if mention.entity.kind == "person" and mention.span.end <= len(phrase) and " " in name:
                return self._by_name(name, day, context)
        return None

    def _by_noun(self, phrase: str) -> Resolution | None:
        """A role or weapon that the parse has torn apart ("House of Representatives"), by its words alone."""
        words = bare(phrase).lower()
        role = self._roles.of(words) or self._roles.of(words.removesuffix("s"))
        sector = role.sector or role.alone if role else ""
        if not sector:
            weapon = next((w for w in sorted(self._roles.weapons, key=len, reverse=True) if re.search(rf"\b{re.escape(w)}s?\b", words)), "")
            sector = self._roles.weapons.get(weapon, "")
            return Resolution("", sector, (sector,), phrase, "", f"weapon {weapon!r} ({sector})") if sector else None
        return Resolution("", sector, (sector,), phrase, "", f"role noun {words!r} ({sector}), country not told")

    def _find(self, phrase: str, day: date | None, context: str) -> _Found:
        """The phrase where it stands in its context, or as a sentence's subject, with its context behind it."""
        place = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", context)
        carried = f"{phrase}{_CARRIER}"
        text, start = (context, place.start()) if place else (f"{carried}\n\n{context}" if context else carried, 0)
        sentences = self._parser.parse(text)
        grounder = Grounder(Report("phrase", text, day), sentences, self._registry, self._roles)
        sentence = next((s for s in sentences if s.start <= start < s.end), sentences[0])
        return _Found(grounder, sentence, _head(sentence, start, start + len(phrase)))

    def _cased(self, text: str) -> str:
        """Names all in capitals as a paper sets them in running text: "CANBERRA" → "Canberra"; not abbreviations."""
        if not text.isupper() or self._registry.named(text):
            return text
        return " ".join(w.capitalize() if len(w) > 5 else w for w in text.split())

    @staticmethod
    def _sector(found: _Found, party: Party, entity: Entity | None) -> str:
        """The party's sector; a capital that acts stands for its government, and who is only somewhere is unidentified."""
        if party.sector:
            return party.sector
        if entity is not None and entity.kind == "seat":
            return "GOV"
        role = found.grounder.actors.roles.ending_at(found.sentence, found.head)
        if role and role[0].alone:
            return role[0].alone
        vague = party.country and found.grounder.kind(found.sentence, found.head) == "vague"
        return "UNK" if vague else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase in its sentence."""

    grounder: Grounder
    sentence: Sentence
    head: Token

    def party(self) -> Party | None:
        """Who it stands for; "the president's office" stands for whom it serves."""
        found = self.grounder.parties(self.sentence, self.head, deed=False)
        if not found and self.head.lemma.lower() in wordlist("organs"):
            found = self.grounder.parties(self.sentence, self.head, deed=True)
        if found and found[0].entity == "person" and self.sentence.children(self.head, "poss"):  # "the army's Intelligence Directorate"
            owners = [p for t in self.sentence.children(self.head, "poss") for p in self.grounder.parties(self.sentence, t, deed=False)]
            found = tuple(owners) or found
        return found[0] if found else None


def _place(phrase: str, grounder: Grounder) -> Resolution | None:
    """A name that only places bear, all in one country, or one in a country that the context names."""
    bearers = gazetteer.load().named(phrase)
    if not bearers:
        return None
    beside = [place for place in bearers if grounder.names.countries()[place.country]]
    countries = {place.country for place in beside or bearers}
    if len(countries) > 1 or not bearers[0].country:
        return None
    place = (beside or bearers)[0]
    where = ", ".join(filter(None, (place.admin1 if place.admin1 != place.name else "", place.country)))
    return Resolution(place.country, "", (), place.name, "", f"{place.kind} {place.name}, {where} ({place.source})")


def _unknown(phrase: str, head: Token, party: Party | None) -> Resolution:
    """A pronoun says that somebody is meant, and not who; other words may mean nobody at all."""
    if head.pos == "PRON":
        return Resolution(sector="UNK", sectors=("UNK",), because=f"{phrase!r} is a pronoun; nothing beside it says whom it means")
    return Resolution(because=party.because if party else f"{phrase!r} is neither in the registry nor a known role noun")


def _sectors(sector: str, phrase: str, entity: Entity | None, day: date | None) -> tuple[str, ...]:
    """The deciding sector, then those of other offices held that day, then those that the words of office and phrase bring."""
    held = [row for row in entity.rows if day is None or row.holds(day)] if entity else []
    told = f" {phrase} {' '.join(row.office for row in held)} ".lower()
    also = [name for name, words in _second_sectors() if any(f" {word} " in told or f" {word}'" in told for word in words)]
    return tuple(dict.fromkeys(filter(None, (sector, *(row.sector for row in held), *(also if sector else ())))))


@cache
def _second_sectors() -> tuple[tuple[str, tuple[str, ...]], ...]:
    content = read_toml(data() / "lexicon" / "sectors.toml")
    return tuple((group["sector"], tuple(group["words"])) for group in content["also"])


def _registered(party: Party) -> str:
    return party.entity if ":" in party.entity and not party.entity.startswith("place:") else ""


def _head(sentence: Sentence, start: int, end: int) -> Token:
    """The head of a phrase: the highest of its tokens."""
    inside = [t for t in sentence.tokens if start <= t.start < end] or sentence.tokens[:1]
    depth = {t.i: sum(1 for _ in sentence.ancestors(t)) for t in inside}
    return min(inside, key=lambda t: (depth[t.i], t.i))
