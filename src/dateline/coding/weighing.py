"""One decision from two voices: whether a word tells an act, of which type, how sure that is, and who takes part.

Every candidate is described by a few named features (:data:`EVENT_FEATURES`), weighed by logistic regression fitted on coded reports that
the reader had not seen; so the outcome is a calibrated probability, and it is the event's ``confidence``. The weights are a table that
can be read, ``data/models/weighing.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dateline.coding.drafts import VERBAL, Draft
from dateline.coding.learned.reading import Reading
from dateline.coding.participants import Participant, logit
from dateline.coding.selecting import Refused
from dateline.coding.table import Table
from dateline.datafiles import data, read_toml
from dateline.errors import DataError
from dateline.grounding.naming.entities import NameMention
from dateline.grounding.naming.names import Names
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality, Step

_NOTICED = 0.2  # a word that the reader holds likelier than this to tell an act is a candidate without an entry
_HOPELESS = 0.03  # a draft that a rule refused and whose type the reader holds less likely than this is none
WEIGHTS = "weighing.toml"


@dataclass(slots=True)
class Candidate:
    """A word as the telling of an act of one type.

    Attributes:
        draft: the act as drafted, by the lexicon or by the reader alone.
        verdict: what the rules made of the lexicon's draft: ``kept``, a cause of :class:`~dateline.coding.selecting.Refused`,
            ``other`` where the lexicon has another type there, or empty where it has nothing.
        weight: the lexicon's confidence; 0 where it has nothing.
        types: how likely the reader holds each type at the word.
    """

    draft: Draft
    verdict: str
    weight: float
    types: Mapping[str, float]

    @property
    def key(self) -> tuple[int, int]:
        """The word."""
        return self.draft.sentence.number, self.draft.head.i


def candidates(
    kept: Sequence[tuple[Draft, float]], refused: Sequence[Refused], reading: Reading, sentences: Sequence[Sentence]
) -> list[Candidate]:
    """What the lexicon drafted, kept or not, and what the reader notices beside it, in text order."""
    found = [Candidate(d, "kept", w, _types(reading, d)) for d, w in kept]
    found += [
        Candidate(r.draft, r.cause, r.confidence, types)
        for r in refused
        if (types := _types(reading, r.draft)).get(r.draft.type, 1.0) >= _HOPELESS
    ]
    drafted: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in found:
        drafted.setdefault(candidate.key, []).append(candidate)
    for sentence in sentences:
        for token in sentence.tokens:
            types = reading.types(sentence, token)
            if not types or 1 - types[""] < _NOTICED:
                continue
            there = drafted.get((sentence.number, token.i), [])
            best = max((t for t in types if t), key=lambda t: types[t])
            if best not in {c.draft.type for c in there}:
                found.append(_noticed(sentence, token, best, types, there, reading))
    return sorted(found, key=lambda c: (c.key, c.draft.type, c.verdict))


def _types(reading: Reading, draft: Draft) -> Mapping[str, float]:
    """What the reader sees at the trigger: at the word of it that it holds likeliest to tell an act of the draft's type."""
    seen = [types for token in (draft.head, *draft.words) if (types := reading.types(draft.sentence, token))]
    return max(seen, key=lambda types: types[draft.type], default={})


def _noticed(
    sentence: Sentence, token: Token, type_: str, types: Mapping[str, float], there: Sequence[Candidate], reading: Reading
) -> Candidate:
    """An act that the reader sees and no entry names, or that an entry names otherwise: its parties are taken over, not its type."""
    factual = reading.factuality(sentence, token)
    fact = Factuality(max(factual, key=lambda f: factual[f]))
    mode = reading.mode(sentence, token, type_)
    step = Step("reader", f"{token.text!r} is read as {type_}{'/' + mode if mode else ''}")
    if there:
        other = max(there, key=lambda c: (c.verdict == "kept", c.weight))
        draft = replace(other.draft, type=type_, mode=mode, factuality=fact, steps=[step, *other.draft.steps], operator="")
        return Candidate(draft, "other", other.weight, types)
    nominal = token.pos in ("NOUN", "PROPN")
    draft = Draft(sentence, token, type_, mode, [], [], fact, [token], set(), 0.0, nominal, [step])
    return Candidate(draft, "", 0.0, types)


