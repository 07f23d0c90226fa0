"""Entries against clauses: which lines of the lexicon a trigger matches, and who fills their slots."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.coding.frames import adjective_frame, clause_subjects, company, counted, in_passing, noun_frame, owners
from dateline.coding.inner import inner_predicate
from dateline.coding.lexicon import Lexicon
from dateline.coding.parties import identity
from dateline.coding.patterns import Complement, Entry, Slot
from dateline.grounding.grounder import Grounder
from dateline.language.clauses import Frame, subjects, verb_frame
from dateline.language.parser import Sentence, Token
from dateline.model import Party
from dateline.wordlists import wordlist

_MODIFYING = ("compound", "amod", "nmod", "npadvmod", "poss", "advmod")


@dataclass(slots=True)
class Match:
    """An entry that fits a clause, with its slots filled.

    Attributes:
        words: the trigger's tokens: verb, particles, and the noun that the entry names.
        used: indices of all tokens that fill a slot, the owners of deeds among them.
        nouns: the nouns that the entry names, besides the trigger.
        inner: for an operator, the predicate of the act inside.
    """

    entry: Entry
    frame: Frame
    words: list[Token]
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    nouns: list[Token] = field(default_factory=list)
    inner: Token | None = None


class Matcher:
    """Matches the lexicon against the tokens of one report."""

    def __init__(self, lexicon: Lexicon, grounder: Grounder) -> None:
        self._lexicon, self.grounder = lexicon, grounder
        self._frames: dict[tuple[int, str], Frame | None] = {}
        beginning = {e.head for e in lexicon if e.effect in ("begin", "resume") and "direct" in e.clause and e.pos == "verb"}
        self._light = wordlist("light") | beginning

    def matches(self, sentence: Sentence, token: Token) -> list[Match]:
        """All entries that fit at a token, the most specific first."""
        if self._is_no_event(sentence, token):
            return []
        entries = [e for e in self._lexicon.of(token.lemma) if e.effect != "report"]
        form = token.text.lower()
        if form != token.lemma:  # participles after "be" and capitalised event nouns stand in the lexicon by their form
            entries += [
                e for e in self._lexicon.of(form) if token.pos == "PROPN" or e.pos == "adj" or (token.tag == "VBG" and e.pos == "noun")
            ]
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

    def addressed(self, sentence: Sentence, token: Token) -> list[Party]:
        """Whom an act that the lexicon does not know is meant for: not the rebels or civilians who are its object."""
        if token.pos not in ("VERB", "AUX"):
            return self.owner(sentence, token)
        frame = verb_frame(sentence, token)
        spoken_to = [p for p in self._parties(sentence, frame.objects) if p.sector in ("", "GOV", "LEG", "PTY", "OPP")]
        return spoken_to + self._parties(sentence, [t for p in ("with", "to", "for", "against", "on") for t in frame.obliques.get(p, [])])

    def doer(self, sentence: Sentence, token: Token) -> list[Party]:
        """Who would do an act that the lexicon does not know."""
        if token.pos in ("VERB", "AUX"):
            return self._parties(sentence, subjects(sentence, token))
        return self._parties(sentence, [token])

    # ------------------------------------------------------------------ the trigger

    def _is_no_event(self, sentence: Sentence, token: Token) -> bool:
        """Words that merely look like triggers: "detained leaders", "a press release", "in order to", parts of a name."""
        if token.dep == "amod" and token.tag in ("VBN", "VBD", "VBG"):
            return True
        if token.pos == "NOUN" and any(c.lemma in wordlist("publicity") for c in sentence.children(token, "compound")):
            return True
        if token.lemma == "order" and token.dep == "pobj" and sentence.head(token).lemma == "in" and not sentence.children(token, "det"):
            return True
        return self.grounder.is_named(token)

    @staticmethod
    def _fits_form(sentence: Sentence, token: Token, entry: Entry) -> bool:
        if token.dep in ("aux", "auxpass") and token.lemma in ("have", "be", "do"):
            return False
        gerund = token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj")
        pos_ok = {
            "verb": token.pos in ("VERB", "AUX"),
            "noun": token.pos in ("NOUN", "PROPN") or gerund,
            "adj": token.pos in ("ADJ", "VERB") or token.dep == "attr",
        }[entry.pos]
        return pos_ok and (_is_word(sentence, token, entry.trigger) or (entry.pos == "adj" and token.text.lower() == entry.trigger))

    def _match(self, sentence: Sentence, token: Token, entry: Entry) -> Match | None:
        frame = self._frame(sentence, token, entry.pos)
        if frame is None or not entry.particles <= frame.particles | _bare_words(sentence, token):
            return None
        match = Match(entry, frame, [token, *(t for t in sentence.children(token) if t.lemma in entry.particles)])
        if not all(self._complement(sentence, match, c) for c in entry.complements):
            return None
        if not self._subject(sentence, match) or self._suffers(sentence, match):
            return None
        if entry.clause:
            match.inner = inner_predicate(sentence, token, entry, frame, match.nouns, self._lexicon.of)
            if match.inner is None:
                return None
            match.used.add(match.inner.i)
        match.words.sort(key=lambda t: t.i)
        return match

    def _frame(self, sentence: Sentence, token: Token, pos: str) -> Frame | None:
        """The frame around a token, read once for all entries; each gets a copy, since matching adds to it."""
        key = (token.start, pos)
        if key not in self._frames:
            frame: Frame | None
            if pos == "verb":
                frame = verb_frame(sentence, _obliged(sentence, token))
            elif pos == "adj":
                frame = adjective_frame(sentence, token)
            else:
                frame = noun_frame(sentence, token, self._light)
            self._frames[key] = frame
        known = self._frames[key]
        return known and replace(known, obliques={preposition: list(found) for preposition, found in known.obliques.items()})

    # ------------------------------------------------------------------ slots

    def _subject(self, sentence: Sentence, match: Match) -> bool:
        slot, frame = match.entry.subject, match.frame
        if slot is None:
            return True
        heads = frame.subjects
        if match.entry.pos == "noun":
            heads = self._noun_subjects(sentence, match, slot)
        parties = self._fill(sentence, match, heads)
        if slot.role == "X":
            return bool(heads)
        self._assign(match, slot.role, parties)
        if slot.role == "A" and not match.actors and (match.entry.type == "MOBILIZE" or match.entry.mode == "withdraw"):
            self._assign(match, "A", self._parties(sentence, match.nouns))  # "troops were deployed": the troops themselves
        return (bool(parties) or not slot.required) and self._allowed(sentence, heads, parties, slot)

    def _suffers(self, sentence: Sentence, match: Match) -> bool:
        """Whether the person before a noun is who it is done to, as another entry says: "his arrest last October"."""
        entry, before = match.entry, [s for s in match.frame.subjects if s.dep == "poss"]
        if entry.pos != "noun" or entry.subject is None or entry.subject.role != "A" or match.recipients or not before:
            return False
        others = self._lexicon.of(entry.head)
        either = any(e.trigger == entry.trigger and e.subject is not None and e.subject.role == "R" for e in others)
        return either and all(self.grounder.kind(sentence, s) == "person" or s.text.lower() in ("his", "her") for s in before)

    def _noun_subjects(self, sentence: Sentence, match: Match, slot: Slot) -> list[Token]:
        frame, noun = match.frame, match.frame.trigger
        mutual = slot.role == "A" and any(c.slot and c.slot.role == "A" for c in match.entry.complements)
        if mutual:
            heads = [h for h in frame.subjects if not self._is_venue(h, noun, frame.subjects)] + company(sentence, noun)
            if (
                match.entry.type == "CONSULT"
                and frame.support is None
                and len(self._parties(sentence, heads)) < 2
                and in_passing(sentence, noun)
            ):
                heads = heads + clause_subjects(sentence, noun)
            return heads
        if slot.role == "R":
            agents = self._parties(sentence, frame.obliques.get("by", []))
            if frame.support is not None:
                agents = agents or self._parties(sentence, [s for s in frame.subjects if s.head != noun.i])
            self._assign(match, "A", agents)
            return [s for s in frame.subjects if s not in frame.obliques.get("by", []) and (s.head == noun.i)]
        return frame.subjects + frame.obliques.get("from", []) if not frame.subjects else frame.subjects

    def _is_venue(self, head: Token, noun: Token, heads: list[Token]) -> bool:
        """ "The Hanoi summit": a lone city before a meeting is where, not who."""
        if head.dep not in ("compound", "amod", "nmod") or sum(h.dep == "compound" for h in heads) > 1:
            return False
        return self.grounder.is_city(head)

    def mentioned(self, sentence: Sentence, heads: list[Token], verb: Token) -> list[Party]:
        """Parties named in the phrases of some heads, states and organisations before mere places; none of those below ``verb``."""
        found: list[Party] = []
        for head in heads:
            for token in sentence.subtree(head):
                if (
                    token.pos not in ("PROPN", "NOUN", "ADJ")
                    or token.dep == "compound"
                    or (head.i < verb.i and _below(sentence, token, verb))
                ):
                    continue
                if token.end < sentence.end and sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].text in ("-", "‐", "‑"):
                    continue  # "US-backed forces"
                found += [p for p in self.grounder.parties(sentence, token, deed=False) if p.country or p.entity not in ("", "person")]
        return sorted(found, key=lambda p: p.entity.startswith("place:"))

    def _complement(self, sentence: Sentence, match: Match, complement: Complement) -> bool:
        """Fill one complement; false where the clause lacks what the entry asks for."""
        heads = self._heads(sentence, match, complement)
        if complement.slot is None:
            return self._named(sentence, match, complement, heads)
        slot = complement.slot
        if slot.role == "X":
            match.used.update(t.i for t in heads)
            return bool(heads)
        if {"with", "against"} <= complement.prepositions and match.frame.obliques.get("against"):  # "fought with the US against Isis"
            beside = match.frame.obliques.get("with", [])
            heads = [t for t in heads if t not in beside]
            self._assign(match, "A", self._parties(sentence, beside))
        parties = self._fill(sentence, match, heads)
        if not parties and complement.prepositions & _OWNED and not slot.kinds:
            parties = self._of_named(sentence, match)
        self._assign(match, slot.role, parties)
        if not parties and (slot.required or (heads and slot.kinds)):
            return bool(heads) and not complement.prepositions and not slot.kinds and "!" not in match.entry.pattern
        if not heads and not parties:
            return bool(complement.prepositions)
        return self._allowed(sentence, heads, parties, slot)

    def _heads(self, sentence: Sentence, match: Match, complement: Complement) -> list[Token]:
        """The tokens that may fill a complement: phrases of its prepositions, or the direct object."""
        frame, entry = match.frame, match.entry
        if complement.prepositions:
            prepositions = set(complement.prepositions)
            if any(noun.lemma in wordlist("departures") for noun in match.nouns):
                prepositions.discard("from")  # "demanded the withdrawal from the valley"
            if entry.pos == "noun" and complement.slot is not None and complement.slot.role == "A" and "with" in prepositions:
                prepositions |= {"between", "among"}
            heads = [t for p in sorted(prepositions) for t in frame.obliques.get(p, []) if not _sets_scene(sentence, frame.trigger, t)]
            if not heads and "to" in prepositions:
                heads = frame.obliques.get("dative", [])
            if not heads and prepositions & frame.particles:
                heads = frame.objects
            return heads
        if entry.pos != "verb":
            return []
        position = [c for c in entry.complements if not c.prepositions].index(complement)
        if position == 0:
            following = any(not c.prepositions for c in entry.complements[1:])
            return (following and frame.obliques.get("dative")) or frame.objects
        verb = frame.trigger
        small = list(sentence.children(verb, "dobj", "oprd", "acomp", "xcomp", "ccomp", "attr", "advmod", "prt", "advcl"))
        return small + [inner for c in small for inner in sentence.children(c, "acomp", "oprd", "amod", "attr", "advmod")] + frame.objects

    def _named(self, sentence: Sentence, match: Match, complement: Complement, heads: list[Token]) -> bool:
        """A noun that the entry names; what hangs on it joins the frame ("impose sanctions on")."""
        heads = [t for head in heads for t in (head, *counted(sentence, head))]
        named = [t for t in heads if any(_is_word(sentence, t, noun) for noun in complement.nouns)]
        match.words += named[:1]
        match.used.update(t.i for t in named)
        match.nouns += named
        for noun in named:
            for preposition, found in noun_frame(sentence, noun, frozenset()).obliques.items():
                known = match.frame.obliques.setdefault(preposition, [])
                known.extend(t for t in found if t not in known)
        return bool(named)

    def _of_named(self, sentence: Sentence, match: Match) -> list[Party]:
        """Whose the named noun is: "accepted China's invitation" fills ``from R``, "froze Russian assets" ``of R``."""
        if any(noun.lemma in wordlist("handed_over") for noun in match.nouns):
            return []
        people = [
            p
            for noun in match.nouns
            if self.grounder.kind(sentence, noun) in ("person", "people", "force")
            for p in self.grounder.parties(sentence, noun, deed=False)
        ]
        return people or self._parties(sentence, [t for noun in match.nouns for t in owners(sentence, noun)])

    def _fill(self, sentence: Sentence, match: Match, heads: list[Token]) -> list[Party]:
        match.used.update(t.i for t in heads)
        inside = [t for t in heads if t.dep == "pobj" and sentence.head(t).lemma == "in"]  # "in the war" names nobody's side
        return self._parties(sentence, [t for t in heads if t not in inside or self.grounder.parties(sentence, t, deed=False)])

    def _parties(self, sentence: Sentence, heads: list[Token]) -> list[Party]:
        found: list[Party] = []
        for head in heads:
            for party in self.grounder.parties(sentence, head):
                if identity(party) not in {identity(p) for p in found}:
                    found.append(party)
        return found

    @staticmethod
    def _assign(match: Match, role: str, parties: list[Party]) -> None:
        target = match.actors if role == "A" else match.recipients
        target += [p for p in parties if identity(p) not in {identity(q) for q in target}]

    def _allowed(self, sentence: Sentence, heads: list[Token], parties: list[Party], slot: Slot) -> bool:
        """Whether what stands in the slot is of a kind that the entry asks for."""
        if not slot.kinds:
            return True
        parties = [p for head in heads for p in self.grounder.parties(sentence, head, deed=False)]
        kinds = {self.grounder.kind(sentence, head) for head in heads} | {p.sector for p in parties}
        kinds |= {wide for kind in kinds for wide in _WIDER.get(kind, ())}
        if any(p.country and not p.sector for p in parties):
            kinds |= {"state"}
        if "place" in slot.kinds and any(p.country in ("EUR", "IGO", "UNO") for p in parties):
            return False
        return bool(kinds & slot.kinds) or ("group" in slot.kinds and bool(parties)) or ("party" in slot.kinds and bool(parties))


_OWNED = frozenset({"of", "from", "by", "to", "with", "for"})  # what a named noun's owner may stand for
_WIDER = {
    "people": ("person", "crowd"),
    "person": ("person",),
    "force": ("force",),
    "body": ("group",),
    "GOV": ("state",),
    "state": ("state", "place"),
    **dict.fromkeys(("MIL", "COP", "REB", "PRM", "SPY", "UAF"), ("force", "person")),
    **dict.fromkeys(("CVL", "LAB", "OPP", "EDU", "SOC", "REL", "MED", "JRN", "REF", "AGR"), ("crowd", "person")),
}


def _obliged(sentence: Sentence, token: Token) -> Token:
    """The full verb of an auxiliary that is a trigger itself ("must withdraw")."""
    return sentence.head(token) if token.dep == "aux" else token


def _bare_words(sentence: Sentence, token: Token) -> frozenset[str]:
    """Words by the verb that may serve as particles: bare prepositions and adverbs."""
    return frozenset(t.lemma for t in sentence.children(token, "prep", "advmod", "prt"))


def _sets_scene(sentence: Sentence, verb: Token, token: Token) -> bool:
    """A place at the head of the clause is where, not to whom: "In New York, he welcomed the truce"."""
    preposition = sentence.head(token)
    return (
        token.i < verb.i
        and token.dep == "pobj"
        and preposition.lemma in ("in", "at", "on", "near", "outside", "inside")
        and preposition.head == verb.i
    )


def _is_word(sentence: Sentence, token: Token, word: str) -> bool:
    """Whether a token is the noun or verb of a pattern, ``modifier+head`` included."""
    modifier, _, head = word.rpartition("+")
    lemma = (
        token.text.lower()
        if token.pos == "PROPN" or (token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"))
        else token.lemma
    )
    if not modifier:
        return lemma == head or token.lemma == head
    if lemma in (word.replace("+", "-"), word.replace("+", "")):
        return True
    if lemma != head:
        return False
    before = [t for t in sentence.children(token, *_MODIFYING) if t.i < token.i]
    parts = modifier.split("+")
    return all(any(part in (t.lemma.lower(), t.text.lower()) for t in before) for part in parts)


def _below(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Whether a token hangs on a verb: "the city captured by the army" holds what the object is told by."""
    return any(above.i == verb.i for above in sentence.ancestors(token))
