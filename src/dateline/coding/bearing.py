"""Which act a number is told for: the dead of the attack, not of its condemnation.

A number belongs to the nearest act above it in its clause ("arrested 20"). What comes of another act, the dead and the wounded, is passed
on to that: to the act of the clause that it stands in ("the blast killed five", "five died in the blast"), else to the one that the clause
is about ("the bombing that killed five"). An act that is not coded keeps its numbers all the same; nobody else gets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.coding.drafts import Drafter
from dateline.coding.quantities import Counted, outcomes, quantities
from dateline.language.parser import Sentence, Token
from dateline.model import Quantity, Span


class Bearers:
    """The acts of one report, and the numbers that each bears."""

    def __init__(self, drafter: Drafter, text: str, told: Iterable[Span]) -> None:
        """``told``: the words that tell the acts which are coded; ``drafter``: knows those that might have been."""
        self._drafter, self._text, self._told = drafter, text, tuple(told)
        self._by_sentence: dict[int, list[tuple[Quantity, Token]]] = {}  # each number with the act that bears it

    def borne(self, sentence: Sentence, words: Span) -> tuple[Quantity, ...]:
        """The numbers of a sentence that are told for the act at some words of it, each once, in text order."""
        if sentence.number not in self._by_sentence:
            self._by_sentence[sentence.number] = list(self._numbers(sentence))
        found = dict.fromkeys(quantity for quantity, bearer in self._by_sentence[sentence.number] if bearer.span.overlaps(words))
        return tuple(found)

    def _numbers(self, sentence: Sentence) -> Iterator[tuple[Quantity, Token]]:
        for counted in quantities(sentence, self._text):
            bearer = self._bearer(sentence, counted)
            if bearer is not None:
                yield counted.quantity, bearer

    def _bearer(self, sentence: Sentence, counted: Counted) -> Token | None:
        """The act that a number is told for; ``None`` where its clauses tell none."""
        below = counted.token
        for above in sentence.ancestors(counted.token):
            if self._is_act(sentence, above):
                return above
            if above.pos in ("VERB", "AUX") or above.head == above.i:
                beside = next((t for t in _outward(sentence, above, below) if self._is_act(sentence, t)), None)
                if beside is not None:
                    return beside
            below = above
        return None

    def _is_act(self, sentence: Sentence, token: Token) -> bool:
        """Whether a word tells an act: a coded one, or one that an entry fits and that is no mere outcome of another."""
        if any(span.overlaps(token.span) for span in self._told):
            return True
        says = {token.lemma, *(told.lemma for told in sentence.children(token, "oprd", "acomp"))}  # "left five dead"
        return says.isdisjoint(outcomes()) and self._drafter.draft(sentence, token) is not None


def with_more(told: Sequence[Quantity], more: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The numbers of one telling with those of another that count what the first does not."""
    kinds = {quantity.kind for quantity in told}
    return (*told, *(quantity for quantity in more if quantity.kind not in kinds))


def _outward(sentence: Sentence, above: Token, without: Token) -> Iterator[Token]:
    """What stands below a word, the nearest to it first, but for one of its branches."""
    edge = [child for child in sentence.children(above) if child.i != without.i]
    while edge:
        yield from edge
        edge = [child for token in edge for child in sentence.children(token)]