# ---------------------------------------------------------------------- features


@dataclass(frozen=True, slots=True)
class Scene:
    """What the whole report looks like.

    Attributes:
        acts: by sentence, how likely the likeliest of its words tells an act.
        political: the share of sentences that name a state, an official, a party, an armed group or an international body.
    """

    acts: Mapping[int, float]
    political: float

    def elsewhere(self, sentence: int) -> float:
        """The mean of :attr:`acts` over the other sentences."""
        others = [p for number, p in self.acts.items() if number != sentence]
        return sum(others) / len(others) if others else 0.0


def scene(reading: Reading, sentences: Sequence[Sentence], names: Names) -> Scene:
    """The scene of a report."""
    acts = {s.number: max((1 - types[""] for t in s.tokens if (types := reading.types(s, t))), default=0.0) for s in sentences}
    political = sum(any(_is_political(m, names) for m in names.within(s.start, s.end)) for s in sentences)
    return Scene(acts, political / max(len(sentences), 1))


def _is_political(mention: NameMention, names: Names) -> bool:
    entity = mention.entity
    if entity.kind in ("state", "seat", "igo", "party", "group", "body"):
        return True
    return entity.kind == "person" and entity.on(names.day).sector in _POLITICAL


_POLITICAL = frozenset("GOV MIL LEG JUD COP SPY PTY OPP REB ELI PRM".split())
_CLASSES = {
    **dict.fromkeys(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM"), "organ"),
    **dict.fromkeys(("REB", "UAF", "CRM"), "armed"),
    **dict.fromkeys(("PTY", "OPP", "ELI"), "politician"),
    **dict.fromkeys(("BUS", "AGR"), "business"),
    "JRN": "press",
}


def _class(one: Participant | None) -> str:
    """The sort of party somebody is."""
    if one is None:
        return "nobody"
    party = one.party
    if not party.sector:
        return "business" if party.country == "MNC" else "state" if party.country and party.entity != "person" else "person"
    return _CLASSES.get(party.sector, "people")


def _best(parties: Sequence[Participant], acting: bool) -> Participant | None:
    """The likeliest actor or recipient."""

    def rank(p: Participant) -> float:
        return p.actor + p.acts + 0.5 * p.subject if acting else p.recipient + p.receives + 0.5 * p.object

    best = max(parties, key=rank, default=None)
    return best if best is not None and rank(best) > 0.2 else None


def event_features(candidate: Candidate, among: Sequence[Candidate], parties: Sequence[Participant], scene: Scene) -> dict[str, float]:
    """The candidate's features; ``among`` are the candidates of its report."""
    draft, types = candidate.draft, candidate.types
    lexical = candidate.verdict == "kept"
    beside = [c for c in among if c.key != candidate.key and c.key[0] == candidate.key[0]]
    above = {t.i for t in draft.sentence.ancestors(draft.head)}
    mine = 1 - types.get("", 1.0)
    features = {
        "reader": logit(types.get(draft.type, 0.0)),
        "reader act": logit(mine),
        "unread": float(not types),
        "kept": float(lexical),
        "lexicon": candidate.weight if lexical else 0.0,
        "statement": float(lexical and draft.steps[0].stage == "statement"),
        "operator": float(bool(draft.operator) and lexical),
        "nominal": float(draft.nominal),
        f"fact {draft.factuality.value}": 1.0,
        "actor": max((p.actor for p in parties), default=0.0),
        "recipient": max((p.recipient for p in parties), default=0.0),
        "named actor": float(any(p.acts for p in parties)),
        "named recipient": float(any(p.receives for p in parties)),
        "under another": max((1 - c.types.get("", 1.0) for c in beside if c.draft.head.i in above), default=0.0),
        "beside the same": max((c.types.get(draft.type, 0.0) for c in beside if c.draft.type == draft.type), default=0.0),
        "told before": float(_told_before(candidate, among)),
        "lead": float(draft.sentence.number == 0),
        "elsewhere": scene.elsewhere(draft.sentence.number),
        "political": scene.political,
        f"type {draft.type}": 1.0,
        f"actor is {(acting := _class(_best(parties, True)))}": 1.0,
        f"recipient is {_class(_best(parties, False))}": 1.0,
        f"{'words' if draft.type in VERBAL else 'deeds'} of {acting}": 1.0,
    }
    if candidate.verdict not in ("kept", ""):
        features[f"refused {candidate.verdict}"] = 1.0
    return features


def _told_before(candidate: Candidate, among: Sequence[Candidate]) -> bool:
    """Whether the report has had the same word for an act of the type before."""
    draft = candidate.draft
    return any(
        c.key < candidate.key and c.draft.type == draft.type and c.draft.head.lemma == draft.head.lemma and c.types.get(draft.type, 0) > 0.3
        for c in among
    )


EVENT_FEATURES: Mapping[str, str] = {
    "reader": "log-odds that the reader gives the type at the word",
    "reader act": "log-odds that the reader gives any act at the word",
    "unread": "the reader does not take the word for a possible trigger",
    "kept": "the lexicon drafted it and its rules let it stand",
    "lexicon": "the lexicon's own confidence, where its draft stands",
    "statement": "it was drawn from what somebody says of others, not from an entry",
    "operator": "an operator over another act made it",
    "nominal": "the trigger is a noun",
    "fact …": "how real it is told",
    "actor": "how likely the likeliest party acts, by the reader",
    "recipient": "how likely the likeliest party receives, by the reader",
    "named actor": "the entry's clause has an actor",
    "named recipient": "the entry's clause has a recipient",
    "under another": "how likely a word above it in the sentence's tree tells an act",
    "beside the same": "how likely another word of the sentence tells an act of the type",
    "told before": "the report used the word for such an act before",
    "lead": "the first sentence tells it",
    "elsewhere": "how likely the other sentences of the report tell acts",
    "political": "the share of the report's sentences that name a state, an official, a party or an armed group",
    "actor …": "the sort of its likeliest actor",
    "recipient is …": "the sort of its likeliest recipient",
    "words …": "a verbal act, and the sort of its likeliest actor",
    "deeds …": "a material act, and the sort of its likeliest actor",
    "refused …": "the lexicon drafted it and a rule refused it: the cause",
    "type …": "how usual the type is",
}


# ---------------------------------------------------------------------- weights


@dataclass(frozen=True, slots=True)
class Weights:
    """The three tables of ``weighing.toml``, and the probabilities from which on something is taken.

    Attributes:
        floor: an act.
        one_actor, one_recipient: the likeliest party for a part, where none is likelier than not.
    """

    event: Table
    actor: Table
    recipient: Table
    floor: float = 0.5
    one_actor: float = 0.2
    one_recipient: float = 0.4

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Weights:
        """From the file's content."""
        event, actor, recipient = (Table.of(content[name]) for name in ("event", "actor", "recipient"))
        return cls(event, actor, recipient, float(content["floor"]), float(content["one_actor"]), float(content["one_recipient"]))


def load(folder: str, fast: bool = False) -> Weights:
    """The weights of a model of the user's own, or those of the package where no folder is named.

    Raises:
        DataError: if the folder's file cannot be read.
    """
    if not folder:
        return shipped(fast)
    source = Path(folder) / WEIGHTS
    if not source.is_file():
        raise DataError(str(source), "no such file", "name a folder that dateline train has written")
    return Weights.of(read_toml(source))


@cache
def shipped(fast: bool = False) -> Weights:
    """The weights of the package, for the transformer or for the fast reader."""
    return Weights.of(read_toml(data() / "models" / (f"fast-{WEIGHTS}" if fast else WEIGHTS)))
