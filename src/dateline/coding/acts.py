"""Entries against clauses: which lines of the lexicon a trigger matches, and who fills their slots."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.coding.frames import adjective_frame, clause_subjects, company, noun_frame
from dateline.coding.lexicon import Lexicon
from dateline.coding.patterns import Complement, Entry, Slot
from dateline.grounding.grounder import Grounder
from dateline.language.clauses import Frame, subjects, verb_frame
from dateline.language.parser import Sentence, Token
from dateline.model import Party

_MODIFYING = ("compound", "amod", "nmod", "npadvmod", "poss", "advmod")


@dataclass(slots=True)
class Match:
    """An entry that fits a clause, with its slots filled.

    Attributes:
        words: the trigger's tokens: verb, particles, and the noun that the entry names.
        used: indices of all tokens that fill a slot, the owners of deeds among them.
        inner: for an operator, the predicate of the act inside.
    """

    entry: Entry
    frame: Frame
    words: list[Token]
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    inner: Token | None = None


class Matcher:
    """Matches the lexicon against the tokens of one report."""

    def __init__(self, lexicon: Lexicon, grounder: Grounder) -> None:
        self._lexicon, self._ground = lexicon, grounder
        self._light = frozenset(
            e.head for e in lexicon if e.effect in ("begin", "resume") and "direct" in e.clause and e.pos == "verb"
        ) | {"hold", "have", "make", "give", "take", "do"}

    def matches(self, sentence: Sentence, token: Token) -> list[Match]:
        """All entries that fit at a token, the most specific first."""
        entries = [e for e in self._lexicon.of(token.lemma) if e.effect != "report"]
        form = token.text.lower()
        if form != token.lemma:  # participles after "be" and capitalised event nouns stand in the lexicon by their form
            entries += [e for e in self._lexicon.of(form) if token.pos == "PROPN" or e.pos == "adj"]
        found = []
        for entry in entries:
            if self._fits_form(sentence, token, entry):
                match = self._match(sentence, token, entry)
                if match:
                    found.append(match)
        return found

    def owner(self, sentence: Sentence, token: Token) -> list[Party]:
        """Who an act or thing that the lexicon does not know is about: its object or its owner."""
        if token.pos in ("VERB", "AUX"):
            frame = verb_frame(sentence, token)
            return self._parties(sentence, frame.objects + [t for p in ("with", "to", "against", "on") for t in frame.obliques.get(p, [])])
        return self._parties(sentence, [token])

    def doer(self, sentence: Sentence, token: Token) -> list[Party]:
        """Who would do an act that the lexicon does not know."""
        if token.pos in ("VERB", "AUX"):
            return self._parties(sentence, subjects(sentence, token))
        return self._parties(sentence, [token])

    # ------------------------------------------------------------------ the trigger

    @staticmethod
    def _fits_form(sentence: Sentence, token: Token, entry: Entry) -> bool:
        pos_ok = {"verb": token.pos in ("VERB", "AUX"), "noun": token.pos in ("NOUN", "PROPN"), "adj": token.pos in ("ADJ", "VERB")}[entry.pos]
        return pos_ok and _is_word(sentence, token, entry.trigger)

    def _match(self, sentence: Sentence, token: Token, entry: Entry) -> Match | None:
        frame: Frame | None
        if entry.pos == "verb":
            frame = verb_frame(sentence, _obliged(sentence, token))
        elif entry.pos == "adj":
            frame = adjective_frame(sentence, token)
        else:
            frame = noun_frame(sentence, token, self._light)
        if frame is None or not entry.particles <= frame.particles | _bare_words(sentence, token):
            return None
        match = Match(entry, frame, [token, *(t for t in sentence.children(token) if t.lemma in entry.particles)])
        if not all(self._complement(sentence, match, c) for c in entry.complements):
            return None
        if not self._subject(sentence, match):
            return None
        if entry.clause:
            match.inner = inner_predicate(sentence, token, entry, frame)
            if match.inner is None:
                return None
            match.used.add(match.inner.i)
        match.words.sort(key=lambda t: t.i)
        return match

    # ------------------------------------------------------------------ slots

    def _subject(self, sentence: Sentence, match: Match) -> bool:
        slot, frame = match.entry.subject, match.frame
        if slot is None:
            return True
        heads = frame.subjects
        if match.entry.pos == "noun":
            heads = self._noun_subjects(sentence, match, slot)
        parties = self._fill(sentence, match, heads, slot)
        if slot.role == "X":
            return bool(heads)
        self._assign(match, slot.role, parties)
        return (bool(parties) or not slot.required) and self._allowed(sentence, heads, parties, slot)

    def _noun_subjects(self, sentence: Sentence, match: Match, slot: Slot) -> list[Token]:
        frame, noun = match.frame, match.frame.trigger
        mutual = slot.role == "A" and any(c.slot and c.slot.role == "A" for c in match.entry.complements)
        if mutual:
            heads = frame.subjects + company(sentence, noun)
            if frame.support is None and len(self._parties(sentence, heads)) < 2:
                heads = heads + clause_subjects(sentence, noun)
            return heads
        if slot.role == "R":
            agents = self._parties(sentence, frame.obliques.get("by", []))
            if frame.support is not None:
                agents = agents or self._parties(sentence, [s for s in frame.subjects if s.head != noun.i])
            self._assign(match, "A", agents)
            return [s for s in frame.subjects if s not in frame.obliques.get("by", []) and (s.head == noun.i)]
        return frame.subjects + frame.obliques.get("from", []) if not frame.subjects else frame.subjects

    def _complement(self, sentence: Sentence, match: Match, complement: Complement) -> bool:
        frame = match.frame
        if complement.prepositions:
            heads = [t for p in sorted(complement.prepositions) for t in frame.obliques.get(p, [])]
            if not heads and "to" in complement.prepositions:
                heads = frame.obliques.get("dative", [])
        else:
            heads = frame.objects if match.entry.pos == "verb" else []
        if complement.slot is None:
            named = [t for t in heads if any(_is_word(sentence, t, noun) for noun in complement.nouns)]
            match.words += named[:1]
            match.used.update(t.i for t in named)
            for noun in named:
                for preposition, found in noun_frame(sentence, noun, frozenset()).obliques.items():
                    frame.obliques.setdefault(preposition, []).extend(t for t in found if t not in frame.obliques[preposition])
            return bool(named)
        slot = complement.slot
        if not heads:
            return bool(complement.prepositions) and not slot.required
        if slot.role == "X":
            match.used.update(t.i for t in heads)
            return True
        parties = self._fill(sentence, match, heads, slot)
        self._assign(match, slot.role, parties)
        return (bool(parties) or not (slot.required and match.entry.complements[0].prepositions or slot.required and slot.kinds)) and self._allowed(
            sentence, heads, parties, slot
        )

    def _fill(self, sentence: Sentence, match: Match, heads: list[Token], slot: Slot) -> list[Party]:
        match.used.update(t.i for t in heads)
        return self._parties(sentence, heads)

    def _parties(self, sentence: Sentence, heads: list[Token]) -> list[Party]:
        found: list[Party] = []
        for head in heads:
            for party in self._ground.parties(sentence, head):
                if party.key not in {p.key for p in found}:
                    found.append(party)
        return found

    @staticmethod
    def _assign(match: Match, role: str, parties: list[Party]) -> None:
        target = match.actors if role == "A" else match.recipients
        target += [p for p in parties if p.key not in {q.key for q in target}]

    def _allowed(self, sentence: Sentence, heads: list[Token], parties: list[Party], slot: Slot) -> bool:
        """Whether what stands in the slot is of a kind that the entry asks for."""
        if not slot.kinds:
            return True
        kinds = {self._ground.kind(sentence, head) for head in heads} | {p.sector for p in parties}
        kinds |= {wide for kind in kinds for wide in _WIDER.get(kind, ())}
        if any(p.country and not p.sector for p in parties):
            kinds |= {"state"}
        return bool(kinds & slot.kinds) or ("group" in slot.kinds and bool(parties)) or ("party" in slot.kinds and bool(parties))


_WIDER = {
    "people": ("person", "crowd"),
    "person": ("person",),
    "force": ("force", "person"),
    "body": ("group",),
    "GOV": ("state",),
    "state": ("state", "place"),
    **dict.fromkeys(("MIL", "COP", "REB", "PRM", "SPY", "UAF"), ("force", "person")),
    **dict.fromkeys(("CVL", "LAB", "OPP", "EDU", "SOC", "REL", "MED", "JRN", "REF", "AGR"), ("crowd", "person")),
}


def inner_predicate(sentence: Sentence, token: Token, entry: Entry, frame: Frame) -> Token | None:
    """The predicate of the act that an operator takes, told in one of the ways that its entry allows."""
    if token.dep == "aux" and token.head != token.i:
        return sentence.head(token)
    hosts = [frame.trigger] + ([frame.support] if frame.support is not None else [])
    for host in hosts:
        if "to" in entry.clause:
            for child in sentence.children(host, "xcomp", "ccomp", "acl", "advcl", "relcl"):
                if child.tag == "VB" and (child.dep in ("xcomp", "ccomp") or any(a.text.lower() == "to" for a in sentence.children(child, "aux"))):
                    return _content_word(sentence, child)
        if "that" in entry.clause:
            for child in sentence.children(host, "ccomp", "acl", "relcl"):
                if child.tag != "VBG" and not any(a.text.lower() == "to" for a in sentence.children(child, "aux")):
                    return _content_word(sentence, child)
        if "direct" in entry.clause:
            for child in sentence.children(host, "xcomp", "ccomp"):
                if child.tag == "VBG":
                    return child
    if "direct" in entry.clause and frame.objects and entry.pos == "verb":
        return frame.objects[0]
    for preposition in sorted(entry.clause - {"direct", "that"}):
        for noun in frame.obliques.get(preposition, []):
            return noun
    return None


def _content_word(sentence: Sentence, verb: Token) -> Token:
    """The predicate adjective of a bare copula, else the verb itself."""
    if verb.lemma == "be" and verb.pos == "AUX":
        return sentence.child(verb, "acomp", "attr") or verb
    return verb


def _obliged(sentence: Sentence, token: Token) -> Token:
    """The full verb of an auxiliary that is a trigger itself ("must withdraw")."""
    return sentence.head(token) if token.dep == "aux" else token


def _bare_words(sentence: Sentence, token: Token) -> frozenset[str]:
    """Words by the verb that may serve as particles: bare prepositions and adverbs."""
    return frozenset(t.lemma for t in sentence.children(token, "prep", "advmod", "prt"))


def _is_word(sentence: Sentence, token: Token, word: str) -> bool:
    """Whether a token is the noun or verb of a pattern, ``modifier+head`` included."""
    modifier, _, head = word.rpartition("+")
    lemma = token.lemma if token.pos != "PROPN" else token.text.lower()
    if not modifier:
        return lemma == head or token.lemma == head
    if lemma in (word.replace("+", "-"), word.replace("+", "")):
        return True
    if lemma != head:
        return False
    before = [t for t in sentence.children(token, *_MODIFYING) if t.i < token.i]
    parts = modifier.split("+")
    return all(any(part in (t.lemma.lower(), t.text.lower()) for t in before) for part in parts)
