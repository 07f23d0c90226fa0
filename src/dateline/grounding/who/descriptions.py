"""Descriptions to parties: "the Turkish foreign minister", "members of Hamas", "both leaders", "the group"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.grounding.naming.entities import Entity, Row
from dateline.grounding.naming.nounphrases import bare, first_word, identify, is_pair, last_word, named_party
from dateline.grounding.naming.roles import Role
from dateline.grounding.who.belonging import Belonging, backs, belonging
from dateline.grounding.who.owners import counted_parties
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import INTERNATIONAL, Party, Span
from dateline.wordlists import wordlist

if TYPE_CHECKING:
    from dateline.grounding.who.actors import Actors

_OF_THE_PLACE = frozenset({"CVL", "REB", "REF", "UAF", "PRM", "MED", "EDU", "AGR", "REL", "OPP", "LAB", "CRM"})
_HOME_SECTORS = frozenset("CVL REF OPP REB COP MIL LEG JUD GOV PTY SOC EDU LAB UAF CRM MED JRN BUS AGR REL SPY PRM".split())


def described(actors: Actors, sentence: Sentence, token: Token, role: Role, first: int) -> tuple[Party, ...]:
    """A role noun: its sector, and the country (or countries: "French and Iranian ministers") that its modifiers name.

    Args:
        first: index of the role phrase's first word; ``token`` is its last.
    """
    several = _of_several(actors, sentence, token, role)
    if several:
        return several
    whose = belonging(actors, sentence, token, first)
    definite = any(d.lemma in ("the", "this", "that", "both") for d in sentence.children(token, "det"))
    if not whose.country:
        known = _spoken_of(actors, sentence, token, role, definite)
        if known:
            return known
    if role.kind == "vague":
        return _vague(actors, sentence, token, role, whose)
    phrase = Span(first_word(sentence, token).start, token.end)
    whose = _remembered(actors, sentence, token, role, whose, definite)
    sector = actors.former(sentence, token, _sector(role, whose))
    because = f"role noun {role.words!r} ({role.sector}), {whose.because}"
    holder = _in_office(actors, sentence, token, role, whose, first) if sector == role.sector else None
    entity = identify(holder[0]) if holder else ""
    if holder:
        because = f"{because}; then {holder[0].name} ({holder[1].where})"
    return (Party(bare(phrase.of(actors.names.text)), phrase, whose.country, sector, entity, because),)


def _in_office(actors: Actors, sentence: Sentence, token: Token, role: Role, whose: Belonging, first: int) -> tuple[Entity, Row] | None:
    """Who held a country's office that day: "the Armenian prime minister", but not "a", "another" or "18th"."""
    if not whose.country or role.kind != "person" or token.tag in ("NNS", "NNPS") or whose.sector:
        return None
    left = first_word(sentence, token)
    before = sentence.tokens[left.i : first]
    if any(w.lemma.lower() in wordlist("not_the_holder") or w.tag == "CD" or w.text[:1].isdigit() for w in before):
        return None
    return actors.names.registry.holder(whose.country, role.words.lower(), actors.names.day)


def _spoken_of(actors: Actors, sentence: Sentence, token: Token, role: Role, definite: bool) -> tuple[Party, ...]:
    """Whom the report has named before: "both leaders", "the group", "the minister"."""
    plural = token.tag in ("NNS", "NNPS")
    if plural and role.kind in ("person", "vague") and is_pair(sentence, token, definite):
        pair = _last_two(actors, role.kind == "person" or last_word(role) == "leader")
        if pair:
            return pair
    if definite and role.kind in ("vague", "force", "people") and last_word(role) in wordlist("groups"):
        group = _last_group(actors, token)
        if group:
            return group
    if definite and not plural and role.kind == "person":
        known = actors.names.in_office(last_word(role))
        if known:
            return (actors.people.party(known, token, sentence, f"the {role.words} spoken of before"),)
    return ()


