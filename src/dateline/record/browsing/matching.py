"""Which events of a segment meet a question: every condition a mask over its rows, kept for the next who asks the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from dateline.record.asking import Facets, Question
from dateline.record.browsing.names import Mask, Names
from dateline.record.browsing.parts import Part
from dateline.record.browsing.segment import EPOCH, NEVER
from dateline.record.browsing.taking import Vocabulary
from dateline.record.browsing.wording import is_word, may_tell, telling


class Matcher:
    """Conditions of questions over one part of a view."""

    def __init__(self, part: Part, names: Vocabulary) -> None:
        self.part, self.names, self._segment = part, names, part.segment

    def matching(self, question: Question, facets: Facets) -> Mask:
        """Which rows meet all that is asked; not to be written to."""
        masks = [*self.sides(question), *self._others(question), *self._facets(facets)]
        if not masks:
            return self.part.alive
        given = _all(masks)
        if question.text and not is_word(question.text):  # looked for in what is left, since that takes its time
            given = self.part.mask((question, facets), lambda: telling(self._segment, given, question.text))
        return given & self.part.alive

    def sides(self, question: Question) -> list[Mask]:
        """The conditions on who does it to whom."""
        who, whom = question.who, question.whom
        forth = [self.party(side, wanted) for side, wanted in (("actors", who), ("recipients", whom)) if wanted]
        if not (question.either and forth):
            return forth
        back = [self.party(side, wanted) for side, wanted in (("recipients", who), ("actors", whom)) if wanted]
        return [_all(forth) | _all(back)]

    def party(self, side: str, wanted: tuple[str, ...]) -> Mask:
        """Any party of a side (actors, recipients, says) that is any of those wanted."""
        return self.part.mask((side, wanted), lambda: self._segment.lists[side].any(self.names.parties.wanted(wanted)))

    def _others(self, question: Question) -> list[Mask]:
        segment, part, given = self._segment, self.part, []
        if question.type:
            given.append(part.mask(("type", question.type), lambda: self._type(question.type)))
        if question.since:
            given.append(segment["end"] >= _number(question.since))
        if question.until:
            given.append((segment["day"] <= _number(question.until)) & (segment["day"] != NEVER))
        if question.place:
            given.append(part.mask(("place", question.place), lambda: _of(segment["place"], self.names.places.wanted(question.place))))
        if question.says:
            given.append(self.party("says", question.says))
        if question.factuality:
            given.append(self._named("factuality", question.factuality, self.names.factualities))
        if question.text:
            given.append(part.mask(("text", question.text), lambda: may_tell(segment, self.names.words, question.text)))
        if question.least:
            given.append(segment["confidence"] >= question.least)
        return given

    def _facets(self, facets: Facets) -> list[Mask]:
        segment, given = self._segment, []
        if facets.mode:
            given.append(self._named("mode", facets.mode, self.names.modes))
        if facets.country:
            wanted = facets.country
            given.append(self.part.mask(("country", wanted), lambda: _of(segment["place"], self.names.places.within(wanted))))
        if facets.source:
            sources = self.names.sources
            codes = [code for name in facets.source if (code := sources.find(name)) is not None]
            given.append(self.part.mask(("source", facets.source), lambda: segment.lists["publishers"].any(sources.mask(codes))))
        return given

    def _named(self, column: str, wanted: tuple[str, ...], names: Names) -> Mask:
        codes = [code for name in wanted if (code := names.find(name)) is not None]
        return self.part.mask((column, wanted), lambda: _of(self._segment[column], names.mask(codes)))

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


def _of(column: Any, wanted: Mask) -> Mask:
    """Which rows have a code that is wanted; -1 is none."""
    given: Mask = np.append(wanted, False)[column]
    return given


def _all(masks: Sequence[Mask]) -> Mask:
    given = masks[0]
    for mask in masks[1:]:
        given = given & mask
    return given


def _number(day: date) -> int:
    return day.toordinal() - EPOCH
