"""All grounding of one report behind one door: parties, pronouns, places, times and speakers."""

from __future__ import annotations

from dateline.grounding.coreference import Coreference
from dateline.grounding.naming import roles as roles_
from dateline.grounding.naming.entities import Registry
from dateline.grounding.naming.names import Names
from dateline.grounding.says.speakers import Speakers
from dateline.grounding.where.places import Places
from dateline.grounding.who.actors import Actors
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Report


class Grounder:
    """Answers who a token stands for, in one report."""

    def __init__(
        self, report: Report, sentences: list[Sentence], registry: Registry, roles: roles_.Roles, dateline_country: str = ""
    ) -> None:
        self.names = Names(registry, report.text, report.published)
        self.home, self.single = self._home(dateline_country)
        self.places = Places(self.names, sentences, dateline_country)
        self.actors = Actors(self.names, roles, self.places, sentences, self.home if self.single else "")
        self.speakers = Speakers(report, self.actors, sentences)
        self.coreference = Coreference(self.actors, self.speakers, sentences)
        self.actors.pronoun = self.coreference.party

    def _home(self, dateline_country: str) -> tuple[str, bool]:
        """The country that the report is about, and whether it is about that one alone.

        It is the one most named, its dateline and its first words counting extra; alone, with half of all namings
        or where it is the dateline's too.
        """
        counted = self.names.countries()
        if not counted:
            return dateline_country, True
        most = max(counted.values())
        if dateline_country in counted:
            counted[dateline_country] += most // 2
        first = next(iter(counted))
        counted[first] += most // 4
        home = max(counted, key=lambda c: counted[c])
        return home, home == dateline_country or 2 * counted[home] >= counted.total()

    def parties(self, sentence: Sentence, token: Token, deed: bool = True) -> tuple[Party, ...]:
        """The parties that the phrase headed by ``token`` stands for; empty where none can be named.

        Args:
            deed: whether an act or thing may stand for whoever did or owns it.
        """
        if token.pos == "PRON":
            return self.coreference.party(sentence, token)
        found = self.coreference.taken_up(sentence, token) or self.actors.parties(sentence, token, deed)
        return found or (self.coreference.deed(sentence, token) if deed else ())

    def is_named(self, token: Token) -> bool:
        """Whether a token is part of a longer registry name ("Mission" of a UN mission's name)."""
        mention = self.names.at(token)
        return (
            mention is not None
            and " " in mention.span.of(self.names.text)
            and mention.entity.kind not in ("state", "demonym", "seat", "person")
        )

    def is_city(self, token: Token) -> bool:
        """Whether a token names a city, be it as a seat of government or as a place."""
        mention = self.names.at(token)
        return mention.entity.kind == "seat" if mention else self.places.at(token) is not None

    def kind(self, sentence: Sentence, token: Token) -> str:
        """What sort of thing the phrase names."""
        if token.pos == "PRON":
            return "person" if token.text.lower() in ("he", "she", "him", "her") else ""
        return self.actors.kind(sentence, token)