def _vague(actors: Actors, sentence: Sentence, token: Token, role: Role, whose: Belonging) -> tuple[Party, ...]:
    """ "Sources", "a team of armed police": what the noun itself leaves open, the words around it may say."""
    if not whose.sector:
        inside = counted_parties(actors, sentence, token)
        if inside:
            return inside
    phrase = Span(first_word(sentence, token).start, token.end)
    because = f"{role.words!r}: {whose.because}" if whose.told else f"role noun {role.words!r}"
    return (Party(bare(phrase.of(actors.names.text)), phrase, whose.country, whose.sector, "", because),)


def _remembered(actors: Actors, sentence: Sentence, token: Token, role: Role, whose: Belonging, definite: bool) -> Belonging:
    """Whose it is, from the same noun told before or from where the report is set, where its own words do not say."""
    last = last_word(role)
    if whose.country:
        actors.spoken_of[last] = whose
    elif definite and last in actors.spoken_of:
        whose = actors.spoken_of[last]._replace(because=f"the {last} spoken of before")
    before = sentence.tokens[first_word(sentence, token).i : token.i]
    abroad = any(w.lemma.lower() in wordlist("elsewhere") for w in before)
    backed = any(backs(w) or w.text.lower() in ("pro", "anti") for w in before)
    if not whose.country and role.sector in _HOME_SECTORS and not abroad and not backed:
        country = actors.setting if role.sector in _OF_THE_PLACE and actors.setting else actors.home
        whose = Belonging(country, whose.sector, f"where the report is set, {country}" if country else "country not told")
    return whose


def _sector(role: Role, whose: Belonging) -> str:
    """The role's sector, or that of the body it belongs to: the spokesman of an army is MIL.

    Offices of the UN and other international bodies have none (``GUIDE``: UNO is the sector); the EU's bodies have theirs.
    """
    own = whose.sector
    sector = role.sector
    if (own and role.kind in ("person", "people") and role.sector in ("GOV", "", "MIL", "REB", "CVL") and not _is_private(role)) or (
        role.kind == "force" and own in ("REB", "PRM", "CRM")
    ):
        sector = own
    if whose.country in INTERNATIONAL - {"EUR"} and sector in ("GOV", "LEG", ""):
        return "REB" if whose.country == "IMG" else ""
    return sector


def _is_private(role: Role) -> bool:
    """Whether the role is one of the people, whoever they are with: "residents", "relatives of members"."""
    return role.sector == "CVL" and last_word(role) not in wordlist("staff")


def _last_group(actors: Actors, token: Token) -> tuple[Party, ...]:
    """ "The group": the armed group, party or organisation named last before."""
    for mention in reversed(actors.names.within(0, token.start)):
        if mention.entity.kind in ("group", "party", "igo", "ngo"):
            group = named_party(actors.names, mention)
            return (replace(group, span=token.span, because=f"{token.text!r} spoken of before: {group.because}"),)
    return ()


def _last_two(actors: Actors, people: bool) -> tuple[Party, ...]:
    """The two parties of different countries named last."""
    found: dict[str, Party] = {}
    for party in reversed(actors.recent):
        if party.entity.startswith("person:") or party.sector == "GOV" if people else not party.sector or party.sector == "GOV":
            found.setdefault(party.country, party)
        if len(found) == 2:
            return tuple(reversed(found.values()))
    return ()


def _of_several(actors: Actors, sentence: Sentence, token: Token, role: Role) -> tuple[Party, ...]:
    """ "The French and Iranian presidents": one party for each state before a plural role."""
    if token.tag not in ("NNS", "NNPS"):
        return ()
    left = first_word(sentence, token)
    states = [m for m in actors.names.within(left.start, token.start) if m.entity.kind in ("demonym", "state")]
    for of in sentence.children(token, "prep"):  # "the governments of Mali and Burkina Faso"
        if of.lemma == "of":
            found = [actors.names.at(noun) for noun in expand(sentence, sentence.children(of, "pobj"))]
            states += [m for m in found if m is not None and m.entity.kind == "state"]
    countries = dict.fromkeys(m.entity.on(actors.names.day).country for m in states)
    if len(countries) < 2:
        return ()
    named = {m.entity.on(actors.names.day).country: m for m in reversed(states)}
    return tuple(
        Party(f"{m.span.of(actors.names.text)}", m.span, country, role.sector, "", f"{role.words!r} of {m.entity.name}")
        for country in countries
        for m in [named[country]]
    )
