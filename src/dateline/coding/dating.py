"""When each act happened: the expression of its own clause, of whoever says so, or what the discourse carries on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dateline.coding.drafts import Draft
from dateline.grounding import times
from dateline.grounding.grounder import Grounder
from dateline.grounding.times import TimeExpression
from dateline.language.clauses import tense
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality, Report, Span, TimeSpan
from dateline.reading.heading import Heading

_FAR = 9  # steps through the tree beyond which an expression dates another act
_SINCE_COST = 3  # a window ("since 1975") dates an act only where nothing else does
_CLAUSE_COST = {"relcl": 7, "advcl": 3, "ccomp": 2, "acl": 1, "parataxis": 3, "conj": 1, "appos": 1, "csubj": 2, "pcomp": 1}


@dataclass(frozen=True, slots=True)
class _Told:
    """An act that has its day already."""

    type: str
    countries: frozenset[str]
    involved: frozenset[str]
    span: TimeSpan
    sentence: int
    aside: bool
    occurred: bool


class Dating:
    """The days of one report's acts. Acts are to be asked for in text order, since later ones may count from earlier ones."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], heading: Heading, grounder: Grounder) -> None:
        self._report, self._grounder, self._sentences = report, grounder, sentences
        self._published = report.published
        self._by_sentence: dict[int, list[TimeExpression]] = {s.number: [] for s in sentences}
        starts = sorted((s.start, s.end, s.number) for s in sentences)
        for segment in heading.segments:
            for expression in times.find(report.text, segment.start, segment.end, self._published):
                number = next((n for start, end, n in starts if start <= expression.span.start < end), None)
                if number is not None:
                    self._by_sentence[number].append(expression)
        self._told: list[_Told] = []
        self._relative: dict[Span, TimeSpan | None] = {}

    def of_event(self, draft: Draft) -> TimeSpan | None:
        """The days of an act; ``None`` where the text gives nothing to go by."""
        span = self._of_clause(draft) or self._of_saying(draft) or self._carried(draft)
        if span and self._published and draft.factuality is Factuality.OCCURRED and span.start > self._published and draft.type != "AGREE":
            span = None  # a day to come is that of what was vowed or asked, not of the vow
        if span is None and draft.sentence.number == 0 and draft.factuality is Factuality.OCCURRED:
            span = self._of_lead(draft)
        if span is not None:
            occurred = draft.factuality is Factuality.OCCURRED and draft.type != "AGREE"
            self._told.append(
                _Told(draft.type, draft.sides, _involved(draft), span, draft.sentence.number, "counts" in span.because, occurred)
            )
        return span

    def within(self, sentence: Sentence, start: int, end: int) -> TimeSpan | None:
        """The first resolved interval among the expressions of a run of text."""
        for expression in self._by_sentence[sentence.number]:
            if start <= expression.span.start < end and expression.anchor != "event":
                span = self._resolved(expression, sentence)
                if span:
                    return span
        return None

    # ------------------------------------------------------------------ where the day comes from

    def _of_clause(self, draft: Draft) -> TimeSpan | None:
        """The nearest expression of the sentence, by the way through its tree."""
        expression = self._nearest(draft.sentence, draft.support or draft.head, draft.head)
        if expression is None:
            return None
        if expression.anchor == "event":
            if expression.span not in self._relative:
                self._relative[expression.span] = self._from_event(draft, expression)
            elif _opens_clause(draft.sentence, expression) is not None:
                return self._from_event(draft, expression)
            return self._relative[expression.span]
        span = self._resolved(expression, draft.sentence)
        if span and self._published and self._is_since(draft, expression) and span.start <= self._published:
            return replace(span, end=self._published, granularity="range", because=f"{span.because}; since then, to the publication day")
        return span

    def _is_since(self, draft: Draft, expression: TimeExpression) -> bool:
        """Whether the expression stands in a "since …" clause or phrase that the act stands outside of."""
        token = self._token(draft.sentence, expression)
        if token is None or expression.text.lower().startswith("since"):
            return False
        for above in draft.sentence.ancestors(token):
            since = above.lemma == "since" or any(m.lemma == "since" for m in draft.sentence.children(above, "mark"))
            if since:
                return not any(a.i == above.i for a in (draft.head, *draft.sentence.ancestors(draft.head)))
        return False

    def _of_saying(self, draft: Draft) -> TimeSpan | None:
        """What a speaker does by saying it is done on the day of the saying ("…," Salih said on Monday)."""
        saying = self._grounder.speakers.at(draft.head.start)
        if saying is None:
            return self._of_statement(draft)
        if not any(saying.party.key == a.key or saying.party.text == a.text for a in draft.actors):
            return None
        span = self._said_on(saying.cue)
        return replace(span, because=f"{span.because}; the day of the saying") if span else None

    def _said_on(self, cue: Span) -> TimeSpan | None:
        """The day of an act of saying: of its own clause, or the last day named up to two sentences before "…said:"."""
        sentence = next((s for s in self._sentences if s.start <= cue.start < s.end), None)
        verb = sentence.at(cue.start) if sentence else None
        if sentence is None or verb is None:
            return None
        expression = self._nearest(sentence, verb, verb)
        if expression is not None and expression.anchor != "event":
            return self._resolved(expression, sentence)
        if sentence.tokens[-1].text == ":":
            for before in reversed(self._sentences[max(0, sentence.number - 2) : sentence.number]):
                days = [e for e in self._by_sentence[before.number] if e.granularity == "day" and e.anchor != "event" and e.start]
                if days:
                    return self._resolved(days[-1], before)
        return None

    def _of_statement(self, draft: Draft) -> TimeSpan | None:
        """A publisher's own statement is made on the day that it calls today."""
        house = {p.country for p in self._grounder.speakers.house}
        if not house & draft.sides or draft.factuality is not Factuality.OCCURRED or tense(draft.sentence, draft.head) != "present":
            return None
        for sentence in self._sentences[:3]:
            for expression in self._by_sentence[sentence.number]:
                if "today" in expression.text.lower():
                    span = self._resolved(expression, sentence)
                    return replace(span, because=f"{span.because}; the day of the statement") if span else None
        return None

    def _of_lead(self, draft: Draft) -> TimeSpan | None:
        """A lead in the perfect tense ("has hit back") is dated by the first saying of the same party below it."""
        mine = draft.sides
        for saying in self._grounder.speakers.sayings:
            if saying.party.country in mine and saying.cue.start > draft.sentence.end:
                span = self._said_on(saying.cue)
                if span is not None and span.granularity == "day":
                    return replace(span, because=f"{span.because}; the day that the story tells of")
        return None

    def _carried(self, draft: Draft) -> TimeSpan | None:
        """The same party's earlier act of this report, where the story simply goes on in the past tense."""
        if draft.factuality is not Factuality.OCCURRED or not _goes_on(draft):
            return None
        mine = draft.sides
        for told in reversed(self._told):
            if told.aside:
                continue
            near = draft.sentence.number - told.sentence <= 2 and told.span.granularity in ("day", "month")
            if told.occurred and ((mine & told.countries and told.span.granularity == "day") or (near and mine & told.involved)):
                return replace(told.span, because=f"{told.span.because}; the story goes on")
        return None

    def _from_event(self, draft: Draft, expression: TimeExpression) -> TimeSpan | None:
        """Days counted from another act: "a day after Chung's call", "the previous day".

        In "M came a day after S" the offset is M's from S. If the draft is M and S has no day yet, M takes the day of an
        earlier telling of itself; if it is S, it counts back from M.
        """
        token = self._token(draft.sentence, expression)
        after = _opens_clause(draft.sentence, expression)
        if after is not None and token is not None:
            offset = expression.offset_days or 0
            inner = after.start <= draft.head.start
            same = next((t for t in reversed(self._told) if t.type == draft.type and (inner or t.countries & draft.sides)), None)
            if not inner:
                return replace(same.span, because=f"{same.span.because}; told before") if same else None
            return self._shifted(same, replace(expression, offset_days=-offset, value="")) if same else None
        return self._shifted(self._told[-1], expression) if self._told else None

    def _shifted(self, told: _Told, expression: TimeExpression) -> TimeSpan | None:
        if expression.offset_days is not None and expression.value == "":
            start, end = (day + timedelta(days=expression.offset_days) for day in (told.span.start, told.span.end))
            why = f"{expression.text!r} counts {expression.offset_days:+d} days from {told.span.start} ({told.type})"
            return TimeSpan(start, end, expression.text, expression.span, "day", why)
        moved = times.shift(told.span, expression)
        if moved.start is None or moved.end is None:
            return None
        return TimeSpan(moved.start, moved.end, moved.text, moved.span, moved.granularity, moved.reason)

    # ------------------------------------------------------------------ choosing

    def _nearest(self, sentence: Sentence, verb: Token, head: Token) -> TimeExpression | None:
        best: tuple[float, int, TimeExpression] | None = None
        for expression in self._by_sentence[sentence.number]:
            if (
                expression.kind == "SET"
                or self._is_limit(sentence, expression)
                or (expression.start is None and expression.anchor != "event")
            ):
                continue
            token = self._token(sentence, expression)
            if token is None:
                continue
            cost = min(_distance(sentence, token, verb), _distance(sentence, token, head))
            cost += 1.5 * (expression.anchor == "event") + 4 * (_is_pluperfect(sentence, verb) and not _inside(sentence, token, verb))
            cost += 3 * _belongs_to_noun(sentence, token, head)
            cost += 0.02 * abs(token.i - head.i) + _SINCE_COST * expression.text.lower().startswith("since")
            if cost <= _FAR and (best is None or cost < best[0]):
                best = (cost, expression.span.start, expression)
        return best[2] if best else None

    @staticmethod
    def _is_limit(sentence: Sentence, expression: TimeExpression) -> bool:
        """ "Until 2028" says how long, not when."""
        before = [t for t in sentence.tokens if t.end <= expression.span.start]
        return (bool(before) and before[-1].lemma in ("until", "till")) or expression.text.lower().startswith(("until", "till"))

    @staticmethod
    def _token(sentence: Sentence, expression: TimeExpression) -> Token | None:
        """The highest token of an expression."""
        inside = [t for t in sentence.tokens if expression.span.start <= t.start < expression.span.end]
        return min(inside, key=lambda t: (_depth(sentence, t), t.i)) if inside else None

    def _resolved(self, expression: TimeExpression, sentence: Sentence) -> TimeSpan | None:
        token = self._token(sentence, expression)
        verb = _governor(sentence, token) if token else None
        told = tense(sentence, verb) if verb else "past"
        resolved = times.resolve(expression, self._published, "future") if told == "future" else expression
        if resolved.start is None or resolved.end is None:
            return None
        return TimeSpan(resolved.start, resolved.end, resolved.text, resolved.span, resolved.granularity, resolved.reason)


