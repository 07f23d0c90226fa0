"""When each act happened: the expression of its own clause, of the clause above, or what the discourse carries on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.drafts import Draft
from dateline.grounding import times
from dateline.grounding.grounder import Grounder
from dateline.grounding.times import TimeExpression
from dateline.language.clauses import tense
from dateline.language.parser import Sentence, Token
from dateline.model import Report, TimeSpan
from dateline.reading.heading import Heading

_FAR = 12  # steps through the tree beyond which an expression dates another act
_CLAUSE_COST = {"relcl": 3, "advcl": 2, "ccomp": 2, "acl": 1, "parataxis": 3, "conj": 1, "appos": 1, "csubj": 2, "pcomp": 1}
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})


class Dating:
    """The days of one report's acts."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], heading: Heading, grounder: Grounder) -> None:
        self._report, self._grounder = report, grounder
        self._published = report.published
        self._by_sentence: dict[int, list[TimeExpression]] = {s.number: [] for s in sentences}
        starts = sorted((s.start, s.end, s.number) for s in sentences)
        for segment in heading.segments:
            for expression in times.find(report.text, segment.start, segment.end, self._published):
                number = next((n for start, end, n in starts if start <= expression.span.start < end), None)
                if number is not None:
                    self._by_sentence[number].append(expression)
        self._told: TimeSpan | None = None
        self._spoken: dict[str, TimeSpan] = {}

    def of_event(self, draft: Draft) -> TimeSpan | None:
        """The days of an act; ``None`` where the text gives nothing to go by. Asked in text order."""
        chosen = self._nearest(draft.sentence, draft.support or draft.head, draft.head)
        span = self._as_span(chosen, draft.sentence, draft.support or draft.head) if chosen else None
        if span is not None:
            self._told = span
            if draft.type in _VERBAL:
                for actor in draft.actors:
                    self._spoken[actor.key] = span
            return span
        if draft.type in _VERBAL and draft.factuality == "occurred":
            for actor in draft.actors:
                earlier = self._spoken.get(actor.key)
                if earlier is not None:
                    return replace(earlier, because=f"{earlier.because}; the same speaker goes on")
        return None

    def within(self, sentence: Sentence, start: int, end: int) -> TimeSpan | None:
        """The first resolved interval among the expressions of a run of text."""
        for expression in self._by_sentence[sentence.number]:
            if start <= expression.span.start < end:
                token = sentence.at(expression.span.start)
                span = self._as_span(expression, sentence, token) if token else None
                if span:
                    return span
        return None

    # ------------------------------------------------------------------ choosing

    def _nearest(self, sentence: Sentence, verb: Token, head: Token) -> TimeExpression | None:
        best: tuple[float, int, TimeExpression] | None = None
        for expression in self._by_sentence[sentence.number]:
            if expression.kind in ("DURATION", "SET") or (expression.start is None and expression.anchor != "event"):
                continue
            anchors = [t for t in sentence.tokens if expression.span.start <= t.start < expression.span.end]
            if not anchors:
                continue
            token = min(anchors, key=lambda t: _depth(sentence, t))
            cost = min(_distance(sentence, token, verb), _distance(sentence, token, head))
            cost += 0.02 * abs(token.i - head.i)
            if cost <= _FAR and (best is None or cost < best[0]):
                best = (cost, expression.span.start, expression)
        return best[2] if best else None

    def _as_span(self, expression: TimeExpression, sentence: Sentence, token: Token) -> TimeSpan | None:
        own = sentence.at(expression.span.start)
        told = tense(sentence, own or token)
        resolved = times.resolve(expression, self._published, told)
        if resolved.anchor == "event":
            if self._told is None:
                return None
            resolved = times.shift(self._told, resolved)
        if resolved.start is None or resolved.end is None:
            return None
        return TimeSpan(resolved.start, resolved.end, resolved.text, resolved.span, resolved.granularity, resolved.reason)


def _depth(sentence: Sentence, token: Token) -> int:
    return sum(1 for _ in sentence.ancestors(token))


def _distance(sentence: Sentence, token: Token, goal: Token) -> float:
    """Cost of the way through the tree; a clause's border costs more than a phrase's."""
    up = {token.i: 0.0}
    cost = 0.0
    current = token
    for above in sentence.ancestors(token):
        cost += 0.5 + _CLAUSE_COST.get(current.dep, 0)
        up[above.i] = cost
        current = above
    cost, current = 0.0, goal
    if goal.i in up:
        return up[goal.i]
    for above in sentence.ancestors(goal):
        cost += 0.5 + 0.5 * _CLAUSE_COST.get(current.dep, 0)
        if above.i in up:
            return cost + up[above.i]
        current = above
    return 99.0
