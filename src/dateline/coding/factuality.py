"""How real the text makes an act: occurred, future, hypothetical or negated."""

from __future__ import annotations

from dateline.coding.lexicon import CLASS_OF
from dateline.language.clauses import is_conditional, is_negated, modality
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality
from dateline.wordlists import wordlist

REFUSED = {"consult": "REJECT/meet", "cooperative": "REJECT/assist", "yield": "REJECT/yield"}
_PLANNED = {"consult": "AGREE", "yield": "CONCEDE"}


def factuality(
    sentence: Sentence, token: Token, support: Token | None, type_: str, mode: str | None, operated: bool
) -> tuple[Factuality, str, str | None, str]:
    """Factuality of an act told at ``token``, with the type and mode that it turns into, and why.

    "Will meet on Tuesday" is AGREE and future, "would not attend" REJECT: the outer act decides (PLOVER's rule).

    Args:
        support: the light verb that carries an event noun, whose tense and negation count instead.
        operated: whether an operator has already decided the type.

    Returns:
        (factuality, type, mode, reason); the type is empty where nothing is to be coded.
    """
    verb = support or token
    kind = CLASS_OF[type_]
    mood = modality(sentence, verb)
    if is_negated(sentence, verb) or (support is not None and is_negated(sentence, token)):
        if not operated and kind in REFUSED and (mood in ("future", "possible") or _present_stance(sentence, verb)):
            return Factuality.OCCURRED, "REJECT", REFUSED[kind].partition("/")[2], f"{mood or 'present'} and negated {type_} is a refusal"
        if type_ == "REJECT":
            return Factuality.OCCURRED, "", None, "not refused"
        return Factuality.NEGATED, type_, mode, f"{verb.text!r} is negated"
    if is_conditional(sentence, verb) or mood == "possible":
        return Factuality.HYPOTHETICAL, type_, mode, "conditional" if mood != "possible" else "could, may or might"
    if (
        support is not None
        and support.lemma in wordlist("happen")
        and is_purpose(sentence, support)
        and support.dep in ("xcomp", "acl", "relcl")
        and not operated
    ):
        mood = "future"
    if mood == "future":
        if not operated and kind in _PLANNED:
            return Factuality.FUTURE, _PLANNED[kind], None, f"{type_} that will be is {_PLANNED[kind]}"
        if not operated and kind == "cooperative":
            return Factuality.FUTURE, "AGREE", None, f"{type_} that will be is AGREE"
        return Factuality.FUTURE, type_, mode, "will"
    if token.pos in ("NOUN", "PROPN") and any(c.lemma in wordlist("unreal") for c in sentence.children(token, "amod")):
        if kind in _PLANNED and not operated:
            return Factuality.FUTURE, _PLANNED[kind], None, f"planned {type_} is {_PLANNED[kind]}"
        return Factuality.FUTURE, type_, mode, "spoken of as to come"
    return Factuality.OCCURRED, type_, mode, ""


def _present_stance(sentence: Sentence, verb: Token) -> bool:
    """ "Does not recognise", "will not": a standing refusal rather than a report of what did not happen."""
    return any(a.lemma == "do" and a.tag in ("VBZ", "VBP") for a in sentence.children(verb, "aux"))


def is_purpose(sentence: Sentence, verb: Token) -> bool:
    """An infinitive that no operator takes: a purpose or an aim, not an act told."""
    return verb.pos == "VERB" and verb.tag == "VB" and any(a.text.lower() == "to" for a in sentence.children(verb, "aux"))
