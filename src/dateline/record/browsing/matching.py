"""Which events of a segment meet a question: the rows of every condition, kept for the next who asks the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import numpy as np

from dateline.record.asking import Facets, Question
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.conditions import Condition, all_of, any_of, condition, is_mask, numbers
from dateline.record.browsing.names import Mask, Names
from dateline.record.browsing.parts import Part
from dateline.record.browsing.segment import EPOCH, NEVER
from dateline.record.browsing.taking import Vocabulary
from dateline.record.browsing.wording import is_word, may_tell, telling

_FEW = 5000  # rows that are looked through for a text once for all, whatever else is asked


class Matcher:
    """Conditions of questions over one part of a view."""

    def __init__(self, part: Part, names: Vocabulary) -> None:
        self.part, self.names, self._segment = part, names, part.segment

    def matching(self, question: Question, facets: Facets) -> Ints:
        """The rows that meet all that is asked, ascending; not to be written to."""
        conditions = [*self.sides(question), *self._others(question), *self._facets(facets)]
        if not conditions:
            return self.part.rows
        given = all_of(conditions, len(self._segment))
        text = question.text
        if text and not is_word(text) and not _are_few(self._worded(text)):  # looked for in what is left, since that takes its time
            given = self._kept((question, facets), lambda: telling(self._segment, numbers(given), text))
        return self.part.living(numbers(given))

    def sides(self, question: Question) -> list[Condition]:
        """The conditions on who does it to whom."""
        who, whom = question.who, question.whom
        forth = [self.party(side, wanted) for side, wanted in (("actors", who), ("recipients", whom)) if wanted]
        if not (question.either and forth):
            return forth
        back = [self.party(side, wanted) for side, wanted in (("recipients", who), ("actors", whom)) if wanted]
        size = len(self._segment)
        return [self._kept(("either", who, whom), lambda: any_of([all_of(forth, size), all_of(back, size)], size))]

    def party(self, side: str, wanted: tuple[str, ...]) -> Condition:
        """Any party of a side (actors, recipients, says) that is any of those wanted."""
        return self._kept((side, wanted), lambda: condition(self._segment.lists[side].any(self.names.parties.wanted(wanted))))

    def _kept(self, asked: Hashable, find: Callable[[], Condition]) -> Condition:
        return self.part.condition(asked, find)

    def _others(self, question: Question) -> list[Condition]:
        segment, given = self._segment, []
        if question.type:
            given.append(self._kept(("type", question.type), lambda: condition(self._type(question.type))))
        if since := question.since:
            given.append(self._kept(("since", since), lambda: condition(segment["end"] >= _number(since))))
        if until := question.until:
            given.append(self._kept(("until", until), lambda: condition((segment["day"] <= _number(until)) & (segment["day"] != NEVER))))
        if question.place:
            given.append(self._placed("place", question.place, self.names.places.wanted))
        if question.says:
            given.append(self.party("says", question.says))
        if question.factuality:
            given.append(self._named("factuality", question.factuality, self.names.factualities))
        if question.text:
            given.append(self._worded(question.text))
        if question.least:
            given.append(self._kept(("least", question.least), lambda: condition(segment["confidence"] >= question.least)))
        return given

    def _worded(self, text: str) -> Condition:
        """Which rows have the words of a text in their tellings; if these are few, those that tell it as it is asked for."""

        def find() -> Condition:
            rows = may_tell(self._segment, self.names.words, text)
            return telling(self._segment, rows, text) if _are_few(rows) and not is_word(text) else rows

        return self._kept(("text", text), find)

    def _facets(self, facets: Facets) -> list[Condition]:
        segment, given = self._segment, []
        if facets.mode:
            given.append(self._named("mode", facets.mode, self.names.modes))
        if facets.country:
            given.append(self._placed("country", facets.country, self.names.places.within))
        if facets.source:
            sources = self.names.sources
            codes = [code for name in facets.source if (code := sources.find(name)) is not None]
            given.append(self._kept(("source", facets.source), lambda: condition(segment.lists["publishers"].any(sources.mask(codes)))))
        return given

    def _placed(self, asked: str, wanted: tuple[str, ...], find: Callable[[tuple[str, ...]], Mask]) -> Condition:
        return self._kept((asked, wanted), lambda: condition(_of(self._segment["place"], find(wanted))))

    def _named(self, column: str, wanted: tuple[str, ...], names: Names) -> Condition:
        codes = [code for name in wanted if (code := names.find(name)) is not None]
        return self._kept((column, wanted), lambda: condition(_of(self._segment[column], names.mask(codes))))

    def _type(self, wanted: tuple[str, ...]) -> Mask:
        given = np.zeros(len(self._segment), bool)
        for one in wanted:
            type_, slash, mode = one.partition("/")
            code = self.names.types.find(type_.upper())
            if code is None:
                continue
            same = self._segment["type"] == code
            if slash:
                of = self.names.modes.find(mode)
                same &= self._segment["mode"] == (-2 if of is None else of)
            given |= same
        return given


def _are_few(rows: Condition) -> bool:
    return not is_mask(rows) and len(rows) <= _FEW


def _of(column: Any, wanted: Mask) -> Mask:
    """Which rows have a code that is wanted; -1 is none."""
    given: Mask = np.append(wanted, False)[column]
    return given


def _number(day: date) -> int:
    return day.toordinal() - EPOCH
