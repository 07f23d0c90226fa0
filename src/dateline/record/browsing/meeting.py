"""What an actor does and undergoes, and what two parties do to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from dateline.coding import codebook
from dateline.coding.codebook import CLASSES
from dateline.record.asking import Facets, Question, done_only
from dateline.record.browsing.answers import Actor, Dyad, Line, Step, Way
from dateline.record.browsing.counting import Found
from dateline.record.browsing.listing import newest
from dateline.record.browsing.segment import EPOCH, NEVER
from dateline.record.browsing.tallying import partners, types
from dateline.record.browsing.view import View

_PARTNERS = 50


Days = Callable[[Question], tuple[Step, ...]]
"""What gives the steps of time of a question."""


def actor(view: View, code: str, question: Question, days: Days, latest: int) -> Actor:
    """An actor's page, of what a question asks for otherwise."""
    does = replace(question, who=(code,), whom=(), either=False)
    undergoes, both = replace(does, who=(), whom=(code,)), replace(does, either=True)
    found, real = _rows(view, both), _rows(view, done_only(both))
    done, received = _rows(view, done_only(does)), _rows(view, done_only(undergoes))
    return Actor(
        code,
        _count(found),
        _count(_rows(view, does)),
        _count(_rows(view, undergoes)),
        *_ends(found),
        days(done_only(both)),
        types(view, real),
        partners(view, code, done, received, _PARTNERS),
        newest(view, both, latest),
    )


def dyad(view: View, one: str, other: str, question: Question, days: Days, latest: int) -> Dyad:
    """A dyad's page, of what a question asks for otherwise."""
    forth = replace(question, who=(one,), whom=(other,), either=False)
    back, both = replace(forth, who=(other,), whom=(one,)), replace(forth, either=True)
    found = _rows(view, both)
    return Dyad(
        one,
        other,
        _count(found),
        *_ends(found),
        _way(view, forth, days),
        _way(view, back, days),
        days(done_only(both)),
        _of_class(view, both, CLASSES[0], latest),
        _of_class(view, both, CLASSES[3], latest),
        newest(view, both, latest),
    )


def _way(view: View, question: Question, days: Days) -> Way:
    done = done_only(question)
    return Way(_count(_rows(view, question)), days(done), types(view, _rows(view, done)))


def _of_class(view: View, question: Question, class_: str, latest: int) -> tuple[Line, ...]:
    """The newest of those that occurred of one class of the codebook."""
    all_of = tuple(entry.type for entry in codebook.load().types if entry.class_ == class_)
    wanted = tuple(one for one in question.type if one.partition("/")[0].upper() in all_of) if question.type else all_of
    return newest(view, replace(done_only(question), type=wanted), latest) if wanted else ()


def _rows(view: View, question: Question) -> list[Found]:
    return view.rows(question, Facets())


def _count(found: Sequence[Found]) -> int:
    return sum(len(rows) for _, rows in found)


def _ends(found: Sequence[Found]) -> tuple[date | None, date | None]:
    """The first and the last day of some events."""
    days = np.concatenate([part.segment["day"][rows] for part, rows in found])
    days = days[days != NEVER]
    return (_date(days.min()), _date(days.max())) if len(days) else (None, None)


def _date(number: int) -> date:
    return date.fromordinal(int(number) + EPOCH)
