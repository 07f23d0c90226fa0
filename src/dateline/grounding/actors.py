"""Noun phrases to parties: names by the registry, roles by their nouns, deeds by whoever did them.

One :class:`Actors` serves one report. It reads the report once from the top, so that a person introduced with a
description ("Mevlut Mert Altintas, a police officer") is known by it afterwards; then it answers for any token.
It abstains (an empty tuple) rather than guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.grounding.names import Known, Names, name_words, proper_span, span_of
from dateline.grounding.places import Places
from dateline.grounding.registry import Entity, NameMention
from dateline.grounding.roles import Role, Roles, homelands
from dateline.language.clauses import antecedent, expand, surface_subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Span
from dateline.wordlists import wordlist

_OWNING = ("of", "from", "in", "for", "at", "with")
_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"})
_DEED_DEPTH = 3
_OF_THE_PLACE = frozenset({"CVL", "REB", "REF", "UAF", "PRM", "MED", "EDU", "AGR", "REL", "OPP", "LAB", "CRM"})
_CIVIL_NOUNS = frozenset(
    {
        "CVL",
        "REF",
        "OPP",
        "REB",
        "COP",
        "MIL",
        "LEG",
        "JUD",
        "GOV",
        "PTY",
        "SOC",
        "EDU",
        "LAB",
        "UAF",
        "CRM",
        "MED",
        "JRN",
        "BUS",
        "AGR",
        "REL",
        "SPY",
        "PRM",
    }
)


class Actors:
    """Grounds the noun phrases of one report."""

    def __init__(self, names: Names, roles: Roles, places: Places, sentences: list[Sentence], home: str) -> None:
        """``home`` is the country that an office without one belongs to; empty to leave it open."""
        self.names, self.roles, self.places, self.home = names, roles, places, home
        self.setting = places.setting
        self._cache: dict[tuple[int, int], tuple[Party, ...]] = {}
        self._recent: list[Party] = []
        self._spoken_of: dict[str, tuple[str, str]] = {}
        self.pronoun: Callable[[Sentence, Token], tuple[Party, ...]] = lambda sentence, token: ()
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos in ("PROPN", "NOUN") and token.dep not in ("compound", "amod"):
                    self._introduce(sentence, token)

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
        if token.pos == "PROPN" and (self._recalled(sentence, token) or self._looks_human(sentence, token)) and not self.places.at(token):
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
        recalled = self._recalled(sentence, token) if token.pos == "PROPN" else None
        if recalled:
            return (self._party(recalled, token, sentence),)
        if role:
            return self._by_role(sentence, token, *role)
        named = [a for a in sentence.children(token, "appos") if a.pos == "PROPN" and a.i > token.i and self.names.at(a)]
        if named:  # "Assad's backer, Russia"
            return self._ground(sentence, named[0], False)
        if token.tag in ("NN", "NNS", "JJ", "CD", "DT", "JJS", "JJR", "RB") or token.pos in ("NOUN", "NUM", "ADJ"):
            inner = self._measured(sentence, token)
            if inner:
                return inner
        if token.pos == "PROPN":
            place = self.places.at(token)
            if not place and self._looks_human(sentence, token):
                first, last = proper_span(sentence, token)
                span = span_of(sentence.tokens[first : last + 1])
                return (Party(span.of(self.names.text), span, "", "", "person", "a person's name, unknown to the registry"),)
            if place and place.country:
                return (Party(place.text, place.span, place.country, "", f"place:{place.text}", f"place {place.text} in {place.country}"),)
        return self._owner(sentence, token) if deed else ()

    def _apposed_person(self, sentence: Sentence, token: Token) -> Party | None:
        """ "The Turkish president, Recep Tayyip Erdoğan": the name speaks for the description."""
        if token.pos not in ("NOUN", "PROPN") or not self.roles.ending_at(sentence, token):
            return None
        for mention in self.names.within(token.end + 1, token.end + 3):
            if mention.entity.kind == "person" and token.end + 1 >= mention.span.start - 1:
                return self._named(sentence, token, mention)[0]
        for name in sentence.children(token, "appos"):
            if name.pos == "PROPN" and name.i > token.i:
                mention = self.names.at(name)
                known = self._recalled(sentence, name)
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
                    "" if sector else _identify(entity),
                    standing.because,
                ),
            )
        text = self.names.fullest(entity, mention.span.of(self.names.text))
        sector = self._former(sentence, token, standing.sector)
        identifier = _identify(entity)
        return (Party(text, mention.span, standing.country, sector, identifier, standing.because),)

    def _by_role(self, sentence: Sentence, token: Token, role: Role, first: int) -> tuple[Party, ...]:
        """A role noun: its sector, and the country (or countries: "French and Iranian ministers") that its modifiers name."""
        several = self._of_several(sentence, token, role)
        if several:
            return several
        phrase = Span(self._left(sentence, token).start, token.end)
        country, sector, because = self._country_of(sentence, token, first)
        definite = any(d.lemma in ("the", "this", "that", "both") for d in sentence.children(token, "det"))
        plural = token.tag in ("NNS", "NNPS")
        if not country and plural and role.kind in ("person", "vague") and self._is_pair(sentence, token, definite):
            pair = self._last_two(role.kind == "person" or role.words.split()[-1].lower() == "leader")
            if pair:
                return pair
        if not country and definite and role.kind in ("vague", "force", "people") and last_word(role) in wordlist("groups"):
            group = self._last_group(token)
            if group:
                return group
        if role.kind == "vague":
            if not country and not sector:
                text = phrase.of(self.names.text)
                return (Party(_bare(text), phrase, "", "", "", f"role noun {role.words!r}"),)
            return (Party(_bare(phrase.of(self.names.text)), phrase, country, sector, "", f"{role.words!r}: {because}"),)
        if not country and definite and not plural and role.kind == "person":
            known = self.names.in_office(role.words.split()[-1].lower())
            if known:
                return (self._party(known, token, sentence, f"the {role.words} spoken of before"),)
        last = role.words.split()[-1].lower()
        if country:
            self._spoken_of[last] = (country, sector)
        elif definite and last in self._spoken_of and role.kind != "vague":
            country, sector = self._spoken_of[last]
            because = f"the {last} spoken of before"
        if not country and role.sector in _CIVIL_NOUNS:
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
            Party(_bare(phrase.of(self.names.text)), phrase, country, sector, "", f"role noun {role.words!r} ({role.sector}), {because}"),
        )

    def _last_group(self, token: Token) -> tuple[Party, ...]:
        """ "The group": the armed group, party or organisation named last before."""
        for mention in reversed(self.names.within(0, token.start)):
            if mention.entity.kind in ("group", "party", "igo", "ngo"):
                standing = mention.entity.on(self.names.day)
                text = self.names.fullest(mention.entity, mention.span.of(self.names.text))
                return (
                    Party(
                        text,
                        token.span,
                        standing.country,
                        standing.sector,
                        _identify(mention.entity),
                        f"{token.text!r} spoken of before: {standing.because}",
                    ),
                )
        return ()

    @staticmethod
    def _is_pair(sentence: Sentence, token: Token, definite: bool) -> bool:
        """ "The two ministers", "both sides": two who have been named."""
        two = any(c.lemma in ("two", "both") for c in sentence.children(token, "nummod", "det", "predet", "amod"))
        return two or (definite and token.lemma in ("leader", "minister", "president", "side", "counterpart"))

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
        left = self._left(sentence, token)
        states = [m for m in self.names.within(left.start, token.start) if m.entity.kind in ("demonym", "state")]
        countries = dict.fromkeys(m.entity.on(self.names.day).country for m in states)
        if len(countries) < 2:
            return ()
        named = {m.entity.on(self.names.day).country: m for m in reversed(states)}
        return tuple(
            Party(f"{m.span.of(self.names.text)}", m.span, country, role.sector, "", f"{role.words!r} of {m.entity.name}")
            for country in countries
            for m in [named[country]]
        )

    def _country_of(self, sentence: Sentence, token: Token, first: int, left: Token | None = None) -> tuple[str, str, str]:
        """Country (and a body's or group's own sector) from what stands around a role noun, from ``left`` on."""
        own = self._left(sentence, token)
        left = own if left is None or own.i < left.i else left
        for mention in reversed(self.names.within(left.start, token.start)):
            standing = mention.entity.on(self.names.day)
            if standing.country or standing.sector:
                own = standing.sector if mention.entity.kind not in ("state", "seat", "demonym", "person") else ""
                return standing.country, own, standing.because
        for word in sentence.tokens[left.i : token.i]:
            if word.text in homelands():
                country = self._homeland(homelands()[word.text])
                return country, "", f"{word.text}, of {country}" if country else ""
        for owner in sentence.children(token, "poss"):
            for party in self.parties(sentence, owner, deed=False) or self._pronoun(sentence, owner):
                if party.country:
                    return party.country, "", f"of {party.text}"
        for preposition in sentence.children(token, "prep"):
            if preposition.lemma in _OWNING:
                for noun in expand(sentence, sentence.children(preposition, "pobj")):
                    for party in self.parties(sentence, noun, deed=False):
                        if (party.country and not party.entity.startswith("person:")) or preposition.lemma == "of":
                            return party.country, "", f"{preposition.lemma} {party.text}"
                    place = self.places.at(noun)
                    if place and place.country:
                        return place.country, "", f"{preposition.lemma} {place.text}"
        for word in sentence.tokens[left.i : token.i]:
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

    def _pronoun(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """By coreference, which knows the discourse, once it has read the report."""
        return self.pronoun(sentence, token) if token.pos == "PRON" else ()

    def _measured(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "Tens of thousands of Sudanese", "members of the YPG", "some of the rebels": the phrase inside."""
        if token.pos == "NUM" or token.lemma in wordlist("measures"):
            for preposition in sentence.children(token, "prep"):
                if preposition.lemma in ("of", "from", "in"):
                    for noun in sentence.children(preposition, "pobj"):
                        inner = self.parties(sentence, noun, deed=False)
                        if inner:
                            left = self._left(sentence, token)
                            span = Span(left.start, noun.end)
                            return tuple(replace(p, text=_bare(span.of(self.names.text)), span=span) for p in inner)
        return ()

    @staticmethod
    def _looks_human(sentence: Sentence, token: Token) -> bool:
        """A name of two or three capitalised words, none in capitals throughout, without an article."""
        first, last = proper_span(sentence, token)
        words = [t.text for t in sentence.tokens[first : last + 1] if t.text[:1].isalpha()]
        return (
            2 <= len(words) <= 4
            and all(w[0].isupper() and not w.isupper() for w in words if len(w) > 3)
            and not sentence.children(token, "det")
        )

    def _owner(self, sentence: Sentence, token: Token, depth: int = 0) -> tuple[Party, ...]:
        """Whoever did or owns the thing: possessor, nationality, "by X", or X before it."""
        for by in sentence.children(token, "prep", "agent"):
            if by.lemma == "by":
                found = self._all(sentence, sentence.children(by, "pobj"))
                if found:
                    return found
        for participle in sentence.children(token, "acl"):  # "comments made by X", "sanctions imposed by X"
            done = self._all(sentence, [t for by in sentence.children(participle, "agent") for t in sentence.children(by, "pobj")])
            if done:
                return done
        owners = self._all(sentence, sentence.children(token, "poss"))
        if owners:
            return owners
        left = self._left(sentence, token)
        for mention in self.names.within(left.start, token.start):
            if mention.entity.kind != "media":
                standing = mention.entity.on(self.names.day)
                if standing.country or standing.sector:
                    identifier = _identify(mention.entity)
                    text = self.names.fullest(mention.entity, mention.span.of(self.names.text))
                    return (Party(text, mention.span, standing.country, standing.sector, identifier, standing.because),)
        for word in sentence.tokens[left.i : token.i]:
            place = self.places.at(word) if word.pos == "PROPN" else None
            if place and place.country:  # "the Sochi conference"
                return (Party(place.text, place.span, place.country, "", f"place:{place.text}", place.because),)
        for word in reversed(sentence.tokens[left.i : token.i]):
            if word.pos in ("NOUN", "PROPN"):
                role = self.roles.ending_at(sentence, word)
                if role and role[0].kind not in ("building", "vague") and word.dep in ("compound", "poss", "nmod", "amod"):
                    return self._by_role(sentence, word, *role)
        decider = self._decider(sentence, token) if sentence.children(token, "acl") else ()
        if decider:
            return decider
        for preposition in sentence.children(token, "prep"):
            if preposition.lemma in ("from", "of", "with") and depth < _DEED_DEPTH:
                nouns = expand(sentence, sentence.children(preposition, "pobj"))
                found = tuple(p for noun in nouns for p in self.parties(sentence, noun, deed=False))
                if found:
                    return found
                if preposition.lemma == "of" and nouns:
                    return self._owner(sentence, nouns[0], depth + 1)
        return ()

    def _decider(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "…announced that he would attend, a decision hailed by": whoever the clause before is about."""
        if token.lemma not in ("decision", "move", "step", "act", "action", "measure") or token.dep not in (
            "appos",
            "npadvmod",
            "dobj",
            "dep",
            "attr",
        ):
            return ()
        for above in sentence.ancestors(token):
            if above.pos in ("VERB", "AUX"):
                return self._all(sentence, [s for s in surface_subjects(sentence, above) if s.i < token.i])
        return ()

    def _all(self, sentence: Sentence, heads: list[Token]) -> tuple[Party, ...]:
        found: list[Party] = []
        for head in expand(sentence, heads):
            for party in self.parties(sentence, head, deed=True) or self._pronoun(sentence, head):
                if party.key not in {p.key for p in found}:
                    found.append(party)
        return tuple(found)

    # ------------------------------------------------------------------ the report's own people

    def _introduce(self, sentence: Sentence, token: Token) -> None:
        """Remember a person or body with the roles it is introduced with."""
        mention = self.names.at(token)
        roles = self._described(sentence, token)
        words = {r.words.split()[-1].lower() for r, _, _ in roles}
        if mention:
            if mention.entity.kind in ("person", "group", "body", "igo", "party"):
                self._remember_entity(mention, token, words)
            return
        if token.pos != "PROPN" or (self.roles.ending_at(sentence, token) and not self._is_name(sentence, token)):
            return
        first, last = proper_span(sentence, token)
        while first < last and (self._role_before(sentence, first) or sentence.tokens[first].text.rstrip(".").lower() in self.roles.titles):
            first += 1
        run = sentence.tokens[first : last + 1]
        if self.names.within(run[0].start, run[-1].end) or not run:
            return
        text = span_of(run).of(self.names.text)
        sector = next((r.sector for r, _, _ in roles if r.sector), "") or self._title(sentence, first)
        titled = self._titled(run[-1].text, words, sentence, first)
        if titled:
            standing = titled.on(self.names.day)
            self.names.remember(
                Known(
                    text, name_words(text), standing.country, standing.sector, _identify(titled), standing.because, True, words, token.start
                )
            )
            return
        if not roles and not sector:
            return
        country = next((c for _, c, _ in roles if c), "") or self.home
        role = roles[0][0].words if roles else "title"
        known = Known(text, name_words(text), country, sector, "", f"described as {role!r} in the report", True, words, token.start)
        known.sector = "ELI" if any(former for _, _, former in roles) else known.sector
        self.names.remember(known)

    def _titled(self, surname: str, roles: set[str], sentence: Sentence, first: int) -> Entity | None:
        """ "Secretary Kerry": the registry's only Kerry in such an office that day."""
        titles = roles | ({sentence.tokens[first - 1].text.lower().rstrip(".")} if first else set())
        for role in sorted(titles):
            if len(role) > 4 and (entity := self.names.registry.titled(surname, role, self.names.day)):
                return entity
        return None

    def _remember_entity(self, mention: NameMention, token: Token, roles: set[str]) -> None:
        entity: Entity = mention.entity
        standing = entity.on(self.names.day)
        text = self.names.fullest(entity, mention.span.of(self.names.text))
        words = name_words(text) if entity.kind == "person" else frozenset()
        office = {standing.office.lower().split()[-1]} if standing.office and entity.kind == "person" else set()
        if entity.kind == "person":
            for word in ("president", "minister", "secretary", "chancellor", "spokesman", "ambassador", "general", "king", "leader"):
                if word in standing.office.lower().split():
                    office.add(word)
        known = Known(
            text,
            words,
            standing.country,
            standing.sector,
            _identify(entity),
            standing.because,
            entity.kind == "person",
            roles | office,
            token.start,
        )
        self.names.remember(known).last = token.start

    def _described(self, sentence: Sentence, token: Token) -> list[tuple[Role, str, bool]]:
        """Role, country and whether former, for each description that stands by a name."""
        found = []
        first, _ = proper_span(sentence, token)
        for n in range(token.i - 1, max(first - 6, -1), -1):
            word = sentence.tokens[n]
            if word.pos in ("VERB", "AUX", "ADP", "PUNCT") and word.text not in ("of", "-"):
                break
            role = self.roles.ending_at(sentence, word)
            if role and role[0].kind in ("person", "vague"):
                country, _, _ = self._country_of(sentence, word, role[1], self._left(sentence, token))
                found.append((role[0], country, self._is_former(sentence, word)))
                break
        described = sentence.children(token, "appos")
        head = sentence.head(token)
        if token.dep == "appos":
            described.append(head)
        if token.dep in ("nsubj",) and head.lemma == "be":
            described += sentence.children(head, "attr")
        for noun in described:
            role = self.roles.ending_at(sentence, noun)
            if role and role[0].kind in ("person", "people"):
                country, _, _ = self._country_of(sentence, noun, role[1])
                found.append((role[0], country, self._is_former(sentence, noun)))
        return found

    def _recalled(self, sentence: Sentence, token: Token) -> Known | None:
        first, last = proper_span(sentence, token)
        for start in range(first, last + 1):
            words = name_words(span_of(sentence.tokens[start : last + 1]).of(self.names.text))
            if words:
                known = self.names.recall(words)
                if known:
                    return known
        return None

    def _party(self, known: Known, token: Token, sentence: Sentence, how: str = "") -> Party:
        first = proper_span(sentence, token)[0] if token.pos == "PROPN" else token.i
        known.last = max(known.last, token.start)
        span = Span(sentence.tokens[first].start, token.end)
        return Party(known.text, span, known.country, known.sector, known.entity, f"{how + ': ' if how else ''}{known.because}")

    def _is_name(self, sentence: Sentence, token: Token) -> bool:
        return token.i > 0 and token.pos == "PROPN" and self._role_before(sentence, token.i - 1)

    def _role_before(self, sentence: Sentence, index: int) -> bool:
        return self.roles.ending_at(sentence, sentence.tokens[index]) is not None

    def _title(self, sentence: Sentence, first: int) -> str:
        return self.roles.titles.get(sentence.tokens[first - 1].text.rstrip(".").lower(), "") if first else ""

    def _former(self, sentence: Sentence, token: Token, sector: str) -> str:
        return "ELI" if sector in ("GOV", "LEG", "MIL", "JUD") and self._is_former(sentence, token) else sector

    def _is_former(self, sentence: Sentence, token: Token) -> bool:
        left = self._left(sentence, token)
        return any(w.text.lower() in self.roles.former for w in sentence.tokens[left.i : token.i])

    @staticmethod
    def _left(sentence: Sentence, token: Token) -> Token:
        """The first word of the phrase before its head: determiners, adjectives, compounds, possessors."""
        first = token.i
        for child in sentence.children(token):
            if child.i < token.i and child.dep in (
                "det",
                "amod",
                "compound",
                "nmod",
                "nummod",
                "poss",
                "quantmod",
                "npadvmod",
                "punct",
                "advmod",
                "case",
            ):
                edge = min(t.i for t in sentence.subtree(child))
                first = min(first, edge)
        while first < token.i and sentence.tokens[first].pos in ("PUNCT", "CCONJ"):
            first += 1
        return sentence.tokens[first]


def last_word(role: Role) -> str:
    """The head of a role phrase."""
    return role.words.split()[-1].lower()


def _identify(entity: Entity) -> str:
    """The registry's identifier; a demonym or a seat that stands for a state is the state."""
    if entity.kind in ("demonym", "seat") and not entity.rows[-1].sector:
        return f"state:{entity.rows[-1].country}"
    return entity.id if ":" in entity.id else f"{entity.kind}:{entity.id}"


def _bare(text: str) -> str:
    """The phrase without its article."""
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if text.startswith(article):
            return text[len(article) :]
    return text
