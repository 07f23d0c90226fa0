"""A draft before it is published: what it tells and claims, each beside what the record has of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from dateline.coding.coder import Coder
from dateline.display import plain, what, when, who
from dateline.model import Claim, Coding, EventMention, Party, Report
from dateline.record.asking import Question
from dateline.record.browsing.answers import Line
from dateline.record.browsing.browser import Browser
from dateline.record.browsing.sorting import Sort
from dateline.record.store import Store

LONGEST = 20_000
"""Characters of a draft."""
_NEAR = timedelta(days=2)  # by which days of the record may differ from those of a draft
_LIKE = 3  # events of the record that are shown beside one of the draft
_CHECKER = "dateline.record.checking"


class Reader:
    """Codes drafts, one at a time; loads what that needs when first asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coder: Coder | None = None

    def read(self, text: str, today: date) -> Coding:
        """What a draft of a day tells and claims."""
        with self._lock:
            self._coder = self._coder or Coder()
            return self._coder.code(Report(Report.identify(text, today), text, today))


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a draft: ``like`` are events of the record that may be the same, the most told first; ``total`` is how many there are.

    Attributes:
        shown: who did what when, in one line.
        missing: whether the draft gives no day or party to look for it by.
    """

    number: int
    event: EventMention
    shown: str
    words: str
    like: tuple[Line, ...]
    total: int
    missing: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of a draft; ``finding`` is what :class:`dateline.record.checking.Checker` says of it, ``None`` where there is none."""

    number: int
    claim: Claim
    words: str
    finding: Any


def told(view: Browser, coding: Coding) -> list[Told]:
    """The events of a draft beside those of the record that share type, parties and days."""
    found = []
    for number, event in enumerate(coding.events, 1):
        question = _question(event)
        page = view.page(question, sort=Sort.SOURCES, limit=_LIKE) if question else None
        shown = f"{who(event)}: {what(event)}" + (f", {when(event.time)}" if event.time else "")
        words = plain(event.quote.of(coding.report.text))
        found.append(Told(number, event, shown, words, page.lines if page else (), page.total if page else 0, question is None))
    return found


def claimed(store: Store, coding: Coding, today: date) -> list[Claimed]:
    """The claims of a draft, each with the checker's finding."""
    findings = _findings(store, coding, today)
    text = coding.report.text
    return [Claimed(n, claim, plain(claim.span.of(text)), f) for n, (claim, f) in enumerate(zip(coding.claims, findings, strict=True), 1)]


def checks_claims() -> bool:
    """Whether this Dateline can check claims."""
    return find_spec(_CHECKER) is not None


def _findings(store: Store, coding: Coding, today: date) -> Sequence[Any]:
    if not checks_claims():
        return [None] * len(coding.claims)
    checker = import_module(_CHECKER).Checker(store)
    of_claim = import_module("dateline.record.stating").of_claim
    return [checker.check(of_claim(claim, coding), today) for claim in coding.claims]


def _question(event: EventMention) -> Question | None:
    """What finds an event in the record: its type, its parties' codes and days near its own; ``None`` where it has too little."""
    acting, upon = _codes(event.actors), _codes(event.recipients)
    if not acting or event.time is None:
        return None
    near = Question(who=acting, type=(event.type,), since=event.time.start - _NEAR, until=event.time.end + _NEAR)
    return replace(near, whom=upon) if upon else near


def _codes(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (party.country or party.entity or party.sector for party in parties))))
