"""Numbers as claims give them, with what they count: "at least 12 people", "tens of thousands of supporters", "several hundred"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.claiming.scene import Scene, full_noun, over, words
from dateline.coding.quantities import number
from dateline.coding.quantities import words as number_words
from dateline.language.parser import Token
from dateline.model import Span

_HYPHENS = ("-", "‐")
_MOST = 10**10  # more than there are people: no count of any


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
    """The number that begins with a word; years, days, money and measures are none."""
    if any(e.span.start <= token.start < e.span.end for e in scene.dating.expressions(scene.sentence)):
        return None
    found = _vague(scene, token) or _exact(scene, token)
    return None if found is None or found.value > _MOST or _is_measure(scene, token, found) else found


def _is_measure(scene: Scene, token: Token, found: Numeral) -> bool:
    """Whether a number is one of units of money, weight or the like: "52.0 billion marks", "a 77 billion dlr rescue", "$5 million"."""
    beside = (scene.before(token), next((t for t in scene.sentence.tokens if t.start >= found.span.end), None))
    units = words()["measured"]["units"]
    return any(t is not None and (t.lemma.lower() in units or t.text.lower() in units) for t in beside)


def _exact(scene: Scene, token: Token) -> Numeral | None:
    """ "12", "twelve", "forty-three", "5.5 million", "a dozen", "a million"."""
    before = scene.before(token)
    if _scale(token):
        alone = before is not None and before.lemma in ("a", "an")
        return _counting(scene, _scale(token), [token]) if alone else None
    value = number(token.text)
    if token.tag != "CD" or value is None or (before is not None and before.text in _HYPHENS and before.end == token.start):
        return None
    run = [token, *_ones(scene, token, value)]
    value += number(run[-1].text) or 0 if len(run) > 1 else 0
    following = _after(scene, run[-1])
    if following is not None and following.text in _HYPHENS and following.start == run[-1].end:
        return None  # "a one-way drone"
    if following is not None and _scale(following):
        value, run = value * _scale(following), [*run, following]
    return _counting(scene, int(value), run) if value == int(value) else None


def _ones(scene: Scene, token: Token, value: float) -> list[Token]:
    """The hyphen and the ones of "forty-three"."""
    behind = scene.sentence.tokens[token.i + 1 : token.i + 3]
    spelled = value in range(20, 100, 10) and not token.text[0].isdigit() and len(behind) == 2 and behind[0].text in _HYPHENS
    return behind if spelled and (number(behind[1].text) or 10) < 10 else []


def _vague(scene: Scene, token: Token) -> Numeral | None:
    """ "Dozens", "hundreds of thousands", "several hundred"."""
    vague, following = words()["vague"], _after(scene, token)
    if token.lemma in ("several", "few") and following is not None and _scale(following):
        return _counting(scene, 3 * _scale(following), [token, following], vague=True)
    if token.text.lower() not in vague:
        return None
    before, tokens = scene.before(token), scene.sentence.tokens
    if before is not None and before.lemma == "of" and before.i and tokens[before.i - 1].text.lower() in vague:
        return None  # the second word of "tens of thousands"
    value, run = int(vague[token.text.lower()]), [token]
    inner = _after(scene, following) if following is not None and following.lemma == "of" else None
    if inner is not None and inner.text.lower() in vague:
        value, run = value * int(vague[inner.text.lower()] / 3), [token, inner]
    return _counting(scene, value, run, vague=True)


def _after(scene: Scene, token: Token) -> Token | None:
    return scene.sentence.tokens[token.i + 1] if token.i + 1 < len(scene.sentence.tokens) else None


def _scale(token: Token) -> int:
    """What a word multiplies by: "dozen", "million", but not "millions"; 0 if it does not."""
    if token.text.lower().endswith("s"):
        return 0
    return 12 if token.lemma == "dozen" else int(number_words()["scales"].get(token.lemma, 0))


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
            return full_noun(scene.sentence, above)
    for token in reversed(run):
        for of in scene.sentence.children(token, "prep"):
            if of.lemma == "of":
                inner = next(iter(scene.sentence.children(of, "pobj")), None)
                if inner is not None and inner.i not in own:
                    return inner
    return run[-1]


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
