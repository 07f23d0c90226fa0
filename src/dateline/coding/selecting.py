"""Which drafts stand: who acts is settled, the outer act decides over the inner, one act a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.coding.drafts import VERBAL, Draft
from dateline.coding.factuality import is_purpose
from dateline.coding.parties import identity
from dateline.datafiles import data, read_toml
from dateline.grounding.grounder import Grounder
from dateline.model import Dropped, Party, Step

_STATES = frozenset({"state", "demonym", "seat", "media"})
# Operators under which an act is not told as done, even where nobody is named who accuses, denies or prevents.
_UNREAL = frozenset({"accuse", "deny", "prevent", "refuse", "threaten", "consider", "warn", "fail"})
_AIM = "an aim, not an act told"
_OWN = frozenset({"its", "his", "her", "their", "our"})


@cache
def agentless() -> dict[str, frozenset[str]]:
    """Trigger lemmas by type whose doer, where the text names none, is evidently the state."""
    return {type_: frozenset(lemmas) for type_, lemmas in read_toml(data() / "lexicon" / "agentless.toml").items()}


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft that does not stand by the rules alone.

    Attributes:
        cause: ``aim`` (told as a purpose), ``unnamed`` (nobody who could have done it), ``improbable``, ``veiled`` (told only as
            what another act denies or alleges), ``inside`` (the outer act decides) or ``rival`` (the same words are another act).
        why: the same in words.
    """

    draft: Draft
    confidence: float
    cause: str
    why: str

    @property
    def dropped(self) -> Dropped:
        """As the coding keeps it."""
        return Dropped(self.draft.trigger, self.draft.steps[0].text if self.draft.steps else self.draft.type, self.why)


