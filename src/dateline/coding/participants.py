"""Who acts and to whom, as lexicon and learned reader see it together.

The lexicon fills the slots of its entries from the clause; the reader says of every mention in the passage how likely it acts,
receives or is cited. A party is weighed once, by all its mentions, and by what the lexicon made of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.coding.drafts import Draft
from dateline.coding.learned.reading import Reading
from dateline.grounding.grounder import Grounder
from dateline.model import Party

_FAINT = 0.02  # a part less likely than this is not looked at
_UNTYPED = frozenset({"", "person"})


@dataclass(slots=True)
class Participant:
    """A party that may take part in an act.

    Attributes:
        party: its best mention, grounded.
        actor, recipient, speaker: how likely the reader holds each part, the best of its mentions.
        acting, receiving: the same added up over its mentions.
        acts, receives: whether the lexicon has it as such; ``recalled``: as a recipient from earlier in the report.
        subject, object: whether the clause of a word without an entry has it as such.
        near: whether the act's own sentence mentions it.
    """

    party: Party
    actor: float = 0.0
    recipient: float = 0.0
    speaker: float = 0.0
    acting: float = 0.0
    receiving: float = 0.0
    acts: bool = False
    receives: bool = False
    recalled: bool = False
    subject: bool = False
    object: bool = False
    near: bool = False
    weight: float = field(default=-1.0, repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an act's parties beside the reader: those of its entry, of its bare clause, of the report before it."""

    actors: Sequence[Party] = ()
    recipients: Sequence[Party] = ()
    subjects: Sequence[Party] = ()
    objects: Sequence[Party] = ()
    recalled: Sequence[Party] = ()


def participants(draft: Draft, told: Told, reading: Reading, ground: Grounder) -> list[Participant]:
    """All parties that the lexicon, the clause or the reader has for an act, in the order of their mentions."""
    found: dict[str, Participant] = {}
    for parties, flag, weight in (
        (told.actors, "acts", 2.0),
        (told.recipients, "receives", 2.0),
        (told.subjects, "subject", 1.5),
        (told.objects, "object", 1.5),
        (told.recalled, "recalled", 1.0),
    ):
        for party in parties:
            if party.country or party.sector or party.entity not in _UNTYPED:
                setattr(_of(found, party, weight), flag, True)
    for mention in reading.mentions(draft.sentence, draft.head, _FAINT):
        best = max(mention.actor, mention.recipient)
        for party in ground.parties(mention.sentence, mention.token, deed=False):
            if not (party.country or party.sector or party.entity not in _UNTYPED):
                continue
            one = _of(found, party, best)
            one.actor, one.recipient = max(one.actor, mention.actor), max(one.recipient, mention.recipient)
            one.acting, one.receiving = one.acting + mention.actor, one.receiving + mention.recipient
            one.speaker = max(one.speaker, mention.speaker)
            one.near = one.near or mention.sentence is draft.sentence
    return sorted(found.values(), key=lambda p: p.party.span)


def _of(found: dict[str, Participant], party: Party, weight: float) -> Participant:
    one = found.setdefault(party.key, Participant(party))
    if weight > one.weight:
        one.party, one.weight = party, weight
    return one


def actor_features(one: Participant, all_: Sequence[Participant], draft: Draft, kept: bool) -> dict[str, float]:
    """What speaks for a participant being an actor (:data:`ACTOR_FEATURES` says what each means).

    Args:
        all_: the participants of the act.
        kept: whether the lexicon's draft stands by its own rules, so that its parties are to be trusted.
    """
    others = [p for p in all_ if p is not one]
    lexicon = "lexicon" if kept else "draft"
    return {
        "reader": logit(one.actor),
        "reader against": logit(one.recipient),
        "often": min(one.acting, 2.0),
        "often against": min(one.receiving, 2.0),
        "speaker": one.speaker,
        "best": float(all(one.actor >= p.actor for p in others)),
        lexicon: float(one.acts),
        f"{lexicon} against": float(one.receives),
        f"{lexicon} other": float(not one.acts and any(p.acts for p in others)),
        "reader other": max((p.actor for p in others), default=0.0),
        "near": float(one.near),
        "country": float(bool(one.party.country)),
        "subject": float(one.subject),
        "object": float(one.object),
        "unclear clause": float(not any(p.acts or p.subject for p in all_)),
        "mutual": float(draft.type in ("CONSULT", "COOPERATE", "SUPPORT", "AGREE")),
    }


