"""The place of the learned reader: whatever proposes candidate triggers and weighs drafts.

The lexicon is one voice among others. All speak through :class:`Reader`, and the coder asks every reader that it was given:
:class:`LexiconReader`, which trusts an entry as far as its weight and its grounding go, and
:class:`~dateline.coding.statements.StatementReader`. A trained reader is passed in beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.coding.drafts import Draft, Drafter
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality


class Reader(Protocol):
    """Proposes drafts for a report's sentences and weighs those of others."""

    def propose(self, sentences: Sequence[Sentence], drafter: Drafter) -> list[Draft]:
        """Drafts for whatever in the sentences looks like an act, in text order."""
        ...

    def weigh(self, draft: Draft) -> float:
        """How likely the draft is an event as drafted, 0 to 1."""
        ...


class LexiconReader:
    """Proposes what the lexicon names, and weighs it by entry and grounding."""

    def propose(self, sentences: Sequence[Sentence], drafter: Drafter) -> list[Draft]:
        """One draft for each token that an entry matches."""
        return [
            draft for sentence in sentences for token in sentence.tokens if _may_be(token) and (draft := drafter.draft(sentence, token))
        ]

    def weigh(self, draft: Draft) -> float:
        """The entry's weight, less for what stands on thin ground.

        A nominal trigger without a light verb, a draft without a recipient where its type wants one, and an
        actor known by its role alone each take something off. The weights are judgements, not fitted figures.
        """
        weight = draft.weight
        if draft.nominal and draft.support is None and draft.head.dep not in ("nsubj", "nsubjpass"):
            weight *= 0.75 if draft.actors and (draft.recipients or len(draft.actors) > 1) else 0.6 if draft.actors else 0.4
        if draft.factuality in (Factuality.HYPOTHETICAL, Factuality.NEGATED):
            weight *= 0.6  # what could be or was not is rarely told as an event
        if not draft.recipients and len(draft.actors) < 2 and draft.type in _WANTS_RECIPIENT:
            weight *= 0.8
        if draft.actors and not any(a.country or a.entity for a in draft.actors):
            weight *= 0.8
        return round(weight, 3)


_WANTS_RECIPIENT = frozenset({"ACCUSE", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "AID", "SANCTION", "ASSAULT", "COERCE", "REJECT"})


def _may_be(token: Token) -> bool:
    return token.pos in ("VERB", "NOUN", "ADJ", "AUX") or (token.pos == "PROPN" and token.dep != "compound")
