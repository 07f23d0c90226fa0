"""Ranks: "the seventh missile launch since the start of the year", "its first test since 2017", "for the third time this month"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, is_ranked_by_an_act, ordinal, reach, words
from dateline.coding.claiming.series import names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import ANY, Window, spanned, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span
from dateline.wordlists import wordlist

_DETERMINED = frozenset({"the", "its", "his", "her", "their", "our"})
_HEADS = ("attr", "appos", "dobj", "pobj", "nsubj", "ROOT", "conj")


def rank(scene: Scene, token: Token) -> Claim | None:
    """The claim that an ordinal, or "only", makes."""
    only = token.lemma == "only" and token.pos == "ADJ"
    value = 1 if only else ordinal(token)
    if value is None or (token.i and token.text[:1].isupper()):
        return None  # a capitalised ordinal is part of a name: "Second Thomas Shoal"
    kind = "only" if only else "first" if value == 1 else "ordinal"
    if token.dep in _HEADS and not only:
        if any(p.lemma == "of" for p in scene.sentence.children(token, "prep")):
            return None  # "the first of them"
        return _bare(scene, token, kind, value)
    noun = scene.sentence.head(token)
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
    found = window(scene, noun, said, ANY, scene.day(said))
    acts = names_acts(scene, noun) or is_ranked_by_an_act(scene, noun) or noun.lemma.lower() in words()["pieces"]["nouns"]
    owned = bool(scene.sentence.children(noun, "poss"))
    if found is None and not (acts and (owned if kind != "ordinal" else owned or _is_definite(scene, noun))):
        return None
    if found is not None and not acts and found.sort in ("now", "whole"):
        return None
    return _made(scene, kind, of_noun(scene, noun, said, [token]), value, found, said)


def _bare(scene: Scene, token: Token, kind: str, value: int) -> Claim | None:
    """ "…, the first since 2017": of what was named before it."""
    said = reach(scene.sentence, token)
    found = window(scene, token, said, ANY - {"whole"}, scene.day(said))
    noun = next((t for t in reversed(scene.sentence.tokens[: token.i]) if t.pos == "NOUN" and names_acts(scene, t)), None)
    if found is None or noun is None or not _is_definite(scene, token):
        return None
    return _made(scene, kind, of_noun(scene, noun, said), value, found, said)


def _times(scene: Scene, noun: Token, kind: str, value: int) -> Claim | None:
    """ "For the third time this month", "the first time its planes had struck"."""
    aside = noun.dep == "pobj" and scene.sentence.head(noun).lemma == "for"  # "admitted for the first time that …"
    clauses = () if aside else scene.sentence.children(noun, "relcl", "acl", "advcl")
    inside = next((v for v in clauses if v.pos in ("VERB", "AUX")), None)
    verb = inside or next((a for a in scene.sentence.ancestors(noun) if a.pos == "VERB"), None)
    if verb is None:
        return None
    said = scene.sentence.reach(noun) if inside else reach(scene.sentence, noun)
    day = scene.day(said)
    found = window(scene, noun, said, ANY, day) or window(scene, verb, said, ANY, day)
    return _made(scene, kind, of_verb(scene, verb, said), value, found, said)


def _is_definite(scene: Scene, noun: Token) -> bool:
    return any(d.lemma.lower() in _DETERMINED for d in scene.sentence.children(noun, "det", "poss")) or bool(scene.sentence.children(noun, "poss"))


def _made(scene: Scene, kind: str, counted: Counted, value: int, found: Window | None, said: Span) -> Claim:
    days, after = (found.days, found.after) if found else (None, None)
    return Claim(kind, counted, value, days, spanned(said, found), after=after, day=scene.day(said))
