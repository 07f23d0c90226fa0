"""Numbers that the text gives: killed, injured, arrested, crowd, weapons, displaced, money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.language.parser import Sentence, Token
from dateline.model import Quantity, Span

_BEFORE = 3  # words before a number that may belong to it
_DONE_TO = ("dobj", "nsubjpass", "ROOT")


@cache
def words() -> dict[str, Any]:
    """Number words, bounds and the nouns and verbs of each kind, read once."""
    return read_toml(data() / "lexicon" / "quantities.toml")


@cache
def outcomes() -> frozenset[str]:
    """Lemmas of what comes of another act: to kill, the dead."""
    kinds = [lists for lists in words()["kinds"].values() if lists.get("outcome")]
    return frozenset(lemma for lists in kinds for lemma in (*lists["verbs"], *lists["nouns"]))


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that counts something; ``token``: its last word."""

    quantity: Quantity
    token: Token


def quantities(sentence: Sentence, text: str) -> Iterator[Counted]:
    """The quantities of a sentence, in text order."""
    for token in sentence.tokens:
        if token.tag == "CD" or token.lemma in words()["vague"]:
            quantity = _read(sentence, token, text)
            if quantity is not None:
                yield Counted(quantity, token)


def number(word: str) -> float | None:
    """The value of a figure or number word; ``None`` if it is neither.

    >>> number("2,000"), number("twelve"), number("F-16")
    (2000.0, 12.0, None)
    """
    plain = word.lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    value = words()["cardinals"].get(plain)
    return float(value) if value is not None else None


def _read(sentence: Sentence, token: Token, text: str) -> Quantity | None:
    value, low, high = _value(sentence, token)
    kind = "" if value is None else _kind(sentence, token)
    if value is None or not kind:
        return None
    about, start = words()["about"], token.start
    for before in reversed(sentence.tokens[max(0, token.i - _BEFORE) : token.i]):
        if before.lemma not in about["words"]:
            break
        start = before.start
    modifier = text[start : token.start].lower()
    if any(words in modifier for words in about["low"]):
        low, high = value, None
    elif any(words in modifier for words in about["high"]):
        low, high = None, value
    return Quantity(kind, low, value, high, Span(start, token.end))


def _value(sentence: Sentence, token: Token) -> tuple[float | None, float | None, float | None]:
    """The number, and its bounds."""
    vague = words()["vague"].get(token.lemma)
    if vague is not None and token.tag != "CD":
        return float(vague["best"]), float(vague["low"]), float(vague["high"])
    value = number(token.text)
    if value is None:
        return None, None, None
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    scale = words()["scales"].get(following.lemma) if following is not None else None
    if scale:
        value *= scale
    return value, value, value


def _kind(sentence: Sentence, token: Token) -> str:
    """What is counted, by the noun that the number stands with and the verb that governs it."""
    noun = _noun(sentence, token)
    return next((str(kind) for kind, lists in words()["kinds"].items() if _is_of(sentence, token, noun, lists)), "")


def _noun(sentence: Sentence, token: Token) -> Token:
    """What a number stands with."""
    noun = sentence.head(token)
    if token.lemma in words()["vague"] or noun.pos == "NUM":
        below = [n for p in sentence.children(token, "prep") for n in sentence.children(p, "pobj")]
        return below[0] if below else noun if noun.pos == "NOUN" else sentence.head(noun)
    return noun


def _is_of(sentence: Sentence, token: Token, noun: Token, lists: Mapping[str, Any]) -> bool:
    """Whether a noun with a number is of a kind: by itself, by what is done to it, or by what it is told to be ("left 12 people dead")."""
    verbs, nouns = lists["verbs"], lists["nouns"]
    above = sentence.head(noun) if noun.pos in ("NOUN", "PROPN", "PRON") else noun
    if noun.lemma in nouns or (above.pos == "ADJ" and above.lemma in nouns):
        return True
    if above.pos == "VERB" and any(told.lemma in nouns for told in sentence.children(above, "oprd", "acomp", "ccomp", "xcomp")):
        return True
    if above.lemma == "of" and noun.dep == "pobj" and sentence.head(above).lemma in nouns:  # "the deaths of five soldiers"
        return True
    done = (*_DONE_TO, "nsubj") if above.lemma == "die" else _DONE_TO
    if above.pos == "VERB" and above.lemma in verbs and noun.dep in done:
        return True
    return token.dep in ("nsubjpass", "dobj") and sentence.head(token).lemma in verbs
