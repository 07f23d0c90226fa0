"""What the reader looks at: words that may tell an act, and words that may name a party."""

from __future__ import annotations

from dateline.language.parser import Sentence, Token

_NO_PARTY = frozenset({"there", "that", "which", "what", "this", "these", "those", "who", "whom", "whose", "one", "ones"})


def may_tell(token: Token) -> bool:
    """Whether a token may be the trigger of an act: a verb, a noun, an adjective, or a capitalised noun that heads its phrase."""
    if token.pos in ("VERB", "NOUN", "ADJ"):
        return True
    if token.pos == "AUX":
        return token.dep not in ("aux", "auxpass") and token.lemma not in ("be",)
    return token.pos == "PROPN" and token.dep != "compound"


def may_name(token: Token) -> bool:
    """Whether a token may head the mention of a party: nouns and names, pronouns, and adjectives of a people ("Russian strikes")."""
    if token.pos == "PRON":
        return token.text.lower() not in _NO_PARTY
    if token.pos in ("NOUN", "PROPN"):
        return token.dep != "compound" or token.text[:1].isupper()
    if token.tag == "PRP$":
        return True
    return token.pos in ("ADJ", "NUM") and (token.text[:1].isupper() or token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"))


def tellers(sentence: Sentence) -> list[Token]:
    """The tokens of a sentence that may tell an act."""
    return [token for token in sentence.tokens if may_tell(token)]


def namers(sentence: Sentence) -> list[Token]:
    """The tokens of a sentence that may name a party."""
    return [token for token in sentence.tokens if may_name(token)]
