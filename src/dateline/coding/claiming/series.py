"""What a claim counts: the words of it, the acts of the codebook that these are, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.coding import kinds
from dateline.coding.acts import Match
from dateline.coding.claiming.scene import Scene, ordinal, over, words
from dateline.language.clauses import noun_owner, objects, subjects
from dateline.language.parser import Token
from dateline.model import Counted, Party, Place, Span
from dateline.wordlists import wordlist

_PARTS = ("compound", "amod", "nmod")
_WAYS = frozenset({"over", "into", "toward", "towards", "across", "past"})
_DEICTIC = frozenset({"it", "this", "that"})
_RANKS = frozenset({"last", "only", "record"})


def of_noun(scene: Scene, noun: Token, said: Span, without: Sequence[Token] = ()) -> Counted:
    """The series that a noun names: "North Korea's seventh missile launch".

    Args:
        said: the words of the claim.
        without: tokens that are no part of it: the ordinal, the superlative.
    """
    skipped = {t.i for t in without}
    parts = [t for t in scene.sentence.children(noun, *_PARTS) if t.i not in skipped and t.i < noun.i and _narrows(scene, t)]
    called = " ".join([*(_lemma(scene, t) for t in parts), _lemma(scene, noun)])
    verb = scene.governor(noun) if is_piece(noun) else None
    if verb is not None and noun in objects(scene.sentence, verb):  # "launched fewer missiles": the verb says what is done with them
        told = of_verb(scene, verb, said)
        return replace(told, words=called, terms=tuple(dict.fromkeys([called, *ways_of(scene, verb)])))
    match = _match(scene, noun)
    type_, mode = (match.entry.type, match.entry.mode) if match else _act("series", noun)
    actors: tuple[Party, ...] = ()
    if not _takes_up_an_act(scene, noun):
        actors = (tuple(match.actors) if match else ()) or _parties(scene, noun_owner(scene.sentence, noun))
    terms = [" ".join(_lemma(scene, t) for t in parts)] if parts else []
    terms += [phrase(scene, t) for t in _content(scene, noun)]
    if is_piece(noun):
        terms, type_, mode = [called], *(_default() if not type_ else (type_, mode))
    place = _place(scene, noun)
    recipients = _besides(place, match.recipients) if match else ()
    if not terms and f"{type_}/{mode}" == words()["pieces"]["act"]:  # "launched a missile, its fourth launch this year"
        terms = [phrase(scene, t) for t in scene.sentence.tokens[: noun.i] if is_piece(t)][-1:]
    terms += ways_of(scene, noun)
    counted = Counted(called, type_, mode, actors, recipients, place, tuple(dict.fromkeys(terms)))
    return counted if counted.actors else _of_whom(scene, counted, said)


def of_verb(scene: Scene, verb: Token, said: Span) -> Counted:
    """The series of acts that a verb tells: "has tested no nuclear weapon", "its planes had struck"."""
    things = [t for t in objects(scene.sentence, verb) if t.pos in ("NOUN", "PROPN")]
    match = _match(scene, verb)
    actors = (tuple(match.actors) if match else ()) or _parties(scene, subjects(scene.sentence, verb))
    place = _place(scene, verb, things)
    recipients = _besides(place, match.recipients) if match else ()
    named = [p.span for p in (*actors, *recipients)]
    content = [t for t in things if not any(s.overlaps(t.span) for s in named) and not _is_party(scene, t)]
    type_, mode = (match.entry.type, match.entry.mode) if match else ("", None)
    if not type_ and (not things or content) and not recipients:
        type_, mode = _act("verbs", verb)
    terms = tuple(
        dict.fromkeys([*(phrase(scene, t) for t in content), *ways_of(scene, verb), *(w for t in things for w in ways_of(scene, t))])
    )
    counted = Counted(_lemma(scene, verb), type_, mode, actors, recipients, place, terms)
    return counted if counted.actors else _of_whom(scene, counted, said)


def of_pair(scene: Scene, noun: Token, said: Span) -> tuple[Counted, Span] | None:
    """The series of "ICBM launches" where the parser takes the second word for a verb: "there were no North Korean ICBM launches"."""
    after = scene.sentence.tokens[noun.i + 1] if noun.i + 1 < len(scene.sentence.tokens) else None
    if after is None or after.pos != "VERB" or not after.text.endswith("s") or after.lemma not in words()["series"] or not is_piece(noun):
        return None
    own = [t for t in scene.sentence.children(noun, "poss", *_PARTS) if t.i < noun.i]
    type_, mode = _act("series", after)
    counted = Counted(f"{phrase(scene, noun)} {after.lemma}", type_, mode, _parties(scene, own), terms=(phrase(scene, noun),))
    words_ = over(said, after.span)
    return (counted if counted.actors else _of_whom(scene, counted, said)), words_


def names_acts(scene: Scene, noun: Token) -> bool:
    """Whether a noun names acts: an event noun of the lexicon, or one that claims are made of."""
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    if noun.lemma.lower() in words()["series"] or noun.lemma in wordlist("counted"):
        return True
    return any(m.entry.pos == "noun" and m.entry.type for m in scene.matcher.matches(scene.sentence, noun))


def tells_acts(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells an act that the lexicon knows."""
    return verb.pos == "VERB" and (verb.lemma in words()["verbs"] or _match(scene, verb) is not None)


