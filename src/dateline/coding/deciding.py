"""What becomes an event: candidates of lexicon and reader weighed, one act a word, its parties settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.counterparts import counterparts
from dateline.coding.drafts import Draft, Drafter
from dateline.coding.learned.reading import Reading
from dateline.coding.lexicon import Lexicon
from dateline.coding.nationality import settle_countries
from dateline.coding.participants import Participant, Told, actor_features, participants, recipient_features
from dateline.coding.parties import camp
from dateline.coding.selecting import Refused, Selector, others
from dateline.coding.weighing import Candidate, Weights, candidates, event_features, scene
from dateline.language.parser import Sentence
from dateline.model import Dropped, Party, Step

_LIKELY = 0.5  # a part that is likelier than not is taken


@dataclass(slots=True)
class Weighed:
    """A candidate with what is known of its parties, its features and how likely it is an event."""

    candidate: Candidate
    told: Told
    parties: list[Participant]
    features: dict[str, float]
    probability: float = 0.0


class Decider:
    """Decides for one report."""

    def __init__(self, weights: Weights, lexicon: Lexicon, drafter: Drafter, selector: Selector) -> None:
        self._weights, self._lexicon, self._drafter, self._selector = weights, lexicon, drafter, selector
        self._ground, self._floor = drafter.grounder, weights.floor
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
        """Give the draft its likeliest parties."""
        draft = one.candidate.draft
        self.recall(one, reading, earlier)
        weights = self._weights
        actors = chosen([(weights.actor.probability(actor_features(p, one.parties, draft)), p) for p in one.parties], weights.one_actor)
        left = [p for p in one.parties if p not in actors]
        recipients = chosen(
            [(weights.recipient.probability(recipient_features(p, one.parties, draft)), p) for p in left], weights.one_recipient
        )
        draft.actors, draft.recipients = [p.party for p in actors], [p.party for p in recipients]
        if not draft.actors:
            draft.actors = self._selector.state(draft) if self._selector.is_agentless(draft) else []
        draft.recipients = _of_other_camps(draft)
        settle_countries(draft, self._ground)
        draft.steps.append(Step("weighed", _told(one)))

    def _drop(self, one: Weighed, why: str) -> None:
        self.dropped.append(Refused(one.candidate.draft, one.probability, "weighed", why).dropped)


def chosen(parts: Sequence[tuple[float, Participant]], least: float) -> list[Participant]:
    """Those whose part is likelier than not; failing them, the likeliest if it is at least so likely."""
    found = [p for probability, p in parts if probability >= _LIKELY]
    if found or not parts:
        return found
    best, party = max(parts, key=lambda pair: (pair[0], -pair[1].party.span.start))
    return [party] if best >= least else []


def _of_other_camps(draft: Draft) -> list[Party]:
    acting = set(map(camp, draft.actors))
    return [r for r in others(draft.recipients, draft.actors) if camp(r) not in acting]


def _same_words(one: Draft, other: Draft) -> bool:
    return one.sentence is other.sentence and (one.head.i == other.head.i or one.trigger.overlaps(other.trigger))


def _told(one: Weighed) -> str:
    """What lexicon and reader said, as a reason names it."""
    candidate = one.candidate
    said = {"kept": f"lexicon {candidate.weight:.2f}", "": "no entry", "other": "the lexicon has another type"}
    lexicon = said.get(candidate.verdict, f"refused by rule ({candidate.verdict})")
    reader = f"reader {candidate.draft.type} {candidate.types.get(candidate.draft.type, 0.0):.2f}"
    return f"{lexicon}, {reader}: {one.probability:.2f}"
