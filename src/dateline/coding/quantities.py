"""Numbers that the text gives for an act: killed, injured, arrested, crowd, weapons, displaced, money."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.language.parser import Sentence, Token
from dateline.model import Quantity, Span


@cache
def words() -> dict[str, Any]:
    """Number words, bounds and the nouns and verbs of each kind, read once."""
    return read_toml(data() / "lexicon" / "quantities.toml")


def find_quantities(sentence: Sentence, head: Token, text: str) -> tuple[Quantity, ...]:
    """The quantities told in the clause of ``head``, in text order."""
    found = []
    for token in sentence.tokens:
        if token.tag == "CD" or token.lemma in words()["vague"]:
            quantity = _read(sentence, token, text)
            if quantity is not None and quantity not in found:
                found.append(quantity)
    return tuple(found)


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
    if value is None:
        return None
    kind = _kind(sentence, token)
    if not kind:
        return None
    start = token.start
    for before in reversed(sentence.tokens[max(0, token.i - 3) : token.i]):
        if before.lemma in (
            "at",
            "least",
            "more",
            "than",
            "up",
            "to",
            "some",
            "about",
            "nearly",
            "almost",
            "over",
            "around",
            "as",
            "many",
            "few",
            "between",
            "and",
        ):
            start = before.start
        else:
            break
    modifier = text[start : token.start].lower()
    if "at least" in modifier or "more than" in modifier or "over" in modifier:
        low, high = value, None
    elif "up to" in modifier or "nearly" in modifier or "almost" in modifier or "as many as" in modifier:
        low, high = None, value
    return Quantity(kind, low, value, high, Span(start, token.end))


def _value(sentence: Sentence, token: Token) -> tuple[float | None, float | None, float | None]:
    vague = words()["vague"].get(token.lemma)
    if vague is not None and token.tag != "CD":
        return float(vague["best"]), float(vague["low"]), float(vague["high"])
    value = number(token.text)
    if value is None:
        return None, None, None
    nxt = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    scale = words()["scales"].get(nxt.lemma) if nxt is not None else None
    if scale:
        value *= scale
    return value, value, value


def _kind(sentence: Sentence, token: Token) -> str:
    """What is counted, by the noun that the number stands with and the verb that governs it."""
    noun = sentence.head(token)
    if token.lemma in words()["vague"] or noun.pos in ("NUM",):
        below = [n for p in sentence.children(token, "prep") for n in sentence.children(p, "pobj")]
        noun = below[0] if below else noun if noun.pos == "NOUN" else sentence.head(noun)
    kinds = words()["kinds"]
    verb = sentence.head(noun) if noun.pos in ("NOUN", "PROPN", "PRON") else noun
    for kind, lists in kinds.items():
        if noun.lemma in lists.get("nouns", ()):
            return str(kind)
        if (
            verb.pos == "VERB"
            and verb.lemma in lists.get("verbs", ())
            and noun.dep in ("dobj", "nsubjpass", "nsubj" if verb.lemma == "die" else "dobj", "ROOT")
        ):
            return str(kind)
        if token.dep in ("nsubjpass", "dobj") and sentence.head(token).lemma in lists.get("verbs", ()):
            return str(kind)
    return ""