def recipient_features(one: Participant, all_: Sequence[Participant], draft: Draft, kept: bool) -> dict[str, float]:
    """What speaks for a participant being a recipient (:data:`RECIPIENT_FEATURES` says what each means).

    Args:
        all_: the participants of the act.
        kept: whether the lexicon's draft stands by its own rules, so that its parties are to be trusted.
    """
    others = [p for p in all_ if p is not one]
    acting = {p.party.country for p in others if p.party.country and (p.acts or p.subject or p.actor > 0.5)}
    own = one.party.country in acting
    lexicon = "lexicon" if kept else "draft"
    return {
        "reader": logit(one.recipient),
        "reader against": logit(one.actor),
        "often": min(one.receiving, 2.0),
        "often against": min(one.acting, 2.0),
        "best": float(all(one.recipient >= p.recipient for p in others)),
        lexicon: float(one.receives),
        f"{lexicon} against": float(one.acts),
        f"{lexicon} other": float(not one.receives and any(p.receives for p in others)),
        f"{lexicon} silent": float(not any(p.receives or p.recalled for p in all_)),
        "recalled": float(one.recalled),
        "reader other": max((p.recipient for p in others), default=0.0),
        "near": float(one.near),
        "country": float(bool(one.party.country)),
        "own state": float(own and not one.party.sector),
        "own forces": float(own and one.party.sector in ("MIL", "COP")),
        "own country": float(own and one.party.sector not in ("", "MIL", "COP")),
        "subject": float(one.subject),
        "object": float(one.object),
        "object other": float(not one.object and any(p.object for p in others)),
        "mutual": float(draft.type in ("CONSULT", "COOPERATE")),
        f"type {draft.type}": 1.0,
    }


ACTOR_FEATURES: Mapping[str, str] = {
    "reader": "log-odds that the reader's best mention of it acts",
    "reader against": "log-odds that the reader's best mention of it receives",
    "often": "how likely its mentions act, added up",
    "often against": "how likely its mentions receive, added up",
    "speaker": "how likely the reader holds it to be the one who is cited",
    "best": "no other party is likelier to act",
    "lexicon": "the entry's clause has it as actor, and the rules let the draft stand",
    "lexicon against": "the same, as recipient",
    "lexicon other": "the same has another as actor",
    "draft": "the clause of an entry has it as actor, but a rule refused the draft or the type is another",
    "draft against": "the same, as recipient",
    "draft other": "the same has another as actor",
    "reader other": "how likely the likeliest other party acts",
    "near": "the act's own sentence mentions it",
    "country": "its country is known",
    "subject": "it is the subject of a word without an entry",
    "object": "it is the object of a word without an entry",
    "unclear clause": "neither entry nor clause has an actor",
    "mutual": "the act is of a type that often has several sides as actors",
}
RECIPIENT_FEATURES: Mapping[str, str] = {
    "reader": "log-odds that the reader's best mention of it receives",
    "reader against": "log-odds that the reader's best mention of it acts",
    "often": "how likely its mentions receive, added up",
    "often against": "how likely its mentions act, added up",
    "best": "no other party is likelier to receive",
    "lexicon": "the entry's clause has it as recipient, and the rules let the draft stand",
    "lexicon against": "the same, as actor",
    "lexicon other": "the same has another as recipient",
    "lexicon silent": "the same has no recipient, nor has the report before it",
    "draft": "the clause of an entry has it as recipient, but a rule refused the draft or the type is another",
    "draft against": "the same, as actor",
    "draft other": "the same has another as recipient",
    "draft silent": "the same has no recipient, nor has the report before it",
    "recalled": "the report told of it before as the other side",
    "reader other": "how likely the likeliest other party receives",
    "near": "the act's own sentence mentions it",
    "country": "its country is known",
    "own state": "it is the state itself that an actor belongs to",
    "own forces": "it is army or police of the country that an actor belongs to",
    "own country": "it is somebody else of the country that an actor belongs to",
    "subject": "it is the subject of a word without an entry",
    "object": "it is the object of a word without an entry",
    "object other": "another is the object of a word without an entry",
    "mutual": "talks and joint acts have all sides as actors",
    "type …": "how usual a recipient is for the type",
}


def logit(probability: float) -> float:
    """Log-odds, kept within six either way."""
    return max(-6.0, min(6.0, math.log((probability + 1e-6) / (1 - probability + 1e-6))))
