"""When an act was last: "its last nuclear test was in 2017", "last tested an ICBM in November 2017", "the latest launch was on Monday"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, full_noun, is_definite, over, reach, words
from dateline.coding.claiming.series import names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import claim, window
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span

_POINTS = frozenset({"whole", "day"})


def last(scene: Scene, token: Token) -> Claim | None:
    """The claim that the last act of a series was on some days."""
    if token.lemma.lower() not in words()["ranks"]["last"] or (token.lemma == "late" and token.tag != "JJS"):
        return None
    head = full_noun(scene.sentence, scene.sentence.head(token))
    told = token.lemma == "last" or (head.dep == "nsubj" and scene.sentence.head(head).lemma == "be" and head.tag == "NN")
    if token.dep == "amod" and told and names_acts(scene, head) and is_definite(scene.sentence, head):
        said = reach(scene.sentence, head)
        return _made(scene, head, of_noun(scene, head, said, [token]), said)
    if token.dep == "advmod" and head.pos == "VERB" and token.i < head.i and token.lemma == "last":
        said = over(token.span, head.span)
        return _made(scene, head, of_verb(scene, head, said), said)
    return None


def _made(scene: Scene, head: Token, counted: Counted, said: Span) -> Claim | None:
    heads = [head, *([governor] if (governor := scene.governor(head)) is not None else [])]
    found = next((w for one in heads if (w := window(scene, one, said, _POINTS)) is not None), None)
    return claim("last", counted, None, found, said) if found is not None and found.days is not None else None
