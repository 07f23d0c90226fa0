"""When each act happened: the expression of its own clause, of whoever says so, or what the discourse carries on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.coding.counting import Counted, Told, counted, counted_back, last_dated, shifted
from dateline.coding.drafts import Draft
from dateline.coding.lasting import days_lasted, spread
from dateline.coding.parties import identity
from dateline.grounding.grounder import Grounder
from dateline.grounding.when import times
from dateline.grounding.when.times import TimeExpression
from dateline.language.clauses import RELATIVES, tense
from dateline.language.parser import Sentence, Token
from dateline.model import Factuality, Report, Span, TimeSpan
from dateline.reading.heading import Heading

_FAR = 9  # steps through the tree beyond which an expression dates another act
_OPENING = 4  # sentences in which a story names its day
_WEEK = 7
_SINCE_COST = 3  # a window ("since 1975") dates an act only where nothing else does
_SCENE = frozenset({"in", "at", "during", "on", "after", "before", "following", "since"})  # what an act happens in, at or after
_CLAUSE_COST = {"relcl": 7, "advcl": 3, "ccomp": 2, "acl": 1, "parataxis": 3, "conj": 1, "appos": 1, "csubj": 2, "pcomp": 1}


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
        self._told: list[Told] = []
        self._relative: dict[Span, TimeSpan | None] = {}

    def of_event(self, draft: Draft) -> TimeSpan | None:
        """The days of an act; ``None`` where the text gives nothing to go by."""
        span = self._counted_from(draft) or self._of_clause(draft) or self._of_saying(draft) or self._carried(draft)
        if span and self._published and draft.factuality is Factuality.OCCURRED and span.start > self._published and draft.type != "AGREE":
            span = None  # a day to come is that of what was vowed or asked, not of the vow
        if span is None and draft.factuality is Factuality.OCCURRED and not _is_pluperfect(draft.sentence, draft.support or draft.head):
            if draft.sentence.number == 0:
                span = self._of_lead(draft)
            elif draft.sentence.number < _OPENING and _goes_on(draft) and not self._by_sentence[draft.sentence.number]:
                span = self._story()
        if span and span.granularity == "day" and draft.factuality is Factuality.OCCURRED:
            days = days_lasted(draft.sentence, draft.head)
            span = spread(span, days) if days else span
        if span is not None:
            occurred = draft.factuality is Factuality.OCCURRED and draft.type != "AGREE"
            self._told.append(
                Told(
                    draft.type,
                    draft.sides,
                    frozenset(map(identity, draft.actors)),
                    _involved(draft),
                    span,
                    draft.sentence.number,
                    draft.head.i,
                    "counts" in span.because,
                    occurred,
                )
            )
        return span

    def within(self, sentence: Sentence, start: int, end: int) -> TimeSpan | None:
        """The first resolved interval among the expressions of a run of text."""
        for expression in self._by_sentence[sentence.number]:
            if start <= expression.span.start < end and expression.anchor != "event":
                span = self.resolved(expression, sentence)
                if span:
                    return span
        return None

    def expressions(self, sentence: Sentence) -> Sequence[TimeExpression]:
        """The time expressions of a sentence, in text order."""
        return self._by_sentence[sentence.number]

    def resolved(self, expression: TimeExpression, sentence: Sentence) -> TimeSpan | None:
        """The days of an expression in the tense of its clause; ``None`` where it has none."""
        token = self._token(sentence, expression)
        verb = _governor(sentence, token) if token else None
        told = tense(sentence, verb) if verb else "past"
        resolved = times.resolve(expression, self._published, "future") if told == "future" else expression
        if resolved.start is None or resolved.end is None:
            return None
        return TimeSpan(resolved.start, resolved.end, resolved.text, resolved.span, resolved.granularity, resolved.reason, resolved.zone)

    # ------------------------------------------------------------------ where the day comes from

    def _of_clause(self, draft: Draft) -> TimeSpan | None:
        """The nearest expression of the sentence, by the way through its tree."""
        expression = self._nearest(draft.sentence, draft.support or draft.head, draft.head)
        if expression is None:
            return None
        if expression.anchor == "event":
            if expression.span not in self._relative:
                self._relative[expression.span] = self._from_event(draft, expression)
            elif counted(draft.sentence, expression) is not None:
                return self._from_event(draft, expression)
            return self._relative[expression.span]
        span = self.resolved(expression, draft.sentence)
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
            return self.resolved(expression, sentence)
        return self._named_before(sentence, sentence.start) if sentence.tokens[-1].text == ":" else None

    def _of_statement(self, draft: Draft) -> TimeSpan | None:
        """A publisher's own statement is made on the day that it calls today."""
        house = {p.country for p in self._grounder.speakers.house}
        if not house & draft.sides or draft.factuality is not Factuality.OCCURRED or tense(draft.sentence, draft.head) != "present":
            return None
        for sentence in self._sentences[:3]:
            for expression in self._by_sentence[sentence.number]:
                if "today" in expression.text.lower():
                    span = self.resolved(expression, sentence)
                    return replace(span, because=f"{span.because}; the day of the statement") if span else None
        return None

    def _of_lead(self, draft: Draft) -> TimeSpan | None:
        """A lead ("has hit back") is dated by the first saying of the same party below it, else by the story's first day."""
        mine = draft.sides
        for saying in self._grounder.speakers.sayings:
            if saying.party.country in mine and saying.cue.start > draft.sentence.end:
                span = self._said_on(saying.cue)
                if span is not None and span.granularity == "day":
                    return replace(span, because=f"{span.because}; the day that the story tells of")
        return self._story()

    def _story(self) -> TimeSpan | None:
        """The day that the story tells of: the first day of the past week named in its first sentences."""
        for sentence in self._sentences[:_OPENING]:
            for expression in self._by_sentence[sentence.number]:
                if self._is_recent(expression):
                    span = self.resolved(expression, sentence)
                    if span is not None and self._published is not None and span.start <= self._published:
                        return replace(span, because=f"{span.because}; the day that the story tells of")
        return None

    def _is_recent(self, expression: TimeExpression) -> bool:
        """Whether an expression names one day of the week before publication."""
        if self._published is None or expression.start is None or expression.anchor == "event" or expression.granularity != "day":
            return False
        return expression.start == expression.end and 0 <= (self._published - expression.start).days < _WEEK

    def _carried(self, draft: Draft) -> TimeSpan | None:
        """The earlier act of the same party, else of its side, where the story simply goes on in the past tense."""
        if draft.factuality is not Factuality.OCCURRED or not (_goes_on(draft) or self._is_said_on(draft)):
            return None
        mine, who = draft.sides, frozenset(map(identity, draft.actors))
        earlier = [t for t in self._told if t.occurred and not t.aside]
        for told in reversed(earlier):
            if who & told.who and told.span.granularity == "day":
                return replace(told.span, because=f"{told.span.because}; the story goes on")
        for told in reversed(earlier):
            near = draft.sentence.number - told.sentence <= 2 and told.span.granularity in ("day", "month")
            if (mine & told.countries and told.span.granularity == "day") or (near and mine & told.involved):
                return replace(told.span, because=f"{told.span.because}; the story goes on")
        return None

    def _is_said_on(self, draft: Draft) -> bool:
        """Whether an act is what its actor goes on to say in the past tense: "…, he said"."""
        saying = self._grounder.speakers.at(draft.head.start)
        if saying is None or not any(saying.party.key == a.key for a in draft.actors):
            return False
        verb = next(
            (t for s in self._sentences if s.start <= saying.cue.start < s.end for t in s.tokens if t.start == saying.cue.start), None
        )
        return verb is not None and verb.tag == "VBD"

    def _counted_from(self, draft: Draft) -> TimeSpan | None:
        """The days of an act that its sentence counts from: in "X came a day after Y" Y's, by X's."""
        sentence = draft.sentence
        for expression in self._by_sentence[sentence.number]:
            found = counted(sentence, expression)
            if found is None or draft.head.i not in found.inside:
                continue
            if self._nearest(sentence, draft.support or draft.head, draft.head, found.inside) is not None:
                return None
            days = self._days_at(sentence, found)
            return counted_back(found, days) if days else None
        return None

    def _days_at(self, sentence: Sentence, found: Counted) -> TimeSpan | None:
        """The days of the predicate that a count dates: of the act that it tells, of its own expression, or of the story."""
        told = [t for t in self._told if t.sentence == sentence.number]
        near = {found.host.i, *(c.i for c in sentence.children(found.host))}
        here = next((t.span for t in told if t.head in near), None)
        if here is not None:
            return here
        others = frozenset(t.i for t in sentence.tokens if not found.expression.span.covers(t.span)) - found.inside
        expression = self._nearest(sentence, found.host, found.host, others)
        if expression is not None and expression.anchor != "event":
            return self.resolved(expression, sentence)
        dated = next((t.span for t in reversed(told) if t.span.granularity == "day"), None)
        return dated or (self._story() if sentence.number == 0 else None)

    def _from_event(self, draft: Draft, expression: TimeExpression) -> TimeSpan | None:
        """Days counted from another act: "a day after Chung's call", "the previous day"."""
        found = counted(draft.sentence, expression)
        if found is not None:
            inside = self._nearest_inside(draft, found)
            if inside is not None:
                return shifted(inside, expression)
            told = next((t for t in reversed(self._told) if t.type == draft.type and t.countries & draft.sides), None)
            return replace(told.span, because=f"{told.span.because}; told before") if told else None
        days = last_dated(self._told) or self._named_before(draft.sentence, expression.span.start)
        return shifted(days, expression) if days else None

    def _named_before(self, sentence: Sentence, at: int) -> TimeSpan | None:
        """The last single day that the text names before a place in a sentence, not more than two sentences up."""
        for before in reversed(self._sentences[max(0, sentence.number - 2) : sentence.number + 1]):
            for other in reversed(self._by_sentence[before.number]):
                if other.span.end <= at and self._is_recent(other):
                    return self.resolved(other, before)
        return None

    def _nearest_inside(self, draft: Draft, found: Counted) -> TimeSpan | None:
        """The days named in the clause or phrase that is counted from: "days after the July 26 takeover"."""
        for expression in self._by_sentence[draft.sentence.number]:
            token = self._token(draft.sentence, expression)
            if token is not None and token.i in found.inside and expression.anchor != "event":
                return self.resolved(expression, draft.sentence)
        return None

    # ------------------------------------------------------------------ choosing

    def _nearest(self, sentence: Sentence, verb: Token, head: Token, among: frozenset[int] | None = None) -> TimeExpression | None:
        """The expression with the shortest way to a predicate; with ``among``, of those that stand at these tokens."""
        best: tuple[float, int, TimeExpression] | None = None
        for expression in self._by_sentence[sentence.number]:
            if (
                expression.kind == "SET"
                or self._is_limit(sentence, expression)
                or (expression.start is None and expression.anchor != "event")
            ):
                continue
            token = self._token(sentence, expression)
            if token is None or (among is not None and token.i not in among):
                continue
            cost = min(_distance(sentence, token, verb), _distance(sentence, token, head))
            cost += 1.5 * (expression.anchor == "event") + _before_cost(sentence, token, verb)
            cost += _noun_cost(sentence, expression, token, head)
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


