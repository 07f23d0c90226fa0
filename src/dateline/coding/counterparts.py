"""Whom an act without a recipient in its clause is meant for or done to, by what the report has told before it.

Each way of finding out is tried where it is right more often than not; which ways a type of act takes is told by ``_WAYS``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.coding import quantities
from dateline.coding.drafts import Draft
from dateline.coding.lexicon import Lexicon
from dateline.coding.parties import camp, side
from dateline.grounding.grounder import Grounder
from dateline.grounding.naming.nounphrases import named_party
from dateline.language.clauses import is_passive, objects, subjects
from dateline.language.parser import Token
from dateline.model import Party
from dateline.wordlists import wordlist

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_RECENT = 4  # sentences that a definite noun reaches back
_HOSTILE = frozenset({"ASSAULT", "THREATEN", "ACCUSE", "COERCE", "MOBILIZE"})  # dealings that an attack goes on from
_AGREEING = frozenset({"AGREE", "SUPPORT", "CONCEDE"})  # how it is told that sides have come to terms
_NEAR = 3  # sentences that dealings between two sides are remembered for


@dataclass(frozen=True, slots=True)
class _Told:
    """An act without a recipient, and what the report told before it."""

    draft: Draft
    earlier: Sequence[Draft]
    lexicon: Lexicon
    ground: Grounder
    belongs: Callable[[Party], str]

    @property
    def own(self) -> frozenset[str]:
        """The actor's sides: countries first, the camps within one where no other country is found."""
        return frozenset(map(self.belongs, self.draft.actors))

    def foreign(self, parties: Sequence[Party]) -> list[Party]:
        """The parties of another side than the actor's, those of which nothing is known left out."""
        own = self.own
        return [
            p for p in parties if self.belongs(p) not in own and (p.country or p.sector or p.entity) and not p.entity.startswith("place:")
        ]


def counterparts(draft: Draft, earlier: Sequence[Draft], lexicon: Lexicon, ground: Grounder) -> list[Party]:
    """The recipients that the discourse gives an act; empty where it does not tell."""
    ways = (_requester,) if draft.operator == "deny" else _WAYS.get(draft.type, ())
    together = len(draft.sides) > 1 and draft.type not in ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
    if together or draft.mode in ("weapons-test", "investigate") or _names_somebody_unknown(draft, ground):
        return []
    answers = [way for way in ways if way in (_requester, _doer, _holder)]  # what is spoken to is surer than who is spoken of
    for kind in (answers, [way for way in ways if way not in answers]):
        for belongs in (side, camp):
            told = _Told(draft, earlier, lexicon, ground, belongs)
            found = next(filter(None, (way(told) for way in kind)), None)
            if found:
                return found
    return []


def _names_somebody_unknown(draft: Draft, ground: Grounder) -> bool:
    """Whether the clause names whom it is done to, though by a name that nothing is known of."""
    sentence = draft.sentence
    return any(
        t.i in draft.used and t.pos == "PROPN" and t.dep in ("dobj", "nsubjpass") and not ground.parties(sentence, t)
        for t in sentence.tokens
    )


def _doer(told: _Told) -> list[Party]:
    """Whose deed is spoken to by a definite noun alone: "condemned the launch" after "North Korea fired a missile".

    The actors, other than this act's, of the latest act of a type that the noun is coded as.
    """
    draft = told.draft
    for token in draft.sentence.tokens:
        if token.i not in draft.used or not any(c.lemma in _DEFINITE for c in draft.sentence.children(token, "det")):
            continue
        types = {e.type for e in told.lexicon.of(token.lemma) if e.pos == "noun" and e.type}
        types |= _AGREEING if draft.type == "SUPPORT" and token.lemma in wordlist("agreed_on") else frozenset()
        for before in reversed(told.earlier):
            parties = [a for a in before.actors if told.belongs(a) not in told.own]
            if parties and draft.sentence.number - before.sentence.number <= _RECENT and before.type in types:
                because = f"{token.text!r} is its {before.type} of sentence {before.sentence.number + 1}"
                return [replace(a, because=f"{because}: {a.because}") for a in parties]
    return []


def _requester(told: _Told) -> list[Party]:
    """Whose demand a refusal turns down: the latest who asked or accused this actor."""
    for before in reversed(told.earlier):
        if before.type in ("REQUEST", "ACCUSE") and told.own & {told.belongs(r) for r in before.recipients}:
            found = [a for a in before.actors if told.belongs(a) not in told.own]
            return [replace(a, because=f"whose {before.type} it answers: {a.because}") for a in found]
    return []


def _holder(told: _Told) -> list[Party]:
    """Who holds those whose release is asked for: the latest told to have seized or detained anybody."""
    if not any(t.lemma in wordlist("handed_over") for t in told.draft.words):
        return []
    for before in reversed(told.earlier):
        if before.mode in ("arrest", "abduct", "seize") and before.recipients:
            found = told.foreign(before.actors)
            if found:
                return [replace(a, because=f"who detained in sentence {before.sentence.number + 1}: {a.because}") for a in found]
    return []


