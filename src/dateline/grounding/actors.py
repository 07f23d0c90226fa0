"""Noun phrases to parties: names by the registry, roles by their nouns, deeds by whoever did them.

One :class:`Actors` serves one report. It reads the report once from the top, so that a person introduced with a
description ("Mevlut Mert Altintas, a police officer") is known by it afterwards; then it answers for any token.
It abstains (an empty tuple) rather than guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.grounding.names import Names, name_words, proper_span, span_of
from dateline.grounding.nounphrases import bare, first_word, identify, is_pair, last_word, looks_human, named_party
from dateline.grounding.owners import counted_parties, owner
from dateline.grounding.people import People
from dateline.grounding.places import Places
from dateline.grounding.registry import NameMention
from dateline.grounding.roles import Role, Roles, homelands
from dateline.language.clauses import antecedent, expand
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Span
from dateline.wordlists import wordlist

_OWNING = ("of", "from", "in", "for", "at", "with")
_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"})
_OF_THE_PLACE = frozenset({"CVL", "REB", "REF", "UAF", "PRM", "MED", "EDU", "AGR", "REL", "OPP", "LAB", "CRM"})
_HOME_SECTORS = frozenset("CVL REF OPP REB COP MIL LEG JUD GOV PTY SOC EDU LAB UAF CRM MED JRN BUS AGR REL SPY PRM".split())


class Actors:
    """Grounds the noun phrases of one report."""

    def __init__(self, names: Names, roles: Roles, places: Places, sentences: list[Sentence], home: str) -> None:
        """``home`` is the country that an office without one belongs to; empty to leave it open."""
        self.names, self.roles, self.places, self.home = names, roles, places, home
        self.setting = places.setting
        self._cache: dict[tuple[int, int], tuple[Party, ...]] = {}
        self._recent: list[Party] = []
        self._spoken_of: dict[str, tuple[str, str]] = {}
        self.people = People(names, roles, home, self.country_of)
        self.pronoun: Callable[[Sentence, Token], tuple[Party, ...]] = lambda sentence, token: ()
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos in ("PROPN", "NOUN") and token.dep not in ("compound", "amod"):
                    self.people.introduce(sentence, token)

    # ------------------------------------------------------------------ asking

    def parties(self, sentence: Sentence, token: Token, deed: bool = True) -> tuple[Party, ...]:
        """Whoever the phrase headed by ``token`` stands for.

        Args:
            deed: whether an act or thing may stand for its owner ("North Korea's launches" for North Korea).
        """
        key = (token.start, int(deed))
        if key not in self._cache:
            self._cache[key] = ()  # breaks circles of possession
            self._cache[key] = self._ground(sentence, antecedent(sentence, token), deed)
            self._recent += [p for p in self._cache[key] if p.country and not p.entity.startswith("place:")]
        return self._cache[key]

    def kind(self, sentence: Sentence, token: Token) -> str:
        """What sort of thing the phrase names: person people body force building vague state place, or empty."""
        mention = self.names.at(token)
        if mention:
            return {"person": "person", "state": "state", "seat": "state", "demonym": "people"}.get(mention.entity.kind, "body")
        role = self.roles.ending_at(sentence, token)
        if role:
            return role[0].kind
        if token.pos == "PROPN" and (self.people.recalled(sentence, token) or looks_human(sentence, token)) and not self.places.at(token):
            return "person"
        return "place" if self.places.at(token) else ""

    # ------------------------------------------------------------------ grounding

    def _ground(self, sentence: Sentence, token: Token, deed: bool) -> tuple[Party, ...]:
        if token.pos == "PRON" or token.pos in ("VERB", "AUX", "ADV"):
            return ()
        apposed = self._apposed_person(sentence, token)
        if apposed:
            return (apposed,)
        mention = self.names.at(token)
        if token.text in homelands() and token.pos in ("PROPN", "NOUN") and not mention:
            country = self._homeland(homelands()[token.text])
            return (Party(token.text, token.span, country, "CVL", "", f"the people {token.text}, of {country or 'several countries'}"),)
        role = None if token.pos == "ADJ" else self.roles.ending_at(sentence, token)
        if mention and not (role and role[0].words and mention.span.end < token.end):
            return self._named(sentence, token, mention)
        recalled = self.people.recalled(sentence, token) if token.pos == "PROPN" or self._is_surname(token) else None
        if recalled:
            return (self.people.party(recalled, token, sentence),)
        named = [a for a in sentence.children(token, "appos") if a.pos == "PROPN" and a.i > token.i and self.names.at(a)]
        if named:  # "Assad's backer, Russia"
            return self._ground(sentence, named[0], False)
        if role:
            return self.by_role(sentence, token, *role)
        if token.tag == "NNS" and token.lemma in wordlist("numbers") and token.dep == "nsubj":
            inner = counted_parties(self, sentence, token)
            return inner or self.by_role(sentence, token, Role("people", "CVL", "people"), token.i)  # "thousands marched in Warsaw"
        if token.tag in ("NN", "NNS", "JJ", "CD", "DT", "JJS", "JJR", "RB") or token.pos in ("NOUN", "NUM", "ADJ"):
            inner = counted_parties(self, sentence, token)
            if inner:
                return inner
        if token.pos == "PROPN":
            place = self.places.at(token)
            if not place and looks_human(sentence, token):
                first, last = proper_span(sentence, token)
                span = span_of(sentence.tokens[first : last + 1])
                return (Party(span.of(self.names.text), span, "", "", "person", "a person's name, unknown to the registry"),)
            if place and place.country:
                return (Party(place.text, place.span, place.country, "", f"place:{place.text}", f"place {place.text} in {place.country}"),)
        return owner(self, sentence, token) if deed else ()

    def _is_surname(self, token: Token) -> bool:
        """A capitalised word that the parser takes for a noun, at a sentence's head say, but that the report knows as a name."""
        known = self.names.recall(name_words(token.text)) if token.pos == "NOUN" and token.text[:1].isupper() else None
        return known is not None and known.person

    def _apposed_person(self, sentence: Sentence, token: Token) -> Party | None:
        """ "The Turkish president, Recep Tayyip Erdoğan": the name speaks for the description."""
        if token.pos not in ("NOUN", "PROPN") or not self.roles.ending_at(sentence, token):
            return None
        for following in self.names.within(token.end + 1, token.end + 3):
            if following.entity.kind == "person" and token.end + 1 >= following.span.start - 1:
                return self._named(sentence, token, following)[0]
        for name in sentence.children(token, "appos"):
            if name.pos == "PROPN" and name.i > token.i:
                mention = self.names.at(name)
                known = self.people.recalled(sentence, name)
                if (mention and mention.entity.kind == "person") or (known and known.person):
                    found = self._ground(sentence, name, False)
                    return found[0] if found else None
        return None

    def _named(self, sentence: Sentence, token: Token, mention: NameMention) -> tuple[Party, ...]:
        entity, standing = mention.entity, mention.entity.on(self.names.day)
        if entity.kind == "demonym":
            sector = "CVL" if token.tag in ("NNS", "NNPS", "NN") and token.dep not in ("amod", "compound", "poss") else ""
            return (
                Party(
                    mention.span.of(self.names.text),
                    mention.span,
                    standing.country,
                    sector,
                    "" if sector else identify(entity),
                    standing.because,
                ),
            )
        party = named_party(self.names, mention)
        return (replace(party, sector=self._former(sentence, token, party.sector)),)

    def by_role(self, sentence: Sentence, token: Token, role: Role, first: int) -> tuple[Party, ...]:
        """A role noun: its sector, and the country (or countries: "French and Iranian ministers") that its modifiers name."""
        several = self._of_several(sentence, token, role)
        if several:
            return several
        phrase = Span(first_word(sentence, token).start, token.end)
        country, sector, because = self.country_of(sentence, token, first)
        definite = any(d.lemma in ("the", "this", "that", "both") for d in sentence.children(token, "det"))
        plural = token.tag in ("NNS", "NNPS")
        if not country and plural and role.kind in ("person", "vague") and is_pair(sentence, token, definite):
            pair = self._last_two(role.kind == "person" or last_word(role) == "leader")
            if pair:
                return pair
        if not country and definite and role.kind in ("vague", "force", "people") and last_word(role) in wordlist("groups"):
            group = self._last_group(token)
            if group:
                return group
        if role.kind == "vague":
            if not country and not sector:
                text = phrase.of(self.names.text)
                return (Party(bare(text), phrase, "", "", "", f"role noun {role.words!r}"),)
            return (Party(bare(phrase.of(self.names.text)), phrase, country, sector, "", f"{role.words!r}: {because}"),)
        if not country and definite and not plural and role.kind == "person":
            known = self.names.in_office(last_word(role))
            if known:
                return (self.people.party(known, token, sentence, f"the {role.words} spoken of before"),)
        last = last_word(role)
        if country:
            self._spoken_of[last] = (country, sector)
        elif definite and last in self._spoken_of and role.kind != "vague":
            country, sector = self._spoken_of[last]
            because = f"the {last} spoken of before"
        abroad = any(w.lemma.lower() in wordlist("elsewhere") for w in sentence.tokens[first_word(sentence, token).i : token.i])
        if not country and role.sector in _HOME_SECTORS and not abroad:
            country = self.setting if role.sector in _OF_THE_PLACE and self.setting else self.home
            because = f"where the report is set, {country}" if country else "country not told"
        sector = (
            role.sector
            if role.kind not in ("person", "people") or not sector
            else sector
            if role.sector in ("GOV", "", "MIL", "REB")
            else role.sector
        )
        if country in _INTERNATIONAL and role.sector in ("GOV", "LEG", ""):
            sector = "REB" if country == "IMG" else ""
        sector = self._former(sentence, token, sector)
        return (
            Party(bare(phrase.of(self.names.text)), phrase, country, sector, "", f"role noun {role.words!r} ({role.sector}), {because}"),
        )

    def _last_group(self, token: Token) -> tuple[Party, ...]:
        """ "The group": the armed group, party or organisation named last before."""
        for mention in reversed(self.names.within(0, token.start)):
            if mention.entity.kind in ("group", "party", "igo", "ngo"):
                group = named_party(self.names, mention)
                return (replace(group, span=token.span, because=f"{token.text!r} spoken of before: {group.because}"),)
        return ()

    def _last_two(self, people: bool) -> tuple[Party, ...]:
        """The two parties of different countries named last."""
        found: dict[str, Party] = {}
        for party in reversed(self._recent):
            if party.entity.startswith("person:") or party.sector == "GOV" if people else not party.sector or party.sector == "GOV":
                found.setdefault(party.country, party)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()

    def _of_several(self, sentence: Sentence, token: Token, role: Role) -> tuple[Party, ...]:
        """ "The French and Iranian presidents": one party for each state before a plural role."""
        if token.tag not in ("NNS", "NNPS"):
            return ()
        left = first_word(sentence, token)
        states = [m for m in self.names.within(left.start, token.start) if m.entity.kind in ("demonym", "state")]
        for of in sentence.children(token, "prep"):  # "the governments of Mali and Burkina Faso"
            if of.lemma == "of":
                found = [self.names.at(noun) for noun in expand(sentence, sentence.children(of, "pobj"))]
                states += [m for m in found if m is not None and m.entity.kind == "state"]
        countries = dict.fromkeys(m.entity.on(self.names.day).country for m in states)
        if len(countries) < 2:
            return ()
        named = {m.entity.on(self.names.day).country: m for m in reversed(states)}
        return tuple(
            Party(f"{m.span.of(self.names.text)}", m.span, country, role.sector, "", f"{role.words!r} of {m.entity.name}")
            for country in countries
            for m in [named[country]]
        )

    def country_of(self, sentence: Sentence, token: Token, first: int, left: Token | None = None) -> tuple[str, str, str]:
        """Country (and a body's or group's own sector) from what stands around a role noun, from ``left`` on."""
        nearest = first_word(sentence, token)
        left = nearest if left is None or nearest.i < left.i else left
        before = sentence.tokens[left.i : token.i]
        found = self._by_adjective(before, token)
        if not found[0] and not found[1] and token.lemma not in wordlist("counterparts"):
            found = self._by_possessor(sentence, token) or self._by_phrase(sentence, token) or ("", "", "")
        if not found[0] and not found[1]:
            found = self._by_name(before)
        return found

    def _by_adjective(self, before: list[Token], token: Token) -> tuple[str, str, str]:
        """ "Turkish", "US", "Kurdish", "State Department" before the noun, but not who merely backs it ("US-backed")."""
        people = next((word.text for word in before if word.text in homelands()), "")
        armed = "REB" if people and token.lemma in wordlist("armed") else ""
        for mention in reversed(self.names.within(before[0].start, token.start) if before else []):
            standing = mention.entity.on(self.names.day)
            backed = self.names.text[mention.span.end :].split(" ", 1)[0].lstrip("-‐‑").lower() in wordlist("backing")
            if (standing.country or standing.sector) and not backed:
                own = standing.sector if mention.entity.kind not in ("state", "seat", "demonym", "person") else armed
                return standing.country, own, standing.because
        if people:
            country = self._homeland(homelands()[people])
            return country, armed, f"{people}, of {country}" if country else ""
        return "", "", ""

    def _by_possessor(self, sentence: Sentence, token: Token) -> tuple[str, str, str] | None:
        """ "Turkey's soldiers", "his government"."""
        for possessor in sentence.children(token, "poss"):
            for party in self.parties(sentence, possessor, deed=False) or self.pronominal(sentence, possessor):
                if party.country:
                    return party.country, "", f"of {party.text}"
        return None

    def _by_phrase(self, sentence: Sentence, token: Token) -> tuple[str, str, str] | None:
        """ "The government of Mali", "civilians in Aleppo"."""
        for preposition in sentence.children(token, "prep"):
            if preposition.lemma in _OWNING:
                for noun in expand(sentence, sentence.children(preposition, "pobj")):
                    for party in self.parties(sentence, noun, deed=False):
                        if (party.country and not party.entity.startswith("person:")) or preposition.lemma == "of":
                            return party.country, "", f"{preposition.lemma} {party.text}"
                    place = self.places.at(noun)
                    if place and place.country:
                        return place.country, "", f"{preposition.lemma} {place.text}"
        return None

    def _by_name(self, before: list[Token]) -> tuple[str, str, str]:
        """A place or a person of this report before the noun: "Aleppo residents", "Rajoy officials"."""
        for word in before:
            place = self.places.at(word)
            if place and place.country:
                return place.country, "", f"place {place.text}"
            known = self.names.recall(name_words(word.text)) if word.pos == "PROPN" else None
            if known and known.country:
                return known.country, "", f"of {known.text}"
        return "", "", ""

    def _homeland(self, countries: tuple[str, ...]) -> str:
        """Which of a people's countries is meant: where the report is set, else the one most named, else an only one."""
        if self.setting in countries:
            return self.setting
        named = self.names.countries()
        found = max(countries, key=lambda c: (named[c], -countries.index(c)))
        return found if named[found] or len(countries) == 1 else ""

    def pronominal(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """By coreference, which knows the discourse, once it has read the report."""
        return self.pronoun(sentence, token) if token.pos == "PRON" else ()

    def _former(self, sentence: Sentence, token: Token, sector: str) -> str:
        return "ELI" if sector in ("GOV", "LEG", "MIL", "JUD") and self.people.is_former(sentence, token) else sector
