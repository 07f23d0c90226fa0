"""Reports to event mentions: the coder, from text to record.

One way through: read the heading, parse, ground, draft, keep what stands, date and place and attribute it, join the
tellings of one act. Every step leaves its reason with the event, and what is not kept its reason with the coding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.coding import contexts as contexts_
from dateline.coding import lexicon as lexicon_
from dateline.coding.acts import Matcher
from dateline.coding.claims import find_claims
from dateline.coding.dating import Dating
from dateline.coding.drafts import Draft, Drafter
from dateline.coding.factuality import is_purpose
from dateline.coding.joining import join_tellings
from dateline.coding.quantities import find_quantities
from dateline.coding.reader import LexiconReader, Reader
from dateline.grounding import registry as registry_
from dateline.grounding import roles as roles_
from dateline.grounding.grounder import Grounder
from dateline.language.parser import DEFAULT_PARSER, Parser, Sentence
from dateline.model import Attribution, Coding, Dropped, EventMention, Party, Report, Span, Step
from dateline.reading.heading import read_heading

_FLOOR = 0.45
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})
_STATE_DOES = frozenset({("COERCE", "arrest"), ("COERCE", "deport"), ("SANCTION", "convict"), ("RETREAT", "release"), ("SANCTION", "expel")})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a coder can be told.

    Attributes:
        parser: name of an installed spaCy pipeline.
        floor: confidence under which a draft is dropped, 0 to 1.
    """

    parser: str = DEFAULT_PARSER
    floor: float = _FLOOR