def _of_sentence(told: _Told) -> list[Party]:
    """The other side that the sentence has spoken of already: party to an earlier act of it, of another country than the actor's."""
    for before in reversed(told.earlier):
        if before.sentence is not told.draft.sentence:
            break
        for party in told.foreign([*before.actors, *before.recipients]):
            if party.country:
                return [replace(party, because=f"the other side spoken of last: {party.because}")]
    return []


def _named(told: _Told) -> list[Party]:
    """A state or group that the act's own phrases name: "struck targets across northern Syria"."""
    draft, names = told.draft, told.ground.names
    words = draft.sentence.tokens
    for token in draft.sentence.subtree(draft.support or draft.head):
        following = words[token.i + 1].text.lower() if token.i + 1 < len(words) else ""
        if token.i < draft.head.i or following in ("time", "-", "‐", "‑") or _in_another_clause(draft, token):
            continue  # "on Sunday (Seoul time)", "the US-backed forces"
        if _of_the_doer(draft, token):
            continue
        mention = names.at(token)
        if mention is not None and mention.entity.kind in ("state", "demonym", "seat", "group", "person"):
            found = told.foreign([named_party(names, mention)])
            if found:
                return [replace(p, because=f"named in the act's phrases: {p.because}") for p in found]
    return []


def _of_the_doer(draft: Draft, token: Token) -> bool:
    """Whether a token belongs to those by whom it is done: "bombed by Yemeni rebels" does not tell whom."""
    return any(above.dep == "agent" for above in draft.sentence.ancestors(token))


def _in_another_clause(draft: Draft, token: Token) -> bool:
    """Whether a clause of its own stands between a token and the act: "…, saying it could split Syria"."""
    for above in draft.sentence.ancestors(token):
        if above.i == draft.head.i:
            return False
        if above.dep in ("advcl", "ccomp", "conj", "parataxis", "relcl") and above.pos in ("VERB", "AUX"):
            return True
    return False


def _dealings(told: _Told) -> list[Party]:
    """With whom the actor dealt last: the other side of the latest act that it did or that was done to it."""
    draft = told.draft
    for before in reversed(told.earlier):
        if draft.sentence.number - before.sentence.number > _NEAR:
            break
        if draft.type == "ASSAULT" and before.type not in _HOSTILE:
            continue
        doing = told.own & {told.belongs(a) for a in before.actors}
        other = told.foreign(before.recipients) if doing and before.recipients else []
        if not other and (doing or told.own & {told.belongs(r) for r in before.recipients}):
            other = told.foreign(before.actors)
        if other:
            return [
                replace(p, because=f"the other side of {before.type} in sentence {before.sentence.number + 1}: {p.because}") for p in other
            ]
    return []


def _harmed(told: _Told) -> list[Party]:
    """Who came to harm, as another clause of the sentence tells: "ten villagers were killed when soldiers opened fire"."""
    sentence, ground = told.draft.sentence, told.ground
    acting = {a.key for a in told.draft.actors}
    for verb in sentence.tokens:
        if verb.pos != "VERB" or not any(verb.lemma in quantities.words()["kinds"][kind]["verbs"] for kind in ("killed", "injured")):
            continue
        suffering = objects(sentence, verb) or ([] if is_passive(sentence, verb) else subjects(sentence, verb))
        parties = [p for head in suffering for p in ground.parties(sentence, head, deed=False)]
        found = [p for p in parties if p.key not in acting and (p.country or p.sector)]
        if found:
            return [replace(p, because=f"who came to harm ({verb.text!r}): {p.because}") for p in found]
    return []


def _opponent(told: _Told) -> list[Party]:
    """The other of the two sides that the whole report is about."""
    pair = told.ground.coreference.principals()
    if len(pair) == 2 and any(told.belongs(p) in told.own for p in pair):
        return [replace(p, because=f"the other of two sides: {p.because}") for p in told.foreign(pair)]
    return []


_Way = Callable[[_Told], list[Party]]
_WAYS: dict[str, tuple[_Way, ...]] = {
    "ACCUSE": (_doer, _of_sentence, _opponent, _dealings),
    "AGREE": (_requester, _doer, _of_sentence, _opponent),
    "AID": (_of_sentence, _named),
    "ASSAULT": (_harmed, _dealings, _opponent, _named),
    "MOBILIZE": (_named,),
    "PROTEST": (_dealings, _opponent),
    "REJECT": (_requester, _doer, _named, _dealings, _opponent),
    "REQUEST": (_holder, _requester, _opponent),
    "SANCTION": (_of_sentence, _dealings, _named),
    "SUPPORT": (_doer, _holder, _of_sentence, _named),
    "THREATEN": (_doer, _opponent, _named),
}
