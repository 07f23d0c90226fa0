"""Nouns, adjectives and phrases that attribute: "Iran's claim that", "is critical of", "according to", "reportedly"."""

from __future__ import annotations

from dateline.grounding.says.cited import Cited
from dateline.grounding.says.contents import below, has_to, spans_of
from dateline.grounding.says.quotations import Quotations
from dateline.grounding.says.speech import SpeechLexicon
from dateline.language.clauses import subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Span

_COPULAS = frozenset({"be", "feel", "remain", "seem", "become", "appear", "sound"})


class CitingPhrases:
    """Reads the nouns, adjectives and phrases of one report."""

    def __init__(self, quotations: Quotations, lexicon: SpeechLexicon) -> None:
        self._quotations, self._lexicon = quotations, lexicon

    def noun(self, sentence: Sentence, noun: Token) -> Cited | None:
        """ "Iran's claim that", "expressed concern about": by the noun's owner, or the subject of the verb that carries it."""
        content = self._of_noun(sentence, noun)
        heads = self._owners(sentence, noun) if content else []
        if not content or not heads:
            return None
        frame, tokens = content
        spans, source = self._whole(sentence, tokens, noun), spans_of(sentence, below(sentence, *heads) - tokens)
        kind = self._lexicon.nouns[noun.lemma][frame]
        return Cited(f"noun {frame}", kind, source, [noun.span], spans, sentence, noun, tuple(heads)) if spans and source else None

    def _of_noun(self, sentence: Sentence, noun: Token) -> tuple[str, frozenset[int]] | None:
        """The clause that the noun takes, or failing that its phrase."""
        frames = self._lexicon.nouns[noun.lemma]
        for clause in sentence.children(noun, "acl", "ccomp", "relcl"):
            if "to" in frames and clause.dep != "relcl" and clause.tag == "VB" and has_to(sentence, clause):
                return "to", below(sentence, clause)
            if "clause" in frames and any(m.text.lower() in ("that", "whether") for m in sentence.children(clause, "mark")):
                return "clause", below(sentence, clause)
        for preposition in sentence.children(noun, "prep"):
            name = "~to" if preposition.text.lower() == "to" else preposition.text.lower()
            tokens = below(sentence, *sentence.children(preposition, "pobj", "pcomp"))
            if name in frames and tokens:
                return name, tokens
        return None

    def _owners(self, sentence: Sentence, noun: Token) -> list[Token]:
        owners = sentence.children(noun, "poss")
        if owners:
            return owners
        for preposition in sentence.children(noun, "prep"):
            if preposition.lemma in ("by", "from"):
                return sentence.children(preposition, "pobj")
        governor = sentence.head(noun)
        carried = noun.dep == "dobj" and governor.lemma in self._lexicon.lists["carriers"]
        return subjects(sentence, governor) if carried else []

    def adjective(self, sentence: Sentence, adjective: Token) -> Cited | None:
        """ "Is critical of", "are sure that"."""
        frames = self._lexicon.adjectives[adjective.lemma]
        governor = adjective if adjective.pos == "VERB" else sentence.head(adjective)
        heads = sentence.children(governor, "nsubj", "nsubjpass")
        if not heads or (governor.lemma not in _COPULAS and governor is not adjective):
            return None
        below_governor = sentence.children(governor, "ccomp", "xcomp") if governor is not adjective else []
        for child in (*sentence.children(adjective, "ccomp", "xcomp", "prep"), *below_governor):
            tokens = below(sentence, child)
            if child.dep == "prep":
                name = "~to" if child.text.lower() == "to" else child.text.lower()
                tokens = below(sentence, *sentence.children(child, "pobj", "pcomp")) if name in frames else frozenset()
            content = self._whole(sentence, tokens - {adjective.i}, adjective)
            if content:
                source = spans_of(sentence, below(sentence, *heads))
                return Cited("adjective", "stance", source, [adjective.span], content, sentence, adjective, tuple(heads))
        return None

    def according(self, sentence: Sentence, word: Token) -> Cited | None:
        """ "According to X": the rest of the sentence."""
        for to in [word, *sentence.children(word, "prep")]:
            heads = sentence.children(to, "pobj")
            if heads:
                rest = frozenset(range(len(sentence.tokens))) - below(sentence, word)
                content, source = self._whole(sentence, rest, word), spans_of(sentence, below(sentence, *heads))
                cue = [Span(word.start, to.end)]
                return Cited("according to", "speech", source, cue, content, sentence, word, tuple(heads)) if content else None
        return None

    def hearsay(self, sentence: Sentence, adverb: Token) -> Cited | None:
        """ "Reportedly", "allegedly": the clause that the adverb stands in, by nobody named."""
        clause = sentence.head(adverb)
        while clause.pos not in ("VERB", "AUX") and clause.head != clause.i:
            clause = sentence.head(clause)
        content = self._whole(sentence, below(sentence, clause) - {adverb.i}, adverb)
        return Cited("hearsay", "hearsay", [], [adverb.span], content, sentence, adverb) if content else None

    def _whole(self, sentence: Sentence, tokens: frozenset[int], word: Token) -> list[Span]:
        return self._quotations.whole(spans_of(sentence, tokens), word.start)