class Coder:
    """Codes reports. Build one and use it for many: loading takes about a second, a report some milliseconds.

    >>> coder = Coder()
    >>> [e.type for e in coder.code(Report("r", "France condemned Iran's missile test.")).events]
    ['ACCUSE']
    """

    def __init__(self, settings: Settings | None = None, readers: Sequence[Reader] | None = None) -> None:
        self.settings = settings or Settings()
        self._parser = Parser(self.settings.parser)
        self._lexicon = lexicon_.load()
        self._registry = registry_.load()
        self._roles = roles_.load()
        self._contexts = contexts_.load()
        self._readers: Sequence[Reader] = readers or (LexiconReader(),)

    def code_all(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """Code reports one after another, as they come."""
        for report in reports:
            yield self.code(report)

    def code(self, report: Report) -> Coding:
        """Read one report: its events, its claims, and what was considered and dropped."""
        heading = read_heading(report)
        report = heading.report
        sentences = self._parser.parse(report.text, heading.segments)
        grounder = Grounder(report, sentences, self._registry, self._roles, heading.country)
        dating = Dating(report, sentences, heading, grounder)
        kept, dropped = self._draft(sentences, grounder)
        events = []
        for draft, confidence in kept:
            event = self._event(report, draft, confidence, grounder, dating)
            if isinstance(event, Dropped):
                dropped.append(event)
            else:
                events.append(event)
        joined = join_tellings(events)
        claims = find_claims(report, sentences, joined, dating, grounder)
        warnings = heading.warnings
        return Coding(report, tuple(joined), tuple(claims), tuple(sorted(dropped, key=lambda d: d.trigger)), warnings)

    # ------------------------------------------------------------------ drafts

    def _draft(self, sentences: Sequence[Sentence], grounder: Grounder) -> tuple[list[tuple[Draft, float]], list[Dropped]]:
        drafter = Drafter(self._lexicon, Matcher(self._lexicon, grounder))
        drafts: list[tuple[Draft, float]] = []
        for reader in self._readers:
            for draft in reader.propose(sentences, drafter):
                drafts.append((draft, sum(r.weigh(draft) for r in self._readers) / len(self._readers)))
        taken = {(d.sentence.number, i): d for d, _ in drafts for i in d.used if i != d.head.i}
        kept: list[tuple[Draft, float]] = []
        dropped: list[Dropped] = []
        for draft, confidence in drafts:
            why = self._unfit(draft, taken, grounder)
            if why:
                dropped.append(Dropped(draft.trigger, _entry(draft), why))
            else:
                kept.append((draft, confidence))
        return _one_a_trigger(kept, dropped), dropped

    def _unfit(self, draft: Draft, taken: dict[tuple[int, int], Draft], grounder: Grounder) -> str:
        """Why a draft is no event of its own, or an empty string."""
        sentence, head = draft.sentence, draft.head
        outer = taken.get((sentence.number, head.i))
        if outer is not None and outer is not draft and outer.head.i != head.i:
            if draft.nominal or outer.operator:
                return f"inside {outer.type} {outer.head.text!r}: the outer act decides"
        if not draft.operator and is_purpose(sentence, head) and head.dep in ("xcomp", "acl", "advcl", "relcl", "ccomp"):
            return "an aim, not an act told"
        if draft.needs_speaker:
            speaker = grounder.speakers.at(draft.trigger.start)
            parties = [speaker.party] if speaker else list(grounder.speakers.house)
            parties = [p for p in parties if p.country or p.sector not in ("", "JRN", "EDU")]
            if not parties:
                return "nobody is cited as saying so"
            draft.actors = parties
            draft.recipients = [r for r in draft.recipients if r.key != parties[0].key]
            if not draft.recipients:
                return "the speaker speaks of itself"
        return ""

    # ------------------------------------------------------------------ events

    def _event(self, report: Report, draft: Draft, confidence: float, grounder: Grounder, dating: Dating) -> EventMention | Dropped:
        actors = [a for a in draft.actors if a.country or a.sector or a.entity]
        steps = list(draft.steps)
        if not actors and (draft.type, draft.mode) in _STATE_DOES and grounder.home:
            actors = self._state(draft, grounder)
            steps.append(Step("actor", "evidently the state"))
        if not actors:
            return Dropped(draft.trigger, _entry(draft), "no actor that can be named")
        if confidence < self.settings.floor:
            return Dropped(draft.trigger, _entry(draft), f"confidence {confidence:.2f} is under {self.settings.floor}")
        actor_keys = {a.key for a in actors}
        recipients = [r for r in draft.recipients if r.key not in actor_keys]
        if draft.type in _VERBAL and actors and all(a.sector == "JRN" for a in actors):
            return Dropped(draft.trigger, _entry(draft), "the press speaks")
        attribution = self._attribution(draft, actors, grounder)
        time = dating.of_event(draft)
        place = grounder.places.of_event(draft.sentence, draft.head, [draft.support] if draft.support is not None else [])
        steps += [Step("actor", f"{a.text}: {a.because}") for a in actors] + [Step("recipient", f"{r.text}: {r.because}") for r in recipients]
        steps += [Step("attribution", attribution.because)] if attribution else []
        steps += [Step("time", f"{time.start}..{time.end}: {time.because}")] if time else []
        steps += [Step("place", f"{place.text}: {place.because}")] if place else []
        return EventMention(
            type=draft.type, mode=draft.mode, trigger=draft.trigger, quote=_quote(draft), actors=tuple(actors), recipients=tuple(recipients),
            factuality=draft.factuality, attribution=attribution, time=time, place=place, contexts=self._contexts.of(draft.sentence, draft.type),
            quantities=find_quantities(draft.sentence, draft.head, report.text), confidence=confidence, reason=tuple(steps),
        )

    @staticmethod
    def _state(draft: Draft, grounder: Grounder) -> list[Party]:
        """The state that an agentless arrest, sentence or release is evidently done by."""
        country = next((r.country for r in draft.recipients if r.country), "") or grounder.home
        for mention in grounder.names.mentions:
            standing = mention.entity.on(grounder.names.day)
            if standing.country == country and mention.entity.kind in ("state", "seat", "demonym"):
                return [Party(mention.span.of(grounder.names.text), mention.span, country, "", "", f"the state of the report, {standing.because}")]
        return []

    @staticmethod
    def _attribution(draft: Draft, actors: Sequence[Party], grounder: Grounder) -> Attribution | None:
        """The speaker whom the report cites for this act; none where the speaker is the actor."""
        saying = grounder.speakers.at(draft.head.start)
        if saying is None or saying.cue.overlaps(draft.head.span):
            return None
        if any(saying.party.key == a.key or (saying.party.entity and saying.party.entity == a.entity) for a in actors):
            return None
        return Attribution(saying.party, saying.cue, saying.because)


def _entry(draft: Draft) -> str:
    return draft.steps[0].text if draft.steps else draft.type


def _quote(draft: Draft) -> Span:
    """The sentence, without a closing quotation mark that belongs to the next."""
    return draft.sentence.span


def _one_a_trigger(drafts: list[tuple[Draft, float]], dropped: list[Dropped]) -> list[tuple[Draft, float]]:
    """Of drafts of one type whose triggers overlap, the most confident."""
    best: list[tuple[Draft, float]] = []
    for draft, confidence in sorted(drafts, key=lambda d: (-d[1], d[0].trigger)):
        rival = next((b for b, _ in best if b.sentence is draft.sentence and b.trigger.overlaps(draft.trigger)), None)
        if rival is None:
            best.append((draft, confidence))
        else:
            dropped.append(Dropped(draft.trigger, _entry(draft), f"the same words are {rival.type} already"))
    return sorted(best, key=lambda d: d[0].trigger)
