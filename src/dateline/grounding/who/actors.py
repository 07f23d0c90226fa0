"""Noun phrases to parties: names by the registry, roles by their nouns, deeds by whoever did them.

One :class:`Actors` serves one report. It reads the report once from the top, so that a person introduced with a
description ("Mevlut Mert Altintas, a police officer") is known by it afterwards; then it answers for any token.
It abstains (an empty tuple) rather than guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from dateline.grounding.naming.entities import NameMention, Standing
from dateline.grounding.naming.names import Names, name_words, proper_span, span_of
from dateline.grounding.naming.nounphrases import identify, looks_human, named_party
from dateline.grounding.naming.roles import Role, Roles, homelands
from dateline.grounding.where.places import Places
from dateline.grounding.who.belonging import Belonging, belonging
from dateline.grounding.who.descriptions import described
from dateline.grounding.who.owners import counted_parties, owner
from dateline.grounding.who.people import People
from dateline.language.clauses import antecedent
from dateline.language.parser import Sentence, Token
from dateline.model import Party
from dateline.wordlists import wordlist

_COURTESY = 366  # days


class Actors:
    """Grounds the noun phrases of one report."""

    def __init__(self, names: Names, roles: Roles, places: Places, sentences: list[Sentence], home: str) -> None:
        """``home`` is the country that an office without one belongs to; empty to leave it open."""
        self.names, self.roles, self.places, self.home = names, roles, places, home
        self.setting = places.setting
        self._cache: dict[tuple[int, int], tuple[Party, ...]] = {}
        self.recent: list[Party] = []
        self.spoken_of: dict[str, Belonging] = {}
        self.people = People(names, roles, home, partial(belonging, self))
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
            self.recent += [p for p in self._cache[key] if p.country and not p.entity.startswith("place:")]
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
            country = self.homeland(homelands()[token.text])
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
            if token.text.lower() in wordlist("pacts") and not sentence.children(token, "poss"):
                return ()  # "the Paris Agreement" is not of France
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
        other = self._of_another(mention, standing.country) if entity.kind == "body" else ""
        if other:
            return (replace(party, country=other, entity="", because=f"as {party.because}, but of {other}"),)
        if entity.kind == "person" and not standing.office:
            told = self.people.described_as(sentence, token, mention)
            if told and self._goes_by(told, party.sector, standing):
                return (replace(party, sector=told.sector, because=f"{party.because}; described as {told.words!r}"),)
        return (replace(party, sector=self.former(sentence, token, party.sector)),)

    def _of_another(self, mention: NameMention, country: str) -> str:
        """The state named right before a body that the registry knows of another state only: "Lithuania's State Border Guard Service"."""
        for before in reversed(self.names.within(max(mention.span.start - 40, 0), mention.span.start)):
            between = self.names.text[before.span.end : mention.span.start]
            if before.entity.kind in ("state", "demonym") and between in (" ", "'s ", "’s ", "' ", "’ "):
                other = before.entity.on(self.names.day).country
                return other if len(other) == 3 and other not in (country, "UNO", "EUR", "IGO") else ""
            return ""
        return ""

    def _goes_by(self, told: Role, sector: str, standing: Standing) -> bool:
        """Whether the words say better than the registry what a person is whose term it has not begun or has ended.

        Ministers and presidents keep their title in courtesy, so theirs is believed for a year after the term; a general's always.
        """
        if sector != "ELI":
            return not sector
        recent = standing.ended is not None and self.names.day is not None and (self.names.day - standing.ended).days <= _COURTESY
        return recent or told.sector in ("MIL", "COP", "SPY", "LEG", "JUD", "REL")

    def by_role(self, sentence: Sentence, token: Token, role: Role, first: int) -> tuple[Party, ...]:
        """Whoever a role noun describes; ``first`` is the index of the role phrase's first word."""
        return described(self, sentence, token, role, first)

    def homeland(self, countries: tuple[str, ...]) -> str:
        """Which of a people's countries is meant: where the report is set, else the one most named, else an only one."""
        if self.setting in countries:
            return self.setting
        named = self.names.countries()
        found = max(countries, key=lambda c: (named[c], -countries.index(c)))
        return found if named[found] or len(countries) == 1 else ""

    def pronominal(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """By coreference, which knows the discourse, once it has read the report."""
        return self.pronoun(sentence, token) if token.pos == "PRON" else ()

    def former(self, sentence: Sentence, token: Token, sector: str) -> str:
        """ELI in place of an office's sector where the phrase says "former"."""
        return "ELI" if sector in ("GOV", "LEG", "MIL", "JUD") and self.people.is_former(sentence, token) else sector
