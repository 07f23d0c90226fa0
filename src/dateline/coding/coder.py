"""Reports to event mentions: the coder, from text to record.

One way through: read the heading, parse, ground, draft, keep what stands, date and place and attribute it, join the
tellings of one act. Every step leaves its reason with the event, and what is not kept its reason with the coding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.coding import contexts as contexts_
from dateline.coding import lexicon as lexicon_
from dateline.coding import weighing
from dateline.coding.acts import Matcher
from dateline.coding.bearing import Bearers
from dateline.coding.claims import find_claims
from dateline.coding.counterparts import counterparts
from dateline.coding.dating import Dating
from dateline.coding.deciding import Decider, Weighed
from dateline.coding.drafts import VERBAL, Draft, Drafter
from dateline.coding.joining import join_tellings
from dateline.coding.learned import topic
from dateline.coding.learned.reading import Reader as LearnedReader
from dateline.coding.learned.reading import Reading
from dateline.coding.nationality import SAYS, Homelands, settle_countries
from dateline.coding.reader import LexiconReader, Reader
from dateline.coding.retelling import Echoes, add_retellings
from dateline.coding.selecting import Selector
from dateline.coding.statements import StatementReader
from dateline.coding.whereabouts import place_of, visiting
from dateline.errors import SetupError
from dateline.grounding.grounder import Grounder
from dateline.grounding.when import zones
from dateline.language.english import looks_english
from dateline.language.parser import DEFAULT_PARSER, Sentence
from dateline.model import Attribution, Coding, Dropped, EventMention, Party, Report, Span, Step
from dateline.reading.grounded import Grounded, Grounding
from dateline.reading.heading import Heading

_FLOOR = 0.45
_QUIET = 0.2  # how likely the likeliest word of a report tells an act, by the fast reader, for the report to be coded at all
_OFF_TOPIC = -0.5  # log-odds under which a report's words are held those of sport, markets or weather
_NOT_ENGLISH = "the text does not look English: Dateline reads English only"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a coder can be told.

    Attributes:
        parser: name of an installed spaCy pipeline.
        floor: confidence under which a draft is dropped, 0 to 1.
        registry: paths of registry files of the user's own, read beside ours.
        learned: whether the learned reader is asked beside the lexicon.
        fast: whether it reads by static vectors in place of the transformer: a third quicker, a little less good.
        model: folder of a reader of the user's own, as ``dateline train`` writes it; empty for the one that is shipped.
    """

    parser: str = DEFAULT_PARSER
    floor: float = _FLOOR
    registry: tuple[str, ...] = ()
    learned: bool = True
    fast: bool = False
    model: str = ""


@dataclass(frozen=True, slots=True)
class _Drafted:
    """The drafts of a report that stand, each with its confidence; what was dropped; who drafted and what was read (``None``: nothing)."""

    drafts: list[tuple[Draft, float]]
    dropped: list[Dropped]
    drafter: Drafter
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class _Told:
    """The tellings of a report before those of one act are joined, and the words that may tell them again."""

    grounded: Grounded
    events: list[EventMention]
    dropped: list[Dropped]
    dating: Dating
    echoes: Echoes | None


