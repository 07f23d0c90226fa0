"""Matches to drafts: an act as it will be coded, operators composed with the acts they take.

A draft has type, mode, parties and factuality, but no day, place or speaker yet; those are the coder's to add.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.coding.acts import Match, Matcher
from dateline.coding.factuality import REFUSED, factuality
from dateline.coding.lexicon import CLASS_OF, Effect, Lexicon
from dateline.coding.parties import camp, identity, side
from dateline.grounding.says import speakers
from dateline.language.clauses import is_negated
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality, Party, Span, Step
from dateline.wordlists import wordlist

VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})
_DEPTH = 3
_BINDING = frozenset({"agree", "promise", "plan", "order", "offer"})
_ABOUT_SOMEBODY = frozenset({"ACCUSE", "ASSAULT", "SANCTION", "AID", "COERCE", "SUPPORT", "THREATEN", "REJECT", "MOBILIZE"})


@dataclass(slots=True)
class Draft:
    """An event on its way.

    Attributes:
        words: the trigger's tokens.
        used: token indices that fill slots; an event noun among them is no event of its own.
        needs_speaker: whether whoever says it is the actor ("Russia must withdraw").
        operator: name of the effect that made it, if one did.
        specificity: how much of the clause its entry pinned down.
        mutual: whether its entry asks for two sides ("A meet with A").
        around: tokens whose phrases may tell the place: light verb, objects, the noun that the entry names.
    """

    sentence: Sentence
    head: Token
    type: str
    mode: str | None
    actors: list[Party]
    recipients: list[Party]
    factuality: Factuality
    words: list[Token]
    used: set[int]
    weight: float
    nominal: bool
    steps: list[Step] = field(default_factory=list)
    needs_speaker: bool = False
    operator: str = ""
    support: Token | None = None
    specificity: int = 0
    mutual: bool = False
    around: list[Token] = field(default_factory=list)

    @property
    def sides(self) -> frozenset[str]:
        """Who takes part on the acting side, as roughly as one report needs."""
        return frozenset(map(side, self.actors))

    @property
    def camps(self) -> frozenset[str]:
        """The camps on the acting side: the state, or groups of their own within a country."""
        return frozenset(map(camp, self.actors))

    @property
    def trigger(self) -> Span:
        """The predicate with those of its entry's words that stand next to it ("held talks", "test fired")."""
        words = {t.i: t for t in (*self.words, self.head)}
        first = last = self.head.i
        while first - 1 in words or first - 2 in words:
            first -= 1 if first - 1 in words else 2
        while last + 1 in words or last + 2 in words:
            last += 1 if last + 1 in words else 2
        return Span(self.sentence.tokens[first].start, self.sentence.tokens[last].end)


