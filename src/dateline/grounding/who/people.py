"""The people of one report: who is introduced as what, and whom a short form means later.

A person introduced with a description ("Mevlut Mert Altintas, a police officer") is known by it afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.grounding.naming.entities import Entity, NameMention
from dateline.grounding.naming.names import Known, Names, name_words, proper_span, span_of
from dateline.grounding.naming.nounphrases import first_word, identify, last_word, looks_human
from dateline.grounding.naming.roles import Role, Roles
from dateline.grounding.who.belonging import Belonging
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Span
from dateline.wordlists import wordlist

Whose = Callable[..., Belonging]
"""Answers whose a role noun is, as :func:`dateline.grounding.who.belonging.belonging` does."""


class People:
    """The report's memory of people and bodies."""

    def __init__(self, names: Names, roles: Roles, home: str, whose: Whose) -> None:
        self.names, self.roles, self.home, self._whose = names, roles, home, whose

    def introduce(self, sentence: Sentence, token: Token) -> None:
        """Remember a person or body with the roles it is introduced with."""
        mention = self.names.at(token)
        roles = self._described(sentence, token)
        words = {last_word(r) for r, _, _ in roles}
        if mention:
            if mention.entity.kind in ("person", "group", "body", "igo", "party"):
                self._remember_entity(mention, token, words)
            return
        if token.pos != "PROPN" or (self.roles.ending_at(sentence, token) and not self._is_name(sentence, token)):
            return
        first, last = proper_span(sentence, token)
        for n in range(last - 1, first - 1, -1):
            if self.roles.ending_at(sentence, sentence.tokens[n]):
                first = n + 1
                break
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
                    text, name_words(text), standing.country, standing.sector, identify(titled), standing.because, True, words, token.start
                )
            )
            return
        if not roles and not sector:
            if looks_human(sentence, token):  # remembered by name, so that the surname alone is known again
                self.names.remember(
                    Known(text, name_words(text), "", "", "", "a person's name, unknown to the registry", True, words, token.start)
                )
            return
        country = next((c for _, c, _ in roles if c), "") or self._state_before(sentence, token) or self.home
        role = roles[0][0].words if roles else "title"
        known = Known(text, name_words(text), country, sector, "", f"described as {role!r} in the report", True, words, token.start)
        known.sector = "ELI" if any(former for _, _, former in roles) else known.sector
        self.names.remember(known)

    def _state_before(self, sentence: Sentence, token: Token) -> str:
        """ "Austria refused; Foreign Minister Karin Kneissl said": the state named last in the sentence before the name."""
        for mention in reversed(self.names.within(sentence.start, token.start)):
            if mention.entity.kind in ("state", "seat"):
                return mention.entity.on(self.names.day).country
        return ""

    def recalled(self, sentence: Sentence, token: Token) -> Known | None:
        first, last = proper_span(sentence, token)
        for start in range(first, last + 1):
            words = name_words(span_of(sentence.tokens[start : last + 1]).of(self.names.text))
            if words:
                known = self.names.recall(words)
                if known:
                    return known
        return None

    def party(self, known: Known, token: Token, sentence: Sentence, how: str = "") -> Party:
        first = proper_span(sentence, token)[0] if token.pos == "PROPN" else token.i
        known.last = max(known.last, token.start)
        span = Span(sentence.tokens[first].start, token.end)
        entity = known.entity or ("" if known.country or known.sector else "person")
        return Party(known.text, span, known.country, known.sector, entity, f"{how + ': ' if how else ''}{known.because}")

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
            office |= wordlist("offices") & set(standing.office.lower().split())
        known = Known(
            text,
            words,
            standing.country,
            standing.sector,
            identify(entity),
            standing.because,
            entity.kind == "person",
            roles | office,
            token.start,
        )
        self.names.remember(known).last = token.start

    def described_as(self, sentence: Sentence, token: Token, mention: NameMention) -> Role | None:
        """The role, or the rank before the name, that a phrase gives a person in passing: "army chief Gen. Asim Munir"."""
        told = self._described(sentence, token)
        if any(former for _, _, former in told):
            return None
        roles = [role for role, _, _ in told if role.sector]
        if roles:
            return roles[0]
        first = next((t.i for t in sentence.tokens if t.start >= mention.span.start), 0)
        sector = self._title(sentence, first)
        return Role(sentence.tokens[first - 1].text, sector, "person") if sector else None

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
                country, _, _ = self._whose(sentence, word, role[1], first_word(sentence, token))
                if not country and role[0].kind == "person":  # "Foreign Minister Karim Valo of Albania"
                    country, _, _ = self._whose(sentence, token, token.i)
                found.append((role[0], country, self.is_former(sentence, word)))
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
                country, _, _ = self._whose(sentence, noun, role[1])
                found.append((role[0], country, self.is_former(sentence, noun)))
        return found

    def _is_name(self, sentence: Sentence, token: Token) -> bool:
        return token.i > 0 and token.pos == "PROPN" and self._role_before(sentence, token.i - 1)

    def _role_before(self, sentence: Sentence, index: int) -> bool:
        return self.roles.ending_at(sentence, sentence.tokens[index]) is not None

    def _title(self, sentence: Sentence, first: int) -> str:
        return self.roles.titles.get(sentence.tokens[first - 1].text.rstrip(".").lower(), "") if first else ""

    def is_former(self, sentence: Sentence, token: Token) -> bool:
        """Whether the phrase says that the office is past: "former", "ex-president"."""
        left = first_word(sentence, token)
        words = [w.text.lower() for w in sentence.tokens[left.i : token.i + 1]]
        return any(word in self.roles.former or word.startswith(("ex-", "ex‑")) for word in words)