class Coder:
    """Codes reports. Build one and use it for many: loading takes about a second, a report some milliseconds.

    >>> coder = Coder()
    >>> [e.type for e in coder.code(Report("r", "France condemned Iran.")).events]
    ['ACCUSE']
    """

    def __init__(
        self,
        settings: Settings | None = None,
        readers: Sequence[Reader] | None = None,
        learned: LearnedReader | None = None,
        weights: weighing.Weights | None = None,
    ) -> None:
        """``learned`` and ``weights`` take the place of the reader and the weights that are shipped; such a coder reads every report."""
        self.settings = settings or Settings()
        ours = self.settings.learned and learned is None
        self._sentry = LearnedReader.shipped(fast=True) if ours else None
        self._topic = topic.shipped() if ours else None
        self._learned = learned or (self._reader() if ours else None)
        self._weights = weights or weighing.load(self.settings.model, self.settings.fast)
        self._grounding = Grounding(self.settings.parser, self.settings.registry)
        self.timing = self._grounding.timing
        self._lexicon = lexicon_.load()
        self._contexts = contexts_.load()
        self._readers: Sequence[Reader] = (LexiconReader(), StatementReader()) if readers is None else readers

    def _reader(self) -> LearnedReader | None:
        """The reader that the settings ask for."""
        if self.settings.model:
            return LearnedReader.load(Path(self.settings.model))
        return self._sentry if self.settings.fast else LearnedReader.shipped()

    def code_all(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """Code reports one after another, as they come."""
        for report in reports:
            yield self.code(report)

    def code(self, report: Report) -> Coding:
        """Read one report: its events, its claims, and what was considered and dropped."""
        heading = self._grounding.head(report)
        warnings = heading.warnings if looks_english(report.text) else (*heading.warnings, _NOT_ENGLISH)
        if self._is_off_topic(heading.report.text):
            return _silent(heading, warnings, "its words are those of reports that tell no acts")
        parsed = self._grounding.parse(heading)
        look = self._first_look(parsed.sentences)
        if look is not None and look.loudest(parsed.sentences) < _QUIET:
            return _silent(heading, warnings, "no word of it looks like an act at first sight")
        told = self._tell(self._grounding.ground(parsed), look)
        grounded = told.grounded
        with self.timing.stage("dating, placing, joining"):
            joined = join_tellings(told.events, grounded.report.text)
            claims = find_claims(grounded.report, grounded.sentences, joined, told.dating, grounded.grounder)
        if told.echoes is not None:
            with self.timing.stage("retellings"):
                joined = add_retellings(joined, told.echoes, grounded.report.text)
        return Coding(grounded.report, tuple(joined), tuple(claims), tuple(sorted(told.dropped, key=lambda d: d.trigger)), warnings)

    def tellings(self, report: Report) -> list[EventMention]:
        """Every telling of an act, before those of one act are joined: what joining is fitted on."""
        return self._tell(self.ground(report), None).events

    def echoes(self, report: Report) -> tuple[list[EventMention], Echoes]:
        """The events of a report and the words that may tell them again: what retelling is fitted on.

        Raises:
            SetupError: if the coder was built without the learned reader.
        """
        told = self._tell(self.ground(report), None)
        if told.echoes is None:
            raise SetupError("this coder has no learned reader to listen with")
        return join_tellings(told.events, told.grounded.report.text), told.echoes

    def _tell(self, grounded: Grounded, look: Reading | None) -> _Told:
        """The tellings of a report, each with its parties, day, place and speaker."""
        grounder = grounded.grounder
        homelands = Homelands(grounder)
        drafted = self._draft(grounded.sentences, grounder, homelands, look)
        with self.timing.stage("dating, placing, joining"):
            dating = Dating(grounded.report, grounded.sentences, grounded.heading, grounder)
            bearers = Bearers(drafted.drafter, grounded.report.text, (draft.trigger for draft, _ in drafted.drafts))
            tellings = [self._event(draft, sure, grounder, homelands, dating, bearers) for draft, sure in drafted.drafts]
        reading = drafted.reading
        echoes = None if reading is None else Echoes(grounded.sentences, drafted.drafter, self._lexicon, reading, dating.within, bearers)
        return _Told(grounded, tellings, drafted.dropped, dating, echoes)

    def _is_off_topic(self, text: str) -> bool:
        """Whether a report's words are of another world than politics; then it is not even parsed.

        Measured on coded stories of the corpus, each by a topic fitted without it: of those that tell acts 68 in a thousand are held off
        topic, with 30 in a thousand of the acts (those of business and crime most); of our own stories of sport, markets and culture
        two thirds.
        """
        if self._topic is None:
            return False
        with self.timing.stage("first look"):
            return self._topic.of(text) < _OFF_TOPIC

    def _first_look(self, sentences: Sequence[Sentence]) -> Reading | None:
        """What the fast reader sees; where it sees no act (in one of ninety coded reports that tell any), nothing else is asked."""
        if self._sentry is None:
            return None
        with self.timing.stage("first look"):
            return self._sentry.read(sentences)

    def ground(self, report: Report) -> Grounded:
        """A report as it is looked at before anything is coded: its sentences, and who, when and where they name."""
        return self._grounding.of(report)

    # ------------------------------------------------------------------ drafts

    def weigh(self, report: Report) -> tuple[list[Weighed], Decider, Reading]:
        """All that was considered in a report, described and weighed: what the weights are fitted on, and what explains a coding.

        Raises:
            SetupError: if the coder was built without the learned reader.
        """
        if self._learned is None:
            raise SetupError("this coder has no learned reader to weigh with")
        grounded = self._grounding.of(report)
        sentences, grounder = grounded.sentences, grounded.grounder
        homelands = Homelands(grounder)
        kept, selector, drafter = self._select(sentences, grounder)
        reading = self._learned.read(sentences)
        decider = self._decider(drafter, selector, homelands)
        return decider.weigh(kept, reading, sentences), decider, reading

    def _draft(self, sentences: Sequence[Sentence], grounder: Grounder, homelands: Homelands, look: Reading | None) -> _Drafted:
        with self.timing.stage("lexicon"):
            kept, selector, drafter = self._select(sentences, grounder)
        if self._learned is not None:
            with self.timing.stage("learned reader"):
                reading = look if look is not None and self.settings.fast else self._learned.read(sentences, look, _QUIET)
            with self.timing.stage("weighing"):
                decider = self._decider(drafter, selector, homelands)
                return _Drafted(decider.decide(kept, reading, sentences), decider.dropped, drafter, reading)
        for n, (draft, _) in enumerate(kept):
            if not draft.recipients:
                draft.recipients = counterparts(draft, [d for d, _ in kept[:n]], self._lexicon, grounder)
            settle_countries(draft, homelands)
        return _Drafted(kept, [refused.dropped for refused in selector.refused], drafter, None)

    def _select(self, sentences: Sequence[Sentence], grounder: Grounder) -> tuple[list[tuple[Draft, float]], Selector, Drafter]:
        """What the lexicon drafts and its rules let stand, the selector that keeps the rest, and the drafter."""
        drafter = Drafter(self._lexicon, Matcher(self._lexicon, grounder))
        weighed = [(draft, reader.weigh(draft)) for reader in self._readers for draft in reader.propose(sentences, drafter)]
        selector = Selector(grounder, self.settings.floor)
        return selector.select(weighed), selector, drafter

    def _decider(self, drafter: Drafter, selector: Selector, homelands: Homelands) -> Decider:
        return Decider(self._weights, self._lexicon, drafter, selector, homelands)

    # ------------------------------------------------------------------ events

    def _event(
        self, draft: Draft, confidence: float, grounder: Grounder, homelands: Homelands, dating: Dating, bearers: Bearers
    ) -> EventMention:
        attribution = self._attribution(draft, draft.actors, grounder, homelands)
        time = dating.of_event(draft)
        place = place_of(draft, grounder)
        visiting(draft, place, grounder)
        if time is not None and time.zone == "local" and place is not None:
            time = replace(time, zone=zones.of_country(place.country) or time.zone)
        steps = [*draft.steps, *(Step("actor", f"{a.text}: {a.because}") for a in draft.actors)]
        steps += [Step("recipient", f"{r.text}: {r.because}") for r in draft.recipients]
        steps += [Step("attribution", attribution.because)] if attribution else []
        steps += [Step("time", f"{time.start}..{time.end}: {time.because}")] if time else []
        steps += [Step("place", f"{place.text}: {place.because}")] if place else []
        return EventMention(
            type=draft.type,
            mode=draft.mode,
            trigger=draft.trigger,
            quote=draft.sentence.span,
            actors=tuple(draft.actors),
            recipients=tuple(draft.recipients),
            factuality=draft.factuality,
            attribution=attribution,
            time=time,
            place=place,
            contexts=self._contexts.of(draft.sentence, draft.type),
            quantities=bearers.borne(draft.sentence, draft.trigger),
            confidence=confidence,
            reason=tuple(steps),
        )

    @staticmethod
    def _attribution(draft: Draft, actors: Sequence[Party], grounder: Grounder, homelands: Homelands) -> Attribution | None:
        """The speaker whom the report cites for this act; none where words are the act and the speaker is whose they are."""
        saying = grounder.speakers.at(draft.head.start)
        if saying is None or saying.cue.overlaps(draft.head.span):
            return None
        if draft.type in VERBAL and any(
            saying.party.key == a.key or (saying.party.entity and saying.party.entity == a.entity) for a in actors
        ):
            return None
        return Attribution(homelands.settled(saying.party, draft.sentence, SAYS), saying.cue, saying.because)


def _silent(heading: Heading, warnings: tuple[str, ...], why: str) -> Coding:
    """The coding of a report that is not looked at closely, with the reason why."""
    return Coding(
        heading.report, (), dropped=(Dropped(Span(0, min(len(heading.report.text), 40)), "the whole report", why),), warnings=warnings
    )
