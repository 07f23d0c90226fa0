"""Who says so: reported speech, quotations and cited sources, each with what it covers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.grounding.actors import Actors
from dateline.language.clauses import expand, is_passive, subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Report, Span

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", re.S)


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: source, the words that cite it, and what is said."""

    party: Party
    cue: Span
    content: Span
    because: str
    quoted: bool = False


@cache
def words() -> dict[str, Any]:
    """The lexicon of speech, read once."""
    return read_toml(data() / "lexicon" / "speech.toml")


class Speakers:
    """The sayings of one report.

    Attributes:
        sayings: in text order.
        house: the publisher as a party, where a government publishes its own words ("US State Department").
    """

    def __init__(self, report: Report, actors: Actors, sentences: list[Sentence]) -> None:
        lexicon = words()
        self._verbs = frozenset(lexicon["verbs"])
        self._documents = frozenset(lexicon["documents"])
        self.commentators = frozenset(lexicon["commentators"])
        self._actors, self._report = actors, report
        self.quotes = [Span(*m.span()) for m in _QUOTED.finditer(report.text)]
        self.house: tuple[Party, ...] = self._publisher()
        self.sayings: list[Saying] = []
        self._subjects: list[tuple[int, Party]] = []
        for sentence in sentences:
            self._read(sentence)
        self._carry(sentences)

    def at(self, offset: int) -> Saying | None:
        """The innermost saying that covers a character."""
        covering = [s for s in self.sayings if s.content.start <= offset < s.content.end and not s.cue.start <= offset < s.cue.end]
        return min(covering, key=lambda s: (s.content.end - s.content.start, s.content.start)) if covering else None

    def in_quotes(self, offset: int) -> bool:
        """Whether a character stands between quotation marks."""
        return any(q.start < offset < q.end for q in self.quotes)

    # ------------------------------------------------------------------ one sentence

    def _read(self, sentence: Sentence) -> None:
        for token in sentence.tokens:
            if token.dep == "nsubj" and token.pos in ("PROPN", "NOUN") and self._actors.kind(sentence, token) == "person":
                self._subjects += [(token.start, p) for p in self._actors.parties(sentence, token, deed=False)[:1]]
            if token.pos == "VERB" and token.lemma in self._verbs:
                self._reported(sentence, token)
            elif token.lemma == "accord" or token.text.lower() == "according":
                self._according(sentence, token)

    def _reported(self, sentence: Sentence, verb: Token) -> None:
        content = self._content(sentence, verb) or self._announced(sentence, verb)
        if content is None:
            return
        sources = subjects(sentence, verb)
        if is_passive(sentence, verb) and not sources:
            sources = list(sentence.children(verb, "nsubjpass")) if verb.lemma in ("quote", "cite") else []
        for source in sources[:1]:
            party = self._source(sentence, source)
            if party:
                self.sayings.append(Saying(party, verb.span, content, f"{verb.text!r} by {party.text}", self.in_quotes(content.start + 1)))

    def _content(self, sentence: Sentence, verb: Token) -> Span | None:
        """What the verb says: its clause, or the rest of the sentence that it interrupts or closes."""
        clauses = sentence.children(verb, "ccomp", "xcomp") if verb.lemma not in ("continue",) else sentence.children(verb, "ccomp")
        for preposition in sentence.children(verb, "prep"):
            if preposition.lemma == "as" and verb.lemma in ("quote", "cite"):
                clauses = [*clauses, *sentence.children(preposition, "pcomp")]
        if verb.lemma == "show" and not clauses:
            clauses = sentence.children(verb, "dobj")
        if clauses:
            reaches = [sentence.reach(clause) for clause in clauses]
            return Span(min(r.start for r in reaches), max(r.end for r in reaches))
        if verb.dep in ("parataxis", "advcl", "conj", "ccomp", "dep") and any(
            sentence.tokens[i].text in (",", "--", "–", "—")
            for i in (verb.i - 1, min((t.i for t in sentence.subtree(verb)), default=verb.i) - 1)
            if i >= 0
        ):
            above = sentence.head(verb)
            if above.start < verb.start and verb.dep == "parataxis":
                return Span(sentence.start, verb.start)
        quoted = [
            q
            for q in self.quotes
            if q.start < sentence.end and sentence.start < q.end and not q.start <= verb.start < q.end and q.end - q.start > 25
        ]
        if quoted:
            return quoted[0]
        return None

    def _announced(self, sentence: Sentence, verb: Token) -> Span | None:
        """What follows "…said:" at the end of a paragraph: the quotation, or the statement to its end."""
        text = self._report.text
        if sentence.tokens[-1].text != ":" and text[sentence.end : sentence.end + 1] != ":":
            return None
        start = sentence.end + len(text[sentence.end :]) - len(text[sentence.end :].lstrip(" :\n"))
        quote = next((q for q in self.quotes if start - 1 <= q.start <= start + 1), None)
        if quote:
            return quote
        return Span(start, len(text)) if start < len(text) else None

    def _source(self, sentence: Sentence, token: Token) -> Party | None:
        """Whoever a saying's subject stands for: a party, a document's issuer, or the words themselves."""
        found = self._actors.parties(sentence, token, deed=False) if token.lemma not in self._documents else ()
        if found:
            return found[0]
        if token.pos == "PRON":
            return self._pronoun(token)
        if token.lemma in self._documents:
            issuer = tuple(p for p in self._actors.parties(sentence, token, deed=True) if p.country or p.entity)
            span = Span(sentence.child(token, "compound").start, token.end) if sentence.child(token, "compound") else token.span  # type: ignore[union-attr]
            if issuer:
                return replace(issuer[0], span=span, because=f"{token.text!r} of {issuer[0].text}")
            last = self._last()
            if last:
                return replace(last.party, span=span, because=f"{token.text!r} of the last speaker")
        if token.lemma in self.commentators or token.pos == "PROPN":
            return Party(token.text, token.span, "", "", "", "named in the report, unknown to the registry")
        return None

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

    def _according(self, sentence: Sentence, token: Token) -> None:
        for to in [token, *sentence.children(token, "prep")]:
            for noun in expand(sentence, sentence.children(to, "pobj")):
                party = self._source(sentence, noun) or next(iter(self._actors.parties(sentence, noun, deed=True)), None)
                if party:
                    cue = Span(token.start, to.end)
                    self.sayings.append(Saying(party, Span(cue.start, noun.end), sentence.span, f"according to {party.text}"))
                    return

    # ------------------------------------------------------------------ across sentences

    def _carry(self, sentences: list[Sentence]) -> None:
        """A quotation's later sentences, and quotations without a verb of their own, belong to the nearest speaker."""
        for quote in self.quotes:
            if quote.end - quote.start < 25 or any(s.content.overlaps(quote) for s in self.sayings):
                owner = next((s for s in self.sayings if s.content.overlaps(quote)), None)
                if owner and not owner.content.covers(quote):
                    self.sayings.append(Saying(owner.party, owner.cue, quote, owner.because + " (the quotation goes on)", True))
                continue
            before = [s for s in self.sayings if s.cue.start < quote.start]
            if before:
                nearest = max(before, key=lambda s: s.cue.start)
                self.sayings.append(Saying(nearest.party, nearest.cue, quote, nearest.because + " (the last speaker)", True))

    def _publisher(self) -> tuple[Party, ...]:
        for mention in self._actors.names.registry.find(self._report.source, self._actors.names.day):
            if mention.entity.kind not in ("media", "company"):
                standing = mention.entity.on(self._actors.names.day)
                return (
                    Party(
                        self._report.source,
                        Span(0, 0),
                        standing.country,
                        standing.sector,
                        f"{mention.entity.kind}:{mention.entity.id}",
                        "the publisher",
                    ),
                )
        return ()
