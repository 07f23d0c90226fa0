"""Who says so: the parties whom a report cites, each with what it covers, and every attribution as its words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dateline.grounding.says import speech
from dateline.grounding.says.citations import Citation, Citing
from dateline.grounding.says.cited import Cited
from dateline.grounding.who.actors import Actors
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Report, Span

__all__ = ["Citation", "Saying", "Speakers", "words"]

_LONG = 25  # characters; a shorter quotation is a name or a term, nothing that somebody says
_OWN = frozenset("direct inserted clause remainder announced closing gerund to asked".split()) | {"as said", "according to", "object+as"}


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: source, the words that cite it, and what is said."""

    party: Party
    cue: Span
    content: Span
    because: str
    quoted: bool = False


def words() -> dict[str, frozenset[str]]:
    """The plain lists of the lexicon of speech, by name."""
    return speech.load().lists


class Speakers:
    """The sayings of one report.

    Attributes:
        sayings: what parties that can be grounded say, in text order.
        house: the publisher as a party, where a government publishes its own words ("US State Department").
        commentators: nouns for speakers without a political role of their own.
    """

    def __init__(self, report: Report, actors: Actors, sentences: list[Sentence]) -> None:
        lists = speech.load().lists
        self._verbs, self._documents, self._unnamed = lists["verbs"], lists["documents"], lists["unnamed"]
        self.commentators = lists["commentators"]
        self._actors, self._report = actors, report
        self._citing = Citing(report.text, sentences)
        self.house: tuple[Party, ...] = self._publisher()
        self.sayings: list[Saying] = []
        self._subjects: list[tuple[int, Party]] = []
        for sentence in sentences:
            self._read(sentence)
        self._carry()

    @cached_property
    def citations(self) -> list[Citation]:
        """Every attribution of the report in text order, be its source known to the registry or not."""
        return self._citing.citations()

    def at(self, offset: int) -> Saying | None:
        """The innermost saying that covers a character."""
        covering = [s for s in self.sayings if s.content.start <= offset < s.content.end and not s.cue.start <= offset < s.cue.end]
        return min(covering, key=lambda s: (s.content.end - s.content.start, s.content.start)) if covering else None

    def in_quotes(self, offset: int) -> bool:
        """Whether a character stands between quotation marks."""
        return any(q.start < offset < q.end for q in self._citing.quotations.spans)

    # ------------------------------------------------------------------ one sentence

    def _read(self, sentence: Sentence) -> None:
        for token in sentence.tokens:
            if token.dep == "nsubj" and token.pos in ("PROPN", "NOUN") and self._actors.kind(sentence, token) == "person":
                self._subjects += [(token.start, p) for p in self._actors.parties(sentence, token, deed=False)[:1]]
        for cited in self._citing.found:
            if cited.sentence is sentence and cited.frame in _OWN and cited.heads and self._is_saying(cited):
                party = self._source(sentence, cited.heads[0], cited.frame == "according to")
                for content in cited.content if party else ():
                    self._add(party, cited, content)  # type: ignore[arg-type]
        self._announced(sentence)

    def _is_saying(self, cited: Cited) -> bool:
        return cited.frame == "according to" or (cited.word is not None and cited.word.lemma in self._verbs)

    def _add(self, party: Party, cited: Cited, content: Span) -> None:
        cue = Span(cited.cue[0].start, max(cited.cue[-1].end, party.span.end if cited.frame == "according to" else 0))
        because = f"{cited.cue[0].of(self._report.text)!r} by {party.text}"
        self.sayings.append(Saying(party, cue, content, because, self.in_quotes(content.start + 1)))

    def _announced(self, sentence: Sentence) -> None:
        """A statement told without quotation marks after "…said:" at the end of a paragraph: all of the text below."""
        text = self._report.text
        if sentence.tokens[-1].text != ":" and text[sentence.end : sentence.end + 1] != ":":
            return
        start = sentence.end + len(text[sentence.end :]) - len(text[sentence.end :].lstrip(" :\n"))
        verbs = [t for t in sentence.tokens if t.pos == "VERB" and t.lemma in self._verbs]
        if not verbs or start >= len(text) or self._citing.quotations.after(start - 1, 2):
            return
        for head in sentence.children(verbs[-1], "nsubj")[:1]:
            party = self._source(sentence, head, False)
            if party:
                because = f"{verbs[-1].text!r} by {party.text}"
                self.sayings.append(Saying(party, verbs[-1].span, Span(start, len(text)), because))

    def _source(self, sentence: Sentence, token: Token, deed: bool) -> Party | None:
        """Whoever a saying's subject stands for: a party, a document's issuer, or the words themselves."""
        found = self._actors.parties(sentence, token, deed=False) if token.lemma not in self._documents else ()
        if found:
            return found[0]
        if token.pos == "PRON":
            return self._pronoun(token)
        if token.lemma in self._documents:
            compound = sentence.child(token, "compound")
            span = Span(compound.start, token.end) if compound and compound.i < token.i else token.span
            issuer = [p for p in self._actors.parties(sentence, token, deed=True) if p.country or p.entity or p.sector]
            if issuer:
                return replace(issuer[0], span=span, because=f"{token.text!r} of {issuer[0].text}")
            if token.lemma in self._unnamed:
                return Party(span.of(self._report.text), span, because="an unnamed source")
            last = self._last()
            if last:
                return replace(last.party, span=span, because=f"{token.text!r} of the last speaker")
        if token.lemma in self.commentators or token.pos == "PROPN":
            return Party(token.text, token.span, "", "", "", "named in the report, unknown to the registry")
        return next(iter(self._actors.parties(sentence, token, deed=True)), None) if deed else None

    def _pronoun(self, token: Token) -> Party | None:
        """ "He said": the person who was a subject last; "it said", "they said": the last speaker."""
        if token.text.lower() in ("he", "she"):
            before = [party for start, party in self._subjects if start < token.start]
            if before:
                p = before[-1]
                return replace(p, span=token.span, because=f"{token.text!r}: the last person to act or speak, {p.text}")
        earlier = self._last(persons=token.text.lower() in ("he", "she"))
        if earlier is None:
            return None
        p = earlier.party
        return replace(p, span=token.span, because=f"{token.text!r}: the last speaker, {p.text}")

    def _last(self, persons: bool = False) -> Saying | None:
        for saying in reversed(self.sayings):
            if not persons or saying.party.entity.startswith("person:") or saying.party.sector:
                return saying
        return None

    # ------------------------------------------------------------------ across sentences

    def _carry(self) -> None:
        """Quotations without a speaker of their own belong to the nearest speaker before them."""
        for quote in self._citing.quotations.spans:
            if quote.end - quote.start < _LONG or any(s.content.overlaps(quote) for s in self.sayings):
                continue
            before = [s for s in self.sayings if s.cue.start < quote.start]
            if before:
                nearest = max(before, key=lambda s: s.cue.start)
                self.sayings.append(Saying(nearest.party, nearest.cue, quote, nearest.because + " (the last speaker)", True))

    def _publisher(self) -> tuple[Party, ...]:
        names = self._actors.names
        for mention in names.registry.find(self._report.source, names.day):
            if mention.entity.kind not in ("media", "company"):
                standing, entity = mention.entity.on(names.day), f"{mention.entity.kind}:{mention.entity.id}"
                return (Party(self._report.source, Span(0, 0), standing.country, standing.sector, entity, "the publisher"),)
        return ()