class Drafter:
    """Drafts the events of one report, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, matcher: Matcher) -> None:
        self._lexicon, self._matcher = lexicon, matcher
        self.grounder = matcher.grounder
        self._memo: dict[int, Draft | None] = {}

    def addressed(self, sentence: Sentence, token: Token) -> list[Party]:
        """Whom an act that no entry knows is meant for: what it is done with, rebels or civilians say, is not spoken to."""
        return self._matcher.addressed(sentence, token)

    def about(self, sentence: Sentence, token: Token) -> list[Party]:
        """Whom an act or thing that no entry knows is about: its object, or the parties of its phrases."""
        return self._matcher.owner(sentence, token)

    def doer(self, sentence: Sentence, token: Token) -> list[Party]:
        """Who would do an act that no entry knows: its subject or owner."""
        return self._matcher.doer(sentence, token)

    def draft(self, sentence: Sentence, token: Token, depth: int = 0) -> Draft | None:
        """The best reading of a token as an event, or ``None``."""
        if depth > _DEPTH:
            return None
        if token.start not in self._memo:
            self._memo[token.start] = None
            drafts = [d for d in (self._read(sentence, token, m, depth) for m in self._matcher.matches(sentence, token)) if d]
            self._memo[token.start] = max(drafts, key=_rank) if drafts else None
        return self._memo[token.start]

    def _read(self, sentence: Sentence, token: Token, match: Match, depth: int) -> Draft | None:
        if match.entry.effect:
            return self._operate(sentence, token, match, depth)
        entry = match.entry
        draft = Draft(
            sentence,
            token,
            entry.type,
            entry.mode,
            match.actors,
            match.recipients,
            Factuality.OCCURRED,
            match.words,
            set(match.used),
            entry.weight,
            entry.pos == "noun",
            [
                Step("lexicon", f"{entry.pattern!r} is {entry.type}{'/' + entry.mode if entry.mode else ''} ({entry.type.lower()}.toml)"),
                Step("clause", _clause(match)),
            ],
            needs_speaker=_spoken(match),
            support=match.frame.support,
            specificity=entry.specificity,
            around=_around(match),
            mutual=entry.type == "CONSULT" and entry.is_mutual,
        )
        if (entry.type, entry.mode) == ("RETREAT", "withdraw"):  # what is withdrawn from is where, not to whom
            draft.recipients = [r for r in draft.recipients if r.sector]
        if not draft.recipients and draft.type in _ABOUT_SOMEBODY and entry.pos == "verb" and not draft.needs_speaker:
            self._named_inside(draft, match)
        return self._ground_in_fact(draft)

    def _named_inside(self, draft: Draft, match: Match) -> None:
        """The party named inside the object's phrase, where the object itself is none: "bombed shipments for Hezbollah"."""
        keys, own = {a.key for a in draft.actors}, {a.country for a in draft.actors if a.country}
        foreign = any(a.country and not a.sector for a in draft.actors)  # what a state does, it does to others
        for party in self._matcher.mentioned(draft.sentence, [*match.frame.objects, *match.nouns], draft.head):
            if draft.type in VERBAL and party.entity.startswith("place:"):
                continue
            if party.key not in keys and (party.country not in own or (party.sector and not foreign)):
                draft.recipients = [party]
                draft.steps.append(Step("recipient", "named inside the object's phrase"))
                return

    def _ground_in_fact(self, draft: Draft) -> Draft | None:
        """Set how real the clause makes it; what is refused or planned becomes the verbal act that it is."""
        fact, type_, mode, why = factuality(draft.sentence, draft.head, draft.support, draft.type, draft.mode, bool(draft.operator))
        if not type_:
            return None
        if why:
            draft.steps.append(Step("factuality", why))
        draft.factuality, draft.type, draft.mode = fact, type_, mode
        return draft

    # ------------------------------------------------------------------ operators

    def _operate(self, sentence: Sentence, token: Token, match: Match, depth: int) -> Draft | None:
        effect = self._lexicon.effects[match.entry.effect]
        inner_token = match.inner
        assert inner_token is not None
        inner = self.draft(sentence, inner_token, depth + 1)
        outcome = effect.outcomes[CLASS_OF[inner.type] if inner else "unknown"]
        if inner is None and effect.name == "warn" and self._own_side(sentence, match, inner_token):
            outcome = "THREATEN"
        if effect.name == "refuse" and inner_token.lemma in speakers.words()["unanswered"]:
            return None
        if outcome == "none" or (inner is None and outcome.startswith("inner")):
            return None
        if inner is None and not self._may_stand_alone(sentence, match, inner_token):
            return None
        if effect.name == "permit" and is_negated(sentence, token):
            outcome = "COERCE/restrict occurred"
        if effect.name in _BINDING and inner_token.pos == "VERB" and is_negated(sentence, inner_token):
            outcome = REFUSED.get(CLASS_OF[inner.type], "AGREE") if inner else "REJECT"
        kind, _, factual = outcome.partition(" ")
        step = Step(
            "operator",
            f"{match.entry.pattern!r} ({effect.name}, operators.toml) over {_called(inner, inner_token)} gives {outcome}",
        )
        if kind == "inner":
            assert inner is not None
            return self._through(match, effect, inner, token, factual, step)
        type_, _, mode = kind.partition("/")
        draft = Draft(
            sentence,
            token,
            type_,
            mode or self._threat_mode(type_, inner),
            match.actors,
            self._recipients(sentence, match, effect, inner, inner_token),
            Factuality.OCCURRED,
            match.words,
            match.used | (inner.used | {inner.head.i} if inner else set()),
            match.entry.weight * (0.95 if inner else 0.8),
            match.entry.pos == "noun",
            [step, Step("clause", _clause(match)), *(inner.steps if inner else [])],
            needs_speaker=_spoken(match),
            operator=effect.name,
            support=match.frame.support,
            specificity=match.entry.specificity,
            around=_around(match) + (inner.around if inner else []),
        )
        done = self._ground_in_fact(draft)
        if done and factual:
            done.factuality = Factuality(factual)
        return done

    def _through(self, match: Match, effect: Effect, inner: Draft, token: Token, factual: str, step: Step) -> Draft | None:
        """A transparent operator: the inner act, done by the operator's subject where it has none of its own."""
        actors = inner.actors
        if match.actors and (effect.transparent or not actors):
            keys = {a.key for a in match.actors}
            actors = match.actors + ([a for a in actors if a.key not in keys] if inner.mutual else [])
        recipients = [r for r in inner.recipients or match.recipients if identity(r) not in {identity(a) for a in actors}]
        draft = replace(
            inner,
            actors=list(actors),
            recipients=recipients,
            words=[*match.words, *inner.words] if inner.nominal else inner.words,
            used=match.used | inner.used,
            steps=[step, *inner.steps],
            operator=effect.name,
            nominal=False,
            needs_speaker=False,
            head=inner.head,
            support=match.frame.trigger if inner.nominal else inner.support,
        )
        outer, _, _, why = factuality(inner.sentence, token, match.frame.support, inner.type, inner.mode, True)
        if outer is not Factuality.OCCURRED:
            draft.factuality = outer
            draft.steps.append(Step("factuality", why))
        elif factual:
            draft.factuality = Factuality(factual)
        return draft

    def _own_side(self, sentence: Sentence, match: Match, inner: Token) -> bool:
        """Whether a warning is about what the one who warns will itself do ("warned it would not stand by")."""
        own = {a.country for a in match.actors if a.country}
        return inner.pos in ("VERB", "AUX") and bool(own & {p.country for p in self._matcher.doer(sentence, inner)})

    @staticmethod
    def _may_stand_alone(sentence: Sentence, match: Match, inner: Token) -> bool:
        """Whether an operator over an unknown word is an act: it must address somebody, take a clause, or be plain of itself."""
        return (
            bool(match.recipients)
            or inner.pos in ("VERB", "AUX", "ADJ")
            or match.entry.effect in ("deny", "refuse")
            or match.entry.head in wordlist("plain")
        )

    def _recipients(self, sentence: Sentence, match: Match, effect: Effect, inner: Draft | None, inner_token: Token) -> list[Party]:
        actors = {identity(a) for a in match.actors}
        for origin in effect.recipient:
            if origin == "object":
                found = match.recipients
            elif origin == "inner recipient":
                if inner is None:
                    hostile = effect.name in ("threaten", "warn")
                    found = self._matcher.owner(sentence, inner_token) if hostile else self._matcher.addressed(sentence, inner_token)
                else:
                    found = inner.recipients
                if inner is not None and not found:
                    found = inner.actors  # the others of a mutual act: "vowed to wage war against", "refused to meet"
            else:
                found = inner.actors if inner else self._matcher.doer(sentence, inner_token)
            found = [p for p in found if identity(p) not in actors]
            if found:
                return found
        return []

    def _threat_mode(self, type_: str, inner: Draft | None) -> str | None:
        if type_ != "THREATEN" or inner is None:
            return None
        return self._lexicon.threat_modes.get(f"{inner.type}/{inner.mode}") or self._lexicon.threat_modes.get(inner.type)


