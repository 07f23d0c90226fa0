"""Who is cited for what: source, cue and content of every attribution that a report makes, as spans of its text.

Attributions are read word by word (``citing_verbs``, ``citing_phrases``) and across sentences (``passages``); here they are
brought together, and it is decided which stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dateline.grounding.says import passages, speech
from dateline.grounding.says.cited import Cited
from dateline.grounding.says.citing_phrases import CitingPhrases
from dateline.grounding.says.citing_verbs import CitingVerbs
from dateline.grounding.says.quotations import Quotations
from dateline.grounding.says.sources import FINITE
from dateline.language.parser import Sentence, Token
from dateline.model import Span

_GAP = 4  # characters; what may stand between "said:" and the quotation's mark
_CHAINED = frozenset({"direct", "inserted", "clause", "remainder"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One attribution: who says, thinks, wants or shows it, the words that cite, and what is cited.

    Attributes:
        source: the words that name whoever is cited; empty where the text names nobody ("is said to").
        cue: the words that attribute.
        content: what is attributed, in one or several runs.
        because: how it was found.
        kind: ``speech``, ``stance`` (belief, wish, support), ``evidence`` (documents, polls) or ``hearsay`` (without a source).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    because: str
    kind: str = "speech"


class Citing:
    """All attributions of one report.

    Attributes:
        quotations: what stands between quotation marks.
        found: every attribution, in text order, those inside others too.
    """

    def __init__(self, text: str, sentences: list[Sentence]) -> None:
        self._text, self._sentences = text, sentences
        self.quotations = Quotations(text)
        self._lexicon = speech.load()
        self._verbs = CitingVerbs(text, self.quotations, self._lexicon)
        self._phrases = CitingPhrases(self.quotations, self._lexicon)
        self.found = self._find()

    def citations(self) -> list[Citation]:
        """The attributions that stand, in text order; what is told by somebody cited is left to him, but for chains of saying."""
        outermost = [c for c in self.found if not any(_covers(other, c) for other in self.found)]
        chained = [c for c in self.found if c not in outermost and _is_link(c, self.found)]
        standing = sorted([*outermost, *chained], key=lambda c: min(s.start for s in (*c.source, *c.cue, *c.content)))
        return [Citation(tuple(c.source), tuple(c.cue), tuple(c.content), self._because(c), c.kind) for c in standing]

    def _because(self, cited: Cited) -> str:
        cue = " ".join(span.of(self._text) for span in cited.cue)
        return f"{cue.strip()!r}: {cited.frame}"

    # ------------------------------------------------------------------ finding

    def _find(self) -> list[Cited]:
        found = [c for s in self._sentences for t in s.tokens if (c := self._read(s, t))]
        found = [c for c in found if not self._merely_carries(c, found)]
        for sentence in self._sentences:
            _part(sentence, found)
        found = self._with_announced(found)
        found += passages.headline(self._text, self.quotations, self._lexicon)
        found += passages.turns(self._text)
        found += passages.signed(self._text, self.quotations)
        return passages.carry_on(self._text, self._sentences, self.quotations, found)

    def _read(self, sentence: Sentence, token: Token) -> Cited | None:
        """What a word attributes, by its part of speech; who speaks inside a quotation is for the quoted to tell."""
        for read in self._readers(token):
            if self.quotations.around(token.start):
                return None
            if cited := read(sentence, token):
                return cited
        return None

    def _readers(self, token: Token) -> Iterator[Callable[[Sentence, Token], Cited | None]]:
        lexicon, pos = self._lexicon, token.pos
        if pos in ("VERB", "AUX") and token.lemma in lexicon.verbs:
            yield self._verbs.read
        if pos in ("NOUN", "PROPN") and token.dep == "ROOT":
            yield self._verbs.misread
        if pos == "NOUN" and token.lemma in lexicon.nouns:
            yield self._phrases.noun
        if pos in ("ADJ", "VERB") and token.lemma in lexicon.adjectives:
            yield self._phrases.adjective
        if pos in ("VERB", "ADP", "SCONJ", "ADV", "PROPN") and token.text.lower() == "according":
            yield self._phrases.according
        if pos == "ADV" and token.text.lower() in lexicon.lists["hearsay"]:
            yield self._phrases.hearsay

    def _merely_carries(self, cited: Cited, found: list[Cited]) -> bool:
        """Whether a verb only carries the word that attributes: "expressed concern that", "issued a statement saying"."""
        if cited.frame != "object" or cited.word is None or cited.word.lemma not in self._lexicon.lists["carriers"]:
            return False
        return any(
            other.sentence is cited.sentence and other.kind != "hearsay" and _covers(cited, other) and _overlap(other, cited)
            for other in found
        )

    def _with_announced(self, found: list[Cited]) -> list[Cited]:
        """ "She said:" at a sentence's end announces what follows, in the next paragraph too: a quotation, or a statement without marks."""
        for sentence in self._sentences:
            colon = sentence.end - 1 if sentence.tokens[-1].text == ":" else sentence.end
            if self._text[colon : colon + 1] != ":":
                continue
            quotation = self.quotations.after(colon + 1, _GAP)
            told = quotation if quotation and not self._text[colon + 1 : quotation.start].strip() else self._statement(colon + 1, found)
            announced = self._verbs.announcing(sentence, told) if told else None
            plainly = announced and announced.word and announced.word.lemma in self._lexicon.lists["sayers"]
            if announced and (plainly or told == quotation):
                found = [*(c for c in found if c.cue != announced.cue), announced]
        return found

    def _statement(self, begin: int, found: list[Cited]) -> Span | None:
        """The paragraphs after a colon up to the first in which somebody else is cited; ``None`` where the colon ends no paragraph."""
        text = self._text
        start = begin + len(text[begin:]) - len(text[begin:].lstrip())
        if "\n" not in text[begin:start]:
            return None
        others = [c.at for c in found if c.frame in _CHAINED and c.kind == "speech" and c.at >= start]
        end = text.rfind("\n", start, min(others)) if others else len(text)
        said = text[start:end].rstrip() if end > start else ""
        return Span(start, start + len(said)) if said else None


