"""What a claim counts: the words of it, the acts of the codebook that these are, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.coding.acts import Match
from dateline.coding.claiming.scene import Scene, ordinal, words
from dateline.language.clauses import noun_owner, objects, subjects
from dateline.language.parser import Token
from dateline.model import Counted, EventMention, Party, Place, Span
from dateline.wordlists import wordlist

_PARTS = ("compound", "amod", "nmod")


def of_noun(scene: Scene, noun: Token, reach: Span, without: Sequence[Token] = ()) -> Counted:
    """The series that a noun names: "North Korea's seventh missile launch".

    Args:
        reach: the words of the claim.
        without: tokens that are no part of it: the ordinal, the superlative.
    """
    skipped = {t.i for t in without}
    parts = [t for t in scene.sentence.children(noun, *_PARTS) if t.i not in skipped and t.i < noun.i and _narrows(scene, t)]
    called = " ".join([*(_lemma(t) for t in parts), _lemma(noun)])
    content = _content(scene, noun)
    match = _match(scene, noun)
    actors = tuple(match.actors) if match else ()
    actors = actors or _parties(scene, noun_owner(scene.sentence, noun))
    terms = tuple(dict.fromkeys([*(_phrase(scene, t) for t in parts), *(_phrase(scene, t) for t in content)]))
    type_, mode = (match.entry.type, match.entry.mode) if match else _known(noun)
    if _is_piece(noun):  # "the fourth missile": a piece of what was fired
        terms = tuple(dict.fromkeys([*terms, " ".join([*(_lemma(t) for t in parts), _lemma(noun)])]))
    counted = Counted(called, type_, mode, actors, tuple(match.recipients) if match else (), _place(scene, noun), terms)
    return _told(counted, scene.about(reach), scene)


def of_verb(scene: Scene, verb: Token, reach: Span) -> Counted:
    """The series of acts that a verb tells: "has tested no nuclear weapon", "its planes had struck"."""
    things = [t for t in objects(scene.sentence, verb) if t.pos in ("NOUN", "PROPN")]
    match = _match(scene, verb)
    actors = tuple(match.actors) if match else ()
    actors = actors or _parties(scene, subjects(scene.sentence, verb))
    recipients = tuple(match.recipients) if match else ()
    named = {p.span for p in (*actors, *recipients)}
    terms = tuple(_phrase(scene, t) for t in things if not any(s.overlaps(t.span) for s in named) and not scene.grounder.parties(scene.sentence, t, deed=False))
    type_, mode = (match.entry.type, match.entry.mode) if match else ("", None)
    counted = Counted(_lemma(verb), type_, mode, actors, recipients, _place(scene, verb, things), terms)
    return _told(counted, scene.about(reach), scene)


def names_acts(scene: Scene, noun: Token) -> bool:
    """Whether a noun names acts: an event noun of the lexicon, or one that claims are made of."""
    if noun.lemma.lower() in words()["series"] or noun.lemma in wordlist("counted"):
        return True
    return any(m.entry.pos == "noun" and m.entry.type for m in scene.matcher.matches(scene.sentence, noun))


def _match(scene: Scene, token: Token) -> Match | None:
    """The lexicon's reading of the word as an act, the likeliest first."""
    for match in scene.matcher.matches(scene.sentence, token):
        if match.entry.type:
            return match
    return None


def _known(noun: Token) -> tuple[str, str | None]:
    type_, _, mode = str(words()["series"].get(noun.lemma.lower(), "")).partition("/")
    return type_, mode or None


def _told(counted: Counted, about: EventMention | None, scene: Scene) -> Counted:
    """What the words leave open, by the act that the claim is made about."""
    if about is None:
        return counted
    if not counted.type and not counted.actors:
        return counted
    if not counted.actors and counted.type in ("", about.type):
        return replace(counted, actors=about.actors)
    return counted


def _narrows(scene: Scene, token: Token) -> bool:
    """Whether a modifier says what kind of act it is: no rank, no party, no idle word."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "VERB") or ordinal(token) is not None or token.tag in ("JJR", "JJS"):
        return False
    if token.lemma.lower() in words()["idle"]["adjectives"] or token.lemma.lower() in ("last", "only", "record"):
        return False
    if any(m.tag in ("RBS", "RBR") for m in scene.sentence.children(token, "advmod")):
        return False
    mention = scene.grounder.names.at(token)
    if mention is not None and mention.entity.kind in ("state", "demonym", "seat", "person"):
        return False
    return not scene.grounder.places.at(token)


def _content(scene: Scene, noun: Token) -> list[Token]:
    """The nouns that say what an act was done with: "launch of a ballistic missile"."""
    found = []
    for of in scene.sentence.children(noun, "prep"):
        if of.lemma == "of":
            for token in scene.sentence.children(of, "pobj"):
                if token.pos in ("NOUN", "PROPN") and not scene.grounder.parties(scene.sentence, token, deed=False) and not _is_time(scene, token):
                    found.append(token)
    return found


def _is_time(scene: Scene, token: Token) -> bool:
    if token.lemma.lower() in words()["measured"]["nouns"]:
        return True
    return any(e.span.start <= token.start < e.span.end for e in scene.dating.expressions(scene.sentence))


def _is_piece(noun: Token) -> bool:
    return noun.lemma.lower() in words()["pieces"]["nouns"]


def _phrase(scene: Scene, token: Token) -> str:
    """A noun with the modifiers that narrow it, in lemmas."""
    before = [t for t in scene.sentence.children(token, *_PARTS) if t.i < token.i and _narrows(scene, t)]
    return " ".join([*(_lemma(t) for t in before), _lemma(token)])


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _parties(scene: Scene, tokens: Iterable[Token]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for token in tokens:
        for party in scene.grounder.parties(scene.sentence, token, deed=True):
            found.setdefault(party.key, party)
    return tuple(found.values())


def _place(scene: Scene, head: Token, around: Sequence[Token] = ()) -> Place | None:
    """The place that a phrase, or its clause, names."""
    return scene.grounder.places.of_event(scene.sentence, head, around)
