"""Asserted breaches: "in violation of multiple UN Security Council resolutions", "violated the ceasefire"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, over
from dateline.language.parser import Token
from dateline.model import Claim, Counted
from dateline.wordlists import wordlist


def breach(scene: Scene, token: Token) -> Claim | None:
    """The claim that something breaks a norm."""
    sentence = scene.sentence
    if token.lemma in wordlist("breaches") and token.pos == "NOUN":
        norms = [n for p in sentence.children(token, "prep") if p.lemma == "of" for n in sentence.children(p, "pobj")]
    elif token.lemma in wordlist("breach_verbs") and token.pos == "VERB":
        norms = sentence.children(token, "dobj", "nsubjpass")
    else:
        return None
    for norm in [*norms, *(last for n in norms if (last := _named_last(scene, n)) is not None)]:
        if norm.lemma.lower() in wordlist("norms"):
            run = [t for t in sentence.subtree(norm) if t.i <= norm.i]
            said = [t.text for t in run[:-1] if t.pos == "PROPN" or (t.pos == "NOUN" and t.dep == "compound")]
            span = over(token.span, run[0].span, norm.span)
            return Claim("breach", Counted(" ".join([*said, norm.lemma.lower()])), None, None, span)
    return None


def _named_last(scene: Scene, token: Token) -> Token | None:
    """The norm that ends a name: "the Freedom of Access to Clinic Entrances Act"."""
    named = [t for t in scene.sentence.subtree(token) if t.pos == "PROPN" and t.text[:1].isupper() and t.i > token.i]
    return next((t for t in named if t.text.lower() in wordlist("norms")), None)