def _covers(outer: Cited, inner: Cited) -> bool:
    """Whether one attribution stands inside what another attributes, and not the other way round too."""
    return outer is not inner and outer.holds(inner.at) and not inner.holds(outer.at)


def _overlap(one: Cited, other: Cited) -> bool:
    """Whether the two name the same source, at least in part."""
    return any(a.overlaps(b) for a in one.source for b in other.source)


def _is_link(cited: Cited, found: list[Cited]) -> bool:
    """Whether an attribution inside another is the next link of a chain of saying ("Yonhap quoted an official as saying")."""
    above = [other for other in found if _covers(other, cited)]
    return cited.kind == "speech" and cited.frame in _CHAINED and len(above) == 1 and above[0].kind == "speech"


def _part(sentence: Sentence, found: list[Cited]) -> None:
    """ "He says A and says B", "he said A, adding B": B is his too, though the parser hangs it below A; parted in place."""
    here = [c for c in found if c.sentence is sentence and c.word and c.kind == "speech"]
    for inner in here:
        joint = _joint(sentence, inner)
        outer = next((c for c in here if c.frame in _CHAINED and joint and _may_go_on(c, inner)), None)
        if outer is None or joint is None:
            continue
        end = sentence.tokens[joint - 1].end
        last = outer.content[-1]
        kept = [*outer.content[:-1], *([Span(last.start, end)] if end > last.start else [])]
        if not kept:
            continue
        parted = replace(outer, content=kept) if last.start <= inner.at < last.end else outer
        found[found.index(outer)] = parted
        found[found.index(inner)] = replace(inner, source=outer.source, heads=outer.heads)
        here = [parted if c is outer else c for c in here]


def _joint(sentence: Sentence, inner: Cited) -> int | None:
    """The index of the "and" or comma by which a verb of saying without its own subject goes on with another's; ``None`` without one."""
    verb = inner.word
    if verb is None or inner.frame not in _CHAINED or inner.content[0].start < verb.start or sentence.child(verb, "nsubj", "aux"):
        return None
    joint = verb.i - 1
    if verb.tag == "VBG":
        return joint if verb.dep == "advcl" and joint > 0 and sentence.tokens[joint].text == "," else None
    if verb.tag not in FINITE or verb.dep != "conj":
        return None
    while joint > 0 and sentence.tokens[joint].pos not in ("CCONJ", "PUNCT"):
        joint -= 1
    return joint if joint > 0 else None


def _may_go_on(outer: Cited, inner: Cited) -> bool:
    """Whether an earlier saying of the sentence may be the one that goes on: in the same tense, or in any by a participle."""
    if outer.word is None or inner.word is None or outer.word.i >= inner.word.i or outer.word.tag not in FINITE or not inner.heads:
        return False
    if inner.word.tag == "VBG":
        return outer.holds(inner.heads[0].start)
    return outer.word.tag == inner.word.tag and outer.content[-1].start < inner.at < outer.end