class Selector:
    """Selects among the drafts of one report."""

    def __init__(self, grounder: Grounder, floor: float) -> None:
        self._ground, self._floor = grounder, floor
        self.refused: list[Refused] = []
        self._settled: list[Draft] = []

    def select(self, drafts: Iterable[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
        """The drafts that become events, in text order; the others are in :attr:`refused` with the reason why."""
        viable: list[tuple[Draft, float]] = []
        unsaid: dict[tuple[int, int], Draft] = {}
        for draft, confidence in sorted(drafts, key=lambda d: (d[0].trigger, d[0].type)):
            unnamed = self.settle(draft)
            improbable = "" if unnamed else self._improbable(draft, confidence)
            if not unnamed and not improbable:
                viable.append((draft, confidence))
                self._settled.append(draft)
                continue
            cause = "improbable" if improbable else "aim" if unnamed == _AIM else "unnamed"
            self.refused.append(Refused(draft, confidence, cause, unnamed or improbable))
            if draft.operator in _UNREAL:  # "suspected of killing": no event, and no killing told either
                unsaid |= {(draft.sentence.number, i): draft for i in draft.used if i != draft.head.i}
        inside = {(d.sentence.number, i): d for d, _ in viable for i in d.used if i != d.head.i}
        standing = []
        for draft, confidence in viable:
            outer = inside.get((draft.sentence.number, draft.head.i))
            veiled = unsaid.get((draft.sentence.number, draft.head.i))
            if outer is None and veiled is not None and veiled.head.i != draft.head.i:
                self.refused.append(Refused(draft, confidence, "veiled", f"told only under {veiled.head.text!r}"))
                continue
            # an operator takes up the acts inside it wherever they stand
            told_itself = draft.nominal and draft.head.dep in ("nsubj", "nsubjpass") and not (outer and outer.operator)
            if outer is not None and outer.head.i != draft.head.i and (draft.nominal or outer.operator) and not told_itself:
                why = f"inside {outer.type} {outer.head.text!r}: the outer act decides"
                self.refused.append(Refused(draft, confidence, "inside", why))
            else:
                standing.append((draft, confidence))
        return self._one_a_trigger(standing)

    # ------------------------------------------------------------------ who acts

    def settle(self, draft: Draft) -> str:
        """Settle actors and recipients; why the draft cannot stand, or an empty string."""
        if not draft.operator and is_purpose(draft.sentence, draft.head) and draft.head.dep in ("xcomp", "acl", "advcl", "relcl", "ccomp"):
            return _AIM
        if draft.needs_speaker:
            return self._speak(draft)
        unnamed = ("", "person") if draft.type in VERBAL else ("",)  # words count from those with a public role, violence from anybody
        draft.actors = [a for a in draft.actors if a.country or a.sector or a.entity not in unnamed]
        draft.actors = [a for a in draft.actors if not a.entity.startswith("place:")]
        if not draft.actors and self.is_agentless(draft):
            draft.actors = self.state(draft)
        if not draft.actors:
            return "no actor that can be named"
        draft.recipients = others(self._under(draft), draft.actors)
        draft.recipients = self._of_the_mission(draft) or [r for r in draft.recipients if not self._own_side(draft, r)]
        if draft.type in VERBAL and all(a.entity.startswith("media:") for a in draft.actors):
            return "the press speaks"
        return ""

    @staticmethod
    def is_agentless(draft: Draft) -> bool:
        """Whether the act is one that the state evidently does where nobody is named."""
        lemma = draft.head.lemma
        return lemma in agentless().get(draft.type, ()) and (not draft.nominal or lemma.endswith(("ion", "ment", "ing")))

    def _of_the_mission(self, draft: Draft) -> list[Party]:
        """ "The US closed the Russian consulate in Seattle": to whom the mission belongs, where it stands in the actor's own country."""
        own = {a.country for a in draft.actors}
        if (draft.type, draft.mode) != ("SANCTION", "withdraw") or not any(r.country in own for r in draft.recipients):
            return []
        objects = draft.sentence.children(draft.head, "dobj", "nsubjpass")
        owners = [p for noun in objects for p in self._ground.parties(draft.sentence, noun)]
        return [p for p in owners if p.country and p.country not in own]

    def _own_side(self, draft: Draft, party: Party) -> bool:
        """One's own troops are sent or withdrawn, not addressed; a place that is withdrawn from is where, not to whom."""
        if draft.type not in ("MOBILIZE", "AGREE", "AID", "RETREAT", "CONCEDE"):
            return False
        if party.sector == "MIL" and (not party.country or party.country in {a.country for a in draft.actors}):
            return not self._after(party, "to", "with")
        return draft.type in ("RETREAT", "CONCEDE") and not party.sector and self._after(party, "from", "in")

    def _after(self, party: Party, *prepositions: str) -> bool:
        """Whether a party stands right after one of the prepositions, an article between them or not."""
        before = self._ground.names.text[max(0, party.span.start - 14) : party.span.start].split()
        return any(word in prepositions for word in before[-2:])

    @staticmethod
    def _under(draft: Draft) -> list[Party]:
        """A person of unknown country whom a state's court, police or government acts upon is taken to be of that state."""
        state = next((a.country for a in draft.actors if a.sector in ("JUD", "COP", "GOV", "LEG")), "")
        if not state or draft.type not in ("COERCE", "SANCTION", "RETREAT", "CONCEDE", "ACCUSE"):
            return draft.recipients
        return [
            replace(r, country=state, because=f"{r.because}; of the state that acts") if r.entity == "person" and not r.country else r
            for r in draft.recipients
        ]

    def _speak(self, draft: Draft) -> str:
        """An act of whoever is cited ("Russia must withdraw"): the speaker is the actor."""
        saying = self._ground.speakers.at(draft.trigger.start)
        speakers = [saying.party] if saying else list(self._ground.speakers.house)
        speakers = [p for p in speakers if p.country or p.sector not in ("", "JRN", "EDU")]
        if not speakers:
            return "nobody is cited as saying so"
        draft.actors = speakers
        draft.recipients = [r for r in others(draft.recipients, speakers) if r.country != speakers[0].country or r.sector]
        if not draft.recipients:
            return "the speaker speaks of itself"
        draft.steps.append(Step("speaker", saying.because if saying else "the publisher speaks"))
        return ""

    def state(self, draft: Draft) -> list[Party]:
        """The state that an agentless act is evidently done by: the recipient's, else the nearest named, else the report's."""
        names = self._ground.names
        place = self._ground.places.of_event(draft.sentence, draft.head, draft.around)
        country = place.country if place else ""
        country = country or next((r.country for r in draft.recipients if r.country), "") or self._ground.places.setting
        saying = self._ground.speakers.at(draft.head.start)
        onlooker = saying.party.country if saying and not saying.party.entity.startswith("media:") else ""
        if draft.type == "MOBILIZE":
            country = next((d.actors[0].country for d in reversed(self._settled) if d.type == "MOBILIZE" and d.actors), "")
        if not country:
            near = [
                m.entity.on(names.day).country for m in names.within(draft.sentence.start, draft.sentence.end) if m.entity.kind in _STATES
            ]
            country = next((c for c in near if c and c != onlooker), "") or (self._ground.home if self._ground.home != onlooker else "")
        for mention in names.mentions:
            standing = mention.entity.on(names.day)
            if standing.country == country and mention.entity.kind in ("state", "seat", "demonym"):
                draft.steps.append(Step("actor", "evidently the state"))
                return [Party(mention.span.of(names.text), mention.span, country, "", f"state:{country}", standing.because)]
        return []

    # ------------------------------------------------------------------ what stands

    def _improbable(self, draft: Draft, confidence: float) -> str:
        several = any(a.country in ("UNO", "EUR", "IGO") for a in draft.actors)
        alone = draft.type == "CONSULT" and (draft.mutual or draft.mode is None)
        if alone and len(draft.actors) + len(draft.recipients) < 2 and not several:
            return "a meeting with nobody"
        recalled = [r.span.of(self._ground.names.text).partition(" ")[0].lower() in _OWN for r in draft.recipients]
        if draft.mode == "expel" and recalled and all(recalled):
            return "nobody expels their own: a recall"
        if confidence < self._floor:
            return f"confidence {confidence:.2f} is under {self._floor}"
        return ""

    def _one_a_trigger(self, drafts: Sequence[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
        """Of drafts whose triggers overlap, the most confident."""
        best: list[tuple[Draft, float]] = []
        for draft, confidence in sorted(drafts, key=lambda d: (-d[1], d[0].trigger)):
            rival = next((b for b, _ in best if b.sentence is draft.sentence and b.trigger.overlaps(draft.trigger)), None)
            if rival is None:
                best.append((draft, confidence))
            else:
                self.refused.append(Refused(draft, confidence, "rival", f"the same words are {rival.type} already"))
        return sorted(best, key=lambda d: d[0].trigger)


def others(recipients: Sequence[Party], actors: Sequence[Party]) -> list[Party]:
    """The recipients who are not the actors, nor the state that an actor acts for where others are named as well."""
    same = {identity(a) for a in actors}
    found = [r for r in recipients if identity(r) not in same]
    if any(r.country for r in found) and len(found) > 1:  # "countries like Jordan and Lebanon": the named ones alone
        found = [r for r in found if r.country or r.sector or r.entity]
    own = {a.country for a in actors if a.country}
    foreign = [r for r in found if not (r.country in own and not r.sector)]
    return foreign if foreign and len(found) > 1 else found
