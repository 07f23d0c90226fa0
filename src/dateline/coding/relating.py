"""The type of act between two marked parties: ``<s>…</s>`` does something to ``<t>…</t>``.

For studies that give the pair and ask for the relation. The sentence is drafted as any other, only that the two
marked phrases are parties whatever the registry knows of them; the draft that links them best decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dateline.coding import lexicon as lexicon_
from dateline.coding.acts import Matcher
from dateline.coding.drafts import Draft, Drafter
from dateline.coding.learned.reading import Reader
from dateline.coding.linear import LinearModel
from dateline.grounding.grounder import Grounder
from dateline.grounding.naming import registry as registry_
from dateline.grounding.naming import roles as roles_
from dateline.language.parser import DEFAULT_PARSER, Parser, Sentence, Token
from dateline.model import Party, Report, Span

_MARK = re.compile(r"</?[st]>")
SOURCE, TARGET = "marked:s", "marked:t"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and where the two parties stand: several times, or (one of them) nowhere."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]

    def entity_at(self, span: Span) -> str:
        """Which of the two a run of text is."""
        for spans, entity in ((self.sources, SOURCE), (self.targets, TARGET)):
            if any(s.covers(span) for s in spans):
                return entity
        return ""


def unmark(marked: str) -> Marked:
    """Read the marks off a sentence.

    Raises:
        ValueError: if no party is marked, or a mark is not closed.
    """
    text, last = "", 0
    found: dict[str, list[Span]] = {"s": [], "t": []}
    open_at: dict[str, int] = {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        name = mark.group().strip("</>")
        if not mark.group().startswith("</"):
            open_at[name] = len(text)
        elif name in open_at:
            found[name].append(Span(open_at.pop(name), len(text)))
        else:
            raise ValueError(f"</{name}> closes nothing")
    if open_at or not (found["s"] or found["t"]):
        raise ValueError("mark the parties as <s>source</s> and <t>target</t>")
    return Marked(text + marked[last:], tuple(found["s"]), tuple(found["t"]))


class MarkedGrounder(Grounder):
    """A grounder for which the marked phrases are parties, and nothing else hides them."""

    def mark(self, marked: Marked) -> None:
        """Say where the two parties stand."""
        self._marked = marked

    def parties(self, sentence: Sentence, token: Token, deed: bool = True) -> tuple[Party, ...]:
        """The marked party that the phrase is or belongs to; else what the grounder knows."""
        entity = self._marked.entity_at(token.span)
        if entity:
            return (Party(token.text, token.span, "", "", entity, "marked"),)
        if token.pos == "PRON":
            return super().parties(sentence, token, deed)
        if deed:
            reach = sentence.reach(token)
            inside = [
                e for spans, e in ((self._marked.sources, SOURCE), (self._marked.targets, TARGET)) if any(reach.covers(s) for s in spans)
            ]
            if inside:
                return tuple(Party(token.text, token.span, "", "", e, "marked, inside the phrase") for e in inside)
        return super().parties(sentence, token, deed)


class Relater:
    """Finds the type of act between marked parties.

    Two models are asked, and the product of what they say decides. The learned reader reads the sentence with its marks; the lexicon's
    drafts and the words around the parties are features of a linear model (multinomial logistic regression, fitted by
    ``training/fit_relation.py``). Without a model the draft that links the parties best decides.
    """

    def __init__(
        self, parser: str = DEFAULT_PARSER, model: LinearModel | None = None, fitted: bool = True, reader: Reader | None = None
    ) -> None:
        """``model`` and ``reader`` replace the shipped ones; ``fitted=False`` leaves the decision to the lexicon alone."""
        self._parser = Parser(parser)
        self._lexicon, self._registry, self._roles = lexicon_.load(), registry_.load(), roles_.load()
        self._model = model or (LinearModel.shipped("relation") if fitted else None)
        self._reader = reader or (Reader.shipped() if fitted else None)

    def relate(self, rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str | None]]:
        """(id, marked sentence) → (id, type or ``None``)."""
        for identifier, sentence in rows:
            yield identifier, self.type_of(unmark(sentence))

    def type_of(self, marked: Marked) -> str | None:
        """The type of what the source does to the target: the likeliest, for that they do something is taken as given.

        ``None`` only without a model, where no draft is found.

        Raises:
            ValueError: from :func:`unmark`, where the marks are broken.
        """
        sentences = self._parser.parse(marked.text)
        ranked = self._drafts(marked, sentences)
        if self._model is None:
            return ranked[0][0].type if ranked else None
        root = together(
            self._model.probabilities(features(marked, sentences, ranked)),
            self._reader.roots(marked.text, marked.sources, marked.targets) if self._reader else {},
        )
        return root if root != "YIELD" else _yielding(ranked)

    def features(self, marked: Marked) -> dict[str, float]:
        """What the model sees of a sentence; the trainer asks for it too."""
        sentences = self._parser.parse(marked.text)
        return features(marked, sentences, self._drafts(marked, sentences))

    def _drafts(self, marked: Marked, sentences: list[Sentence]) -> list[tuple[Draft, float]]:
        """Every draft of the sentence with how well it links the two parties, the best first."""
        grounder = MarkedGrounder(Report("marked", marked.text), sentences, self._registry, self._roles)
        grounder.mark(marked)
        drafter = Drafter(self._lexicon, Matcher(self._lexicon, grounder))
        drafts = [d for s in sentences for t in s.tokens if (d := drafter.draft(s, t))]
        inside = {(d.sentence.number, i) for d in drafts for i in d.used if i != d.head.i}
        linked = [(d, _link(d, marked) - 0.8 * ((d.sentence.number, d.head.i) in inside)) for d in drafts]
        return sorted(linked, key=lambda pair: (-pair[1], pair[0].head.start))


def together(linear: Mapping[str, float], read: Mapping[str, float]) -> str:
    """The root that two models hold likeliest together: the greatest product of their probabilities."""
    return max(linear, key=lambda root: (linear[root] * read.get(root, 1.0), root))


def _yielding(ranked: list[tuple[Draft, float]]) -> str:
    """CONCEDE or RETREAT, which the older ontology has as one type: what the lexicon says, else RETREAT."""
    return next((d.type for d, _ in ranked if d.type in ("CONCEDE", "RETREAT")), "RETREAT")


_RANKS = (1.0, 0.5, 0.3, 0.2)


def features(marked: Marked, sentences: list[Sentence], ranked: list[tuple[Draft, float]]) -> dict[str, float]:
    """Named features: the lexicon's best drafts, the words, and what governs the two parties."""
    found: dict[str, float] = {}
    for weight, (draft, _) in zip(_RANKS, ranked, strict=False):
        found[f"draft {draft.type}"] = found.get(f"draft {draft.type}", 0.0) + weight
    if ranked:
        best, link = ranked[0]
        found[f"best {best.type}/{best.mode}"] = found[f"operator {best.operator}"] = 1.0
        found[f"trigger {best.head.lemma}"] = found[f"factuality {best.factuality}"] = 1.0
        for step in [s for s in best.steps if s.stage in ("lexicon", "operator")][:2]:
            found[f"step {step.text.split(' over ')[0][:60]}"] = 1.0
        if len(ranked) == 1 or link - ranked[1][1] > 1:
            found[f"clear {best.type}"] = 1.0
    for sentence in sentences:
        words = _words(sentence, marked)
        found.update({f"word {word}": 1.0 for word in words if word.isalpha()})
        found.update({f"pair {left} {right}": 1.0 for left, right in pairwise(words)})
        for token in sentence.tokens:
            entity, head = marked.entity_at(token.span), sentence.head(token)
            if entity and not marked.entity_at(head.span):
                found[f"head {entity[-1]} {token.dep} {head.lemma}"] = 1.0
                found[f"path {entity[-1]} {head.lemma} {sentence.head(head).lemma}"] = 1.0
    return found


def _words(sentence: Sentence, marked: Marked) -> list[str]:
    """Lemmas in order, each party one letter."""
    words: list[str] = []
    for token in sentence.tokens:
        entity = marked.entity_at(token.span)
        word = entity[-1].upper() if entity else token.lemma.lower()
        if not (entity and words and words[-1] == word):
            words.append(word)
    return words


def _link(draft: Draft, marked: Marked) -> float:
    """How well a draft links source and target: both in their roles best, then one, then merely by nearness."""
    actors, recipients = {a.entity for a in draft.actors}, {r.entity for r in draft.recipients}
    score = 2.0 * (SOURCE in actors) + 2.0 * (TARGET in recipients) + 0.7 * (TARGET in actors and SOURCE in actors)
    score += 0.5 * (SOURCE in recipients and TARGET in actors) + draft.weight
    starts = [s.start for s in (*marked.sources, *marked.targets)]
    between = min(starts) <= draft.head.start <= max(starts)
    return score + 0.4 * between - 0.002 * min(abs(draft.head.start - s) for s in starts)
