"""Verbs that attribute: who says, wants or shows it, and what, by the frames that the lexicon of speech gives the verb."""

from __future__ import annotations

from dateline.grounding.says.cited import Cited
from dateline.grounding.says.contents import below, complements, has_to, spans_of
from dateline.grounding.says.insertions import closing, inserted, remainder
from dateline.grounding.says.quotations import Quotations
from dateline.grounding.says.sources import FINITE, Sources, is_idle, own_words, source_words
from dateline.grounding.says.speech import Frames, SpeechLexicon
from dateline.language.parser import Sentence, Token
from dateline.model import Span

_SPOKEN = 3  # words; a shorter quotation is a part of what is told ("a “mistake”"), not a thing said whole
_BETWEEN = 8  # words between a verb and the quotation that it opens ("told the BBC in Paris: “…")
_NAMED = 30  # characters; an object of "call" as long as this holds the name that it is called too
_CLAUSAL = frozenset({"clause", "direct", "inserted", "named", "asked", "to", "gerund"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREFERRED = ("direct", "inserted", "clause", "named", "asked")

Content = tuple[str, list[Span]]  # a frame, and what fills it


class CitingVerbs:
    """Reads the verbs of one report."""

    def __init__(self, text: str, quotations: Quotations, lexicon: SpeechLexicon) -> None:
        self._text, self._quotations, self._lexicon = text, quotations, lexicon
        self._sources = Sources(lexicon)

    def read(self, sentence: Sentence, verb: Token) -> Cited | None:
        """What a verb of the lexicon attributes to whom; ``None`` where it attributes nothing here."""
        if verb.tag == "VBG" and verb.lemma in ("cite", "quote") and (informed := self._informed(sentence, verb)):
            return informed
        frames = self._frames(sentence, verb)
        heads = self._sources.heads(sentence, verb, "quote" in frames)
        if not heads:
            return self._by_punctuation(sentence, verb, frames) or self._hearsay(sentence, verb, frames)
        if is_idle(sentence, verb, heads[0]):
            return None
        own = own_words(sentence, verb, heads)
        found = self._content(sentence, verb, frames, own, heads)
        if not found:
            return self._by_punctuation(sentence, verb, frames)
        frame, content = min(found, key=_rank)
        kind = frames.get(frame, frames.get("clause", "speech"))
        return Cited(frame, kind, source_words(sentence, verb, heads, own), [verb.span], content, sentence, verb, tuple(heads))

    def announcing(self, sentence: Sentence, quotation: Span) -> Cited | None:
        """The verb by which a sentence announces the quotation after it ("the ministry said in a statement on Monday:")."""
        for verb in reversed(sentence.tokens):
            says = verb.pos == "VERB" and "quote" in self._lexicon.verbs.get(verb.lemma, {}) and not self._quotations.around(verb.start)
            heads = self._sources.heads(sentence, verb, True) if says else []
            if heads:
                source = source_words(sentence, verb, heads, own_words(sentence, verb, heads))
                return Cited("announced", "speech", source, [verb.span], [quotation], sentence, verb, tuple(heads)) if source else None
        return None

    def misread(self, sentence: Sentence, root: Token) -> Cited | None:
        """A sentence without a verb at its root: the root is one itself ("Polls show a lead"), or the word behind it ("Rossi claims")."""
        for word in sentence.tokens[root.i : root.i + 3]:
            lemma = self._verb_in_disguise(sentence, word)
            if not lemma or any(t.tag in _TENSED for t in sentence.tokens[root.i + 1 : word.i]):
                continue
            source = spans_of(sentence, range(word.i))
            content = self._whole(sentence, frozenset(range(word.i + 1, len(sentence.tokens))), word)
            if source and content and not self._quotations.around(word.start):
                kind = next(iter(self._lexicon.verbs[lemma].values()))
                return Cited("misread", kind, source, [word.span], content, sentence, word, (sentence.tokens[word.i - 1],))
        return None

    def _verb_in_disguise(self, sentence: Sentence, word: Token) -> str:
        """The verb of the lexicon that a noun would be in the present tense; empty where it stands where no verb could."""
        if word.i == 0 or word.i + 2 >= len(sentence.tokens) or (word.dep == "ROOT" and word.pos == "VERB"):
            return ""
        if sentence.tokens[word.i - 1].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADV"):
            return ""
        form = word.text.lower()
        if word.dep != "ROOT" and (word.tag not in ("NNS", "VBZ") or sentence.tokens[word.i + 1].text in (",", ".", "and", "of")):
            return ""
        lemmas = [form[: len(form) - n] for n in (0, 1, 2) if n or (word.tag != "NNP" and word.dep == "ROOT")]
        return next((known for known in (*lemmas, form[:-3] + "y") if known in self._lexicon.verbs), "")

    def _informed(self, sentence: Sentence, verb: Token) -> Cited | None:
        """ "The agency reported the raid, citing officials": the officials are the source of what is reported."""
        lists = self._lexicon.lists
        heads = [n for n in sentence.children(verb, "dobj") if n.pos == "PROPN" or n.lemma in lists["informants"] | lists["documents"]]
        beside = verb.dep in ("advcl", "prep", "acl", "conj") and not sentence.child(verb, "prep")
        if not heads or not beside or sentence.child(heads[0], "poss"):  # "citing his record": what is cited speaks for nobody
            return None
        above = sentence.head(verb)
        told = self.read(sentence, above) if above.pos == "VERB" and above.lemma in self._lexicon.verbs else None
        rest = frozenset(range(len(sentence.tokens))) - below(sentence, verb)
        content = told.content if told else self._whole(sentence, rest, verb)
        source = spans_of(sentence, below(sentence, *heads))
        return Cited("citing", "speech", source, [verb.span], content, sentence, verb, tuple(heads)) if source and content else None

    def _frames(self, sentence: Sentence, verb: Token) -> Frames:
        """What a verb takes; with its particle ("point out") where the lexicon knows both."""
        for particle in sentence.children(verb, "prt", "advmod", "acomp"):
            frames = self._lexicon.verbs.get(f"{verb.lemma} {particle.lemma}")
            if frames is not None:
                return frames
        return self._lexicon.verbs[verb.lemma]

    # ------------------------------------------------------------------ what

    def _content(self, sentence: Sentence, verb: Token, frames: Frames, own: frozenset[int], heads: list[Token]) -> list[Content]:
        """What the verb may attribute, each with its frame."""
        if "quote" in frames:
            if around := self._whole(sentence, self._insertion(sentence, verb, own), verb):
                return [("inserted", around)]
            if direct := self._direct(sentence, verb):
                return [("direct", [direct])]
        found: list[Content] = []
        taken = list(complements(sentence, verb))
        for complement in taken:
            if complement.frame in frames and (complement.frame in _CLAUSAL or not self._is_mere(sentence, verb)):
                content = self._whole(sentence, complement.tokens - own - {verb.i}, verb)
                if content:
                    found.append((complement.frame, self._with_name(complement.frame, content)))
        if "named" in frames and not any(frame == "named" for frame, _ in found):
            found += [("named", named) for noun in sentence.children(verb, "dobj") if (named := self._named(sentence, noun))]
        if "quote" in frames and "clause" in frames:
            found = self._said(sentence, verb, own, found, "object" in frames)
        if not found and "quote" in frames and (before := self._preceding(sentence, verb, own)):
            return [("inserted", [before])]
        if not found and "clause" in frames:
            documents = self._lexicon.lists["documents"] | self._lexicon.lists["records"]
            if verb.lemma == "say" or (frames["clause"] == "evidence" and any(h.lemma.lower() in documents for h in heads)):
                shown = [c.tokens for c in taken if c.frame in ("object", "named", "gerund", "asked")]
                found = [("shown", content) for tokens in shown[:1] if (content := self._whole(sentence, tokens - own, verb))]
        return found

    def _said(self, sentence: Sentence, verb: Token, own: frozenset[int], found: list[Content], transitive: bool) -> list[Content]:
        """For a plain verb of saying without its clause: the sentence around "as he said", or what follows the verb."""
        if any(frame in _CLAUSAL for frame, _ in found):
            return found
        everything = frozenset(range(len(sentence.tokens)))
        as_said = verb.dep == "advcl" and any(m.text.lower() == "as" for m in sentence.children(verb, "mark", "advmod"))
        if as_said and verb.lemma in self._lexicon.lists["sayers"] and (not found or verb.lemma == "say"):
            content = self._whole(sentence, everything - below(sentence, verb), verb)
            return [("as said", content)] if content else found
        if found and transitive:
            return found
        rest = remainder(sentence, verb)
        that = bool(rest) and sentence.tokens[min(rest)].text.lower() == "that" and verb.lemma in self._lexicon.lists["sayers"]
        if rest and (verb.lemma == "say" or that) and (content := self._whole(sentence, rest - own, verb)):
            return [("remainder", content)]
        return found

    def _insertion(self, sentence: Sentence, verb: Token, own: frozenset[int]) -> frozenset[int]:
        """The sentence around "he said", where verb and subject are one insertion."""
        finite = verb.tag in FINITE or sentence.child(verb, "aux") is not None
        addressed = "asked" in self._lexicon.verbs[verb.lemma]
        transitive = any(o.i > verb.i for o in sentence.children(verb, "dobj"))
        return inserted(sentence, verb, own) if finite and own and (addressed or not transitive) else frozenset()

    def _direct(self, sentence: Sentence, verb: Token) -> Span | None:
        """The quotation that the verb opens: right after it, or after whom it is said to ("told the BBC: “…")."""
        quotation = next((q for q in self._quotations.spans if q.start >= verb.end), None)
        if quotation is None or self._quotations.words(quotation) < _SPOKEN:
            return None
        between = self._text[verb.end : quotation.start]
        mark = between.rstrip()[-1:]
        if mark != ":" and (quotation.start > sentence.end + 1 or "\n" in between.strip(" ")):
            return None
        passed = [t for t in sentence.tokens[verb.i + 1 :] if t.start < quotation.start]
        if len(passed) > _BETWEEN or any(t.pos in ("VERB", "AUX", "SCONJ") or t.text == ";" for t in passed):
            return None
        return quotation if not passed or mark in (",", ":") else None

    def _preceding(self, sentence: Sentence, verb: Token, own: frozenset[int]) -> Span | None:
        """The quotation of the sentence before, where this one is but "Graham asked." behind its mark."""
        quotation = self._quotations.before(sentence.start)
        first = all(i in own or sentence.tokens[i].pos in ("ADV", "AUX", "PUNCT") for i in range(verb.i))
        return quotation if quotation and own and first and verb.tag in FINITE else None

    def _named(self, sentence: Sentence, noun: Token) -> list[Span]:
        """ "Called the plan “a disaster”": the object and the quotation right after it, or an object that holds its own name."""
        spans = spans_of(sentence, below(sentence, noun))
        if spans and (quotation := self._quotations.after(spans[-1].end, 2)):
            return [Span(spans[0].start, quotation.end)]
        long = bool(spans) and (spans[-1].end - spans[0].start > _NAMED or self._quotations.touches(spans[-1]))
        return spans if long else []

    def _with_name(self, frame: str, content: list[Span]) -> list[Span]:
        """With the quotation that follows a content that ends in "as" or in whoever is called something."""
        if frame in ("object+as", "as", "named"):
            quotation = self._quotations.after(content[-1].end, 5 if frame != "named" else 2)
            if quotation:
                return [*content[:-1], Span(content[-1].start, quotation.end)]
        return content

    def _is_mere(self, sentence: Sentence, verb: Token) -> bool:
        """ "Is able to attack", "needs to address": an infinitive that no act of its own stands behind ("went on to" has one)."""
        governor = sentence.head(verb).lemma
        return has_to(sentence, verb) and verb.dep in ("xcomp", "acl") and governor not in self._lexicon.lists["phases"]

    def _by_punctuation(self, sentence: Sentence, verb: Token, frames: Frames) -> Cited | None:
        """ "…, court records show.", whatever the parse."""
        if "clause" not in frames or verb.tag not in FINITE:
            return None
        source, content = closing(sentence, verb)
        spans = self._whole(sentence, content, verb)
        if not source or not spans:
            return None
        head = sentence.tokens[max(source)]
        return Cited("closing", frames["clause"], spans_of(sentence, source), [verb.span], spans, sentence, verb, (head,))

    def _hearsay(self, sentence: Sentence, verb: Token, frames: Frames) -> Cited | None:
        """ "Is said to have fled", "it is reported that": what is told without saying by whom."""
        if verb.lemma not in self._lexicon.lists["rumoured"] or not sentence.child(verb, "auxpass") or frames.get("clause") is None:
            return None
        for clause in sentence.children(verb, "ccomp", "xcomp"):
            told = below(sentence, clause)
            told |= below(sentence, *(s for s in sentence.children(verb, "nsubjpass", "nsubj") if s.text.lower() != "it"))
            content = self._whole(sentence, told, verb)
            if content:
                return Cited("hearsay", "hearsay", [], [verb.span], content, sentence, verb)
        return None

    def _whole(self, sentence: Sentence, tokens: frozenset[int], verb: Token) -> list[Span]:
        return self._quotations.whole(spans_of(sentence, tokens), verb.start)


def _rank(content: Content) -> tuple[int, int]:
    """The likeliest frame first; of others the widest, a bare object last."""
    frame, spans = content
    if frame in _PREFERRED:
        return _PREFERRED.index(frame), 0
    return len(_PREFERRED) + (frame == "object"), -sum(s.end - s.start for s in spans)
