"""Counts: "three launches this month", "attacked more than 160 times since mid-October", "has sent about 1,000 balloons since May 28"."""

from __future__ import annotations

from dateline.coding.claiming.numbers import Numeral, numeral
from dateline.coding.claiming.scene import Scene, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import ANY, Window, spanned, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span, TimeSpan
from dateline.wordlists import wordlist

_UP_TO_NOW = frozenset({"since", "past", "now"})
_DAYS = ANY - {"ever"}


def count(scene: Scene, token: Token) -> Claim | None:
    """The claim that a number of acts over days makes."""
    times = words()["times"]["adverbs"].get(token.lemma.lower())
    if times and token.dep in ("advmod", "npadvmod") and scene.sentence.head(token).pos == "VERB":
        return _of_verb(scene, scene.sentence.head(token), token, Numeral(int(times), token.span, token, token, ""))
    given = numeral(scene, token)
    if given is None:
        return None
    if given.noun.lemma in words()["times"]["nouns"]:
        verb = next((a for a in scene.sentence.ancestors(given.noun) if a.pos == "VERB"), None)
        return _of_verb(scene, verb, given.noun, given) if verb is not None else None
    if given.noun.pos not in ("NOUN", "PROPN", "PRON") or given.noun.lemma.lower() in words()["measured"]["nouns"]:
        return None
    return _of_noun(scene, given)


def _of_noun(scene: Scene, given: Numeral) -> Claim | None:
    noun = given.noun
    said = over(given.span, noun.span, reach(scene.sentence, noun))
    when = scene.when(said, noun)
    acts = is_piece(noun) or (names_acts(scene, noun) and noun.lemma not in wordlist("no_series"))
    sorts = _DAYS if acts else _UP_TO_NOW
    found = window(scene, noun, said, sorts, when)
    if found is None and (governor := scene.governor(noun)) is not None:
        found = window(scene, governor, said, sorts, when)
    if found is None or (not acts and not _is_done_up_to_now(scene, given)):
        return None
    if acts and any(d.lemma in ("the", "these", "those", "both") for d in scene.sentence.children(noun, "det")) and found.sort == "whole":
        return None  # "the three satellites that were launched in 2011"
    return _made(of_noun(scene, noun, said, [given.head]), given, found, said, when)


def _is_done_up_to_now(scene: Scene, given: Numeral) -> bool:
    """Whether the clause tells what those counted have done, or what has been done to them: "has sent about 1,000 balloons"."""
    top = given.head if given.head.dep in ("nsubj", "nsubjpass", "dobj", "attr") else given.noun
    verb = scene.sentence.head(top)
    if top.dep not in ("nsubj", "nsubjpass", "dobj", "attr") or verb.pos not in ("VERB", "AUX"):
        return False
    owned = any(d.lemma in ("the", "these", "those", "both") for d in scene.sentence.children(given.noun, "det")) or bool(
        scene.sentence.children(given.noun, "poss")
    )
    partitive = given.head.i < given.noun.i and scene.below(given.noun, given.head)
    return (
        (not owned or partitive)
        and any(a.lemma == "have" for a in scene.sentence.children(verb, "aux"))
        or verb.tag == "VBD"
        and not owned
        and _opens_since(scene, verb)
    )


def _opens_since(scene: Scene, verb: Token) -> bool:
    return any(p.lemma == "since" for p in scene.sentence.children(verb, "prep"))


def _of_verb(scene: Scene, verb: Token, noun: Token, given: Numeral) -> Claim | None:
    said = over(given.span, noun.span, verb.span)
    when = scene.when(said, verb)
    found = window(scene, verb, said, _DAYS, when) or window(scene, noun, said, _DAYS, when)
    perfect = any(a.lemma == "have" for a in scene.sentence.children(verb, "aux"))  # "has tested it three times", ever
    return _made(of_verb(scene, verb, said), given, found, said, when) if found is not None or perfect else None


def _made(counted: Counted, given: Numeral, found: Window | None, said: Span, when: TimeSpan | None) -> Claim:
    return Claim("count", counted, given.value, found.days if found else None, spanned(said, found), given.bound, when=when)
