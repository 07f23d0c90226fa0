"""What becomes an event: candidates of lexicon and reader weighed, one act a word, its parties settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from dateline.coding.counterparts import counterparts
from dateline.coding.drafts import Draft, Drafter
from dateline.coding.learned.reading import Reading
from dateline.coding.lexicon import Lexicon
from dateline.coding.nationality import Homelands, settle_countries
from dateline.coding.participants import Participant, Told, actor_features, participants, recipient_features
from dateline.coding.selecting import Refused, Selector, others
from dateline.coding.table import Table
from dateline.coding.weighing import Candidate, Weights, candidates, event_features, scene
from dateline.language.parser import Sentence
from dateline.model import Dropped, Party, Step

_LIKELY = 0.5  # a part that is likelier than not is taken
_SURE = 1.0  # the likeliest alone, only if likelier than not
_HARDLY_LESS = 0.9  # "Finland and Sweden": one of them alone would be half the truth


_Features = Callable[[Participant, Sequence[Participant], Draft, bool], dict[str, float]]


@dataclass(slots=True)
class Weighed:
    """A candidate with what is known of its parties, its features and how likely it is an event."""

    candidate: Candidate
    told: Told
    parties: list[Participant]
    features: dict[str, float]
    probability: float = 0.0

    @property
    def kept(self) -> bool:
        """Whether the lexicon drafted it and its rules let it stand."""
        return self.candidate.verdict == "kept"


class Decider:
    """Decides for one report."""

    def __init__(self, weights: Weights, lexicon: Lexicon, drafter: Drafter, selector: Selector, homelands: Homelands) -> None:
        self._weights, self._lexicon, self._drafter, self._selector = weights, lexicon, drafter, selector
        self._ground, self._homelands, self._floor = drafter.grounder, homelands, weights.floor
        self.dropped: list[Dropped] = []

    def weigh(self, kept: Sequence[tuple[Draft, float]], reading: Reading, sentences: Sequence[Sentence]) -> list[Weighed]:
        """All candidates of a report, described and weighed, in text order; the trainer asks for them too."""
        among = candidates(kept, self._selector.refused, reading, sentences)
        whole = scene(reading, sentences, self._ground.names)
        found = []
        for candidate in among:
            told = self._told(candidate)
            parties = participants(candidate.draft, told, reading, self._ground)
            features = event_features(candidate, among, parties, whole)
            found.append(Weighed(candidate, told, parties, features, self._weights.event.probability(features)))
        return found

    def _told(self, candidate: Candidate) -> Told:
        """The parties of the entry; of a word without one, those of its bare clause."""
        draft = candidate.draft
        if candidate.verdict:
            return Told(draft.actors, draft.recipients)
        return Told(subjects=self._drafter.doer(draft.sentence, draft.head), objects=self._drafter.about(draft.sentence, draft.head))

    def decide(self, kept: Sequence[tuple[Draft, float]], reading: Reading, sentences: Sequence[Sentence]) -> list[tuple[Draft, float]]:
        """The drafts that become events, each with its probability, in text order; the others are in :attr:`dropped`."""
        weighed = self.weigh(kept, reading, sentences)
        considered = {id(one.candidate.draft) for one in weighed}
        self.dropped += [refused.dropped for refused in self._selector.refused if id(refused.draft) not in considered]
        chosen: list[Weighed] = []
        for one in sorted(weighed, key=lambda w: (-w.probability, w.candidate.key, w.candidate.draft.type)):
            draft = one.candidate.draft
            rival = next((c for c in chosen if _same_words(c.candidate.draft, draft)), None)
            if one.probability < self._floor:
                self._drop(one, f"lexicon and reader together: {one.probability:.2f} is under {self._floor}")
            elif rival is not None:
                self._drop(one, f"the same words are {rival.candidate.draft.type} already")
            else:
                chosen.append(one)
        chosen.sort(key=lambda w: w.candidate.draft.trigger)
        done: list[tuple[Draft, float]] = []
        for one in chosen:
            self.settle(one, reading, [d for d, _ in done])
            if one.candidate.draft.actors:
                done.append((one.candidate.draft, round(one.probability, 3)))
            else:
                self._drop(one, "no actor that can be named")
        return done

    # ------------------------------------------------------------------ parties

    def recall(self, one: Weighed, reading: Reading, earlier: Sequence[Draft]) -> None:
        """Ask the discourse for a recipient where the clause has none, and look at the parties again."""
        draft = one.candidate.draft
        acting = list(draft.actors or one.told.subjects)
        if not acting or draft.recipients or one.told.objects:
            return
        recalled = counterparts(replace(draft, actors=acting), earlier, self._lexicon, self._ground)
        if recalled:
            one.told = replace(one.told, recalled=recalled)
            one.parties = participants(draft, one.told, reading, self._ground)

    def settle(self, one: Weighed, reading: Reading, earlier: Sequence[Draft]) -> None:
        """Give the draft its parties: those of its entry where the rules let it stand, else the likeliest."""
        draft = one.candidate.draft
        self.recall(one, reading, earlier)
        if one.kept:
            found = list(draft.recipients or one.told.recalled)
            draft.recipients = found or self._likeliest(one, self._weights.recipient, recipient_features, _SURE, draft.actors)
        else:
            blaming = _accusers(draft, earlier)
            draft.actors = self._likeliest(one, self._weights.actor, actor_features, self._weights.one_actor, blaming)
            draft.recipients = self._likeliest(one, self._weights.recipient, recipient_features, self._weights.one_recipient, draft.actors)
        if not draft.actors:
            draft.actors = self._selector.state(draft) if self._selector.is_agentless(draft) else []
        draft.recipients = others(draft.recipients, draft.actors)
        settle_countries(draft, self._homelands)
        draft.steps.append(Step("weighed", _told(one)))

    @staticmethod
    def _likeliest(one: Weighed, table: Table, features: _Features, least: float, but: Collection[Party]) -> list[Party]:
        """The likeliest parties for a part, those left out that have another."""
        out = {party.key for party in but}
        parts = [
            (table.probability(features(p, one.parties, one.candidate.draft, one.kept)), p) for p in one.parties if p.party.key not in out
        ]
        return [p.party for p in chosen(parts, least)]

    def _drop(self, one: Weighed, why: str) -> None:
        self.dropped.append(Refused(one.candidate.draft, one.probability, "weighed", why).dropped)


def _accusers(draft: Draft, earlier: Sequence[Draft]) -> list[Party]:
    """Who accuses or condemns in the clause above an act, and so has not done it: "Britain blames Russia for the attack"."""
    above = {t.i for t in draft.sentence.ancestors(draft.head)}
    outer = (d for d in earlier if d.sentence is draft.sentence and d.type == "ACCUSE" and d.head.i in above)
    return [actor for one in outer for actor in one.actors]


def chosen(parts: Sequence[tuple[float, Participant]], least: float) -> list[Participant]:
    """Those whose part is likelier than not; failing them, the likeliest if it is at least so likely, with those hardly less likely."""
    best = max((probability for probability, _ in parts), default=0.0)
    floor = _LIKELY if best >= _LIKELY else max(least, _HARDLY_LESS * best)
    return [party for probability, party in parts if probability >= floor]


def _same_words(one: Draft, other: Draft) -> bool:
    return one.sentence is other.sentence and (one.head.i == other.head.i or one.trigger.overlaps(other.trigger))


def _told(one: Weighed) -> str:
    """What lexicon and reader said, as a reason names it."""
    candidate = one.candidate
    said = {"kept": f"lexicon {candidate.weight:.2f}", "": "no entry", "other": "the lexicon has another type"}
    lexicon = said.get(candidate.verdict, f"refused by rule ({candidate.verdict})")
    reader = f"reader {candidate.draft.type} {candidate.types.get(candidate.draft.type, 0.0):.2f}"
    return f"{lexicon}, {reader}: {one.probability:.2f}"
