"""When an act was last: "its last nuclear test was in 2017", "last tested an ICBM in November 2017", "the most recent launch, on Monday"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, over, reach, words
from dateline.coding.claiming.series import names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import spanned, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span

_POINTS = frozenset({"whole", "day"})


def last(scene: Scene, token: Token) -> Claim | None:
    """The claim that the last act of a series was on some days."""
    if token.lemma.lower() not in words()["ranks"]["last"] or (token.lemma == "late" and token.tag != "JJS"):
        return None
    head = scene.sentence.head(token)
    while head.dep == "compound" and scene.sentence.head(head).i > head.i:
        head = scene.sentence.head(head)
    told = token.lemma == "last" or (head.dep == "nsubj" and scene.sentence.head(head).lemma == "be" and head.tag == "NN")
    if token.dep == "amod" and told and head.pos == "NOUN" and names_acts(scene, head) and _is_owned(scene, head):
        said = reach(scene.sentence, head)
        return _made(scene, head, of_noun(scene, head, said, [token]), said)
    if token.dep == "advmod" and head.pos == "VERB" and token.i < head.i and token.lemma == "last":
        said = over(token.span, head.span)
        return _made(scene, head, of_verb(scene, head, said), said)
    return None


def _is_owned(scene: Scene, noun: Token) -> bool:
    return bool(scene.sentence.children(noun, "poss")) or any(d.lemma.lower() == "the" for d in scene.sentence.children(noun, "det"))


def _made(scene: Scene, head: Token, counted: Counted, said: Span) -> Claim | None:
    governor = scene.governor(head)
    found = window(scene, head, said, _POINTS) or (window(scene, governor, said, _POINTS) if governor is not None else None)
    return Claim("last", counted, None, found.days, spanned(said, found)) if found is not None and found.days is not None else None
