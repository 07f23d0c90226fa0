"""What speakers do by what they say of others and of themselves, beyond the words of the lexicon's entries.

"The officials said the international community was shirking its duties" accuses, though nobody "accuses"; "France said it
would take them back" promises; "it would not act" refuses. The frame is reported speech: a political speaker, a clause of
what is said, and whom that clause is about. The words of blame and praise are data (``lexicon/blame.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.coding.drafts import Draft, Drafter
from dateline.datafiles import data, read_toml
from dateline.grounding.grounder import Grounder
from dateline.grounding.says.speakers import Saying
from dateline.language.clauses import is_conditional, is_negated, is_passive, modality, subjects, surface_subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality, Party, Step
from dateline.wordlists import wordlist

_WITHOUT_SAY = frozenset({"JRN", "EDU", "MED", "BUS", ""})
_OURS = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class _Words:
    verbs: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    failing: frozenset[str]
    threats: frozenset[str]
    praise_adjectives: frozenset[str]
    praise_nouns: frozenset[str]


@cache
def words() -> _Words:
    """The words of blame, threat and praise, read once."""
    content = read_toml(data() / "lexicon" / "blame.toml")
    return _Words(*(frozenset(content[name]) for name in _Words.__slots__))


class StatementReader:
    """Proposes accusations, praise, promises, threats and refusals from reported speech."""

    def propose(self, sentences: Sequence[Sentence], drafter: Drafter) -> list[Draft]:
        """One draft for each clause of a statement that says something of a party and that no entry reads."""
        found = []
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
                    draft = self._read(sentence, token, drafter)
                    if draft is not None:
                        found.append(draft)
        return found

    def weigh(self, draft: Draft) -> float:
        """The weight that the reading was given; what a statement implies is less sure than what an entry names."""
        return draft.weight

    # ------------------------------------------------------------------ one clause

    def _read(self, sentence: Sentence, verb: Token, drafter: Drafter) -> Draft | None:
        ground = drafter.grounder
        saying = ground.speakers.at(verb.start)
        if saying is None or not _political(saying.party) or saying.cue.overlaps(verb.span):
            return None
        known = drafter.draft(sentence, verb)
        if known is not None and (known.actors or known.needs_speaker):
            return None
        own, other = self._about(sentence, verb, saying, ground)
        if other:
            return self._judging(sentence, verb, saying, other)
        if own:
            return self._undertaking(sentence, verb, saying, drafter)
        return None

    @staticmethod
    def _about(sentence: Sentence, verb: Token, saying: Saying, ground: Grounder) -> tuple[bool, list[Party]]:
        """Whether the clause is about the speaker's own side, and else whom it is about."""
        heads = subjects(sentence, verb) or surface_subjects(sentence, verb)
        parties = [p for head in heads for p in ground.parties(sentence, head)]
        own = any(h.text.lower() in _OURS for h in heads) or any(_same_side(p, saying.party) for p in parties)
        return own, [p for p in parties if (p.country or p.entity or p.sector) and not _same_side(p, saying.party)]

    def _judging(self, sentence: Sentence, verb: Token, saying: Saying, other: list[Party]) -> Draft | None:
        """Blame or praise of another party."""
        if is_conditional(sentence, verb) or modality(sentence, verb) in ("possible", "obliged"):
            return None
        negated, passive = is_negated(sentence, verb), is_passive(sentence, verb)
        for token in _predicate(sentence, verb):
            word, blamed, praised = _valued(token, verb, passive)
            if (blamed and not negated) or (praised and negated):
                return _draft(
                    sentence, token, "ACCUSE", "disapprove", saying, other, f"{saying.party.text} says {word!r} of {other[0].text}", 0.6
                )
            if praised:
                return _draft(
                    sentence, token, "SUPPORT", None, saying, other, f"{saying.party.text} says {word!r} of {other[0].text}", 0.55
                )
        return None

    @staticmethod
    def _undertaking(sentence: Sentence, verb: Token, saying: Saying, drafter: Drafter) -> Draft | None:
        """A promise, a threat or a refusal: what the speaker's own side will or will not do."""
        if modality(sentence, verb) != "future" or is_conditional(sentence, verb) or verb.lemma in ("be", "have"):
            return None
        threat = verb.lemma in words().threats
        addressed = drafter.about(sentence, verb) if threat else drafter.addressed(sentence, verb)
        addressed = [p for p in addressed if not _same_side(p, saying.party)]
        if threat:
            return _draft(sentence, verb, "THREATEN", None, saying, addressed, "what the speaker's side will do to another", 0.6)
        if is_negated(sentence, verb):
            return _draft(sentence, verb, "REJECT", None, saying, addressed, "what the speaker's side will not do", 0.55)
        if verb.lemma in words().verbs:
            return None
        return _draft(sentence, verb, "AGREE", None, saying, addressed, "what the speaker's side will do", 0.5)


def _valued(token: Token, verb: Token, passive: bool) -> tuple[str, bool, bool]:
    """The word under which a predicate is looked up, and whether it blames or praises."""
    lists = words()
    if token.i == verb.i and not passive:
        return token.lemma, token.lemma in lists.verbs or token.lemma in lists.failing, False
    if token.pos == "NOUN":
        return token.lemma, token.lemma in lists.nouns, token.lemma in lists.praise_nouns
    form = token.text.lower()  # participles stand in the list as they are written: "misguided", "promising"
    return form, form in lists.adjectives, form in lists.praise_adjectives


def _predicate(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """The verb, its predicate adjectives and nouns, and what it makes or poses."""
    yield verb
    complements = ("acomp", "attr", "oprd", "dobj") if verb.lemma in wordlist("posing") else ("acomp", "attr", "oprd")
    for child in sentence.children(verb, *complements):
        yield child
        yield from sentence.children(child, "amod", "conj")
    yield from sentence.children(verb, "xcomp")


def _draft(
    sentence: Sentence, token: Token, type_: str, mode: str | None, saying: Saying, other: list[Party], why: str, weight: float
) -> Draft:
    return Draft(
        sentence,
        token,
        type_,
        mode,
        [saying.party],
        list(other),
        Factuality.OCCURRED,
        [token],
        set(),
        weight,
        False,
        [Step("statement", f"{why} ({saying.because})")],
    )


def _political(party: Party) -> bool:
    """Whether a speaker's words are acts: a state, an official, a party, an armed group, but no press and no expert."""
    return (
        party.sector not in _WITHOUT_SAY
        or (not party.sector and bool(party.country))
        or party.entity.startswith(("state:", "igo:", "group:", "party:"))
    )


def _same_side(one: Party, other: Party) -> bool:
    return (bool(one.entity) and one.entity == other.entity) or (bool(one.country) and one.country == other.country)
