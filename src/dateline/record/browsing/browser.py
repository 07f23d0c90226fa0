"""A record looked up fast, while others write it.

A browser answers from a view of the record (:mod:`~dateline.record.browsing.view`) that it holds in memory, and takes over what has
changed when it is told to (:meth:`Browser.refresh`); the record itself it holds for that moment only. Who asks meanwhile is answered from
the view as it was. All answers are those that :mod:`dateline.record.asking` gives of the record at that revision.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.errors import HeldError, RecordError
from dateline.record.asking import Facets, Question
from dateline.record.browsing import listing, meeting, tallying
from dateline.record.browsing.answers import Actor, Changes, Coverage, Dyad, Facet, Involved, Line, Page, Places, Queue, Step
from dateline.record.browsing.involving import involved
from dateline.record.browsing.sorting import Sort
from dateline.record.browsing.steps import steps
from dateline.record.browsing.upkeep import Upkeep
from dateline.record.browsing.view import View
from dateline.record.turns import Turns

_NOTHING = Facets()
_ANYTHING = Question()
_REMEMBERED = 500  # answers of each kind that are asked for again and again
_LOG = logging.getLogger(__name__)


class Browser:
    """A view of a record, to be shared by the threads of a server.

    Args:
        turns: at the record.
        kept: whether the view is kept in a file beside the record (its name with ``.view``), from which the next browser begins.

    Raises:
        RecordError: if the record cannot be read.
    """

    def __init__(self, turns: Turns, *, kept: bool = True) -> None:
        self.turns = turns
        self._upkeep, self._refreshing = Upkeep(turns, kept=kept), threading.Lock()
        self._ended = threading.Event()
        self._follower: threading.Thread | None = None
        found = self._upkeep.found()
        try:
            self._take(self._upkeep.brought(found))
        except HeldError:
            if found is None:
                raise
            self._take(found)

    @classmethod
    def open(cls, path: str | Path, wait: float = 10.0, *, kept: bool = True) -> Browser:
        """A view of the record in a file; the record is brought up to date with this version of Dateline where it may be written.

        Raises:
            RecordError: if it is none, or cannot be had in time.
        """
        turns = Turns(path, wait)
        with suppress(RecordError), turns.writing():
            pass
        return cls(turns, kept=kept)

    def close(self) -> None:
        """Follow the record no more."""
        self._ended.set()
        if self._follower:
            self._follower.join()

    @property
    def revision(self) -> int:
        """The revision of the record that the view is of."""
        return self._view.revision.number

    def __len__(self) -> int:
        """How many events there are."""
        return len(self._view)

    def refresh(self) -> int:
        """Take over what has changed in the record; gives its revision. Cheap where nothing has.

        Raises:
            RecordError: if the record cannot be had in time; the view stays as it was, and can be asked.
        """
        with self._refreshing:
            later = self._upkeep.brought(self._view)
            if later is not self._view:
                self._take(later)
        return self.revision

    def follow(self, every: float = 1.0) -> None:
        """Take over what changes, from now until :meth:`close`.

        Args:
            every: seconds between two looks.
        """
        if self._follower is None:
            self._follower = threading.Thread(target=self._following, args=(every,), name="browser", daemon=True)
            self._follower.start()

    def event(self, event: str) -> Line | None:
        """One event as lists show it; ``None`` if there is none of that id."""
        view = self._view
        found = view.find(event)
        return view.line(*found) if found else None

    def page(
        self, question: Question = _ANYTHING, facets: Facets = _NOTHING, sort: Sort = Sort.NEWEST, cursor: str = "", limit: int = 50
    ) -> Page:
        """Events that a question asks for, narrowed by facets.

        Args:
            cursor: ``next`` of the page before; empty for the first.

        Raises:
            InputError: if the cursor is none of such a list, or ``limit`` less than 1.
        """
        return listing.page(self._view, question, facets, sort, cursor, limit)

    def facets(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, most: int = 12) -> tuple[Facet, ...]:
        """The facets of what a question asks for, each with its ``most`` frequent values."""
        return self._facets(question, facets, most)

    def involved(
        self,
        question: Question = _ANYTHING,
        facets: Facets = _NOTHING,
        name: str = "",
        after: tuple[int, str] | None = None,
        limit: int = 100,
    ) -> tuple[Involved, ...]:
        """Those who take part in what a question asks for, whoever has most events first.

        Args:
            name: words of the name; ``after``: events and key of the one before the first.
        """
        return involved(self._view, question, facets, name, after, limit)

    def actor(self, code: str, question: Question = _ANYTHING, by: str = "month", latest: int = 20) -> Actor:
        """All that an actor does and undergoes, of what a question asks for otherwise.

        Raises:
            InputError: if ``by`` is no step of time.
        """
        return self._actor(code, question, by, latest)

    def dyad(self, one: str, other: str, question: Question = _ANYTHING, by: str = "month", latest: int = 20) -> Dyad:
        """What two parties do to each other, of what a question asks for otherwise.

        Raises:
            InputError: if ``by`` is no step of time.
        """
        return self._dyad(one, other, question, by, latest)

    def places(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, most: int = 2000) -> Places:
        """Where the events are that a question asks for: the ``most`` frequent places."""
        return self._places(question, facets, most)

    def days(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, by: str = "month") -> tuple[Step, ...]:
        """What a question asks for, by step of time (day, week, month, quarter, year); steps without an event are left out.

        Raises:
            InputError: if ``by`` is no step of time.
        """
        return self._days(question, facets, by)

    def coverage(self, since: date | None = None, until: date | None = None, by: str = "month", most: int = 50) -> Coverage:
        """Reports by source and step of time, of days between two; the ``most`` frequent sources.

        Raises:
            InputError: if ``by`` is no step of time.
        """
        view = self._view
        return view.reports.coverage(view.names.sources, since, until, by, most)

    def changed_since(self, revision: int, question: Question = _ANYTHING, facets: Facets = _NOTHING, limit: int = 50) -> Changes:
        """Events that a question asks for and that are new or another since a revision."""
        return listing.changes(self._view, revision, question, facets, limit)

    def waiting(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, most: int = 50, disputed: Iterable[str] = ()) -> Queue:
        """The events that a question asks for and that wait to be reviewed: the ``most`` that weigh most, and the ``disputed`` among them.

        Events are weighed when they are written. What a neighbour weighs may have changed since, and what two people see differently is not
        among it: :func:`dateline.record.reviewing.queue.waiting_among` weighs those that are found anew.
        """
        return listing.waiting(self._view, question, facets, most, disputed)

    def _take(self, view: View) -> None:
        """Answer from another view from now on; if its events are others, what was answered before is forgotten."""
        before, self._view = getattr(self, "_view", None), view
        if before is not None and before.has_events_of(view):
            return
        remembered = lru_cache(maxsize=_REMEMBERED)
        self._facets = remembered(lambda question, facets, most: tallying.facets(view, question, facets, most))
        self._places = remembered(lambda question, facets, most: tallying.places(view, question, facets, most))
        self._days = days = remembered(lambda question, facets, by: steps(view.rows(question, facets), view.names.types, by))

        def by_steps(by: str) -> meeting.Days:
            return lambda question: days(question, _NOTHING, by)

        self._actor = remembered(lambda code, question, by, latest: meeting.actor(view, code, question, by_steps(by), latest))
        self._dyad = remembered(lambda one, other, question, by, latest: meeting.dyad(view, one, other, question, by_steps(by), latest))

    def _following(self, every: float) -> None:
        while not self._ended.wait(every):
            try:
                self.refresh()
            except HeldError:
                continue
            except RecordError as error:
                _LOG.warning("%s", error)
