"""Who is cited: the head tokens of a verb's source, and the words that name it."""

from __future__ import annotations

from dateline.grounding.says.contents import MARKS, below, is_suffered, spans_of
from dateline.grounding.says.speech import SpeechLexicon
from dateline.language.clauses import expand, subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Span

FINITE = frozenset({"VBD", "VBZ", "VBP"})
_EMPTY = frozenset({"it", "that", "this", "there"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})


class Sources:
    """Finds sources by the lexicon of speech."""

    def __init__(self, lexicon: SpeechLexicon) -> None:
        self._lexicon = lexicon

    def heads(self, sentence: Sentence, verb: Token, says: bool) -> list[Token]:
        """Head tokens of whoever is cited; where the parser has lost the subject of a finite verb of saying, the noun beside it.

        Args:
            says: whether the verb is one of plain saying, so that a noun beside it may be trusted.
        """
        after = [t for t in sentence.children(verb, "nsubj") if t.i > verb.i]
        if after and verb.i and sentence.tokens[verb.i - 1].text in {",", *MARKS}:
            return expand(sentence, after)
        if quoted := _quoted(sentence, verb):
            return expand(sentence, quoted)
        found = subjects(sentence, verb) or _of_past(sentence, verb)
        if found:
            return self._bearers(sentence, verb, found)
        lost = says and verb.tag in FINITE and not is_suffered(sentence, verb)
        return _neighbour(sentence, verb) if lost else []

    def _bearers(self, sentence: Sentence, verb: Token, found: list[Token]) -> list[Token]:
        """With a statement whoever issues it ("filed papers opposing it"), for an occasion whoever speaks there ("used his speech to")."""
        noun = found[0]
        above = sentence.head(noun)
        occasion = noun.lemma in self._lexicon.lists["occasions"]
        if verb.dep == "acl" and noun.dep == "pobj" and occasion:
            beyond = sentence.head(above)
            return subjects(sentence, beyond) or found if beyond.pos == "VERB" else found
        carried = occasion or above.lemma in self._lexicon.lists["carriers"]
        if verb.dep in ("acl", "xcomp", "advcl", "relcl") and noun.dep == "dobj" and noun.i < verb.i and carried:
            return [*found, *subjects(sentence, above)]
        return found


def _quoted(sentence: Sentence, verb: Token) -> list[Token]:
    """ "Quoted an official as saying": the official."""
    preposition = sentence.head(verb)
    quoting = sentence.head(preposition)
    if verb.dep != "pcomp" or preposition.lemma != "as" or quoting.lemma not in ("quote", "cite", "describe", "report"):
        return []
    return sentence.children(quoting, "nsubjpass") or sentence.children(quoting, "dobj")


def _of_past(sentence: Sentence, verb: Token) -> list[Token]:
    """The subject of a past tense that the parser takes for a passive: the noun that it hangs on, or its surface subject."""
    if verb.tag != "VBN" or is_suffered(sentence, verb):
        return []
    if verb.dep == "acl":
        return [sentence.head(verb)]
    return sentence.children(verb, "nsubjpass")


def _neighbour(sentence: Sentence, verb: Token) -> list[Token]:
    """The noun right before a verb, adverbs passed over, or else the name right after it.

    Behind ", then" it is the sentence's first subject that goes on.
    """
    i = verb.i - 1
    while i > 0 and (sentence.tokens[i].pos in ("ADV", "AUX") or sentence.tokens[i].text == ","):
        i -= 1
    passed = sentence.tokens[i + 1 : verb.i]
    if passed and passed[0].text == "," and passed[-1].text.lower() == "then":
        return [t for t in sentence.tokens if t.dep == "nsubj"][:1]
    if i >= 0 and sentence.tokens[i].pos in _NOMINAL and sentence.tokens[i].tag not in ("WDT", "WP"):
        return [sentence.tokens[i]]
    last = verb.i
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].pos == "PROPN":
        last += 1
    return [sentence.tokens[last]] if last > verb.i else []


def is_idle(sentence: Sentence, verb: Token, head: Token) -> bool:
    """Whether a participle is one that nobody speaks by: "it is worth noting that", "asked about it, he …"."""
    if verb.tag not in FINITE and head.text.lower() in _EMPTY and not sentence.child(verb, "aux", "nsubj"):
        return True
    return verb.tag == "VBN" and verb.dep == "advcl" and not sentence.child(verb, "aux", "auxpass", "agent", "nsubj")


def own_words(sentence: Sentence, verb: Token, heads: list[Token]) -> frozenset[int]:
    """The source's tokens below the verb itself: its subject or agent."""
    below_verb = [*sentence.children(verb, "nsubj"), *(n for by in sentence.children(verb, "agent") for n in sentence.children(by, "pobj"))]
    direct = [t for t in below_verb if t in heads] or below_verb
    misplaced = [t for t in heads if t.head == verb.i and t.dep in ("compound", "npadvmod", "nsubjpass")]
    return below(sentence, *direct, *misplaced) - {verb.i}


def source_words(sentence: Sentence, verb: Token, heads: list[Token], own: frozenset[int]) -> list[Span]:
    """The subject as it stands, and the noun that a relative pronoun or a participle goes with."""
    tokens = set(own)
    for head in heads:
        phrase = below(sentence, head)
        tokens |= {i for i in phrase if i < verb.i} if verb.i in phrase else phrase
    return spans_of(sentence, tokens)
