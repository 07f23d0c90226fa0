"""The pattern language of the lexicon, compiled.

``docs/lexicon.md`` is its reference. A pattern such as ``A impose {sanction|@tariff} on R`` becomes one
:class:`Entry` for each alternative of its trigger, ready to be matched against a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PREPOSITIONS = frozenset(
    "aboard about above across after against ahead along alongside among amid around as at before behind beside between beyond by despite "
    "during for from in inside into near of off on onto out out+of outside over past per regarding since through throughout to toward "
    "towards under until up upon via with within without".split()
)
PARTICLES = frozenset(
    "home free jointly together out up down off back away in over on through aside apart along forward around under by ahead".split()
)
_BARE = frozenset({"out", "up", "off", "down", "back", "away", "forward", "along", "aside"})  # never open an ACT as prepositions
KINDS = frozenset("person state force crowd place group party".split())
_PIECE = re.compile(r"\{[^}]*\}!?|\S+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that a party (A, R), anything (X) or another act (ACT) fills.

    Attributes:
        role: ``A``, ``R``, ``X`` or ``ACT``.
        required: whether the entry fails when nothing grounded fills it.
        kinds: what may fill it (kinds or sectors); empty for anything.
    """

    role: str
    required: bool = False
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows the trigger: an object (no prepositions), or a phrase opened by one of the prepositions.

    It is filled by a slot, or by one of the named nouns, each a head or ``modifier+head``.
    """

    prepositions: frozenset[str]
    slot: Slot | None
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon: a trigger and the frame it stands in.

    Attributes:
        pattern: the line as written, with this entry's own alternative of the trigger.
        trigger: lemma, or ``modifier+head``.
        pos: ``verb``, ``noun`` or ``adj``.
        subject: the slot before the trigger (for a noun: whose possession it is); ``None`` where the speaker acts.
        particles: bare words that must stand by the verb.
        complements: what follows.
        clause: how the inner act of an operator is told: ``to``, ``that``, ``direct``, prepositions, or empty.
        type, mode: what an act entry is coded as; empty for operators.
        effect: what an operator does; empty for acts.
        weight: how often these words mean that, 0 to 1.
    """

    pattern: str
    trigger: str
    pos: str
    subject: Slot | None
    particles: frozenset[str] = frozenset()
    complements: tuple[Complement, ...] = ()
    clause: frozenset[str] = frozenset()
    type: str = ""
    mode: str | None = None
    effect: str = ""
    weight: float = 0.9

    @property
    def head(self) -> str:
        """The lemma under which the entry is looked up."""
        return self.trigger.rpartition("+")[2]

    @property
    def is_mutual(self) -> bool:
        """Whether a second ``A`` takes part."""
        return any(c.slot is not None and c.slot.role == "A" for c in self.complements)

    @property
    def specificity(self) -> int:
        """How much of the clause the entry pins down; the most specific match is tried first."""
        fixed = len(self.particles) + 2 * sum(bool(c.nouns) for c in self.complements) + ("+" in self.trigger)
        return 2 * fixed + sum(c.slot is not None for c in self.complements) + 2 * bool(self.clause)


class PatternError(ValueError):
    """The line is not of the pattern language; the message says where."""


def compile_pattern(pattern: str, classes: Mapping[str, Iterable[str]]) -> list[Entry]:
    """One entry for each alternative of the trigger.

    Raises:
        PatternError: if the line does not hold to the language.
    """
    several = re.search(r"\{([^{}]*\w \w[^{}]*)\}", pattern)
    if several:  # alternatives of more than one word are patterns of their own
        before, after = pattern[: several.start()], pattern[several.end() :]
        return [e for alternative in several[1].split("|") for e in compile_pattern(before + alternative.strip() + after, classes)]
    pieces = _PIECE.findall(pattern)
    if not pieces:
        raise PatternError("empty pattern")
    subject, pos, rest = _subject(pieces)
    if not rest:
        raise PatternError(f"{pattern!r} has no trigger")
    triggers, rest = sorted(_words(rest[0], classes)), rest[1:]
    if not pos and triggers == ["be"] and rest and rest[0] not in PREPOSITIONS and not _slot(rest[0]):
        pos, triggers, rest = "adj", sorted(_words(rest[0], classes)), rest[1:]
    particles, complements, clause = _complements(rest, classes, pos or "verb", pattern)
    return [
        Entry(_spelled(pattern, trigger, len(triggers)), trigger, pos or "verb", subject, particles, complements, clause)
        for trigger in triggers
    ]


