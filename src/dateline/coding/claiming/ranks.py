"""Ranks: "the seventh missile launch since the start of the year", "its first test since 2017", "for the third time this month"."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.claiming.scene import Scene, full_noun, is_definite, is_ranked_by_an_act, is_to_come, ordinal, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb, tells_acts, ways_of
from dateline.coding.claiming.windows import ANY, claim, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted
from dateline.wordlists import wordlist

_DETERMINED = frozenset({"the", "its", "his", "her", "their", "our"})
_HEADS = ("attr", "appos", "dobj", "pobj", "nsubj", "ROOT", "conj")


def rank(scene: Scene, token: Token) -> Claim | None:
    """The claim that an ordinal, or "only", makes."""
    noun = scene.sentence.head(token)
    before_noun = noun.pos in ("NOUN", "PROPN") and noun.i > token.i
    only = token.lemma.lower() in words()["ranks"]["only"] and token.dep in ("amod", "advmod") and before_noun
    value = 1 if only else ordinal(token, scene.sentence)
    if value is None or (token.i and token.text[:1].isupper()):
        return None  # a capitalised ordinal is part of a name: "Second Thomas Shoal"
    kind = "only" if only else "first" if value == 1 else "ordinal"
    if token.dep in _HEADS or not before_noun:
        return _bare(scene, token, kind, value)
    if token.dep not in ("amod", "compound", "nummod", "advmod"):
        return None
    noun = full_noun(scene.sentence, noun)
    if noun.lemma == "time":
        return _times(scene, noun, kind, value)
    if noun.lemma in wordlist("no_series") and not is_ranked_by_an_act(scene, noun):
        return None
    return _nth(scene, noun, token, kind, value)


def _nth(scene: Scene, noun: Token, token: Token, kind: str, value: int) -> Claim | None:
    """ "The country's second coup in eight years", "the first launch of the year"."""
    said = reach(scene.sentence, noun)
    when = scene.when(said, noun)
    found = window(scene, noun, said, ANY, when)
    acts = names_acts(scene, noun) or is_ranked_by_an_act(scene, noun) or is_piece(noun)
    if is_to_come(scene, noun) or (found is not None and not acts and found.sort in ("now", "whole")):
        return None
    counted = of_noun(scene, noun, said, [token])
    if found is None and not (acts and _is_rank_of_all(scene, noun, counted, kind)):
        return None
    if found is not None and found.sort == "whole" and noun.dep in ("nsubj", "nsubjpass") and found.span.start >= said.end:
        ranked = acts and is_definite(scene.sentence, noun)  # "its third test came in October": that is when, not among how many
        return claim(kind, counted, value, None, over(said, found.span), when=found.days) if ranked else None
    return claim(kind, counted, value, found, said, when=when)


def _is_rank_of_all(scene: Scene, noun: Token, counted: Counted, kind: str) -> bool:
    """Whether a rank without days is one of all that ever were: "its sixth nuclear test", "the first test of a Hwasong-18"."""
    narrowed = len(counted.terms) > (1 if " " in counted.words else 0)
    return is_definite(scene.sentence, noun) and (kind == "ordinal" or narrowed or bool(scene.sentence.children(noun, "poss")))


def _bare(scene: Scene, token: Token, kind: str, value: int) -> Claim | None:
    """ "…, the first since 2017": of what was named before it."""
    said = reach(scene.sentence, token)
    when = scene.when(said, token)
    found, opener = window(scene, token, said, ANY - {"whole"}, when), scene.before(token)
    of_some = any(p.lemma == "of" for p in scene.sentence.children(token, "prep"))  # "the first of them"
    if found is None or opener is None or of_some or (opener.lemma.lower() not in _DETERMINED and opener.tag != "POS"):
        return None
    for before in reversed(scene.sentence.tokens[: token.i]):
        if before.pos == "NOUN" and names_acts(scene, before) and not is_piece(before):
            return claim(kind, _whose(scene, of_noun(scene, before, said), token), value, found, said, when=when)
        if tells_acts(scene, before):
            return claim(kind, _whose(scene, of_verb(scene, before, said), token), value, found, said, when=when)
    return None


def _whose(scene: Scene, counted: Counted, token: Token) -> Counted:
    """A series narrowed by what stands with the bare rank: "North Korea's first over Japan"."""
    verb = scene.governor(token)
    ways = [*ways_of(scene, token), *(ways_of(scene, verb) if verb is not None else [])]
    own = tuple(p for t in scene.sentence.children(token, "poss") for p in scene.grounder.parties(scene.sentence, t))
    return replace(counted, actors=own or counted.actors, terms=tuple(dict.fromkeys([*counted.terms, *ways])))


def _times(scene: Scene, noun: Token, kind: str, value: int) -> Claim | None:
    """ "For the third time this month", "the first time its planes had struck", "it was the first time that"."""
    aside = noun.dep == "pobj" and scene.sentence.head(noun).lemma == "for"  # "admitted for the first time that …"
    clauses = [] if aside else scene.sentence.children(noun, "relcl", "acl", "advcl")
    if noun.dep == "attr":
        clauses += scene.sentence.children(scene.sentence.head(noun), "ccomp")
    inside = next((v for v in clauses if v.pos in ("VERB", "AUX")), None)
    verb = inside or next((a for a in scene.sentence.ancestors(noun) if a.pos == "VERB"), None)
    if verb is None:
        return None
    said = over(scene.sentence.reach(noun), scene.sentence.reach(inside)) if inside else reach(scene.sentence, noun)
    when = scene.when(said, verb)
    found = window(scene, noun, said, ANY, when) or window(scene, verb, said, ANY, when)
    return claim(kind, of_verb(scene, verb, said), value, found, said, when=when)
