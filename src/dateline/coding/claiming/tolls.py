"""Tolls: "at least 12 people were killed", "wounding scores", "thousands marched": to how many an act was done, or how many did it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dateline.coding.claiming.numbers import Numeral, numeral
from dateline.coding.claiming.scene import Scene, over, reach, words
from dateline.coding.claiming.series import is_piece, of_verb, phrase
from dateline.coding.claiming.windows import claim, window
from dateline.coding.quantities import words as number_words
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span

_UP_TO_NOW = frozenset({"since", "past", "now"})
_COUNTED = frozenset({"since", "past", "now", "whole"})
_WALK = ("conj", "appos")
_DOING = frozenset({"die", "perish", "flee", "lose"})


def toll(scene: Scene, token: Token) -> Claim | None:
    """The claim that a number of people or things makes of an act."""
    given = numeral(scene, token)
    if given is None or (given.noun.i != given.head.i and given.noun.lemma.lower() in words()["measured"]["nouns"]):
        return None
    kind, verb = _kind(scene, given)
    if not kind:
        return None
    said = over(given.span, given.noun.span, *([verb.span] if verb is not None else []))
    if kind == "weapons" and window(scene, verb or given.noun, said, _COUNTED) is not None:
        return None  # "60 missiles in 2022" are counted over days
    found = window(scene, verb or given.noun, over(said, reach(scene.sentence, given.noun)), _UP_TO_NOW)
    if found is not None and found.sort == "now" and (found.span.start < said.start or not _is_up_to_now(scene, verb)):
        found = None
    counted = _counted(scene, kind, verb, said)
    if kind == "weapons":
        counted = replace(counted, terms=(phrase(scene, given.noun),))
    return claim("toll", counted, given.value, found, said, when=scene.when(said, verb or given.noun), bound=given.bound)


def _counted(scene: Scene, kind: str, verb: Token | None, said: Span) -> Counted:
    """A toll of a kind, with the act that it is one of."""
    act = of_verb(scene, verb, said) if verb is not None and verb.pos == "VERB" else None
    about = scene.about(said)
    if act is not None and act.type:
        return replace(act, words=kind, terms=())
    if about is not None and scene.sentence.span.covers(about.trigger):
        return Counted(kind, about.type, about.mode, about.actors, about.recipients, about.place)
    return Counted(kind)


def _is_up_to_now(scene: Scene, verb: Token | None) -> bool:
    return verb is not None and bool(scene.sentence.children(verb, "aux", "auxpass"))


def _kind(scene: Scene, given: Numeral) -> tuple[str, Token | None]:
    """What a number is a toll of, and the verb that says so: the verb before the noun, for "eight demonstrators" may have been killed."""
    sentence, noun = scene.sentence, given.noun
    top = given.head if scene.below(noun, given.head) else noun
    while top.dep in _WALK and sentence.head(top).pos in ("NOUN", "PROPN", "NUM", "PRON"):
        top = sentence.head(top)
    verb = sentence.head(top)
    if verb.lemma in ("begin", "start", "continue"):
        verb = sentence.child(verb, "xcomp") or verb
    if verb.pos == "ADP":
        found = _risen(scene, verb)
        if found[0]:
            return found
    for kind, (_, verbs) in _kinds().items():
        if _is(scene, verb, verbs) and _takes(top, verb, kind):
            return kind, verb
    if is_piece(noun) and verb.lemma in words()["verbs"]:
        return "weapons", verb
    dead = (*sentence.children(verb, "oprd", "acomp", "ccomp", "xcomp"), *sentence.children(noun, "amod", "advmod", "acl"))
    if any(t.lemma == "dead" for t in dead):
        return "killed", verb if verb.lemma == "leave" else None
    for kind, (_, verbs) in _kinds().items():
        for clause in sentence.children(noun, "acl", "relcl"):
            if _is(scene, clause, verbs) and noun.pos != "PRON" and (clause.tag == "VBN" or kind == "crowd"):
                return kind, clause
    for kind, (nouns, _) in _kinds().items():
        words_of = (noun, *sentence.children(noun, "amod"))
        if any(t.lemma.lower() in nouns or t.text.lower() in nouns for t in words_of):
            return kind, None
    return "", None


def _risen(scene: Scene, preposition: Token) -> tuple[str, Token | None]:
    """ "The death toll rose to at least six", "police put the crowd at 338,000", "put at 71 the number killed"."""
    verb = scene.sentence.head(preposition)
    if verb.pos not in ("VERB", "NOUN") or preposition.lemma not in ("to", "at", "by"):
        return "", None
    for token in (verb, *scene.sentence.children(verb, "nsubj", "nsubjpass", "dobj", "npadvmod")):
        if token.lemma.lower() == "toll":
            return "killed", verb if verb.pos == "VERB" else None
        if token.lemma.lower() in ("crowd", "turnout", "attendance"):
            return "crowd", verb
        if token.lemma.lower() == "number":
            for kind, (_, verbs) in _kinds().items():
                if any(_is(scene, participle, verbs) for participle in scene.sentence.children(token, "acl")):
                    return kind, verb
    return "", None


def _is(scene: Scene, verb: Token, verbs: frozenset[str]) -> bool:
    """Whether a verb is one of a list, in which "take+part" asks for a word beside it."""
    if verb.pos not in ("VERB", "AUX"):
        return False
    beside = [v.partition("+")[2] for v in verbs if v.partition("+")[0] == verb.lemma]
    return any(not word or any(t.lemma == word for t in scene.sentence.children(verb)) for word in beside)


def _takes(counted: Token, verb: Token, kind: str) -> bool:
    """Whether those counted are what the verb is done to; who dies, flees or marches does it."""
    if kind == "crowd":
        return counted.dep in ("nsubj", "nsubjpass")
    if counted.dep == "nsubj":
        return verb.lemma in _DOING - {"lose"} or verb.tag == "VBN"
    return counted.dep in ("dobj", "nsubjpass", "attr", "oprd", "npadvmod")


@cache
def _kinds() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Nouns and verbs by kind: those of quantities, with those that only claims know; money is no toll."""
    found = {}
    for kind, lists in number_words()["kinds"].items():
        more = words()["tolls"].get(kind)
        if more is not None:
            nouns = frozenset([*lists.get("nouns", ()), *more.get("nouns", ())]) - frozenset(more.get("not", ()))
            found[kind] = (nouns, frozenset([*lists.get("verbs", ()), *more.get("verbs", ())]))
    return found
