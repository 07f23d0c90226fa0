"""Noun phrases as they stand: where one begins, whether it is a person's name, a pair, a former office."""

from __future__ import annotations

from dateline.grounding.naming.entities import Entity, NameMention
from dateline.grounding.naming.names import Names, proper_span
from dateline.grounding.naming.roles import Role
from dateline.language.parser import Sentence, Token
from dateline.model import Party
from dateline.wordlists import wordlist

_BEFORE = frozenset({"the", "a", "an", "my", "our", "your", "his", "her", "its", "their"})


def first_word(sentence: Sentence, token: Token) -> Token:
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


def looks_human(sentence: Sentence, token: Token) -> bool:
    """A name of two or three capitalised words, none in capitals throughout, without an article, and that of no mere thing."""
    first, last = proper_span(sentence, token)
    words = [t.text for t in sentence.tokens[first : last + 1] if t.text[:1].isalpha()]
    return (
        2 <= len(words) <= 4
        and all(w[0].isupper() and not w.isupper() for w in words if len(w) > 3)
        and not sentence.children(token, "det")
        and not names_thing(sentence, token)
    )


def names_thing(sentence: Sentence, token: Token) -> bool:
    """Whether a name is that of a line, zone, agreement or the like, or ends it: "Minsk Protocol", "the Line of Actual Control"."""
    first, last = proper_span(sentence, token)
    told = [sentence.tokens[first].text, sentence.tokens[last].text]
    if first > 1 and sentence.tokens[first - 1].text == "of":
        told.append(sentence.tokens[first - 2].text)
    return any(word[:1].isupper() and word.lower() in wordlist("things") for word in told)


def is_pair(sentence: Sentence, token: Token, definite: bool) -> bool:
    """ "The two ministers", "both sides": two who have been named."""
    two = any(c.lemma in ("two", "both") for c in sentence.children(token, "nummod", "det", "predet", "amod"))
    return two or (definite and token.lemma in wordlist("sides"))


def identify(entity: Entity) -> str:
    """The registry's identifier; a demonym or a seat that stands for a state is the state."""
    if entity.kind in ("demonym", "seat") and not entity.rows[-1].sector:
        return f"state:{entity.rows[-1].country}"
    return entity.id if ":" in entity.id else f"{entity.kind}:{entity.id}"


def named_party(names: Names, mention: NameMention) -> Party:
    """The party that a name of the registry stands for on the report's day, by the fullest form that the report uses."""
    entity, standing = mention.entity, mention.entity.on(names.day)
    text = names.fullest(entity, mention.span.of(names.text))
    return Party(text, mention.span, standing.country, standing.sector, identify(entity), standing.because)


def bare(text: str) -> str:
    """The phrase without its article or possessive pronoun."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _BEFORE else text


def last_word(role: Role) -> str:
    """The head of a role phrase."""
    return role.words.split()[-1].lower()