def _involved(draft: Draft) -> frozenset[str]:
    return frozenset(p.country for p in (*draft.actors, *draft.recipients) if p.country)


def _governor(sentence: Sentence, token: Token) -> Token | None:
    """The verb that an expression hangs on directly or by a preposition; ``None`` where it belongs to a noun."""
    head = sentence.head(token)
    if head.pos == "ADP":
        head = sentence.head(head)
    return head if head.pos in ("VERB", "AUX") else None


def _belongs_to_noun(sentence: Sentence, token: Token, trigger: Token) -> bool:
    """Whether an expression dates the thing that it stands with: "the May 2019 vote", "elections for 21 December"."""
    head = sentence.head(token)
    if token.dep in ("compound", "nmod", "nummod", "poss", "amod"):
        return head.pos == "NOUN" and head.i != trigger.i
    return token.dep == "pobj" and head.lemma == "for" and sentence.head(head).pos == "NOUN" and sentence.head(head).i != trigger.i


def _is_pluperfect(sentence: Sentence, verb: Token) -> bool:
    return any(a.lemma == "have" and a.tag == "VBD" for a in sentence.children(verb, "aux"))


def _inside(sentence: Sentence, token: Token, verb: Token) -> bool:
    return any(above.i == verb.i for above in sentence.ancestors(token))


