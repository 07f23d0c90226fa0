"""Ranks: "the seventh missile launch since the start of the year", "its first test since 2017", "for the third time this month"."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.claiming.scene import Scene, is_ranked_by_an_act, is_to_come, ordinal, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb, tells_acts, ways_of
from dateline.coding.claiming.windows import ANY, Window, spanned, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span
from dateline.wordlists import wordlist

_DETERMINED = frozenset({"the", "its", "his", "her", "their", "our"})
_HEADS = ("attr", "appos", "dobj", "pobj", "nsubj", "ROOT", "conj")


def rank(scene: Scene, token: Token) -> Claim | None:
    """The claim that an ordinal, or "only", makes."""
    only = token.lemma.lower() in words()["ranks"]["only"] and token.pos == "ADJ" and token.dep == "amod"
    value = 1 if only else ordinal(token)
    if value is None or (token.i and token.text[:1].isupper()):
        return None  # a capitalised ordinal is part of a name: "Second Thomas Shoal"
    kind = "only" if only else "first" if value == 1 else "ordinal"
    noun = scene.sentence.head(token)
    if not only and (token.dep in _HEADS or not (noun.pos in ("NOUN", "PROPN") and noun.i > token.i)):
        if any(p.lemma == "of" for p in scene.sentence.children(token, "prep")):
            return None  # "the first of them"
        return _bare(scene, token, kind, value)
    if token.dep not in ("amod", "compound", "nummod", "advmod") or noun.pos not in ("NOUN", "PROPN") or token.i > noun.i:
        return None
    if noun.lemma == "time":
        return _times(scene, noun, kind, value)
    if noun.lemma in wordlist("no_series"):
        return None
    return _nth(scene, noun, token, kind, value)


def _nth(scene: Scene, noun: Token, token: Token, kind: str, value: int) -> Claim | None:
    """ "The country's second coup in eight years", "the first launch of the year"."""
    said = reach(scene.sentence, noun)
    found = window(scene, noun, said, ANY, scene.when(said, noun))
    if is_to_come(scene, noun):
        return None
    acts = names_acts(scene, noun) or is_ranked_by_an_act(scene, noun) or is_piece(noun)
    counted = of_noun(scene, noun, said, [token])
    owned = bool(scene.sentence.children(noun, "poss")) or len(counted.terms) > (counted.words.count(" ") > 0)
    if found is None and not (acts and (owned or kind == "ordinal") and _is_definite(scene, noun)):
        return None
    if found is not None and not acts and found.sort in ("now", "whole"):
        return None
    if found is not None and found.sort == "whole" and noun.dep in ("nsubj", "nsubjpass") and found.span.start >= said.end:
        claim = _made(scene, noun, kind, counted, value, None, said)  # "its third test came in October": that is when, not among how many
        return replace(claim, when=found.days, span=spanned(said, found)) if acts and _is_definite(scene, noun) else None
    return _made(scene, noun, kind, counted, value, found, said)


def _bare(scene: Scene, token: Token, kind: str, value: int) -> Claim | None:
    """ "…, the first since 2017": of what was named before it."""
    said = reach(scene.sentence, token)
    found = window(scene, token, said, ANY - {"whole"}, scene.when(said, token))
    opener = scene.before(token)
    if found is None or opener is None or (opener.lemma.lower() not in _DETERMINED and opener.tag != "POS"):
        return None
    for before in reversed(scene.sentence.tokens[: token.i]):
        if before.pos == "NOUN" and names_acts(scene, before) and not is_piece(before):
            return _made(scene, token, kind, _whose(scene, of_noun(scene, before, said), token), value, found, said)
        if tells_acts(scene, before):
            return _made(scene, token, kind, _whose(scene, of_verb(scene, before, said), token), value, found, said)
    return None


def _whose(scene: Scene, counted: Counted, token: Token) -> Counted:
    """A series narrowed by what stands with the bare rank: "North Korea's first over Japan"."""
    verb = scene.governor(token)
    ways = [*ways_of(scene, token), *(ways_of(scene, verb) if verb is not None else [])]
    own = tuple(p for t in scene.sentence.children(token, "poss") for p in scene.grounder.parties(scene.sentence, t))
    return replace(counted, actors=own or counted.actors, terms=tuple(dict.fromkeys([*counted.terms, *ways])))


def _times(scene: Scene, noun: Token, kind: str, value: int) -> Claim | None:
    """ "For the third time this month", "the first time its planes had struck"."""
    aside = noun.dep == "pobj" and scene.sentence.head(noun).lemma == "for"  # "admitted for the first time that …"
    clauses = [] if aside else scene.sentence.children(noun, "relcl", "acl", "advcl")
    clauses += scene.sentence.children(scene.sentence.head(noun), "ccomp") if noun.dep == "attr" and not aside else []  # "it was the … that"
    inside = next((v for v in clauses if v.pos in ("VERB", "AUX")), None)
    verb = inside or next((a for a in scene.sentence.ancestors(noun) if a.pos == "VERB"), None)
    if verb is None:
        return None
    said = over(scene.sentence.reach(noun), scene.sentence.reach(inside)) if inside else reach(scene.sentence, noun)
    when = scene.when(said, verb)
    found = window(scene, noun, said, ANY, when) or window(scene, verb, said, ANY, when)
    return _made(scene, verb, kind, of_verb(scene, verb, said), value, found, said)


def _is_definite(scene: Scene, noun: Token) -> bool:
    return any(d.lemma.lower() in _DETERMINED for d in scene.sentence.children(noun, "det", "poss")) or bool(
        scene.sentence.children(noun, "poss")
    )


def _made(scene: Scene, head: Token, kind: str, counted: Counted, value: int, found: Window | None, said: Span) -> Claim:
    days, after = (found.days, found.after) if found else (None, None)
    return Claim(kind, counted, value, days, spanned(said, found), after=after, when=scene.when(said, head))