def _subject(pieces: list[str]) -> tuple[Slot | None, str, list[str]]:
    """The slot before the trigger, the trigger's part of speech as far as it shows, and what follows."""
    first = pieces[0]
    if first in ("A's", "R's", "X's"):
        return Slot(first[0]), "noun", pieces[1:]
    slot = _slot(first.replace("'s", ""))
    if first in ("it", "there"):
        return None, "verb" if len(pieces) > 1 and pieces[1] != "be" else "", pieces[1:]
    if slot:
        return slot, "noun" if first.endswith("'s") or "'s:" in first else "", pieces[1:]
    return None, "noun", pieces


def _complements(
    rest: list[str], classes: Mapping[str, Iterable[str]], pos: str, pattern: str
) -> tuple[frozenset[str], tuple[Complement, ...], frozenset[str]]:
    particles: set[str] = set()
    complements: list[Complement] = []
    clause: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    for n, piece in enumerate(rest):
        slot = _slot(piece)
        words = frozenset() if slot else _words(piece, classes)
        follows = rest[n + 1] if n + 1 < len(rest) else ""
        if slot and slot.role == "ACT" and waiting and waiting <= _BARE and pos == "verb":  # "carry out ACT", "call off ACT"
            particles |= waiting
            clause |= {"direct"}
            waiting = frozenset()
        elif slot and slot.role == "ACT":
            clause |= waiting or {"direct"}
            waiting = frozenset()
        elif slot:
            bare = pos == "verb" and waiting and not complements and not particles
            required = slot.required or bool(bare)
            complements.append(Complement(waiting, Slot(slot.role, required, slot.kinds)))
            waiting = frozenset()
        elif words == {"that"} or (
            not waiting and words <= PREPOSITIONS and follows and not (words <= PARTICLES and _is_preposition(follows, classes))
        ):
            waiting = words
        elif not waiting and words <= PARTICLES and pos != "noun":
            particles |= words
        else:
            complements.append(Complement(waiting, None, words))
            waiting = frozenset()
    if waiting:
        raise PatternError(f"{pattern!r} ends in a preposition")
    return frozenset(particles), tuple(complements), clause


def _is_preposition(piece: str, classes: Mapping[str, Iterable[str]]) -> bool:
    return not _slot(piece) and _words(piece, classes) <= PREPOSITIONS


def _slot(piece: str) -> Slot | None:
    match = re.fullmatch(r"(ACT|A|R|X)(?::([\w|]+))?(!)?", piece)
    if not match:
        return None
    kinds = frozenset(match[2].split("|")) if match[2] else frozenset()
    return Slot(match[1], bool(match[3]), kinds)


def _words(piece: str, classes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    words: set[str] = set()
    for word in piece.rstrip("!").strip("{}").split("|"):
        word = word.strip()
        if word.startswith("@"):
            if word[1:] not in classes:
                raise PatternError(f"unknown class {word}")
            words.update(classes[word[1:]])
        elif word:
            words.add(word)
    if not words:
        raise PatternError(f"nothing in {piece!r}")
    return frozenset(words)


def _spelled(pattern: str, trigger: str, alternatives: int) -> str:
    """The line with only this entry's trigger, as ``explain`` and ``codebook`` show it."""
    if alternatives == 1:
        return pattern
    return re.sub(r"\{[^}]*\}|@\w+", trigger, pattern, count=1)