def _involved(draft: Draft) -> frozenset[str]:
    return frozenset(p.country for p in (*draft.actors, *draft.recipients) if p.country)


def _governor(sentence: Sentence, token: Token) -> Token | None:
    """The verb that an expression hangs on directly or by a preposition; ``None`` where it belongs to a noun."""
    head = next((above for above in _ancestors(sentence, token) if above.pos != "ADP"), token)
    return head if head.pos in ("VERB", "AUX") else None


def _ancestors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What an expression hangs on, from the nearest up, a day right after a verb of saying given back to it.

    The parser hangs "on Friday" in "said on Friday it would leave" on *leave*.
    """
    below = token
    for above in sentence.ancestors(token):
        saying = sentence.head(above)
        opening = sentence.child(above, "mark", "nsubj", "nsubjpass", "expl")
        inner = above.dep in ("ccomp", "acl", "relcl") and opening is not None and opening.lemma not in RELATIVES - {"that"}
        misread = inner and opening is not None and saying.i < below.i < opening.i and below.dep in ("prep", "npadvmod")
        if not misread:
            yield above
        below = above


def _noun_cost(sentence: Sentence, expression: TimeExpression, token: Token, trigger: Token) -> float:
    """What it costs that an expression dates the thing that it stands with: "the May 2019 vote", "elections for 21 December".

    Where that thing is what the act is done to or about, the expression does not date the act at all.
    """
    head = sentence.head(token)
    before = token.dep in ("compound", "nmod", "nummod", "poss", "amod")
    if (before or (token.dep == "npadvmod" and expression.granularity != "day")) and head.pos in ("NOUN", "PROPN") and head.i != trigger.i:
        while head.dep in ("compound", "conj", "poss") and head.i != head.head:
            head = sentence.head(head)
        above = sentence.head(head)
        if head.dep in ("dobj", "nsubj", "nsubjpass", "attr") or (head.dep == "pobj" and above.lemma not in _SCENE):
            return float(_FAR)
        return 3.0
    named = token.dep == "pobj" and head.lemma == "for" and sentence.head(head).pos == "NOUN" and sentence.head(head).i != trigger.i
    return 3.0 * named


def _is_pluperfect(sentence: Sentence, verb: Token) -> bool:
    return any(a.lemma == "have" and a.tag == "VBD" for a in sentence.children(verb, "aux"))


def _before_cost(sentence: Sentence, token: Token, verb: Token) -> float:
    """What it costs that an expression dates what "had happened" by then: "on Monday he said they had left" does not date it.

    At the head of the sentence it may: "in December, media said a strike had hit the airport".
    """
    if not _is_pluperfect(sentence, verb) or _inside(sentence, token, verb):
        return 0.0
    root = next((t for t in sentence.tokens if t.dep == "ROOT"), verb)
    return 4.0 if token.i < root.i and _inside(sentence, token, root) else float(_FAR)


def _inside(sentence: Sentence, token: Token, verb: Token) -> bool:
    return any(above.i == verb.i for above in sentence.ancestors(token))


def _goes_on(draft: Draft) -> bool:
    """A finite simple past of the story's own level: "warned", but not "had warned", "has warned" or "warning"."""
    verb = draft.support or draft.head
    if verb.tag != "VBD" and not any(a.tag == "VBD" and a.lemma == "be" for a in draft.sentence.children(verb, "auxpass")):
        return False
    return not any(a.lemma == "have" for a in draft.sentence.children(verb, "aux"))


def _depth(sentence: Sentence, token: Token) -> int:
    return sum(1 for _ in sentence.ancestors(token))


def _distance(sentence: Sentence, token: Token, goal: Token) -> float:
    """Cost of the way through the tree; a clause's border costs more than a phrase's."""
    up = {token.i: 0.0}
    cost, current = 0.0, token
    for above in _ancestors(sentence, token):
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
