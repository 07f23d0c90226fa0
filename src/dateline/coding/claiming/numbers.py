"""Numbers as claims give them, with what they count: "at least 12 people", "tens of thousands of supporters", "several hundred", "a dozen"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.claiming.scene import Scene, over, words
from dateline.coding.quantities import number
from dateline.coding.quantities import words as number_words
from dateline.language.parser import Token
from dateline.model import Span


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a text.

    Attributes:
        value: of a vague one a number that a reader would guess.
        head: the word that stands for the number in the sentence's tree; ``noun``: what it counts, or the number itself.
        bound: ``at least``, ``at most``, ``about``, or empty where it is meant as it stands.
    """

    value: int
    span: Span
    head: Token
    noun: Token
    bound: str


def numeral(scene: Scene, token: Token) -> Numeral | None:
    """The number that begins with a word; years and days are none."""
    if any(e.span.start <= token.start < e.span.end for e in scene.dating.expressions(scene.sentence)):
        return None
    return _vague(scene, token) or _exact(scene, token)


def _exact(scene: Scene, token: Token) -> Numeral | None:
    """ "12", "twelve", "forty-three", "5.5 million", "a dozen", "a million"."""
    scales = number_words()["scales"]
    tokens = scene.sentence.tokens
    if token.lemma in ("dozen", *scales):
        before = scene.before(token)
        if before is None or token.text.lower().endswith("s") or before.lemma not in ("a", "an"):
            return None
        return _counting(scene, 12 if token.lemma == "dozen" else int(scales[token.lemma]), [token])
    value = number(token.text)
    before = scene.before(token)
    if (
        token.tag != "CD"
        or value is None
        or (before is not None and before.text in ("-", "‐") and before.i and number(tokens[before.i - 1].text))
    ):
        return None
    run = [token]
    if value in range(20, 100, 10) and not token.text[0].isdigit() and len(tokens) > token.i + 2 and tokens[token.i + 1].text in ("-", "‐"):
        ones = number(tokens[token.i + 2].text)
        if ones is not None and ones < 10:
            value, run = value + ones, tokens[token.i : token.i + 3]
    following = tokens[run[-1].i + 1] if run[-1].i + 1 < len(tokens) else None
    if following is not None and following.text in ("-", "‐") and following.start == run[-1].end:
        return None  # "a one-way drone"
    if following is not None and following.lemma in ("dozen", *scales) and not following.text.lower().endswith("s"):
        value, run = value * (12 if following.lemma == "dozen" else scales[following.lemma]), [*run, following]
    return _counting(scene, int(value), run) if value == int(value) else None


def _vague(scene: Scene, token: Token) -> Numeral | None:
    """ "Dozens", "hundreds of thousands", "several hundred"."""
    vague = words()["vague"]
    tokens = scene.sentence.tokens
    if (
        token.lemma in ("several", "few")
        and token.i + 1 < len(tokens)
        and tokens[token.i + 1].text.lower() in ("hundred", "thousand", "dozen", "million")
    ):
        scale = tokens[token.i + 1]
        return _counting(
            scene, int(3 * (12 if scale.lemma == "dozen" else number_words()["scales"][scale.lemma])), [token, scale], vague=True
        )
    if token.text.lower() not in vague:
        return None
    before = scene.before(token)
    if before is not None and before.lemma == "of" and before.i and tokens[before.i - 1].text.lower() in vague:
        return None  # the second word of "tens of thousands"
    value, run = int(vague[token.text.lower()]), [token]
    inner = tokens[token.i + 2] if len(tokens) > token.i + 2 and tokens[token.i + 1].lemma == "of" else None
    if inner is not None and inner.text.lower() in vague:
        value, run = value * int(vague[inner.text.lower()] / 3), [token, inner]
    return _counting(scene, value, run, vague=True)


def _counting(scene: Scene, value: int, run: list[Token], *, vague: bool = False) -> Numeral:
    said = over(*(t.span for t in run))
    head = next((t for t in run if t.head not in {o.i for o in run} or t.head == t.i), run[-1])
    return Numeral(value, said, head, _noun(scene, run), _bound(scene, run[0]) or ("about" if vague else ""))


def _noun(scene: Scene, run: list[Token]) -> Token:
    """What is counted: the noun that the number stands before, or what stands behind its "of"; else the number."""
    own = {t.i for t in run}
    for token in reversed(run):
        above = scene.sentence.head(token)
        if (
            above.i not in own
            and token.dep in ("nummod", "compound", "quantmod", "det", "amod")
            and above.i > run[-1].i
            and above.pos in ("NOUN", "PROPN", "ADJ", "VERB")
        ):
            return _head(scene, above)
    for token in reversed(run):
        for of in scene.sentence.children(token, "prep"):
            if of.lemma == "of":
                inner = next(iter(scene.sentence.children(of, "pobj")), None)
                if inner is not None and inner.i not in own:
                    return inner
    return run[-1]


def _head(scene: Scene, noun: Token) -> Token:
    """The noun that a compound belongs to: a number before "ICBM tests" counts tests."""
    while noun.dep == "compound" and scene.sentence.head(noun).i > noun.i:
        noun = scene.sentence.head(noun)
    return noun


def _bound(scene: Scene, token: Token) -> str:
    """How exactly a number is meant, by the words before it."""
    bounds = words()["bounds"]
    before = scene.sentence.tokens[max(0, token.i - 3) : token.i]
    while before and before[-1].lemma in ("a", "an", "the", "another"):
        before = before[:-1]
    for size in (3, 2, 1):
        said = " ".join(t.text.lower() for t in before[-size:])
        if len(before) >= size and said in bounds:
            return str(bounds[said])
    return ""
