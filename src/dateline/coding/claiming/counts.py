"""Counts: "three launches this month", "attacked more than 160 times since mid-October", "has sent about 1,000 balloons since May 28"."""

from __future__ import annotations

from dateline.coding.claiming.numbers import Numeral, numeral
from dateline.coding.claiming.scene import Scene, is_definite, is_perfect, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import ANY, claim, window
from dateline.language.parser import Token
from dateline.model import Claim
from dateline.wordlists import wordlist

_UP_TO_NOW = frozenset({"since", "past", "now"})
_DAYS = ANY - {"ever"}
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")


def count(scene: Scene, token: Token) -> Claim | None:
    """The claim that a number of acts over days makes."""
    times = words()["times"]["adverbs"].get(token.lemma.lower())
    if times and token.dep in ("advmod", "npadvmod"):  # "twice this year" hangs on the year
        return _of_verb(scene, token, Numeral(int(times), token.span, token, token, ""))
    given = numeral(scene, token)
    if given is None:
        return None
    if given.noun.lemma in words()["times"]["nouns"]:
        return _of_verb(scene, given.noun, given)
    if given.noun.pos not in ("NOUN", "PROPN", "PRON") or given.noun.lemma.lower() in words()["measured"]["nouns"]:
        return None
    return _of_noun(scene, given)


def _of_noun(scene: Scene, given: Numeral) -> Claim | None:
    noun = given.noun
    said = over(given.span, noun.span, reach(scene.sentence, noun))
    when = scene.when(said, noun)
    acts = is_piece(noun) or (names_acts(scene, noun) and noun.lemma not in wordlist("no_series"))
    if not acts and not _is_done_up_to_now(scene, given):
        return None
    heads = [noun, *([governor] if (governor := scene.governor(noun)) is not None else [])]
    found = next((w for head in heads if (w := window(scene, head, said, _DAYS if acts else _UP_TO_NOW, when)) is not None), None)
    if found is None or (found.sort == "whole" and is_definite(scene.sentence, noun) and not scene.sentence.children(noun, "poss")):
        return None  # "the three satellites that were launched in 2011"
    return claim("count", of_noun(scene, noun, said, [given.head]), given.value, found, said, when=when, bound=given.bound)


def _is_done_up_to_now(scene: Scene, given: Numeral) -> bool:
    """Whether the clause tells what those counted have done, or what has been done to them: "has sent about 1,000 balloons"."""
    top = given.head if given.head.dep in _ARGUMENTS else given.noun
    verb = scene.sentence.head(top)
    if top.dep not in _ARGUMENTS or verb.pos not in ("VERB", "AUX"):
        return False
    partitive = given.head.i < given.noun.i and scene.below(given.noun, given.head)  # "thousands of the country's people"
    known = is_definite(scene.sentence, given.noun) and not partitive
    since = verb.tag == "VBD" and any(p.lemma == "since" for p in scene.sentence.children(verb, "prep"))
    return not known and (is_perfect(scene.sentence, verb) or since)


def _of_verb(scene: Scene, noun: Token, given: Numeral) -> Claim | None:
    """How often an act was: "attacked more than 160 times", "has tested it three times"."""
    verb = next((a for a in scene.sentence.ancestors(noun) if a.pos == "VERB"), None)
    following = scene.sentence.tokens[noun.i + 1] if noun.i + 1 < len(scene.sentence.tokens) else None
    if verb is None or (following is not None and following.lemma in ("as", "more")):
        return None  # "ten times as many"
    said = over(given.span, noun.span, verb.span)
    when = scene.when(said, verb)
    found = window(scene, verb, said, _DAYS, when) or window(scene, noun, said, _DAYS, when)
    if found is None and not is_perfect(scene.sentence, verb):
        return None
    return claim("count", of_verb(scene, verb, said), given.value, found, said, when=when, bound=given.bound)