def _clause(match: Match) -> str:
    """The clause as it was read: the predicate with its deep subject, object and phrases."""
    frame = match.frame
    parts = [f"{frame.trigger.text!r}{' carried by ' + repr(frame.support.text) if frame.support is not None else ''}"]
    parts += [f"subject {', '.join(t.text for t in frame.subjects)}"] if frame.subjects else []
    parts += [f"object {', '.join(t.text for t in frame.objects)}"] if frame.objects else []
    parts += [f"{preposition} {', '.join(t.text for t in found)}" for preposition, found in sorted(frame.obliques.items()) if found]
    return "; ".join(parts) + ("; passive" if frame.passive else "")


def _called(inner: Draft | None, token: Token) -> str:
    """The inner act as a reason names it."""
    return f"{inner.type} {inner.head.text!r}" if inner else repr(token.text)


def _spoken(match: Match) -> bool:
    """Whether the entry leaves the actor to whoever is cited: no ``A`` anywhere in it, and no noun's owner."""
    entry = match.entry
    return not entry.is_mutual and (entry.subject is None or (entry.subject.role != "A" and entry.pos != "noun"))


def _around(match: Match) -> list[Token]:
    """Tokens whose phrases may tell where it was: those of a statement are its verb's alone, not those of what it is about."""
    support = [match.frame.support] if match.frame.support is not None else []
    if match.entry.type in VERBAL or match.entry.effect:
        return support
    others = [t for found in match.frame.obliques.values() for t in found if t.pos in ("NOUN", "PROPN")]
    return [*support, *match.nouns, *match.frame.objects, *others]


def _rank(draft: Draft) -> tuple[int, int, float, int]:
    return (
        bool(draft.actors) or draft.needs_speaker,
        draft.specificity,
        draft.weight + 0.05 * bool(draft.recipients) + 0.2 * bool(draft.operator),
        len(draft.used),
    )