def _goes_on(draft: Draft) -> bool:
    """A finite simple past of the story's own level: "warned", but not "had warned", "has warned" or "warning"."""
    verb = draft.support or draft.head
    if verb.tag != "VBD" and not any(a.tag == "VBD" and a.lemma == "be" for a in draft.sentence.children(verb, "auxpass")):
        return False
    return not any(a.lemma == "have" for a in draft.sentence.children(verb, "aux"))


def _opens_clause(sentence: Sentence, expression: TimeExpression) -> Token | None:
    """The word after an expression such as "a day after", where a clause or phrase follows that it counts from."""
    if not expression.text.lower().endswith(("after", "before", "since", "following")):
        return None
    return next((t for t in sentence.tokens if t.start >= expression.span.end), None)


def _depth(sentence: Sentence, token: Token) -> int:
    return sum(1 for _ in sentence.ancestors(token))


def _distance(sentence: Sentence, token: Token, goal: Token) -> float:
    """Cost of the way through the tree; a clause's border costs more than a phrase's."""
    up = {token.i: 0.0}
    cost, current = 0.0, token
    for above in sentence.ancestors(token):
        cost += 0.5 + _CLAUSE_COST.get(current.dep, 0)
        up[above.i] = cost
        current = above
    if goal.i in up:
        return up[goal.i]
    cost, current = 0.0, goal
    for above in sentence.ancestors(goal):
        cost += 0.5 + 0.5 * _CLAUSE_COST.get(current.dep, 0)
        if above.i in up:
            return cost + up[above.i]
        current = above
    return 99.0