def is_piece(noun: Token) -> bool:
    """Whether a noun is a thing of which one act may have many: a missile, a shell, a weapon by its name."""
    return noun.lemma.lower() in words()["pieces"]["nouns"] or (noun.pos == "PROPN" and kinds.load().is_weapon(noun.text))


def _match(scene: Scene, token: Token) -> Match | None:
    """The lexicon's reading of the word as an act, the likeliest first."""
    return next((match for match in scene.matcher.matches(scene.sentence, token) if match.entry.type), None)


def _act(table: str, token: Token) -> tuple[str, str | None]:
    type_, _, mode = str(words()[table].get(token.lemma.lower(), "")).partition("/")
    return type_, mode or None


def _default() -> tuple[str, str | None]:
    type_, _, mode = str(words()["pieces"]["act"]).partition("/")
    return type_, mode or None


def _of_whom(scene: Scene, counted: Counted, said: Span) -> Counted:
    """Whose acts these are where the words do not say: those of the act that the claim is made about, if it is of their type."""
    about = scene.about(said)
    if about is None or not about.actors or (counted.type and counted.type != about.type):
        return counted
    type_, mode = (counted.type, counted.mode) if counted.type else ("", None)
    return Counted(counted.words, type_, mode, about.actors, counted.recipients, counted.place, counted.terms)


def _takes_up_an_act(scene: Scene, noun: Token) -> bool:
    """Whether a noun says what an act was that was told before, and not whose: "it was the twelfth test of the year"."""
    own = scene.sentence.children(noun, "poss") or any(by.lemma == "by" for by in scene.sentence.children(noun, "prep"))
    subjects_ = scene.sentence.children(scene.sentence.head(noun), "nsubj") if noun.dep == "attr" else []
    return not own and any(t.lemma.lower() in _DEICTIC for t in subjects_)


def _narrows(scene: Scene, token: Token) -> bool:
    """Whether a modifier says what kind of act it is: no rank, no party, no idle word."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "VERB") or ordinal(token) is not None or token.tag in ("JJR", "JJS"):
        return False
    if token.lemma.lower() in words()["idle"]["adjectives"] or token.lemma.lower() in _RANKS:
        return False
    if any(m.tag in ("RBS", "RBR") for m in scene.sentence.children(token, "advmod")):
        return False
    mention = scene.grounder.names.at(token)
    if mention is not None and mention.entity.kind in ("state", "demonym", "seat", "person"):
        return False
    return not scene.grounder.places.at(token)


def _content(scene: Scene, noun: Token) -> list[Token]:
    """The nouns that say what an act was done with: "launch of a ballistic missile"."""
    found = [t for of in scene.sentence.children(noun, "prep") if of.lemma == "of" for t in scene.sentence.children(of, "pobj")]
    return [t for t in found if t.pos in ("NOUN", "PROPN") and not _is_party(scene, t) and not _is_time(scene, t)]


def _is_party(scene: Scene, token: Token) -> bool:
    return bool(scene.grounder.parties(scene.sentence, token, deed=False))


def _is_time(scene: Scene, token: Token) -> bool:
    if token.lemma.lower() in words()["measured"]["nouns"]:
        return True
    return any(e.span.start <= token.start < e.span.end for e in scene.dating.expressions(scene.sentence))


def phrase(scene: Scene, token: Token) -> str:
    """A noun with the modifiers that narrow it, in lemmas."""
    before = [t for t in scene.sentence.children(token, *_PARTS) if t.i < token.i and _narrows(scene, t)]
    return " ".join([*(_lemma(scene, t) for t in before), _lemma(scene, token)])


def _lemma(scene: Scene, token: Token) -> str:
    """The word as a series is called by it; of a compound with a hyphen all: "submarine-launched"."""
    start, tokens = token, scene.sentence.tokens
    while start.i > 1 and tokens[start.i - 1].text in ("-", "‐") and tokens[start.i - 1].end == start.start:
        start = tokens[start.i - 2]
    if start is token:
        return token.lemma.lower()
    return scene.report.text[start.start : token.end].lower()


def _parties(scene: Scene, tokens: Iterable[Token]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for token in tokens:
        for party in scene.grounder.parties(scene.sentence, token, deed=True):
            found.setdefault(party.key, party)
    return tuple(found.values())


def ways_of(scene: Scene, head: Token) -> list[str]:
    """Where what is fired flies, as it narrows a series: "over japan", and into what it falls: "sea of japan"."""
    found = []
    for preposition in scene.sentence.children(head, "prep"):
        if preposition.lemma in _WAYS:
            for token in scene.sentence.children(preposition, "pobj"):
                place = scene.grounder.places.at(token)
                called = place.text.lower() if place else _lemma(scene, token)
                found.append(called if preposition.lemma == "into" else f"{preposition.lemma} {called}")
    return found


def _besides(place: Place | None, parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties but one whose name says where the act was: "a coup in Mali"."""
    return tuple(p for p in parties if place is None or p.span != place.span)


def _place(scene: Scene, head: Token, around: Sequence[Token] = ()) -> Place | None:
    """The place that a phrase, or its clause, names for the act; not what a missile flies over."""
    place = scene.grounder.places.of_event(scene.sentence, head, around)
    token = scene.sentence.at(place.span.start) if place else None
    before = [t for t in scene.sentence.ancestors(token) if t.pos in ("ADP", "SCONJ")][:1] if token else []
    timed = place is not None and any(e.span.overlaps(place.span) for e in scene.dating.expressions(scene.sentence))  # "March"
    return None if timed or any(t.lemma in _WAYS for t in before) else place
