"""Whose a role noun is: the country, and the body with its own sector, that the words around it name.

"Turkish soldiers", "soldiers of Turkey", "Turkey's soldiers", "members of Hamas", "an Air Force spokesman", "Shanghai police".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.grounding.naming.names import name_words
from dateline.grounding.naming.nounphrases import first_word
from dateline.grounding.naming.roles import homelands
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import Party
from dateline.wordlists import wordlist

if TYPE_CHECKING:
    from dateline.grounding.who.actors import Actors

_OWNING = ("of", "from", "in", "for", "at", "with", "across", "inside", "on")
_WHOLE = ("state", "seat", "demonym", "person")


class Belonging(NamedTuple):
    """The country and the body's own sector (empty where none is named), and the words that say so."""

    country: str = ""
    sector: str = ""
    because: str = ""

    @property
    def told(self) -> bool:
        """Whether anything is known."""
        return bool(self.country or self.sector)


_NOWHERE = Belonging()


def belonging(actors: Actors, sentence: Sentence, token: Token, first: int, left: Token | None = None) -> Belonging:
    """Whose the role noun at ``token`` is.

    Args:
        first: index of the first word of the role phrase ("foreign" of "foreign minister").
        left: where the phrase begins, if it reaches further left than its syntax says.
    """
    nearest = first_word(sentence, token)
    left = nearest if left is None or nearest.i < left.i else left
    before = sentence.tokens[left.i : token.i]
    found = _by_adjective(actors, before, token)
    if not found.told and token.lemma not in wordlist("counterparts"):
        found = _by_possessor(actors, sentence, token)
        if not found.told:
            found = _by_phrase(actors, sentence, token)
    if not found.told:
        found = _by_name(actors, before)
    if not found.sector and token.lemma.lower() in wordlist("staff"):
        found = Belonging(found.country, _employer(actors, sentence, left.i, first), found.because)
    return found


def backs(word: Token) -> bool:
    """Whether a word names who merely backs the one described: "Moscow-backed"."""
    return word.text.replace("‑", "-").rpartition("-")[2].lower() in wordlist("backing")


def _by_adjective(actors: Actors, before: list[Token], token: Token) -> Belonging:
    """ "Turkish", "US", "Kurdish", "State Department" before the noun, but not who merely backs it ("US-backed", "pro-Russian")."""
    people = next((word.text for word in before if word.text in homelands()), "")
    armed = "REB" if people and token.lemma in wordlist("armed") else ""
    for mention in reversed(actors.names.within(before[0].start, token.start) if before else []):
        standing = mention.entity.on(actors.names.day)
        backed = actors.names.text[mention.span.end :].split(" ", 1)[0].lstrip("-‐‑").lower() in wordlist("backing")
        backed = backed or actors.names.text[: mention.span.start].lower().endswith(("pro-", "anti-", "pro‑", "anti‑"))
        if (standing.country or standing.sector) and not backed:
            own = standing.sector if mention.entity.kind not in _WHOLE else armed
            return Belonging(standing.country, own, standing.because)
    if people:
        country = actors.homeland(homelands()[people])
        return Belonging(country, armed, f"{people}, of {country}" if country else "")
    return _NOWHERE


def _by_possessor(actors: Actors, sentence: Sentence, token: Token) -> Belonging:
    """ "Turkey's soldiers", "his government"; what a body has is that body's ("the army's spokesman")."""
    for possessor in sentence.children(token, "poss"):
        for party in actors.parties(sentence, possessor, deed=False) or actors.pronominal(sentence, possessor):
            if party.country or party.sector:
                return Belonging(party.country, _own_sector(party), f"of {party.text}")
    return _NOWHERE


def _by_phrase(actors: Actors, sentence: Sentence, token: Token) -> Belonging:
    """ "The government of Mali", "members of Hamas", "civilians in Aleppo"."""
    for preposition in sentence.children(token, "prep"):
        if preposition.lemma in _OWNING:
            for noun in expand(sentence, sentence.children(preposition, "pobj")):
                for party in actors.parties(sentence, noun, deed=False):
                    if (party.country and not party.entity.startswith("person:")) or preposition.lemma == "of":
                        own = _own_sector(party) if preposition.lemma == "of" else ""
                        return Belonging(party.country, own, f"{preposition.lemma} {party.text}")
                place = actors.places.at(noun)
                if place and place.country:
                    return Belonging(place.country, "", f"{preposition.lemma} {place.text}")
    return _NOWHERE


def _own_sector(party: Party) -> str:
    """The sector that a body or group hands on to those who belong to it; a person hands on none."""
    return "" if party.entity.startswith(("person", "place:")) else party.sector


def _by_name(actors: Actors, before: list[Token]) -> Belonging:
    """A place or a person of this report before the noun: "Aleppo residents", "Rajoy officials"."""
    for word in before:
        if backs(word):
            continue
        place = actors.places.at(word)
        if place and place.country:
            return Belonging(place.country, "", f"place {place.text}")
        known = actors.names.recall(name_words(word.text)) if word.pos == "PROPN" else None
        if known and known.country:
            return Belonging(known.country, "", f"of {known.text}")
    return _NOWHERE


def _employer(actors: Actors, sentence: Sentence, left: int, first: int) -> str:
    """The sector of a body named by a role noun before: "army accountant", "an intelligence agency officer"."""
    if first <= left:
        return ""
    role = actors.roles.ending_at(sentence, sentence.tokens[first - 1])
    return role[0].sector if role and role[0].kind in ("body", "force", "people") and role[1] >= left else ""
